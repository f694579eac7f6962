"""Figures over approvals that the plan can count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import Reading, TallyFilter, tally
from yuanheng.web.cases.models import Case

from .models import Application, PowerEvent, PowerState
from .pages.history import Closed, closed_in
from .rules import limits, powers
from .standing import end_of, standings

STATES = TallyFilter("state", "到了哪一步", "choice", tuple(PowerState.choices))
REACHED: dict[str, tuple[str, ...]] = {
    PowerState.ASKED: (PowerState.ASKED,),
    PowerState.DELEGATED: (PowerState.DELEGATED, PowerState.TAKEN_OVER, PowerState.IN_USE),
    PowerState.TAKEN_OVER: (PowerState.TAKEN_OVER, PowerState.IN_USE),
    PowerState.IN_USE: (PowerState.IN_USE,),
    PowerState.WITHDRAWN: (PowerState.WITHDRAWN,),
}
"""A power that has come further counts for the steps before."""


def last_day(period: Period, on: date) -> date:
    """The last day of the period, or `on`, whichever is earlier."""
    following = date(period.year + period.last // 12, period.last % 12 + 1, 1)
    return min(following - timedelta(days=1), on)


def _powers(period: Period, on: date, known_on: date | None, states: tuple[str, ...], *, wanted: bool) -> Reading:
    catalogue = powers()
    held = standings(on=last_day(period, on), known_on=known_on)
    found = [
        event.pk
        for code, event in held.items()
        if event.state in states and (not wanted or (code in catalogue and catalogue[code].holder == "wanted"))
    ]
    return Reading(value=Decimal(len(found)), unit="项", records=PowerEvent.objects.filter(pk__in=found))


@tally(
    "approvals.powers", label="承接的下放审批权限", unit="项", filters=(STATES,),
    synonyms=("审批权限", "下放的审批权限", "承接下放的审批权限", "下放审批权限", "承接审批权限", "下放权限"),
)  # fmt: skip
def taken_over(period: Period, *, on: date, known_on: date | None, state: str = PowerState.TAKEN_OVER) -> Reading:
    """Powers delegated from above and taken over (or further) on the last day of the period."""
    return _powers(period, on, known_on, REACHED[state], wanted=False)


@tally(
    "approvals.powers_asked", label="申请扩大的审批事项", unit="项",
    synonyms=("申请扩大审批事项", "扩大项目相关审批事项", "申请下放的审批事项"),
)  # fmt: skip
def asked_for(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Powers of the list of wishes that were asked for, or have come since."""
    states = (PowerState.ASKED, *REACHED[PowerState.DELEGATED])
    return _powers(period, on, known_on, states, wanted=True)


@tally(
    "approvals.bureau_set_up", label="行政审批局实体化运作", unit="日期",
    synonyms=("行政审批局实体化运作", "完成行政审批局实体化运作", "审批局 挂牌运行"),
)  # fmt: skip
def bureau_set_up(period: Period, *, on: date, known_on: date | None) -> Reading:
    """1 once the bureau's set-up is done on the last day of the period, 0 before; None where no case of it was opened."""
    last = last_day(period, on)
    rows = Case.objects.filter(procedure="bureau-setup", opened_on__lte=last)
    if known_on is not None:
        rows = rows.filter(changed_at__lt=end_of(known_on))
    done = rows.filter(status="done", outcome="granted", closed_on__lte=last).exists()
    return Reading(value=Decimal(done) if rows.exists() else None, unit="日期", records=rows)


@tally(
    "approvals.chains", label="推行链条式审批的一件事", unit="件", filters=(TallyFilter("name", "链条", "text"),),
    synonyms=("链条式审批", "链条式 审批服务", "一件事", "并联审批"),
)  # fmt: skip
def chains(period: Period, *, on: date, known_on: date | None, name: str = "") -> Reading:
    """Chains (applications for one matter over several bureaus) accepted in the period."""
    rows = Application.objects.filter(
        kind=Application.MATTER, case__accepted_on__range=(date(period.year, period.first, 1), last_day(period, on))
    )  # fmt: skip
    rows = rows.filter(code=name) if name else rows
    rows = rows.filter(created_at__lt=end_of(known_on)) if known_on else rows
    return Reading(value=Decimal(rows.count()), unit="件", records=rows)


def _share(period: Period, on: date, known_on: date | None, keep: Callable[[Closed], bool | None]) -> Reading:
    """The share of applications closed in the period for which `keep` is true; those for which it is None do not count."""
    first, last = date(period.year, period.first, 1), last_day(period, on)
    rows = [row for row in closed_in(period.year) if first <= row.past.closed_on <= last]
    records = Application.objects.filter(case__in=[row.past.key for row in rows])
    if known_on is not None:
        records = records.filter(case__changed_at__lt=end_of(known_on))
        known = {str(pk) for pk in records.values_list("case_id", flat=True)}
        rows = [row for row in rows if row.past.key in known]
    judged = [kept for row in rows if (kept := keep(row)) is not None]
    share = (Decimal(sum(judged)) * 100 / len(judged)).quantize(Decimal("0.01"), ROUND_HALF_UP) if judged else None
    return Reading(
        value=share, unit="%", records=records, numerator=Decimal(sum(judged)), denominator=Decimal(len(judged))
    )  # fmt: skip


@tally("approvals.on_time", label="审批按期办结率", unit="%", synonyms=("按期办结率", "办结时限", "按时办结率"))
def on_time(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Applications closed in the period that kept their promise, of all closed in it."""
    return _share(period, on, known_on, lambda row: row.on_time)


@tally(
    "approvals.within_1120", label="达到“1120”时限的比例", unit="%",
    synonyms=("1120", "1120审批机制", "对标1120", "1120 压缩办结时限"),
)  # fmt: skip
def within_1120(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Of what the mechanism names, the share done within its days; the reading of the mechanism is marked in its rule."""
    wanted = {part.matter or part.power: part.days for m in limits() if m.code == "1120" for part in m.parts}
    found = _share(period, on, known_on, lambda row: row.used <= wanted[row.code] if row.code in wanted else None)
    sure = next(m.source for m in limits() if m.code == "1120")
    return replace(found, note=f"“1120”的三个数待确认:{sure.note}" if sure.assumption else "")
