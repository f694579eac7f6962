"""A work: registered, changed, its case opened."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import plain, record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cases.actions import open_case
from yuanheng.web.cases.models import Case

from ..access import KEEP
from ..following import SUBJECT
from ..models import Work
from ..refusing import WorkError, locked
from ..rules import kind_choices, kind_of, topic_of

NUMBERS = 0x776F_726B


@transaction.atomic
def register_work(
    *, name: str, kind: str, by: User, at: datetime, organisation: Any = None, topic: str = "", park: str = "",
    utility: str = "", adds: Decimal | None = None, **values: Any,
) -> Work:  # fmt: skip
    """Enter a work; a utility expansion says how much it adds to which park.

    Raises:
        WorkError: no name, no such kind, a topic of another kind, a name that stands already; an expansion without its
            park, utility and amount, or another kind with them.
    """
    name = " ".join(name.split())
    _stated(name, kind, topic, park=park, utility=utility, adds=adds)
    same = Work.objects.filter(name=name, kind=kind).first()
    if same is not None:
        raise WorkError(
            where=name, found=f"已登记为 {same.number}", expected="一项工程登记一次", advice="打开已有的工程"
        )
    year = at.astimezone(SHANGHAI).year
    with connection.cursor() as cursor:  # two at once queue here, so that each has its own number
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [NUMBERS, year])
    serial = (Work.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0) + 1
    made = Work(
        name=name, kind=kind, topic=topic, park=park, utility=utility, adds=adds, year=year, serial=serial,
        number=f"工{year}-{serial:04d}", organisation=organisation or bureau_of(by, KEEP), by=by, created_at=at,
        changed_at=at, progress_said="还没有办件,不能算进度", **values,
    )  # fmt: skip
    made.save(force_insert=True)
    record(by, "works.work.registered", target=made, after={"name": name, "kind": kind, "topic": topic})
    return made


def _stated(name: str, kind: str, topic: str, *, park: str, utility: str, adds: Decimal | None) -> None:
    kinds = dict(kind_choices())
    if not name or kind not in kinds:
        raise WorkError(
            where=name or "工程", found=f"类别 {kind or '(空)'}", expected=f"名称和类别({'、'.join(kinds.values())})",
            advice="补全后再登记",
        )  # fmt: skip
    known = topic_of(topic) if topic else None
    if topic and (known is None or kind not in known.kinds):
        label = known.label if known else topic
        raise WorkError(
            where=name, found=f"计划事项“{label}”", expected=f"由“{kinds[kind]}”落实的计划事项", advice="改选,或留空"
        )
    given = [bool(park), bool(utility), adds is not None]
    if (kind == "utility") != all(given) or (kind != "utility" and any(given[1:])):
        raise WorkError(
            where=name, found="扩容的区中园、设施、增加能力没有填全" if kind == "utility" else "不是扩容工程,填了增加能力",
            expected="扩容工程三项都填,其他工程不填设施和能力", advice="补全或清空",
        )  # fmt: skip
    if adds is not None and adds <= 0:
        raise WorkError(where=name, found=f"增加能力 {adds}", expected="大于 0", advice="改正")


@transaction.atomic
def change_work(work: Work, *, by: User, at: datetime, **values: Any) -> Work:
    """Change what is said of it; its kind stays.

    Raises:
        WorkError: as on registering.
    """
    row = locked(work)
    before = {k: getattr(row, k) for k, v in values.items() if getattr(row, k) != v}
    if not before:
        return row
    for key in before:
        setattr(row, key, values[key])
    _stated(row.name, row.kind, row.topic, park=row.park, utility=row.utility, adds=row.adds)
    if Work.objects.filter(name=row.name, kind=row.kind).exclude(pk=row.pk).exists():
        raise WorkError(where=row.name, found="已有同名的工程", expected="不同的名称", advice="核对名称")
    row.changed_at = at
    row.save()
    said = {k: str(getattr(row, k) or "") for k in before}
    record(by, "works.work.changed", target=row, before=plain({k: str(v or "") for k, v in before.items()}), after=said)
    return row


@transaction.atomic
def open_work_case(work: Work, *, by: User, at: datetime, organisation: Any = None, data: Any = None) -> Case:
    """Open the case of a work under the procedure of its kind.

    Raises:
        WorkError: its case is running or done.
    """
    row = locked(work)
    if row.case is not None and row.case.status not in ("revoked", "terminated"):
        raise WorkError(
            where=row.name,
            found=f"办件 {row.case.number} {row.case.get_status_display()}",
            expected="一项工程一个办件",
            advice="打开这个办件办理",
        )
    Work.objects.filter(pk=row.pk).update(case=None)
    made = open_case(
        procedure=kind_of(row.kind).procedure, title=row.name, subject_kind=SUBJECT, subject_id=row.pk,
        subject_label=row.name, organisation=organisation or row.organisation, by=by, at=at, data=data,
    )  # fmt: skip
    record(by, "works.case.opened", target=row, after={"case": made.number})
    return made
