"""A firm entered from the review list: undoing the decision takes it away again, unless something else hangs on it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.models import AuditEntry
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.enterprises.registries import register_hold
from yuanheng.web.ledger.actions.links import link_record, link_to_new, undo_decision
from yuanheng.web.ledger.actions.review import undo_last
from yuanheng.web.ledger.models import WAITING, FirmEntry, Record
from yuanheng.web.ledger.pages.links import waiting_records

from .making import firm, uploaded

NEW = "启东明月丝绸有限公司"


@pytest.fixture
def entered(cast):
    """A record that a clerk linked to a firm that they entered for it; another record waits."""
    firm()
    uploaded(cast["clerk"], ("苏州明月丝绸厂", "", "12.5"), ("无锡太湖陶瓷厂", "", "2"))
    record = waiting_records(cast["clerk"]).get(name="苏州明月丝绸厂")
    return link_to_new(record, by=cast["clerk"], why="", at=moment.now(), name=NEW)


def test_undone_the_firm_leaves_the_register_and_the_page_says_so(client_of, cast, entered):
    code, pk = entered.enterprise.code, entered.enterprise_id
    client = client_of("clerk")
    client.get(reverse("ledger:review"))
    answer = client.post(reverse("ledger:review_undo"), headers={"HX-Request": "true"}).content.decode()
    entered.refresh_from_db()
    assert entered.decision in WAITING and not Enterprise.objects.filter(pk=pk).exists()
    assert f"当时登记的“{NEW}”没有别的数据,已从名录撤下" in answer
    assert not FirmEntry.objects.exists()
    # what was there can still be read, and its number is not given again
    history = Enterprise.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert history.last().status == "登记撤销"
    assert AuditEntry.objects.filter(action="enterprises.enterprise.removed").count() == 1
    again = link_to_new(entered, by=cast["clerk"], why="", at=moment.now(), name=NEW)
    assert again.enterprise.code != code


def test_a_firm_that_another_record_means_too_stays_and_the_page_says_what_keeps_it(cast, entered):
    other = waiting_records(cast["clerk"]).get(name="无锡太湖陶瓷厂")
    link_record(other, entered.enterprise, by=cast["clerk"], why="", at=moment.now())
    undone = undo_decision(Record.objects.get(pk=entered.pk), by=cast["clerk"])
    assert Enterprise.objects.filter(name=NEW).exists()
    assert "归户记录 1 条" in undone.said and "仍留在名录里" in undone.said
    other.refresh_from_db()
    assert other.enterprise.name == NEW


def test_a_firm_that_was_frozen_or_published_is_never_taken_away(cast, entered):
    register_hold("test.frozen", find=lambda firm: "评价快照 1 份" if firm.name == NEW else "")
    try:
        undone = undo_decision(Record.objects.get(pk=entered.pk), by=cast["clerk"])
    finally:
        register_hold("test.frozen", find=lambda firm: "")
    assert undone.held == ("评价快照 1 份",) and Enterprise.objects.filter(name=NEW).exists()


def test_a_firm_that_was_there_before_stays_when_a_link_to_it_is_undone(cast, entered):
    link_record(entered, firm(), by=cast["clerk"], why="", at=moment.now())
    undone = undo_last(by=cast["clerk"], at=moment.now())
    assert undone.said == "" and Enterprise.objects.filter(pk=firm().pk).exists()


def test_records_that_only_waited_with_it_as_a_proposal_are_asked_anew(cast, entered):
    uploaded(cast["clerk"], ("明月丝绸", "", "3"), name="税务局_2021年税收补.csv")
    waiting = waiting_records(cast["clerk"]).get(name="明月丝绸")
    assert NEW in {Enterprise.objects.get(pk=c["firm"]).name for c in waiting.candidates}
    undo_decision(Record.objects.get(pk=entered.pk), by=cast["clerk"])
    waiting.refresh_from_db()
    assert not Enterprise.objects.filter(name=NEW).exists()
    assert all(Enterprise.objects.filter(pk=c["firm"]).exists() for c in waiting.candidates)
