"""Events in a firm's life: recorded with day and document, withdrawn with a reason. Withdrawing restores what stood before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.identities import normalise_name
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import SHANGHAI

from ..life import Course, courses, kind_of
from ..models import Enterprise, FormerName, LifeEvent, LifeParty, LifeWithdrawal
from ..registries import life_changed, register_changed


class LifeEventError(YuanhengError):
    """An event that cannot have happened so, or cannot be withdrawn now."""

    kind = "life_event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What a person says happened."""

    kind: str
    happened_on: date
    document: str
    old_name: str = ""  # where the register has the new name already
    new_name: str = ""
    others: Sequence[Enterprise] = ()
    dissolved: bool = False
    figures_note: str = ""
    note: str = ""
    file: StoredFile | None = None


@transaction.atomic
def record_event(firm: Enterprise, said: Happening, *, by: User, at: datetime) -> LifeEvent:
    """Keep the event and bring the register's name and status up to it. Nothing of a past evaluation is touched.

    Raises:
        LifeEventError: the day has not come, the event is there already, a later renaming stands, or firms are missing.
    """
    rows = _locked(firm, *said.others)
    row = rows[firm.pk]
    _check(row, said, at=at)
    known = courses()
    event = LifeEvent.objects.create(
        enterprise=row, kind=said.kind, happened_on=said.happened_on, known_at=at, document=said.document.strip(),
        file=said.file, old_name=_old_name(row, said), new_name=said.new_name.strip(),
        dissolved=said.dissolved, figures_note=said.figures_note, note=said.note, by=by,
        before={"status": _base(row, known), **_former_before(row, said)},
    )  # fmt: skip
    LifeParty.objects.bulk_create(
        [LifeParty(event=event, enterprise=rows[o.pk], status_before=_base(rows[o.pk], known)) for o in said.others]
    )
    if said.new_name:
        former = {"used_until": said.happened_on}
        FormerName.objects.update_or_create(enterprise=row, name=event.old_name, defaults=former)
        row.name = event.new_name
        row.save()
    _project(rows.values())
    _tell(event, "recorded", by=by, renamed=bool(said.new_name))
    return event


def _locked(*firms: Enterprise) -> dict[UUID, Enterprise]:
    """The firms, locked in one order, so that two events at once wait for each other."""
    found = Enterprise.objects.select_for_update(of=("self",)).filter(pk__in=[f.pk for f in firms]).order_by("pk")
    return {row.pk: row for row in found}


def _check(row: Enterprise, said: Happening, *, at: datetime) -> None:
    """All that is wrong with it, at once."""
    kind, wrong = kind_of(said.kind), []
    if said.happened_on > at.astimezone(SHANGHAI).date():
        wrong.append(("日期还没有到", "不晚于今天的日期", "变更生效后再登记"))
    if not said.document.strip():
        wrong.append(("没有文号", "批准或登记的文号", "填写文号;没有文号的写明通知书名称"))
    standing = LifeEvent.objects.standing().filter(enterprise=row, kind=said.kind)
    if standing.filter(happened_on=said.happened_on).exists():
        wrong.append((f"{said.happened_on} 的{kind.label}已经登记", "一件事登记一次", "有误时先撤销原来的登记"))
    if kind.renames:
        wrong += _name_problems(row, said, standing)
    if kind.others:
        wrong += _party_problems(row, said)
    if wrong:
        found, expected, advice = (";".join(dict.fromkeys(part)) for part in zip(*wrong, strict=True))
        raise LifeEventError(where=f"{row.name} › {kind.label}", found=found, expected=expected, advice=advice)


def _name_problems(row: Enterprise, said: Happening, standing: Any) -> list[tuple[str, str, str]]:
    wrong = []
    if not normalise_name(said.new_name):
        wrong.append(("没有现名称", "变更后的全称", "照登记通知书填写现名称"))
    elif normalise_name(said.new_name) == normalise_name(_old_name(row, said)):
        wrong.append(("现名称与原名称相同", "变更后的全称", "核对名称;名录已是现名称的,写明原名称"))
    if later := standing.filter(happened_on__gt=said.happened_on).first():
        wrong.append((f"{later.happened_on} 已登记更名", "按时间先后登记", "先撤销较晚的更名,再依次登记"))
    return wrong


def _party_problems(row: Enterprise, said: Happening) -> list[tuple[str, str, str]]:
    kind = kind_of(said.kind)
    if not said.others:
        return [(f"没有{kind.others}", f"至少一家{kind.others}", "先把企业登记入名录,再选择它")]
    if any(other.pk == row.pk for other in said.others):
        return [(f"{kind.others}中有本企业", "其他企业", "从中去掉本企业")]
    return []


def _base(row: Enterprise, known: dict[UUID, Course]) -> str:
    """The register's own word of status, before any event: carried from event to event."""
    before = known[row.pk].before if row.pk in known else None
    return row.status if before is None else before


def _old_name(row: Enterprise, said: Happening) -> str:
    """The name that was given up: the register's, unless the register has the new one already and the paper tells the old."""
    if not said.new_name:
        return ""
    told = normalise_name(said.new_name) == normalise_name(row.name) and said.old_name.strip()
    return told or row.name


def _former_before(row: Enterprise, said: Happening) -> dict[str, Any]:
    """What the list of former names said of the name that is given up."""
    if not said.new_name:
        return {}
    there = FormerName.objects.filter(enterprise=row, name=_old_name(row, said)).first()
    return {"name": row.name, "former": there is not None, "former_until": str(there.used_until or "") if there else ""}


def _project(rows: Any) -> None:
    """The register's status is that of the last event that stands."""
    known = courses()
    for row in rows:
        course = known.get(row.pk)
        if course is not None and course.words and course.words[-1][2] != row.status:
            row.status = course.words[-1][2]
            row.save()


@transaction.atomic
def withdraw_event(event: LifeEvent, *, by: User, at: datetime, why: str, document: str = "") -> LifeWithdrawal:
    """The event counts no more from this moment; name, former names and status are again what they were without it.

    Raises:
        LifeEventError: it is withdrawn, a later renaming rests on it, or the name was changed by other means since.
    """
    rows = _locked(event.enterprise, *(p.enterprise for p in event.parties.all()))
    row = rows[event.enterprise_id]
    _withdrawable(event, row)
    own = {row.pk: event.before.get("status", "")} if event.own_status else {}
    if event.of_kind.others_status:
        own |= {p.enterprise_id: p.status_before for p in event.parties.all()}
    made = LifeWithdrawal.objects.create(event=event, at=at, by=by, why=why.strip(), document=document)
    if event.of_kind.renames:
        _give_back(event, row)
    for pk, before in own.items():
        rows[pk].status = before
        rows[pk].save()
    _project(rows[pk] for pk in own)
    _tell(event, "withdrawn", by=by, renamed=event.of_kind.renames, why=why)
    return made


def _withdrawable(event: LifeEvent, row: Enterprise) -> None:
    where = f"{row.name} › {event}"
    if LifeWithdrawal.objects.filter(event=event).exists():
        raise LifeEventError(where=where, found="已撤销", expected="有效的登记", advice="无需再撤销")
    if not event.of_kind.renames:
        return
    later = LifeEvent.objects.standing().filter(enterprise=row, kind=event.kind, happened_on__gt=event.happened_on)
    if found := later.first():
        raise LifeEventError(
            where=where, found=f"{found.happened_on} 又登记了更名", expected="最近一次更名", advice="先撤销较晚的更名"
        )
    if row.name != event.new_name:
        raise LifeEventError(
            where=where, found=f"名称后来又改成了“{row.name}”", expected=f"名称仍是“{event.new_name}”",
            advice="先在“修改”里把名称改回,再撤销",
        )  # fmt: skip


def _give_back(event: LifeEvent, row: Enterprise) -> None:
    """The name is what the register had before, and the old name is a former name only where it was one before."""
    former = FormerName.objects.filter(enterprise=row, name=event.old_name)
    if event.before.get("former"):
        former.update(used_until=event.before.get("former_until") or None)
    else:
        former.delete()
    row.name = event.before["name"]
    row.save()


def _tell(event: LifeEvent, what: str, *, by: User, renamed: bool, why: str = "") -> None:
    said = {
        "kind": event.of_kind.label, "happened_on": event.happened_on, "document": event.document,
        "old_name": event.old_name, "new_name": event.new_name,
        "others": [str(p.enterprise) for p in event.parties.select_related("enterprise")], "why": why,
    }  # fmt: skip
    record(by, f"enterprises.event.{what}", target=event.enterprise, after={k: v for k, v in said.items() if v})
    life_changed()
    if renamed:
        register_changed()
