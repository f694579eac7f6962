"""Histories of applications drawn at random, as an office might have had them: for the demo zone and for benchmarks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from yuanheng.engines.calendars import WorkCalendar, load_calendar
from yuanheng.engines.powers import Matter, Power
from yuanheng.engines.procedures import Event, Procedure
from yuanheng.web.base.moment import SHANGHAI

from .bulk import Told
from .models import Applicant, Channel
from .rules import matters, powers
from .subjects import procedure_for, version_of

COMMON = ("sc_company", "sc_change", "tz_record", "sc_food", "js_permit", "gh_works_permit", "sz_drain", "nt_freight")
CHAINS = (("land-to-start", 5), ("set-up-firm", 4), ("completion", 2))
ACTOR = "approver"


def invented(
    count: int, applicants: Sequence[Applicant], *, first: date, last: date, seed: int = 2021,
    projects: Sequence[Any] = (),
) -> Iterator[Told]:  # fmt: skip
    """So many applications received between two days; those that would end after `last` are still running on it."""
    chance, calendar = random.Random(seed), load_calendar()  # noqa: S311 — invented, the same every time
    subjects = _weighted()
    things, weights = [s for s, _ in subjects], [w for _, w in subjects]
    days = sorted(first + timedelta(days=chance.randrange((last - first).days + 1)) for _ in range(count))
    for number, day in enumerate(days):
        subject = chance.choices(things, weights)[0]
        upper = isinstance(subject, Power) and subject.field == "投资" and chance.random() < 0.5
        applicant = applicants[chance.randrange(len(applicants))]
        events = tuple(_life(subject, calendar.after(day, 0), last, calendar, chance, upper=upper))
        project = (
            chance.choice(projects).pk
            if projects and isinstance(subject, Matter) and subject.subject == "project"
            else None
        )
        yield Told(
            subject, applicant, events, Channel.UPPER if upper else Channel.COUNTER, "province" if upper else "",
            f"3206810{day:%Y%m%d}{number:05d}" if upper else "", project,
        )  # fmt: skip


def _weighted() -> list[tuple[Power | Matter, int]]:
    found: list[tuple[Power | Matter, int]] = [(matters()[name], weight * 3) for name, weight in CHAINS]
    for power in powers().values():
        if power.holder == "delegated":
            found.append((power, 8 if power.code in COMMON else 1))
    return found


@lru_cache(maxsize=256)
def _of_version(code: str, chain: bool, since: date, upper: bool) -> Procedure:
    subject = matters()[code] if chain else powers()[code]
    return procedure_for(subject, on=since, mirrored=upper)


def _procedure(subject: Power | Matter, day: date, upper: bool) -> Procedure:
    chain = isinstance(subject, Matter)
    name = subject.name if isinstance(subject, Matter) else subject.code
    return _of_version(name, chain, version_of(subject, on=day), upper)


class _Clock:
    """Moments that only go on: each event a few minutes after the last, on its day or later."""

    def __init__(self, day: date, minute: int) -> None:
        self.at = datetime.combine(day, time(9), tzinfo=SHANGHAI) + timedelta(minutes=minute)

    def on(self, day: date) -> datetime:
        """A moment of a day, after the last."""
        wanted = datetime.combine(day, time(9), tzinfo=SHANGHAI)
        self.at = max(self.at + timedelta(minutes=3), wanted)
        return self.at


def _life(
    subject: Power | Matter, day: date, last: date, calendar: WorkCalendar, chance: random.Random, *, upper: bool
) -> Iterator[Event]:
    """The events of one application up to the last day."""
    procedure = _procedure(subject, day, upper)
    clock = _Clock(day, chance.randrange(120))
    skip = [step.code for step in procedure.steps if step.optional and chance.random() < 0.4]
    yield Event(clock.on(day), "opened", actor=ACTOR, data={"on": day.isoformat(), "skip": skip})
    accepted = calendar.after(day, chance.choice((0, 0, 0, 1, 2)))
    if chance.random() < 0.15 and not upper:
        given = calendar.after(accepted, chance.randrange(1, 6))
        if accepted > last:
            return
        yield Event(clock.on(accepted), "papers_asked", actor=ACTOR, data={"papers": ["申请表"]})
        if given > last:
            return
        yield Event(clock.on(given), "papers_given", actor=ACTOR)
        accepted = given
    if accepted > last:
        return
    yield Event(clock.on(accepted), "accepted", actor=ACTOR)
    if chance.random() < 0.03:
        gone = calendar.after(accepted, 1)
        if gone <= last:
            yield Event(clock.on(gone), "revoked", actor=ACTOR, data={"reason": "申请人书面撤回"})
        return
    yield from _work(procedure, accepted, skip, last, calendar, chance, clock)


def _work(
    procedure: Procedure, accepted: date, skip: list[str], last: date, calendar: WorkCalendar, chance: random.Random,
    clock: _Clock,
) -> Iterator[Event]:  # fmt: skip
    """Steps in the order of their days; a stop now and then; the archive when all are done."""
    done: dict[str, date] = {}
    happened: list[tuple[date, int, Event]] = []
    for place, step in enumerate(procedure.steps):
        since = max((done[code] for code in step.after), default=accepted)
        if step.code in skip:
            done[step.code] = since
            continue
        days = procedure.days if step.days is None and len(procedure.steps) <= 4 else step.days
        worked = chance.randrange(max(1, (days or 1))) + (chance.randrange(1, 5) if chance.random() < 0.12 else 0)
        day = calendar.after(since, worked)
        if "expert_review" in procedure.stoppable_by(step.code) and chance.random() < 0.05 and worked > 1:
            first = calendar.after(since, 1)
            stop = {"kind": "expert_review", "reason": "组织专家评审", "paper": "专家评审通知书"}
            back = calendar.after(first, chance.randrange(3, 9))
            day = calendar.after(back, worked)
            happened.append((first, place * 4, Event(clock.at, "suspended", step.code, ACTOR, stop)))
            happened.append(
                (back, place * 4 + 1, Event(clock.at, "resumed", step.code, ACTOR, {"kind": "expert_review"}))
            )
        done[step.code] = day
        if step.authority == "external":
            data = {"number": f"苏审〔{day.year}〕{place + 1}号", "date": day.isoformat(), "scan": "demo"}
            happened.append((day, place * 4 + 2, Event(clock.at, "external_done", step.code, ACTOR, data)))
        else:
            happened.append((day, place * 4 + 2, Event(clock.at, "step_done", step.code, ACTOR)))
    happened.append((max(done.values()), 10_000, Event(clock.at, "completed", actor=ACTOR)))
    for day, _, event in sorted(happened, key=lambda item: item[:2]):
        if day > last:
            return
        yield Event(clock.on(day), event.kind, event.step, event.actor, event.data)
