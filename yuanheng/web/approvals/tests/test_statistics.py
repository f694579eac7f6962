"""Bulk rows are what the ordinary way writes; statistics over them equal an independent computation from the events."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from yuanheng.engines.calendars import Period, load_calendar
from yuanheng.engines.powers import Change
from yuanheng.web.approvals.bulk import Told, bring_in
from yuanheng.web.approvals.demo import sample_code
from yuanheng.web.approvals.invented import invented
from yuanheng.web.approvals.models import Applicant, Application
from yuanheng.web.approvals.pages.history import closed_in
from yuanheng.web.approvals.pages.statistics import chain_page, where_days_go, year_page
from yuanheng.web.approvals.subjects import subject_named
from yuanheng.web.base.tallies import tallies
from yuanheng.web.cases.models import Case, CaseStep
from yuanheng.web.cases.states import event_of, state_of

from .counter import accepted, at

COUNT = 150


def _firms(by, count):
    return Applicant.objects.bulk_create(
        Applicant(
            kind="enterprise",
            name=f"启东示例{n}号有限公司",
            code=sample_code(n),
            by=by,
            created_at=at(date(2025, 1, 2)),
        )
        for n in range(100, 100 + count)
    )


def _plain(model, row, but):
    return {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if f.attname not in but}


def test_what_is_written_in_bulk_is_what_acting_one_by_one_writes(cast):
    by = cast["approver"]
    slow = accepted(by, code="land-to-start")
    events = [event_of(row) for row in slow.case.events.order_by("serial")]
    subject = subject_named(slow.kind, slow.code)
    fast = Application.objects.get(pk=bring_in([Told(subject, slow.applicant, tuple(events))], by=by)[0])
    but = {"id", "serial", "number", "subject_id", "year"}
    assert _plain(Case, fast.case, but) == _plain(Case, slow.case, but)
    but = {"id", "case_id"}
    pairs = zip(fast.case.steps.order_by("order"), slow.case.steps.order_by("order"), strict=True)
    assert all(_plain(CaseStep, a, but) == _plain(CaseStep, b, but) for a, b in pairs)
    assert state_of(fast.case).due == state_of(slow.case).due


def test_the_statistics_of_a_year_are_those_of_its_events(cast):
    by, calendar = cast["approver"], load_calendar()
    bring_in(invented(COUNT, _firms(by, 20), first=date(2025, 1, 2), last=date(2025, 12, 31), seed=3), by=by)
    rows = closed_in(2025)
    assert len(rows) > COUNT / 2
    used, late, whole = Counter(), 0, 0
    for case in Case.objects.filter(status="done", closed_on__year=2025):
        state = state_of(case)
        until = state.procedure.days_until
        end = state.steps[until].done_on if until else max(s.done_on for s in state.steps.values())
        out = {
            stop.first + timedelta(days=n)
            for stop in state.suspensions
            for n in range((stop.last - stop.first).days + 1)
        }
        span = [state.accepted_on + timedelta(days=n + 1) for n in range((end - state.accepted_on).days)]
        code = Application.objects.get(case=case).code
        used[code] += sum(calendar.is_workday(day) and day not in out for day in span)
        late += end > case.due_on
        whole += sum(calendar.is_workday(state.opened_on + timedelta(days=n + 1))
                     for n in range((end - state.opened_on).days))  # fmt: skip
    page = year_page(2025)
    assert {line.code: round(line.mean * line.count) for line in page.lines} == dict(used)
    assert page.count == len(rows) and round((1 - page.on_time) * page.count) == late
    assert sum(days for _, days, _ in where_days_go(rows)) == whole
    chain = chain_page("land-to-start", 2025, change=Change("zr_design", beside="gh_land_permit"))
    assert chain.count == chain.retold.cases > 3 and chain.retold.saved_days >= 0
    assert chain.steps, "the bottleneck is named"
    _tallies_are_those_of_the_rows(rows)


def _tallies_are_those_of_the_rows(rows):
    def read(code):
        return tallies()[code].read(Period(2025), on=date(2025, 12, 31), known_on=None)

    judged = [r for r in rows if r.code in ("set-up-firm", "land-to-start")]
    within = sum(r.used <= {"set-up-firm": 1, "land-to-start": 20}[r.code] for r in judged)
    share = read("approvals.within_1120")
    assert (share.numerator, share.denominator) == (within, len(judged)) and "待确认" in share.note
    assert read("approvals.on_time").numerator == sum(r.on_time for r in rows)
    accepted_chains = Application.objects.filter(kind="matter", case__accepted_on__year=2025).count()
    assert read("approvals.chains").value == accepted_chains > 0
    assert read("approvals.bureau_set_up").value is None, "no case of the set-up: not known, not 0"
