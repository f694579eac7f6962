"""Past cases drawn at random, and a plain witness of where their days went."""

from __future__ import annotations

import random
from datetime import date, timedelta

from yuanheng.engines.powers import Past, StepSpan, Stop

DAY = timedelta(days=1)
OWN = "行政审批局"


def drawn(count, procedure, calendar, *, seed=7):
    """Cases of a chain: every step begins when the last it waits for is done, and takes some days of work and of waiting."""
    chance = random.Random(seed)
    return [_one(f"c{number}", procedure, calendar, chance) for number in range(count)]


def _one(key, procedure, calendar, chance):
    opened = date(2021, 1, 4) + timedelta(days=chance.randrange(700))
    asked = opened + timedelta(days=chance.randrange(3)) if chance.random() < 0.3 else None
    given = asked + timedelta(days=chance.randrange(1, 9)) if asked else None
    accepted = (given or opened) + timedelta(days=chance.randrange(3))
    done, spans, stops = {}, [], []
    for step in procedure.steps:
        since = max((done[code] for code in step.after), default=accepted)
        worked = chance.randrange((step.days or 1) + 3)
        stopped = 0
        if chance.random() < 0.1:
            first = since + timedelta(days=chance.randrange(1, 3))
            last = first + timedelta(days=chance.randrange(1, 8))
            stops.append(Stop(first, last, chance.choice(["papers", "expert_review"])))
            stopped = calendar.workdays_between(first, last)
        done[step.code] = calendar.after(since, worked + stopped) if worked + stopped else since
        spans.append(StepSpan(step.code, step.bureau, since, done[step.code], step.days))
    return Past(key, opened, accepted, max(done.values()), tuple(spans), tuple(stops), asked, given, procedure.days)


def witness(past, calendar):
    """Each working day from application to end, one after another, given to the party the rule names."""
    found = {}
    day = past.opened_on + DAY
    while day <= past.closed_on:
        if calendar.is_workday(day):
            party = _party(past, day)
            found[party] = found.get(party, 0) + 1
        day += DAY
    return found


def _party(past, day):
    if day <= past.accepted_on:
        waiting = past.asked_on is not None and past.asked_on < day <= min(past.given_on, past.accepted_on)
        return "applicant" if waiting else OWN
    stopped = [stop for stop in past.stops if stop.first <= day <= stop.last]
    if stopped:
        return "applicant" if any(stop.kind == "papers" for stop in stopped) else "suspended"
    at_work = [step for step in past.steps if step.since < day <= step.done_on]
    if not at_work:
        return OWN
    latest = max(step.done_on for step in at_work)
    return min((s for s in at_work if s.done_on == latest), key=lambda s: (s.since, s.bureau)).bureau
