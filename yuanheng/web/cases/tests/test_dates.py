"""Dating all cases again, reminders once a day, what the lists show."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import jobs, moment
from yuanheng.web.base.models import Job, Notice
from yuanheng.web.cases.actions import act
from yuanheng.web.cases.actions.redating import ask_redating
from yuanheng.web.cases.actions.reminding import remind
from yuanheng.web.cases.models import Redating
from yuanheng.web.cases.pages import case_rows
from yuanheng.web.cases.panels import find_cases
from yuanheng.web.cases.redating import redate_all
from yuanheng.web.cases.states import state_of

from .office import bureau, open_for, procedure, shipped

LATE = date(2026, 12, 21)


def _at(day, hour=10):
    return datetime.combine(day, time(hour), tzinfo=moment.SHANGHAI)


def _accepted(by, on, *, under=None):
    case = open_for(by, under=under, at=_at(on, 9))
    return act(case=case, kind="accepted", by=by, at=_at(on))


def _more_days_off(calendar, first, days):
    """The calendar with another run of days off, known to the end of the year after."""
    some = next(iter(calendar.special.values()))
    off = {
        first + timedelta(days=n): dataclasses.replace(some, work=False, name="春节", notice="测试通知")
        for n in range(days)
    }
    return dataclasses.replace(
        calendar, special={**calendar.special, **off}, known_through=date(calendar.known_through.year + 1, 12, 31)
    )


def _redating(by):
    return ask_redating(by=by, at=moment.now())


def _silent(percent, sentence):
    pass


def test_a_new_calendar_moves_the_due_dates_makes_them_firm_and_says_why(cast):
    case = _accepted(cast["clerk"], LATE)
    before = case.due_on
    assert case.due_provisional
    calendar = _more_days_off(load_calendar(), date(2027, 1, 1), 3)
    done = redate_all(_redating(cast["administrator"]), calendar, at=moment.now(), progress=_silent)
    case.refresh_from_db()
    assert case.due_on > before
    assert not case.due_provisional
    move = done.moves.get(case=case)
    assert (move.before, move.after, done.moved) == (before, case.due_on, 1)
    assert "测试通知" in move.why


def test_dating_in_bulk_agrees_with_replaying_every_case_and_step(cast):
    made = [_accepted(cast["clerk"], LATE - timedelta(days=n)) for n in range(0, 12, 3)]
    act(
        case=made[1],
        kind="suspended",
        by=cast["clerk"],
        at=_at(LATE, 11),
        data={"kind": "inspection", "reason": "送检"},
    )
    act(case=made[1], kind="resumed", by=cast["clerk"], at=_at(LATE + timedelta(days=3)), data={"kind": "inspection"})
    calendar = _more_days_off(load_calendar(), date(2026, 12, 28), 4)
    redate_all(_redating(cast["administrator"]), calendar, at=moment.now(), progress=_silent)
    for case in made:
        case.refresh_from_db()
        state = state_of(case, calendar=calendar)
        assert (case.due_on, case.due_provisional) == (state.due.on, state.due.provisional)
        for step in case.steps.filter(status="active"):
            assert step.due_on == state.steps[step.code].due.on


def test_dating_again_under_the_same_calendar_moves_nothing_and_may_run_twice(cast):
    _accepted(cast["clerk"], LATE)
    redating = _redating(cast["administrator"])
    first = redate_all(redating, load_calendar(), at=moment.now(), progress=_silent)
    assert (first.looked_at, first.moved) == (1, 0)
    assert redate_all(redating, load_calendar(), at=moment.now(), progress=_silent).finished_at == first.finished_at


def test_a_closed_case_keeps_its_date(cast):
    case = _accepted(cast["clerk"], LATE)
    case = act(case=case, kind="terminated", by=cast["clerk"], at=_at(LATE, 11), data={"reason": "申请人歇业"})
    calendar = _more_days_off(load_calendar(), date(2026, 12, 28), 4)
    assert redate_all(_redating(cast["administrator"]), calendar, at=moment.now(), progress=_silent).moved == 0


def test_the_button_on_the_calendar_dates_all_cases_in_the_background(cast, client_of):
    _accepted(cast["clerk"], LATE)
    client = client_of("administrator")
    answer = client.post(reverse("cases:redate"))
    redating = Redating.objects.get()
    assert answer.url == reverse("cases:redating", args=[redating.pk])
    assert "进度" in client.get(answer.url).content.decode()
    jobs.run(str(Job.objects.for_target(redating).get().pk))
    redating.refresh_from_db()
    assert redating.looked_at == 1
    assert "没有办结日变动" in client.get(answer.url).content.decode()


def test_the_clerk_reads_the_calendar_but_may_not_date_cases_again(client_of):
    client = client_of("clerk")
    page = client.get(reverse("cases:calendar"), {"year": 2026}).content.decode()
    assert "2026 年工作日历" in page
    assert "国办发明电" in page
    assert client.post(reverse("cases:redate")).status_code == 403


def test_a_year_without_a_notice_says_that_its_days_are_provisional(client_of):
    page = client_of("clerk").get(reverse("cases:calendar"), {"year": 2028}).content.decode()
    assert "尚未公布" in page


def test_an_overdue_step_is_told_once_a_day_and_again_the_next_day(cast):
    case = _accepted(cast["clerk"], date(2026, 3, 2))
    told = lambda: Notice.objects.filter(to=cast["analyst"], level="danger", text__contains=case.number).count()  # noqa: E731
    for day, count in ((date(2026, 3, 10), 1), (date(2026, 3, 10), 1), (date(2026, 3, 11), 2)):
        remind(on=day, at=_at(day, 7), progress=_silent)
        assert told() // 2 == count


def test_reminders_survive_a_return(cast):
    clerk = cast["clerk"]
    case = _accepted(clerk, date(2026, 3, 2))
    case = act(case=case, kind="step_done", step="examine", by=clerk, at=_at(date(2026, 3, 3)))
    case = act(
        case=case,
        kind="returned",
        step="decide",
        by=clerk,
        at=_at(date(2026, 3, 4)),
        data={"to": "examine", "reason": "缺项"},
    )
    remind(on=date(2026, 3, 12), at=_at(date(2026, 3, 12), 7), progress=_silent)
    assert Notice.objects.filter(to=clerk, text__contains="审查应于").exists()


def test_silence_is_consent_where_the_procedure_says_so(cast):
    under = procedure(
        {
            "code": "consult",
            "label": "征求意见",
            "bureau": bureau(cast["clerk"]).name,
            "days": 2,
            "on_time_out": "pass",
        },
        {"code": "decide", "label": "决定", "bureau": bureau(cast["clerk"]).name, "after": ["consult"]},
    )
    case = _accepted(cast["clerk"], date(2026, 3, 2), under=under)
    remind(on=date(2026, 3, 6), at=_at(date(2026, 3, 6), 7), progress=_silent)
    assert case.steps.get(code="consult").status == "done"
    assert case.events.get(kind="step_done").by is None


@pytest.mark.parametrize(
    ("who", "sees"), [("clerk", True), ("analyst", True), ("neighbour", False), ("leader", False), ("builder", False)]
)
def test_what_waits_is_listed_for_the_bureau_in_charge_and_nobody_else(cast, client_of, who, sees):
    _accepted(cast["clerk"], date(2026, 3, 2))
    page = client_of(who).get(reverse("cases:todo")).content.decode()
    assert ("设备报废审批" in page) is sees


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 2), ({"mark": "overdue"}, 1), ({"mark": "provisional"}, 1), ({"status": "draft"}, 0),
        ({"status": "running"}, 2), ({"q": "仓库"}, 2), ({"q": "没有这件"}, 0), ({"procedure": "office"}, 2),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_by_text_state_and_due_date(cast, client_of, monkeypatch, query, found):
    monkeypatch.setattr(moment, "today", lambda: LATE)
    _accepted(cast["clerk"], date(2026, 3, 2))
    _accepted(cast["clerk"], LATE)
    page = client_of("clerk").get(reverse("cases:cases"), query).content.decode()
    assert f"共 {found} 条" in page


def test_the_list_begins_with_what_is_due_first(cast, client_of):
    late = _accepted(cast["clerk"], date(2026, 3, 2))
    later = _accepted(cast["clerk"], date(2026, 4, 2))
    page = client_of("clerk").get(reverse("cases:cases")).content.decode()
    assert page.index(late.number) < page.index(later.number)


def test_a_case_page_says_what_moved_the_due_date_and_what_if_a_step_takes_longer(cast, client_of):
    case = _accepted(cast["clerk"], moment.today())
    page = (
        client_of("clerk").get(reverse("cases:case", args=[case.pk]), {"step": "examine", "extra": 5}).content.decode()
    )
    assert "起算,当日不计" in page
    assert "全件推迟 5 个工作日" in page
    assert "关键路径" in page


def test_the_neighbour_finds_nothing_by_search_and_the_owner_does(cast):
    case = open_for(cast["clerk"])
    assert [hit.title for hit in find_cases(cast["clerk"], case.title, 5)] == [str(case)]
    assert list(find_cases(cast["neighbour"], case.title, 5)) == []


def test_a_subjects_panel_lists_its_cases_for_those_who_may_see_them(cast):
    case = open_for(cast["clerk"])
    case.subject_kind, case.subject_id = "test.thing", "7"
    case.save()
    assert [row["case"] for row in case_rows(cast["clerk"], "test.thing", 7)] == [case]
    assert case_rows(cast["neighbour"], "test.thing", 7) == []


def test_the_library_says_every_procedure_in_sentences_with_its_source(client_of):
    client = client_of("clerk")
    assert "一般行政许可" in client.get(reverse("cases:procedures")).content.decode()
    page = client.get(reverse("cases:procedure", args=["licence-20"])).content.decode()
    assert shipped("licence-20").purpose in page
    assert "行政许可法" in page
    assert "含假设" in page


def test_the_demo_tells_its_stories_once(cast):
    from yuanheng.web.cases.demo import STORIES, load_demo_cases
    from yuanheng.web.cases.models import Case

    for _ in range(2):
        load_demo_cases(cast, lambda sentence: None, False)
    assert Case.objects.count() == len(STORIES)
    assert {"draft", "open", "suspended", "done", "revoked"} <= set(Case.objects.values_list("status", flat=True))
