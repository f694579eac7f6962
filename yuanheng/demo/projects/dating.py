"""When a project reached its stages: turning points inside their years, the rest between them, some in unusual order."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .cohorts import KEYS, Cohort
from .model import STAGES, StageFact

_BETWEEN = {"lead": ("talks", "framework"), "signed": ("review",), "registered": ("filed", "land_supplied")}
_AFTER = ("in_production", "in_statistics", "full_output")
_LATE_KNOWN = (1, 2, 3, 5, 8, 2, 12, 4, 1, 45)
_SWAPS = {
    ("signed", "registered"): (5, "项目公司先行注册,便于办理开户和立项,随后正式签约"),
    ("filed", "started"): (7, "桩基工程先行施工,备案手续同步办理"),
    ("completed", "in_production"): (4, "一期生产线先行试生产,整体竣工验收在后"),
}
LAST_DAY = (12, 24)


def stage_facts(chance: Random, *, cohort: Cohort, index: int, last_year: int) -> tuple[StageFact, ...]:
    """The stages of one project in the order of their days."""
    days = _turning_points(chance, cohort=cohort, last_year=last_year)
    _fill(days, chance, cohort=cohort, end=date(last_year, *LAST_DAY))
    reasons = _unusual_order(days, index)
    if cohort.state != "active":
        days[cohort.state] = min(max(days.values()) + timedelta(days=60 + index % 90), date(last_year, *LAST_DAY))
    facts = [_fact(stage, day, reason=reasons.get(stage, ""), index=index) for stage, day in days.items()]
    if index % 60 == 44 and "started" not in days and "signed" in days:
        facts.append(_mistaken_start(days["signed"]))
    return tuple(sorted(facts, key=lambda fact: (fact.happened, _place(fact.stage))))


def _place(stage: str) -> int:
    return STAGES.index(stage) if stage in STAGES else len(STAGES)


def _turning_points(chance: Random, *, cohort: Cohort, last_year: int) -> dict[str, date]:
    """Each in its year, after the one before; those of one year share it out."""
    years = {key: last_year + offset for key, offset in cohort.years().items()}
    days: dict[str, date] = {}
    for year in sorted(set(years.values())):
        keys = [key for key in KEYS if years.get(key) == year]
        slot = 340 // len(keys)
        for place, key in enumerate(keys):
            days[key] = date(year, 1, 6) + timedelta(days=place * slot + chance.randrange(slot // 6, slot - 4))
    return {key: days[key] for key in KEYS if key in days}


def _fill(days: dict[str, date], chance: Random, *, cohort: Cohort, end: date) -> None:
    """Stages between the turning points; what follows completion, as far as the last day allows."""
    for key, stages in _BETWEEN.items():
        later = [days[each] for each in KEYS[KEYS.index(key) + 1 :] if each in days]
        if key not in days or (not later and key != "lead"):
            continue
        _spread(days, stages, start=days[key], end=later[0] if later else end)
    if cohort.until:
        keep = STAGES[: STAGES.index(cohort.until) + 1]
        for stage in [each for each in days if each not in keep]:
            del days[stage]
    if "completed" in days:
        day = days["completed"]
        for stage, wait in zip(_AFTER, (40, 60, 330), strict=True):
            day += timedelta(days=wait + chance.randrange(25))
            if day <= end:
                days[stage] = day


def _spread(days: dict[str, date], stages: tuple[str, ...], *, start: date, end: date) -> None:
    step = (end - start) / (len(stages) + 1)
    for place, stage in enumerate(stages, 1):
        days[stage] = start + place * step


def _unusual_order(days: dict[str, date], index: int) -> dict[str, str]:
    """Two stages change days where both lie in one year; the later one in the usual order then asks for a reason."""
    reasons = {}
    for place, ((first, then), (every, reason)) in enumerate(_SWAPS.items()):
        both = first in days and then in days and days[first].year == days[then].year
        if both and index % every == place:
            days[first], days[then] = days[then], days[first]
            reasons[then] = reasons[first] = reason
    return reasons


def _fact(stage: str, day: date, *, reason: str, index: int) -> StageFact:
    """Some stages are known late: what happened in December is heard of in the new year."""
    wait = _LATE_KNOWN[(index + _place(stage)) % len(_LATE_KNOWN)]
    return StageFact(stage=stage, happened=day, known=day + timedelta(days=wait), reason=reason)


def _mistaken_start(signed: date) -> StageFact:
    happened = signed + timedelta(days=20)
    return StageFact(
        stage="started",
        happened=happened,
        known=happened + timedelta(days=3),
        reason="现场平整被误报为开工",
        withdrawn=happened + timedelta(days=30),
    )
