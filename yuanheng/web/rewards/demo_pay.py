"""The demo zone's shares, two disputes, and half a year of pay runs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Min

from yuanheng.demo.rewards import shares_of
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cases.actions import act
from yuanheng.web.cases.models import Case
from yuanheng.web.projects.models import StageEntry

from .actions.paying import add_deduction, approve_run, compute_run, pay_run
from .actions.sharing import Row, raise_dispute, set_shares, settle_dispute
from .days import day_of
from .models import PayRun, ShareSet, Staff

OPENED = date(2021, 6, 20)
MONTHS = tuple(date(2021, month, 1) for month in range(7, 13))
LEFT_OUT = 11  # every eleventh signed project has no shares yet, so that a run has something to ask
SETTLED_IN = date(2021, 9, 22)


def _at(day: date, minutes: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI) + timedelta(minutes=minutes)


def load_shares(staff: list[Staff], *, cast: dict[str, User], paper: StoredFile) -> int:
    """Shares of every signed project from its first stage on, entered some days after the signing was known."""
    by = cast["paymaster"]
    people = {s.number: s for s in staff}
    numbers = [s.number for s in staff if s.post in ("招商经理", "招商专员", "副总经理")]
    signed = StageEntry.objects.filter(stage="signed", withdrawn_at__isnull=True, happened_on__lte=date(2021, 12, 31))
    firsts = dict(StageEntry.objects.values_list("project").annotate(Min("happened_on")))
    count = 0
    for place, entry in enumerate(signed.select_related("project").order_by("happened_on", "project__number")):
        if place % LEFT_OUT == LEFT_OUT - 1:
            continue
        known = max(OPENED, day_of(entry.known_at) + timedelta(days=3))
        rows = [Row(people[number], role, percent) for number, role, percent in shares_of(place, numbers)]
        since = min(firsts[entry.project_id], entry.happened_on)
        set_shares(
            entry.project,
            holds_from=since,
            rows=rows,
            note="各方签认的份额确认单",
            file=paper,
            by=by,
            at=_at(known, place % 400),
        )
        count += 1
    return count


def load_pay(staff: list[Staff], *, cast: dict[str, User]) -> int:
    """Six months computed, approved and paid; one dispute settled with its month computed again, one still open."""
    _deductions(staff, cast)
    settled = False
    for month in MONTHS:
        fifth = (month + timedelta(days=32)).replace(day=5)
        if not settled and fifth > SETTLED_IN:
            settled = _settled_dispute(cast)
        _run(month, fifth, cast)
    _open_dispute(cast)
    return PayRun.objects.count()


def _run(month: date, day: date, cast: dict[str, User], reason: str = "") -> None:
    run = compute_run(month=month, by=cast["paymaster"], at=_at(day), reason=reason)
    run = approve_run(run, by=cast["leader"], at=_at(day + timedelta(days=1)))
    pay_run(run, by=cast["paymaster"], at=_at(day + timedelta(days=5)))


def _deductions(staff: list[Staff], cast: dict[str, User]) -> None:
    for place, who in enumerate(s for s in staff if s.post == "招商专员"):
        if place % 4 == 1:
            day = date(2021, 7 + place % 5, 12)
            code, quantity, reason = (("absence", "1.5", "事假"), ("late_report", "1", "漏报第 2 周周报"))[place % 2]
            add_deduction(
                who, code=code, quantity=Decimal(quantity), reason=reason, on=day, by=cast["paymaster"], at=_at(day, 60)
            )


def _in_run(before: date, cast: dict[str, User]) -> tuple[PayRun, ShareSet] | None:
    """A paid project in which the promoter has no share, with its run."""
    for run in PayRun.objects.filter(month__lt=before).order_by("-month"):
        for number in dict.fromkeys(key.split(":")[0] for key in run.events_counted):
            held = ShareSet.objects.filter(project__number=number).order_by("-holds_from", "-known_at").first()
            if held is not None and not held.shares.filter(staff__user=cast["promoter"]).exists():
                return run, held
    return None


def _settled_dispute(cast: dict[str, User]) -> bool:
    """The promoter says who introduced the project; the leader decides for a quarter; the month is computed again."""
    found = _in_run(SETTLED_IN, cast)
    if found is None:
        return False
    run, held = found
    mine = Staff.objects.get(user=cast["promoter"])
    dispute = raise_dispute(
        held.project, claimant=mine, claim="该项目由我在上海专题招商活动上引荐,有会议签到表和往来邮件,份额中没有列入。",
        arbiter=cast["leader"], by=cast["promoter"], at=_at(date(2021, 9, 13)),
    )  # fmt: skip
    _steps(dispute.case, cast, decide=True)
    quarter = Decimal("0.75")
    rows = [
        Row(s.staff, s.role, (s.percent * quarter).quantize(Decimal("0.0001")))
        for s in held.shares.select_related("staff")
    ]
    rest = Decimal(100) - sum((r.percent for r in rows), Decimal(0))
    rows.append(Row(mine, "introduced", rest))
    settle_dispute(
        dispute, holds_from=held.holds_from, rows=rows, note="裁定:引荐成立,计四分之一,其余同比例下调", by=cast["paymaster"],
        at=_at(SETTLED_IN),
    )  # fmt: skip
    _run(run.month, SETTLED_IN + timedelta(days=3), cast, reason=f"争议 {dispute.case.number} 裁定后重算")
    return True


def _open_dispute(cast: dict[str, User]) -> None:
    """One that waits for the leader's decision."""
    newest = (
        ShareSet.objects.filter(case__isnull=True).order_by("-known_at").exclude(shares__staff__user=cast["promoter"])
    )
    held = newest.first()
    claimant = Staff.objects.filter(post="招商专员", left_on__isnull=True).order_by("number").last()
    if held is None or claimant is None:
        return
    dispute = raise_dispute(
        held.project, claimant=claimant, claim="落地阶段的用地协调由我承担,份额中没有体现。", arbiter=cast["leader"],
        by=cast["paymaster"], at=_at(max(date(2022, 1, 12), day_of(held.known_at) + timedelta(days=2))),
    )  # fmt: skip
    _steps(dispute.case, cast, decide=False)


def _steps(case: Case, cast: dict[str, User], *, decide: bool) -> None:
    """Received and heard; decided where asked. Each a day after the other."""
    day = day_of(case.changed_at)
    for back, (kind, step, who) in enumerate(
        (("step_done", "receive", "paymaster"), ("step_done", "hear", "paymaster"), ("signed", "decide", "leader"))
    ):
        if step != "decide" or decide:
            act(case=case, kind=kind, step=step, by=cast[who], at=_at(day + timedelta(days=back + 1)))
