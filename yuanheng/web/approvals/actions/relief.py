"""Relief from the village's first check to the monthly list. What goes into cases, logs and notices never names anybody."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from yuanheng.web.base import files
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.cases.actions import act, open_case
from yuanheng.web.cases.models import RUNNING

from ..errors import Refused
from ..models.relief import SUBJECT, PaymentLine, PaymentList, Relief, ReliefVisit
from ..policy.days import months_after
from ..policy.relief import means_faults, next_recheck
from ..rules import category_named
from .receiving import valid_identity


@transaction.atomic
def apply_for_relief(
    *, category: str, name: str, identity: str, applied_on: date, organisation: Organisation, by: User, at: datetime,
    village: Organisation | None = None, consent: Any = None, **values: Any,
) -> Relief:  # fmt: skip
    """An application at the village or the bureau; its case begins with the village's check where there is one.

    Raises:
        Refused: an identity number that cannot be (`applicant_code`), a running or standing one of the same category
            (`already_running`).
    """
    code = identity.strip().upper()
    if not valid_identity(code):
        _refuse("applicant_code", "身份证号不对", "18 位、校验位相符", "对照身份证改正")
    _lock(f"{code} {category}")
    standing = Q(case__status__in=RUNNING) | Q(granted=True, ends_on__isnull=True)
    known = Relief.objects.filter(standing, identity=code, category=category).select_related("case").first()
    if known is not None:
        _refuse("already_running", f"{known.case.number} 在办或在享", "一人一类只享一份", "打开原申请")
    kind = category_named(category)
    seats = {"village": [village.name]} if village is not None else {}
    case = open_case(
        procedure="relief", title=f"{kind.label}申请", subject_kind=SUBJECT, subject_label=kind.label,
        organisation=organisation, by=by, at=at,
        data={"on": applied_on.isoformat(), "signers": seats, "skip": [] if kind.notice_days else ["notice"]},
    )  # fmt: skip
    kept = files.store(consent, name="核对授权书", by=by) if consent is not None else None
    made = Relief.objects.create(
        category=category, name=name.strip(), identity=code, applied_on=applied_on, organisation=organisation,
        village=village, consent=kept, case=case, by=by, created_at=at, **values,
    )  # fmt: skip
    case.subject_id = str(made.pk)
    case.save(update_fields=["subject_id"])
    act(case=case, kind="accepted", by=by, at=at, data={"on": applied_on.isoformat()})
    record(by, "approvals.relief.applied", target_label=case.number, after={"category": category})
    return made


@transaction.atomic
def record_visit(
    relief: Relief, *, on: date, visitors: str, found: str, fits: bool, by: User, at: datetime, housing: str = "",
    file: Any = None, recheck: bool = False,
) -> ReliefVisit:  # fmt: skip
    """A visit at home: closes that step of a running case, or is a re-check and sets the next."""
    if on > at.date():
        _refuse("visit_future", str(on), "不晚于今天", "改正日期")
    kept = files.store(file, name="入户核查表", by=by) if file is not None else None
    made = ReliefVisit.objects.create(
        relief=relief, on=on, visitors=visitors, found=found, fits=fits, housing=housing, file=kept, by=by, at=at,
        recheck=recheck,
    )  # fmt: skip
    if recheck:
        relief.recheck_on = next_recheck(category_named(relief.category), since=on)
        relief.save()
    record(by, "approvals.relief.visited", target_label=relief.case.number, after={"on": on, "recheck": recheck})
    return made


@transaction.atomic
def post_notice(relief: Relief, *, since: date, until: date, by: User, at: datetime, objection: str = "") -> Relief:
    """The public notice: at least the category's days.

    Raises:
        Refused: shorter than the rule (`notice_short`).
    """
    days, kind = (until - since).days + 1, category_named(relief.category)
    if days < kind.notice_days:
        _refuse("notice_short", f"公示 {days} 天", f"不少于 {kind.notice_days} 天", "改晚止日")
    relief.notice_from, relief.notice_until, relief.objection = since, until, objection
    relief.save()
    record(by, "approvals.relief.noticed", target_label=relief.case.number, after={"from": since, "until": until})
    return relief


@transaction.atomic
def decide_relief(
    relief: Relief, *, granted: bool, on: date, by: User, at: datetime, monthly: Decimal | None = None, why: str = "",
) -> Relief:  # fmt: skip
    """Grant or refuse, and end the case.

    Raises:
        Refused: no visit (`visit_missing`), the notice is missing or runs (`notice_open`), an objection not answered
            (`objection_open`), means that do not fit without a reason (`means_unfit`), no sum (`amount_missing`).
        EventRefused: an earlier step is not done.
    """
    kind = category_named(relief.category)
    if granted:
        _may_grant(relief, kind, on, monthly, why)
    step = relief.case.steps.filter(code="decide", status="active").first()
    if step is None:
        _refuse("not_yet", "前面的步骤没有办完", "村居初核、入户、核对、公示办完以后", "先办前面的")
    if granted:
        relief.monthly, relief.pays_from = monthly, months_after(on.replace(day=1), 1)
        relief.recheck_on = next_recheck(kind, since=on)
    relief.granted = granted
    relief.save()
    day = {"on": on.isoformat()}
    if granted:
        act(case=relief.case, kind="step_done", step="decide", by=by, at=at, data=day)
        act(case=relief.case, kind="completed", by=by, at=at, data=day)
    else:
        act(
            case=relief.case,
            kind="refused",
            step="decide",
            by=by,
            at=at,
            data={**day, "seat": by.username, "reason": "不符合条件"},
        )
    record(by, "approvals.relief.decided", target_label=relief.case.number, after={"granted": granted})
    return relief


def _may_grant(relief: Relief, kind: Any, on: date, monthly: Decimal | None, why: str) -> None:
    if not relief.visits.exists():
        _refuse("visit_missing", "没有入户核查", "入户核查表", "先登记入户核查")
    if kind.notice_days and (relief.notice_until is None or relief.notice_until >= on):
        _refuse(
            "notice_open",
            f"公示至 {relief.notice_until or '(没有公示)'}",
            f"公示满 {kind.notice_days} 天",
            "公示期满再决定",
        )
    if relief.objection and not why:
        _refuse("objection_open", "公示有异议", "写明怎样核实", "在理由里写明")
    unfit = list(means_faults(
        kind, income=relief.income, members=relief.members, assets=relief.assets, vehicles=relief.vehicles
    ))  # fmt: skip
    if unfit and not why:
        _refuse("means_unfit", ";".join(unfit), "符合条件,或写明理由", "补齐、核实后再决定")
    if monthly is None or monthly <= 0:
        _refuse("amount_missing", "没有金额", "大于 0 的月金额", "填写金额")


@transaction.atomic
def end_relief(relief: Relief, *, on: date, why: str, by: User) -> Relief:
    """Payment stops after that day's month."""
    if not relief.granted or relief.ends_on is not None:
        _refuse("not_paid", "不在享", "正在发放的", "不必停发")
    relief.ends_on, relief.ended_why, relief.recheck_on = on, why, None
    relief.save()
    record(by, "approvals.relief.ended", target_label=relief.case.number, after={"on": on})
    return relief


@transaction.atomic
def make_payment_list(*, organisation: Organisation, month: date, by: User, at: datetime) -> PaymentList:
    """The list of a month: everybody who is paid in it, once.

    Raises:
        Refused: a month made before (`list_twice`), or to come (`list_future`).
    """
    first = month.replace(day=1)
    if first > at.date():
        _refuse("list_future", f"{first:%Y-%m}", "本月或以前", "到那个月再做")
    _lock(f"list {organisation.pk} {first}")
    if PaymentList.objects.filter(organisation=organisation, month=first).exists():
        _refuse("list_twice", f"{first:%Y-%m} 已做", "每月一份", "打开已有的名单")
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    rows = list(Relief.objects.filter(still, organisation=organisation, granted=True, pays_from__lte=first))
    once = {r.pk for r in rows if not category_named(r.category).recheck_months and r.payments.exists()}
    rows = [r for r in rows if r.pk not in once]
    total = sum((r.monthly or Decimal(0) for r in rows), Decimal(0))
    made = PaymentList.objects.create(
        organisation=organisation, month=first, total=total, count=len(rows), by=by, at=at
    )  # fmt: skip
    PaymentLine.objects.bulk_create(PaymentLine(listed=made, relief=r, amount=r.monthly) for r in rows)
    record(by, "approvals.relief.listed", target_label=f"{first:%Y-%m} 发放名单", after={"count": len(rows)})
    return made


def _lock(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"approvals.relief {text}"])


def _refuse(rule: str, found: str, expected: str, advice: str) -> None:
    raise Refused(rule, where="救助申请", found=found, expected=expected, advice=advice)
