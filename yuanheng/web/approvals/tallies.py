"""Figures over approvals that the plan can count."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import Reading, TallyFilter, tally

from .models import PowerEvent, PowerState
from .rules import powers
from .standing import standings

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
