"""Decisions that last: what was decided for an account or a name holds next month, whoever decided it."""

from __future__ import annotations

from random import Random

import pytest
from django.db import transaction

from yuanheng.web.base import moment
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.actions.links import link_record, release_automatic, set_outside, undo_decision
from yuanheng.web.ledger.actions.review import say_different
from yuanheng.web.ledger.linking import relink
from yuanheng.web.ledger.models import WAITING, LinkDecision, Record, Relation
from yuanheng.web.ledger.proposals import current_register

from .making import FIRM, firm, power_uploaded, uploaded


@pytest.fixture
def meter(cast):
    """A meter whose account name says nothing, and the firm that it is of."""
    firm()
    power_uploaded(cast["clerk"], ("0551001", "宏达新厂二号变", "1200"), month=5)
    return Record.objects.get(account="0551001")


def _june(cast, name="宏达新厂二号变(停产)", account="0551001"):
    power_uploaded(cast["clerk"], (account, name, "900"), month=6)
    return Record.objects.get(account=account, name=name)


def test_the_same_writing_is_the_same_record_next_month(cast, meter):
    link_record(meter, firm(), by=cast["clerk"], why="现场核实", at=moment.now())
    power_uploaded(cast["clerk"], ("0551001", "宏达新厂二号变", "900"), month=6)
    assert Record.objects.filter(account="0551001").count() == 1


def test_an_account_once_linked_stays_linked_under_another_name_with_who_when_and_why(cast, meter):
    link_record(meter, firm(), by=cast["clerk"], why="现场核实", at=moment.now())
    meter.refresh_from_db()
    june = _june(cast)
    assert (june.decision, june.enterprise, june.kept_from) == (LinkDecision.LINKED, firm(), meter)
    assert (june.decided_by, june.decided_at, june.why) == (cast["clerk"], meter.decided_at, "现场核实")
    assert "沿用" in june.evidence and "0551001" in june.evidence


def test_an_account_set_outside_stays_outside(cast, meter):
    set_outside(meter, by=cast["clerk"], why="外区企业", at=moment.now())
    assert _june(cast).decision == LinkDecision.OUTSIDE


def test_another_account_of_a_name_that_a_person_linked_follows(cast, meter):
    link_record(meter, firm(), by=cast["clerk"], why="", at=moment.now(), relation=Relation.BRANCH)
    second = _june(cast, name="宏达新厂二号变", account="0551002")
    assert (second.enterprise, second.relation, second.kept_from) == (firm(), Relation.BRANCH, meter)


def test_an_account_that_passed_to_another_firm_is_asked_about(cast, meter):
    link_record(meter, firm(), by=cast["clerk"], why="", at=moment.now())
    other = firm("南通远洋船舶配套有限公司", "E2")
    june = _june(cast, name="南通远洋船舶配套有限公司")
    assert june.decision == LinkDecision.REVIEW and june.enterprise is None
    assert "过户" in june.evidence
    assert {c["firm"] for c in june.candidates} >= {str(firm().pk), str(other.pk)}


def test_an_account_that_passed_to_a_stranger_is_asked_about(cast, meter):
    link_record(meter, firm(), by=cast["clerk"], why="", at=moment.now())
    june = _june(cast, name="王建国")
    assert june.decision in WAITING and "过户" in june.evidence


def test_an_automatic_link_holds_for_its_account(cast):
    firm()
    power_uploaded(cast["clerk"], ("0551001", FIRM, "1200"), month=5)
    assert Record.objects.get().decision == LinkDecision.AUTO
    june = _june(cast, name="宏达机械厂区专变")
    assert (june.decision, june.enterprise) == (LinkDecision.AUTO, firm())


def test_an_account_of_another_department_says_nothing(cast, meter):
    link_record(meter, firm(), by=cast["clerk"], why="", at=moment.now())
    uploaded(cast["clerk"], ("宏达新厂二号变", "", "3"))
    assert Record.objects.get(source="tax_bureau").decision in WAITING


def test_undoing_takes_back_what_followed_too(cast, meter):
    link_record(meter, firm(), by=cast["clerk"], why="", at=moment.now())
    june = _june(cast)
    undo_decision(Record.objects.get(pk=meter.pk), by=cast["clerk"])
    june.refresh_from_db()
    assert june.decision in WAITING and june.kept_from is None and june.decided_by is None


def test_adding_a_firm_changes_no_stored_decision_but_leaves_a_doubt(cast):
    first = firm("南通老名称有限公司", "E1")
    first.former_names.create(name=FIRM)
    uploaded(cast["clerk"], (FIRM, "", "3"))
    record = Record.objects.get()
    assert record.enterprise == first
    other = firm(FIRM, "E2")
    relink(current_register())
    record.refresh_from_db()
    assert record.enterprise == first
    assert "按现在的名录" in record.doubt and other.name in record.doubt


def test_a_second_run_changes_nothing(cast, meter):
    firm("南通远洋船舶配套有限公司", "E2")
    uploaded(cast["clerk"], (FIRM, "", "3"), ("远洋船舶", "", "4"))
    relink(current_register())
    assert relink(current_register()) == 0


def test_a_firm_ruled_out_is_not_proposed_again_for_the_account(cast, meter):
    say_different(meter, firm(), by=cast["clerk"], at=moment.now())
    june = _june(cast)
    assert str(firm().pk) not in {c["firm"] for c in june.candidates}
    assert june.proposed is None


def test_an_automatic_link_that_is_not_right_is_taken_off_and_not_made_again(cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "3"))
    record = Record.objects.get()
    release_automatic(record, by=cast["clerk"], at=moment.now(), why="同名另一家")
    record.refresh_from_db()
    assert record.decision in WAITING and record.enterprise is None
    relink(current_register())
    record.refresh_from_db()
    assert record.enterprise is None


def test_the_register_is_read_anew_only_after_it_changed(cast, django_assert_num_queries):
    firm()
    one = current_register()
    with django_assert_num_queries(2):
        assert current_register() is one
    firm("南通远洋船舶配套有限公司", "E2")
    assert len(current_register()) == Enterprise.objects.count() == 2


def test_an_event_in_a_firms_life_and_its_undoing_change_no_stored_decision(cast, meter):
    from datetime import date

    from yuanheng.web.enterprises.actions.life import Happening, record_event, withdraw_event

    link_record(meter, firm(), by=cast["clerk"], why="现场核实", at=moment.now())
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    before = list(Record.objects.order_by("pk").values_list("pk", "decision", "enterprise", "why", "decided_by"))
    said = Happening(
        kind="renamed", happened_on=date(2021, 5, 10), document="登记12号", new_name="启东宏达智能装备有限公司"
    )
    event = record_event(firm(), said, by=cast["clerk"], at=moment.now())
    for step in (
        lambda: relink(current_register()),
        lambda: withdraw_event(event, by=cast["clerk"], at=moment.now(), why="有误"),
    ):
        step()
        relink(current_register())
        now = list(Record.objects.order_by("pk").values_list("pk", "decision", "enterprise", "why", "decided_by"))
        assert now == before


def test_the_order_of_a_files_rows_and_of_the_register_changes_nothing(cast):
    """Property: whatever the order, every writing is decided alike, with the same reasons and the same candidates."""
    firms = ["启东宏达机械制造有限公司", "南通远洋船舶配套有限公司", "启东第一毛纺织厂", "启东第二毛纺织厂"]
    rows = [
        (FIRM, "", "12.5"),
        ("启东宏达机械制造有限公司(停产)", "", "3"),
        ("宏达机械", "", "4"),
        ("南通远洋船泊配套有限公司", "", "5"),
        ("启东毛纺织厂", "", "6"),
        ("王建国", "", "7"),
        ("启东第二毛纺织厂", "", "8"),
    ]
    answers = [_decided(cast, Random(seed), firms, rows) for seed in (1, 2, 3)]
    assert len(answers[0]) == len(rows)
    assert answers[1:] == answers[:1] * 2


def _decided(cast, chance, firms, rows):
    """Every writing's decision in a register and a file in an order drawn by `chance`; afterwards all is as before."""
    with transaction.atomic():
        for name in chance.sample(firms, len(firms)):
            firm(name, f"E{firms.index(name)}")
        uploaded(cast["clerk"], *chance.sample(rows, len(rows)))
        names = {str(pk): name for pk, name in Enterprise.objects.values_list("pk", "name")}
        found = {
            r.name: (
                r.decision,
                r.enterprise and r.enterprise.name,
                r.evidence,
                sorted((names[c["firm"]], c["probability"]) for c in r.candidates),
            )
            for r in Record.objects.select_related("enterprise")
        }
        transaction.set_rollback(True)
    return found
