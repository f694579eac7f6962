"""The catalogue says what it is, and the life of a power is recorded in order, with its document, as known on a day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from yuanheng.engines.calendars import Period
from yuanheng.engines.plans import TallyOffer, Target, propose
from yuanheng.web.approvals.actions.powers import ask_for_power, record_power, undo_power
from yuanheng.web.approvals.demo import at_nine
from yuanheng.web.approvals.errors import Refused
from yuanheng.web.approvals.rules import powers
from yuanheng.web.approvals.standing import standings
from yuanheng.web.base.tallies import tallies

YEAR, END = Period(2021), date(2021, 12, 31)
TOLD = {"document": "下放通知", "number": "启政办发〔2021〕21号"}


def _count(code="approvals.powers", on=END, known_on=None, **narrowed):
    return int(tallies()[code].read(YEAR, on=on, known_on=known_on, **narrowed).value)


def test_thirty_six_powers_are_delegated_each_with_basis_papers_and_a_promise_within_the_law():
    delegated = [p for p in powers().values() if p.holder == "delegated"]
    assert len(delegated) == 36 and all(p.sample for p in delegated)
    for power in delegated:
        for terms in power.versions:
            assert terms.basis and terms.papers and terms.flow
            assert terms.statutory is None or terms.promised <= terms.statutory


def test_a_power_has_the_terms_of_the_day():
    permit = powers()["js_permit"]
    assert [permit.at(day).promised for day in (date(2021, 6, 30), date(2021, 7, 1))] == [2, 1]
    assert permit.at(date(2020, 1, 1)) == permit.versions[0]


def test_the_life_of_a_power_goes_in_order_and_counts_as_it_was_known(cast):
    by, day, power = cast["approver"], date(2021, 3, 15), powers()["tz_record"]

    def tell(state, on, **more):
        return record_power(power=power, state=state, on=on, by=by, at=at_nine(on, 5), **more)

    for state, on, more, rule in (
        ("taken_over", day, {}, "power_order"),
        ("delegated", day, {}, "power_document"),
    ):
        with pytest.raises(Refused) as refused:
            tell(state, on, **more)
        assert refused.value.rule == rule
    tell("delegated", day, **TOLD)
    with pytest.raises(Refused) as refused:
        tell("taken_over", day - timedelta(days=1))
    assert refused.value.rule == "power_before"
    taken = tell("taken_over", date(2021, 4, 1))
    assert _count() == 1 and _count(on=date(2021, 3, 31)) == 0 and _count(state="in_use") == 0
    undo_power(taken, reason="日期登记错", by=by, at=at_nine(date(2021, 4, 20)))
    assert _count() == 0
    assert _count(known_on=date(2021, 4, 10)) == 1, "as known then, it was taken over"
    assert standings(on=END)[power.code].state == "delegated"


def test_a_power_is_asked_for_once_with_its_case(cast):
    power, at = powers()["hb_report"], at_nine(date(2021, 9, 6))
    event = ask_for_power(power=power, on=at.date(), reason="项目多", by=cast["approver"], at=at)
    assert event.case.subject_id == power.code and event.case.due_on is not None
    with pytest.raises(Refused) as refused:
        ask_for_power(power=power, on=at.date(), reason="再申请", by=cast["approver"], at=at)
    assert refused.value.rule == "power_asked"
    assert _count("approvals.powers_asked") == 1 and _count() == 0


@pytest.mark.parametrize(
    ("subject", "quote", "value", "unit", "kind", "code"),
    [
        ("承接下放的审批权限", "承接好下放的36项审批权限", Decimal(36), "项", "count", "approvals.powers"),
        ("行政审批局实体化运作", "完成行政审批局实体化运作", None, None, "milestone", "approvals.bureau_set_up"),
    ],
)
def test_the_sentences_of_the_plan_find_their_tallies(subject, quote, value, unit, kind, code):
    offers = [
        TallyOffer(code=t.code, label=t.label, unit=t.unit, synonyms=t.synonyms, filters=frozenset())
        for t in tallies().values()
    ]
    target = Target(quote=quote, start=0, subject=subject, comparator="=", value=value, unit=unit, kind=kind)
    assert propose(target, offers).tally == code
