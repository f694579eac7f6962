"""The register of projects: entering, changing, stages, amounts, and what the plan counts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from yuanheng.engines.calendars import parse_period
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import tallies
from yuanheng.web.projects.actions.projects import (
    Backer,
    Money,
    ProjectChangedError,
    ProjectError,
    change_project,
    create_project,
    set_amount,
)  # fmt: skip
from yuanheng.web.projects.actions.stages import (
    recognise,
    record_stage,
    unusual_order,
    withdraw_recognition,
    withdraw_stage,
)
from yuanheng.web.projects.models import Project

YEAR, END = parse_period("2021"), date(2021, 12, 31)


def at(year: int, month: int, day: int) -> datetime:
    """Nine in the morning."""
    return datetime(year, month, day, 9, tzinfo=SHANGHAI)


def money(amount, currency="yuan", kind="total", on=date(2021, 1, 4), reason=""):
    return Money(kind=kind, amount=Decimal(amount), currency=currency, holds_from=on, reason=reason)


@pytest.fixture
def made(cast):
    """A maker of projects."""

    def make(name="智造基地", amount="200000000", currency="yuan", **values):
        return create_project(
            name=name, by=cast["promoter"], at=at(2021, 1, 5), amounts=[money(amount, currency)], **values
        )

    return make


def step(project, stage, on, cast, **more):
    return record_stage(project, stage=stage, on=on, by=cast["promoter"], at=at(2021, 12, 31), **more)


def read(code, on=END, known_on=None, **filters):
    return tallies()[code].read(YEAR, on=on, known_on=known_on, **filters)


def test_numbers_follow_one_another_within_the_year(made):
    assert [made("甲").number, made("乙").number] == ["XM2021-0001", "XM2021-0002"]


def test_a_project_is_found_by_pinyin_of_its_name_and_by_its_investor(made):
    project = made("智造基地", investors=[Backer("上海恒远投资有限公司")])
    assert list(Project.objects.matching("zzjd")) == [project]
    assert list(Project.objects.matching("恒远")) == [project]
    assert not Project.objects.matching("不存在").exists()


def test_shares_above_a_hundred_are_refused(cast):
    backers = [Backer("甲", share=Decimal(60)), Backer("乙", share=Decimal(41))]
    with pytest.raises(ProjectError, match="101"):
        create_project(name="x", by=cast["promoter"], at=at(2021, 1, 5), investors=backers)


def test_the_second_of_two_editors_is_shown_what_the_first_changed(made, cast):
    project = made()
    change_project(project, version=1, by=cast["promoter"], town="滨江片区")
    with pytest.raises(ProjectChangedError) as refused:
        change_project(project, version=1, by=cast["builder"], town="高新片区")
    assert ("落地片区", "(空)", "滨江片区") in refused.value.theirs
    project.refresh_from_db()
    assert project.town == "滨江片区"


def test_an_amount_that_changes_after_signing_needs_a_reason(made, cast):
    project = made()
    set_amount(project, money=money("300000000", on=date(2021, 2, 1)), by=cast["promoter"], at=at(2021, 2, 1))
    step(project, "signed", date(2021, 3, 1), cast)
    with pytest.raises(ProjectError, match="原因"):
        set_amount(project, money=money("100000000", on=date(2021, 4, 1)), by=cast["promoter"], at=at(2021, 4, 1))
    changed = money("100000000", on=date(2021, 4, 1), reason="补充协议")
    set_amount(project, money=changed, by=cast["promoter"], at=at(2021, 4, 1))
    assert project.amounts.count() == 3


def test_a_day_to_come_is_refused(made, cast):
    with pytest.raises(ProjectError, match="不晚于今天"):
        record_stage(made(), stage="signed", on=date(2021, 5, 2), by=cast["promoter"], at=at(2021, 5, 1))


def test_an_unusual_order_asks_for_a_reason_and_is_not_refused(made, cast):
    project = made()
    step(project, "registered", date(2021, 3, 1), cast)
    with pytest.raises(ProjectError, match="次序异常"):
        step(project, "signed", date(2021, 4, 1), cast)
    step(project, "signed", date(2021, 4, 1), cast, order_reason="先注册后签约")
    project.refresh_from_db()
    assert project.stage == "registered"
    assert unusual_order("started", date(2021, 5, 1), [("signed", date(2021, 4, 1))]) == ""


def test_a_shelved_project_goes_on_when_the_entry_is_withdrawn(made, cast):
    project = made()
    entry = step(project, "shelved", date(2021, 6, 1), cast)
    project.refresh_from_db()
    assert project.state == "shelved"
    withdraw_stage(entry, reason="恢复推进", by=cast["promoter"], at=at(2021, 8, 1))
    project.refresh_from_db()
    assert project.state == "active"


def test_tiers_nest_or_stand_apart_and_currencies_are_not_converted(made, cast):
    for name, amount, currency in (
        ("一", "1200000000", "yuan"),
        ("二", "150000000", "yuan"),
        ("三", "120000000", "usd"),
    ):
        step(
            made(name, amount, currency, origin="foreign" if currency == "usd" else "domestic"),
            "signed",
            date(2021, 5, 1),
            cast,
        )
    ten, one = Decimal(10**9), Decimal(10**8)
    assert read("projects.signed", amount_min_yuan=ten, amount_min_usd=one).value == 2
    assert read("projects.signed", amount_min_yuan=one, amount_min_usd=Decimal(10**7)).value == 3
    assert read("projects.signed", amount_min_yuan=one, amount_below_yuan=ten).value == 1
    assert read("projects.signed", foreign=True, amount_min_usd=Decimal(10**7)).value == 1


def test_a_project_counts_once_in_the_year_it_first_got_there(made, cast):
    project = made()
    entry = step(project, "started", date(2021, 3, 1), cast)
    withdraw_stage(entry, reason="证据不足", by=cast["promoter"], at=at(2021, 4, 1))
    assert read("projects.started").value == 0
    assert read("projects.started", known_on=date(2021, 3, 31)).value == 0, "it was not known in March"
    step(project, "started", date(2021, 6, 1), cast)
    assert read("projects.started").value == 1
    assert read("projects.started", on=date(2021, 5, 31)).value == 0


def test_what_the_city_recognises_stands_apart_and_counts_once(made, cast):
    project = made()
    step(project, "started", date(2021, 3, 1), cast)
    assert read("projects.started", recognised=True).value == 0
    said = {"what": "started", "year": 2021, "recognised_by": "市发改委", "document": "通发改〔2021〕9号"}
    recognise(project, **said, dated=date(2021, 7, 1), by=cast["analyst"], at=at(2021, 7, 2))
    assert read("projects.started", recognised=True).value == 1
    with pytest.raises(ProjectError, match="只计一次"):
        recognise(project, **said, dated=date(2021, 7, 1), by=cast["analyst"], at=at(2021, 7, 3))
    made = project.recognitions.get()
    withdraw_recognition(made, reason="文件作废", by=cast["analyst"], at=at(2021, 8, 1))
    assert read("projects.started", recognised=True).value == 0
    assert read("projects.started", recognised=True, known_on=date(2021, 7, 31)).value == 1
    recognise(project, **said, dated=date(2021, 8, 2), by=cast["analyst"], at=at(2021, 8, 3))
