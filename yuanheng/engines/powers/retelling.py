"""Past cases told again: which steps decided how long they took, and what would have been saved otherwise.

The steps keep the working days they really took (their stops included); what changes is what waits for what, or a
step's days. Days on which nothing was at work (between a step's end and the next one's start) stay where they were.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..calendars import WorkCalendar
from ..errors import YuanhengError
from ..procedures import Procedure
from .history import Past, StepSpan

After = Mapping[str, tuple[str, ...]]


class UnknownStep(YuanhengError):
    """A change to a step that the procedure does not have, or that would let steps wait for one another."""

    kind = "unknown_step"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `step` no longer waits for `beside` (they run side by side), or takes at most `at_most` working days."""

    step: str
    beside: str = ""
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Retold:
    """What a change would have done to some cases: working days from acceptance to end, before and after, by case."""

    cases: int
    before: int
    after: int
    saved: Mapping[str, int] = field(repr=False)

    @property
    def saved_days(self) -> int:
        """Working days saved over all cases."""
        return self.before - self.after

    @property
    def touched(self) -> int:
        """Cases that would have ended earlier."""
        return sum(days > 0 for days in self.saved.values())


def critical_days(pasts: Iterable[Past], procedure: Procedure, calendar: WorkCalendar) -> dict[str, tuple[int, int]]:
    """By step: in how many cases it was on the chain that decided the end, and how many working days it stood there.

    The chain is walked back from the step that ended last to the one it waited for longest, and so on.
    """
    after = {step.code: step.after for step in procedure.steps}
    found: dict[str, tuple[int, int]] = {step.code: (0, 0) for step in procedure.steps}
    for past in pasts:
        for span in _chain(past, after):
            cases, days = found.get(span.code, (0, 0))
            found[span.code] = cases + 1, days + calendar.count(span.done_on) - calendar.count(span.since)
    return found


def _chain(past: Past, after: After) -> list[StepSpan]:
    spans = {span.code: span for span in past.steps}
    if not spans:
        return []
    place = {code: number for number, code in enumerate(after)}

    def last(span: StepSpan) -> tuple[datetime.date, datetime.date, int]:
        return span.done_on, span.since, place.get(span.code, -1)

    here: StepSpan | None = max(past.steps, key=last)
    chain = []
    while here is not None:
        chain.append(here)
        before = [spans[code] for code in after.get(here.code, ()) if code in spans]
        here = max(before, key=last, default=None)
    return chain


def retell(pasts: Iterable[Past], procedure: Procedure, calendar: WorkCalendar, *, change: Change) -> Retold:
    """What the cases would have taken with the change; pure, so that the same cases give the same answer.

    Raises:
        UnknownStep: the change names a step that the procedure does not have, or `step` does not wait for `beside`.
    """
    after = _changed(procedure, change)
    plain = {step.code: step.after for step in procedure.steps}
    joins = {step.code: step.join for step in procedure.steps}
    before, later, saved = 0, 0, {}
    for past in pasts:
        spans = {span.code: span for span in past.steps}
        took = {code: calendar.count(s.done_on) - calendar.count(s.since) for code, s in spans.items()}
        gaps = _gaps(past, spans, plain, joins, calendar)
        whole = _end(past, spans, plain, joins, took, gaps, calendar)
        if change.at_most is not None and change.step in took:
            took = {**took, change.step: min(took[change.step], change.at_most)}
        new = _end(past, spans, after, joins, took, gaps, calendar)
        before, later = before + whole, later + new
        saved[past.key] = whole - new
    return Retold(len(saved), before, later, saved)


def _changed(procedure: Procedure, change: Change) -> dict[str, tuple[str, ...]]:
    """What waits for what after the change; who no longer waits for a step waits for what that step waited for."""
    after = {step.code: step.after for step in procedure.steps}
    step = procedure.step(change.step)
    if step is None or (change.beside and change.beside not in step.after):
        waits = "、".join(s.label for s in procedure.steps if step is not None and s.code in step.after)
        raise UnknownStep(
            where=f"{procedure.label} › 推演", found=f"{change.step} 与 {change.beside or '(未指明)'}",
            expected=f"它所等待的步骤:{waits or '没有'}", advice="改选步骤",
        )  # fmt: skip
    if change.beside:
        kept = [code for code in after[change.step] if code != change.beside]
        after[change.step] = tuple(dict.fromkeys((*kept, *after[change.beside])))
    return after


def _ready(code: str, after: After, joins: Mapping[str, str], finish: Mapping[str, int], origin: int) -> int:
    ends = [finish[before] for before in after.get(code, ()) if before in finish]
    if not ends:
        return origin
    return max(ends) if joins.get(code, "all") == "all" else min(ends)


def _gaps(
    past: Past, spans: Mapping[str, StepSpan], after: After, joins: Mapping[str, str], calendar: WorkCalendar
) -> dict[str, int]:
    """Working days each step stood ready before it was begun."""
    origin = calendar.count(past.accepted_on)
    finish = {code: calendar.count(span.done_on) for code, span in spans.items()}
    return {
        code: max(0, calendar.count(span.since) - _ready(code, after, joins, finish, origin))
        for code, span in spans.items()
    }


def _end(
    past: Past, spans: Mapping[str, StepSpan], after: After, joins: Mapping[str, str], took: Mapping[str, int],
    gaps: Mapping[str, int], calendar: WorkCalendar,
) -> int:  # fmt: skip
    """Working days from acceptance to the end of the last step."""
    origin = calendar.count(past.accepted_on)
    finish: dict[str, int] = {}
    left = sorted(spans, key=lambda code: (spans[code].since, spans[code].done_on))
    while left:
        free = [code for code in left if not any(before in left for before in after.get(code, ()))]
        for code in free:
            finish[code] = _ready(code, after, joins, finish, origin) + gaps[code] + took[code]
        left = [code for code in left if code not in finish]
    return max(finish.values(), default=origin) - origin
