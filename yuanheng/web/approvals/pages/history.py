"""Closed applications as the engine's past cases: a few large reads, no case replayed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection
from django.db.models import Count, Max

from yuanheng.engines.calendars import WorkCalendar, load_calendar
from yuanheng.engines.powers import Past, Spent, StepSpan, Stop, days_spent
from yuanheng.web.cases.models import Case

from ..models.applications import SUBJECT
from ..rules import office

CASES = """
select c.id::text, a.code, a.label, a.kind, c.opened_on, c.accepted_on, c.due_on, p.definition ->> 'days_until',
       (p.definition ->> 'days')::int, a.channel
from approvals_application a
join cases_case c on c.id = a.case_id
join cases_procedureversion p on p.hash = c.procedure_hash
where c.status = 'done' and c.closed_on >= %s and c.closed_on < %s and c.accepted_on is not null
"""
STEPS = """
select s.case_id::text, s.code, coalesce(o.name, '其他部门'), s.since, s.done_on
from cases_casestep s join cases_case c on c.id = s.case_id left join base_organisation o on o.id = s.organisation_id
where c.subject_kind = %s and c.status = 'done' and c.closed_on >= %s and c.closed_on < %s
  and s.done_on is not null and s.since is not null order by s.case_id, s."order"
"""
STOPS = """
select e.case_id::text, e.kind, coalesce(e.data ->> 'on', (e.at at time zone 'Asia/Shanghai')::date::text),
       coalesce(e.data ->> 'kind', ''), e.step
from cases_caseevent e join cases_case c on c.id = e.case_id
where c.subject_kind = %s and c.status = 'done' and c.closed_on >= %s and c.closed_on < %s
  and e.kind in ('suspended', 'resumed', 'papers_asked', 'papers_given') order by e.case_id, e.serial
"""


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed application: the engine's past case, its item, its limit, and where its days went."""

    past: Past
    code: str
    label: str
    kind: str
    due: date | None
    used: int
    spent: Spent

    @property
    def on_time(self) -> bool:
        """Kept its promise."""
        return self.due is None or self.past.closed_on <= self.due


def closed_in(year: int) -> tuple[Closed, ...]:
    """Applications closed in a year; read again when any application changed."""
    stand = Case.objects.filter(subject_kind=SUBJECT).aggregate(n=Count("pk"), at=Max("changed_at"))
    return _closed(year, stand["n"], stand["at"], load_calendar().hash)


@lru_cache(maxsize=4)
def _closed(year: int, count: int, at: object, days: str) -> tuple[Closed, ...]:
    calendar = load_calendar()
    span = (date(year, 1, 1), date(year + 1, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute(CASES, span)
        cases = cursor.fetchall()
        cursor.execute(STEPS, (SUBJECT, *span))
        steps = _grouped(cursor.fetchall())
        cursor.execute(STOPS, (SUBJECT, *span))
        stops = _grouped(cursor.fetchall())
    own, found = office().bureau_name, []
    for key, code, label, kind, opened, accepted, due, until, promised, _channel in cases:
        past = past_of(key, opened, accepted, steps.get(key, ()), stops.get(key, ()), until=until, promised=promised)
        if past is not None:
            stopped = _stopped(past, calendar)
            used = calendar.count(past.closed_on) - calendar.count(past.accepted_on) - stopped
            found.append(Closed(past, code, label, kind, due, used, days_spent(past, calendar, own=own)))
    return tuple(found)


def past_of(
    key: str, opened: date, accepted: date, steps: Iterable[tuple[str, str, date, date]],
    events: Iterable[tuple[str, str, str, str]], *, until: str | None, promised: int | None,
) -> Past | None:  # fmt: skip
    """One past case up to the step its promise is kept at; None where that step was not done."""
    spans = [StepSpan(code, bureau, since, done) for code, bureau, since, done in steps]
    kept = next((s.done_on for s in spans if s.code == until), None) if until else None
    end = kept or max((s.done_on for s in spans), default=None)
    if end is None:
        return None
    asked, given, stops = _ledger(list(events), accepted, end)
    kept_spans = tuple(s for s in spans if s.since < end or s.done_on <= end)
    return Past(key, opened, accepted, end, kept_spans, tuple(stops), asked, given, promised)


def _ledger(
    events: list[tuple[str, str, str, str]], accepted: date, end: date
) -> tuple[date | None, date | None, list[Stop]]:
    """When papers were asked for and given before acceptance; the stops after it."""
    asked, given, stops = None, None, []
    running: dict[tuple[str, str], date] = {}
    for kind, day, why, step in events:
        on = date.fromisoformat(day)
        if kind in ("papers_asked", "papers_given") and on <= accepted and not running:
            asked, given = (on, given) if kind == "papers_asked" else (asked, on)
        elif kind in ("papers_asked", "suspended"):
            running["papers" if kind == "papers_asked" else why, step] = on
        else:
            for (what, where), first in list(running.items()):
                if where == step and what == ("papers" if kind == "papers_given" else why or what):
                    stops.append(Stop(first, max(on, first), what))
                    del running[what, where]
    return asked, given, [s for s in stops if s.first <= end]


def _stopped(past: Past, calendar: WorkCalendar) -> int:
    """Working days of stops, overlapping ones once, cut to the case."""
    days: set[int] = set()
    for stop in past.stops:
        first, last = max(stop.first, past.accepted_on), min(stop.last, past.closed_on)
        days.update(range(calendar.count(first) - (1 if calendar.is_workday(first) else 0), calendar.count(last)))
    return len(days)


def _grouped(rows: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(tuple(rest))
    return found
