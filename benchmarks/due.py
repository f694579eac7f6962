"""Dating cases: ours against counting day by day with chinesecalendar, on the same cases; answers must agree.

    python benchmarks/due.py                 100,000 cases, a third of them with one or two stops
    python benchmarks/due.py --cases 20000

Three figures of ours: a due date from plain values; dating kept clocks again after a change of calendar (from JSON
values, as a site keeps them, with the reasons in words); a whole case from its events. The naive side asks
chinesecalendar about every day, slowly enough to be given a tenth of the cases; ours is timed on that tenth beside it.
"""

from __future__ import annotations

import argparse
import datetime
import random
import sys
import time
from dataclasses import replace
from typing import Any

DAY = datetime.timedelta(days=1)
Span = tuple[datetime.date, datetime.date]
Case = tuple[datetime.date, int, list[Span]]


def make_cases(count: int) -> list[Case]:
    """Cases accepted from 2024 on, 5 to 60 working days, some stopped once or twice; all due within known years."""
    dice = random.Random(20260101)
    cases: list[Case] = []
    for _ in range(count):
        start = datetime.date(2024, 1, 1) + datetime.timedelta(days=dice.randrange(730))
        stops: list[Span] = []
        for _ in range(dice.choice((0, 0, 0, 0, 1, 2))):
            first = start + datetime.timedelta(days=dice.randrange(60))
            stops.append((first, first + datetime.timedelta(days=dice.randrange(20))))
        cases.append((start, dice.choice((5, 10, 20, 30, 45, 60)), stops))
    return cases


def by_walking(cases: list[Case]) -> list[datetime.date]:
    """The naive way: one question to chinesecalendar for every day."""
    from chinese_calendar import is_workday

    answers = []
    for start, days, stops in cases:
        day, left = start, days
        while left:
            day += DAY
            if not any(first <= day <= last for first, last in stops) and is_workday(day):
                left -= 1
        answers.append(day)
    return answers


def by_index(cases: list[Case]) -> list[datetime.date]:
    """Ours, from plain values."""
    from yuanheng.engines.calendars import load_calendar
    from yuanheng.engines.procedures import due_date

    calendar = load_calendar()
    return [due_date(start, days, stops, calendar=calendar).on for start, days, stops in cases]


def again(kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ours: clocks as a site keeps them, dated under a calendar with one more day off."""
    from yuanheng.engines.calendars import SpecialDay, load_calendar
    from yuanheng.engines.procedures import Clock

    china = load_calendar()
    extra = {datetime.date(2025, 6, 3): SpecialDay(work=False, name="停工", notice="某通知")}
    changed = replace(china, special={**china.special, **extra})
    clocks = [Clock.from_dict(row) for row in kept]
    dues = [clock.due(changed) for clock in clocks]
    return [
        {"due": due.on.isoformat() if due else None, **clock.to_dict()} for due, clock in zip(dues, clocks, strict=True)
    ]


def replayed(cases: list[Case]) -> list[datetime.date | None]:
    """Ours: the state of a licence from its events, checked one by one."""
    from yuanheng.engines.calendars import load_calendar
    from yuanheng.engines.procedures import Event, load_procedure, replay

    calendar, procedure = load_calendar(), load_procedure("licence-20")
    answers: list[datetime.date | None] = []
    for start, _, _ in cases:
        at = datetime.datetime.combine(start, datetime.time(9))
        events = [Event(at, "opened", actor="甲"), Event(at, "accepted", actor="乙")]
        state = replay(procedure, events, calendar)
        answers.append(state.due.on if state.due else None)
    return answers


def timed(work: Any, *args: Any) -> tuple[Any, float]:
    """The answer and the best of three runs, in seconds."""
    best, answer = float("inf"), None
    for _ in range(3):
        started = time.perf_counter()
        answer = work(*args)
        best = min(best, time.perf_counter() - started)
    return answer, best


def main() -> int:
    """Print the figures; exit 1 where an answer differs."""
    from yuanheng.engines.procedures import Clock

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000)
    count = parser.parse_args().cases
    cases = make_cases(count)
    ours, our_time = timed(by_index, cases)
    tenth = cases[: max(1, count // 10)]
    theirs, their_time = timed(by_walking, tenth)
    _, our_tenth = timed(by_index, tenth)
    kept = [Clock(start, days, tuple(stops)).to_dict() for start, days, stops in cases]
    _, again_time = timed(again, kept)
    _, replay_time = timed(replayed, tenth)
    differ = sum(a != b for a, b in zip(ours[: len(tenth)], theirs, strict=True))
    print(f"{count:,} cases, best of 3 (those marked 1/10: on the first tenth)")
    print(f"  ours, from plain values                {our_time:8.2f} s")
    print(f"  ours, kept clocks dated again          {again_time:8.2f} s")
    print(f"  ours, two events replayed, 1/10        {replay_time:8.2f} s")
    print(f"  ours, from plain values, 1/10          {our_tenth:8.3f} s")
    print(f"  day by day, chinesecalendar, 1/10      {their_time:8.2f} s   ({their_time / our_tenth:.0f} times ours)")
    print(f"  answers that differ, 1/10              {differ:8,}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
