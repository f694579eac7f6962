"""A parcel walks from supplied to idle to disposal to re-use as the date moves, with every paper; the rule at its borders."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.calendars import Period
from yuanheng.engines.parcels import state_of
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import tallies
from yuanheng.web.cases.actions import act
from yuanheng.web.land.actions.disposals import change_way, open_disposal, record_fee_paid
from yuanheng.web.land.actions.offers import offer_parcel, withdraw_offer
from yuanheng.web.land.actions.parcels import ParcelError, create_parcel
from yuanheng.web.land.actions.records import record_fact, record_holding, record_supply, void_record
from yuanheng.web.land.dossiers import Dossier, dossiers
from yuanheng.web.land.gains import gains
from yuanheng.web.land.matching import matches, thresholds
from yuanheng.web.land.models import Disposal, Parcel, with_state
from yuanheng.web.land.papers import paper_document, papers_for
from yuanheng.web.land.timelines import states_on, timeline
from yuanheng.web.land.yields import Yields
from yuanheng.web.projects.actions.projects import create_project


def at(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), datetime.min.time(), SHANGHAI).replace(hour=9)


def a_parcel(by, number="QD-1", **supply):
    made = create_parcel(number=number, by=by, at=at("2019-01-05"), place="银河路 8 号", town="汇龙镇", use="工业用地")
    record_fact(made, kind="approved", on=date(2018, 6, 1), by=by, at=at("2019-01-05"))
    terms = {"agreed_start_on": date(2019, 9, 1), "agreed_completion_on": date(2021, 9, 1), "area_mu": Decimal(30),
             "price": Decimal(9_000_000), "contract_no": "32068120190001", "holder_text": "甲机械有限公司",
             "way": "挂牌出让"}  # fmt: skip
    record_supply(made, on=date(2019, 3, 1), by=by, at=at("2019-03-02"), **(terms | supply))
    return made


def state(parcel, on, known_on=None):
    return states_on([parcel], on=date.fromisoformat(on), known_on=known_on)[parcel.pk].code


def text_of(content: bytes) -> str:
    return "\n".join(p.text for p in Document(BytesIO(content)).paragraphs)


def decide(case, step, number, on, by):
    scan = BytesIO(b"%PDF")
    scan.name = f"{step}.pdf"
    act(case=case, kind="external_done", step=step, by=by, at=at(on), data={"number": number, "date": on}, files=[scan])


def walk_to_plan(disposal, cast, start):
    case, by, day = disposal.case, cast["surveyor"], date.fromisoformat(start)
    days = [str(day + timedelta(days=7 * n)) for n in range(6)]
    act(case=case, kind="step_done", step="notify", by=by, at=at(days[0]))
    act(case=case, kind="step_done", step="investigate", by=by, at=at(days[1]))
    decide(case, "find", "启自然资闲认〔2021〕1 号", days[2], by)
    act(case=case, kind="step_done", step="publish", by=by, at=at(days[3]))
    for key in ("surveyor", "promoter", "clerk"):
        act(case=case, kind="signed", step="plan", by=cast[key], at=at(days[4]))
    return days[5]


@pytest.mark.django_db
def test_a_parcel_walks_from_supplied_to_idle_to_disposal_to_re_use_with_every_paper(cast):
    by = cast["surveyor"]
    parcel = a_parcel(by)
    assert [state(parcel, d) for d in ("2018-07-01", "2019-03-01", "2020-08-31", "2020-09-01")] == [
        "approved_not_supplied", "supplied_not_used", "supplied_not_used", "idle",
    ]  # exactly a full year after the agreed start it is idle; the day before it is not  # fmt: skip
    with pytest.raises(ParcelError, match="按规定已经闲置的宗地"):
        open_disposal(parcel, cause="holder", way="fee", by=by, at=at("2020-08-31"))
    with pytest.raises(ParcelError, match="满 2 年"):
        open_disposal(parcel, cause="holder", way="take_back", by=by, at=at("2021-03-01"))
    fee = open_disposal(parcel, cause="holder", way="fee", by=by, at=at("2021-03-01"))
    assert (fee.fee, fee.idle_since) == (Decimal("1800000.00"), date(2020, 9, 1))  # a fifth of nine million
    with pytest.raises(ParcelError, match="已有处置办件"):
        open_disposal(parcel, cause="holder", way="fee", by=by, at=at("2021-03-02"))
    after = walk_to_plan(fee, cast, "2021-03-02")
    decide(fee.case, "fee", "启政闲费〔2021〕1 号", after, by)
    record_fee_paid(fee, on=date(2021, 4, 20), by=by)
    assert state(parcel, "2021-08-31") == "idle"  # a fee does not make land used
    back = change_way(
        Disposal.objects.get(),
        cause="holder",
        way="take_back",
        reason="缴费后仍未动工,满两年",
        by=by,
        at=at("2021-09-01"),
    )
    after = walk_to_plan(back, cast, "2021-09-02")
    decide(back.case, "take_back", "启政收〔2021〕1 号", after, by)
    act(case=back.case, kind="step_done", step="carried_out", by=by, at=at("2021-10-20"))
    act(case=back.case, kind="step_done", step="withdraw", by=by, at=at("2021-10-21"))
    assert state(parcel, "2021-10-20") == "approved_not_supplied"
    assert parcel.facts.get(kind="taken_back").document == "启政收〔2021〕1 号"
    project = create_project(name="乙芯片项目", by=cast["promoter"], at=at("2021-09-01"), land_mu=Decimal(28), town="汇龙镇",
                             organisation=cast["promoter"].posts.get().organisation)  # fmt: skip
    found = matches(project, on=date(2021, 10, 22))
    assert [(m.parcel.number, m.ready) for m in found] == [("QD-1", True)]
    assert all(t.sentence for t in thresholds(project))
    offer_parcel(parcel, project, by=by, at=at("2021-10-22"))
    with pytest.raises(ParcelError, match="已经推荐过"):
        offer_parcel(parcel, project, by=by, at=at("2021-10-22"))
    record_supply(parcel, on=date(2021, 11, 1), by=by, at=at("2021-11-02"), project=project, area_mu=Decimal(30),
    holder_text="乙公司",
                  agreed_start_on=date(2022, 2, 1))  # fmt: skip
    record_fact(parcel, kind="started", on=date(2021, 12, 1), by=by, at=at("2021-12-02"))
    assert [state(parcel, d) for d in ("2021-11-01", "2021-12-01")] == ["supplied_not_used", "building"]
    back.refresh_from_db()
    assert (back.carried_out_on, back.reused_on) == (date(2021, 10, 20), date(2021, 11, 1))
    assert [s.code for s in parcel.spans.order_by("first")] == [
        "approved_not_supplied", "supplied_not_used", "idle", "approved_not_supplied", "supplied_not_used", "building",
    ]  # fmt: skip
    known_then = state(parcel, "2021-11-05", known_on=date(2021, 10, 1))
    assert known_then == "idle"  # on 1 October nobody knew that it would be taken back
    read = {code: tallies()[f"land.{code}"].read(Period(2021), on=date(2021, 12, 31), known_on=None) for code in
            ("revived_mu", "revived_count", "disposed_mu", "supplied_mu", "idle_count")}  # fmt: skip
    assert {code: r.value for code, r in read.items()} == {
        "revived_mu": 30, "revived_count": 1, "disposed_mu": 30, "supplied_mu": 30, "idle_count": 0,
    }  # fmt: skip
    assert [p.number for p in read["revived_mu"].records] == ["QD-1"]
    for disposal in (fee, back):
        for paper in papers_for(disposal):
            said = text_of(paper_document(disposal, paper.step, on=date(2021, 10, 20))[1])
            assert paper.label in said
            assert "{" not in said
    said = text_of(paper_document(fee, "fee", on=date(2021, 4, 13))[1])
    assert "180.00 万元" in said
    assert "启自然资闲认〔2021〕1 号" in said
    withdraw_offer(parcel, project, by=by, at=at("2021-12-03"))


@pytest.mark.django_db
def test_exactly_a_third_is_not_idle_and_government_days_move_the_year(cast):
    by = cast["surveyor"]
    third = a_parcel(by, "QD-2", planned_investment=Decimal(40_000_000))
    for kind, amount in (("started", None), ("developed_area", Decimal(10)), ("invested", Decimal(10_000_000))):
        record_fact(third, kind=kind, on=date(2019, 9, 1), amount=amount, by=by, at=at("2019-09-02"))
    record_fact(third, kind="stopped", on=date(2020, 1, 1), by=by, at=at("2020-01-02"))
    assert [state(third, d) for d in ("2020-12-31", "2021-01-01")] == ["building", "unfinished"]
    short = record_fact(
        third, kind="developed_area", amount=Decimal("9.9999"), on=date(2019, 9, 2), by=by, at=at("2021-01-05")
    )
    assert state(third, "2021-01-01") == "idle"
    assert state(third, "2021-01-01", known_on=date(2021, 1, 4)) == "unfinished"
    void_record(short, reason="测量有误", by=by, at=at("2021-01-06"))
    assert state(third, "2021-01-01") == "unfinished"
    delayed = a_parcel(by, "QD-3")
    record_fact(
        delayed,
        kind="delay",
        on=date(2019, 10, 1),
        until=date(2019, 12, 29),
        by=by,
        at=at("2020-01-02"),
        reason="管线迁改",
    )
    assert [state(delayed, d) for d in ("2020-11-29", "2020-11-30")] == ["supplied_not_used", "idle"]  # 90 days later
    with pytest.raises(ParcelError, match="还没有到"):
        record_fact(delayed, kind="started", on=date(2021, 2, 1), by=by, at=at("2021-01-31"))
    record_holding(delayed, kind="holder", name="丙公司", on=date(2020, 1, 1), by=by, at=at("2020-01-02"))
    delayed.refresh_from_db()
    assert delayed.holder_name == "丙公司"
    stock = with_state(Parcel.objects.all(), date(2021, 1, 6))
    ranked = gains(stock, on=date(2021, 1, 6), secret=True)
    assert {g.parcel.number: g.effort for g in ranked} == {
        "QD-2": 6,
        "QD-3": 6,
    }  # unfinished 4, idle 3 + delay 1, no map 1, no paper 1


DAYS = st.dates(date(2018, 1, 1), date(2021, 12, 31))
KINDS = st.sampled_from(["approved", "started", "stopped", "resumed", "completed", "taken_back", "delay"])


@settings(max_examples=30, deadline=None)
@given(
    facts=st.lists(st.tuples(KINDS, DAYS, st.integers(0, 200)), max_size=6),
    supplies=st.lists(st.tuples(DAYS, st.integers(0, 400), st.integers(0, 900)), max_size=2),
)
def test_the_spans_say_of_every_day_what_the_rule_says_of_it(facts, supplies):
    parcel = Parcel(number="QD-9", created_at=at("2018-01-01"))
    known = Yields(years=())
    dossier = Dossier(parcel, known)
    for kind, day, more in facts:
        until = day + timedelta(days=more) if kind == "delay" and more % 3 else None
        dossier.facts.append((None, kind, day, at("2022-01-01"), until, None, ""))
    for day, start, completion in supplies:
        terms = (day + timedelta(days=start), day + timedelta(days=start + completion))
        dossier.supplies.append((None, day, at("2022-01-01"), None, *terms, Decimal(30), None, None))
    dossier.facts.sort(key=lambda f: f[2])
    dossier.supplies.sort(key=lambda s: s[1])
    spans = timeline(dossier)
    assert all(a.until == b.first for a, b in pairwise(spans))
    edges = {s.first + timedelta(days=n) for s in spans for n in (-1, 0, 1)}
    every = {spans[0].first + timedelta(days=n) for n in range(0, 2500, 11)}
    for day in (d for d in edges | every if d >= spans[0].first):
        span = next(s for s in spans if s.first <= day and (s.until is None or day < s.until))
        assert span.state.code == state_of(dossier.on(day), on=day).code


@pytest.mark.django_db
def test_dossiers_of_many_parcels_cost_as_many_queries_as_of_one(cast, django_assert_max_num_queries):
    for n in range(6):
        a_parcel(cast["surveyor"], f"QD-{n}")
    with django_assert_max_num_queries(4):
        assert len(list(dossiers(Parcel.objects.all(), yields=Yields(years=())))) == 6
