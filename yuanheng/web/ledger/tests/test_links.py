"""Which firm a record means: a person's word stands, and can be undone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from yuanheng.web.base import jobs, moment
from yuanheng.web.base.models import Job
from yuanheng.web.enterprises.actions.firms import change_enterprise, create_enterprise
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.actions.links import link_record, set_outside
from yuanheng.web.ledger.linking import relink
from yuanheng.web.ledger.models import WAITING, LinkDecision, Record
from yuanheng.web.ledger.pages.links import candidates, waiting_records

from .making import FIRM, firm, power_uploaded, uploaded

SHORT = "宏达机械(停产)"


def _post(client_of, view, record, key="clerk", **data):
    return client_of(key).post(reverse(f"ledger:{view}", args=[record.pk]), data)


@pytest.fixture
def waiting(cast):
    """A record that the engine could not link."""
    firm()
    uploaded(cast["clerk"], (SHORT, "", "12.5"))
    return Record.objects.get()


def test_an_exact_name_is_linked_by_the_engine_with_its_evidence(cast):
    linked = firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    record = Record.objects.get()
    assert (record.decision, record.enterprise) == (LinkDecision.AUTO, linked)
    assert record.evidence


def test_what_does_not_match_exactly_waits_and_nothing_is_guessed(cast, waiting):
    assert waiting.enterprise is None
    assert list(waiting_records(cast["clerk"])) == [waiting]


def test_the_likely_firm_is_offered_first(cast, waiting):
    firm("南通远洋船舶配套有限公司", "E2")
    assert candidates(waiting)[0].firm.name == FIRM


def test_a_search_by_initials_offers_the_firm(client_of, cast, waiting):
    url = reverse("ledger:link_search", args=[waiting.pk])
    assert FIRM in client_of("clerk").get(url, {"q": "qdhd"}).content.decode()


def test_a_clerk_links_a_record_and_the_next_months_facts_follow(client_of, cast, waiting):
    _post(client_of, "link_to", waiting, enterprise=firm().pk, why="简称")
    waiting.refresh_from_db()
    assert (waiting.decision, waiting.enterprise, waiting.decided_by) == (LinkDecision.LINKED, firm(), cast["clerk"])
    uploaded(cast["clerk"], (SHORT, "", "3"), name="税务局_2021年2月.csv")
    assert Record.objects.count() == 1


def test_a_human_decision_is_never_overruled_by_a_run(cast, waiting):
    other = firm("启东别家电子有限公司", "E2")
    link_record(waiting, other, by=cast["clerk"], why="现场核实", at=moment.now())
    Enterprise.objects.create(name=SHORT, code="E3")
    assert relink(Enterprise.objects.all().to_register()) == 0
    waiting.refresh_from_db()
    assert waiting.enterprise == other


def test_a_decision_can_be_undone_and_the_engine_decides_again(client_of, cast, waiting):
    set_outside(waiting, by=cast["clerk"], why="外区企业", at=moment.now())
    assert not waiting_records(cast["clerk"]).exists()
    _post(client_of, "link_undo", waiting)
    waiting.refresh_from_db()
    assert waiting.decision in WAITING
    assert (waiting.enterprise, waiting.decided_by, waiting.why) == (None, None, "")


def test_undoing_what_nobody_decided_says_so(client_of, cast, waiting):
    answer = client_of("clerk").post(reverse("ledger:link_undo", args=[waiting.pk]), follow=True)
    assert "无需撤销" in answer.content.decode()


def test_outside_needs_a_reason(client_of, cast, waiting):
    assert _post(client_of, "link_outside", waiting, why="").status_code == 422


def test_a_new_firm_is_entered_and_the_record_linked_to_it(client_of, cast, waiting):
    _post(client_of, "link_new", waiting, name="启东宏达停产有限公司", uscc="", town="汇龙镇", scale="规下")
    waiting.refresh_from_db()
    assert waiting.enterprise.name == "启东宏达停产有限公司"
    assert waiting.enterprise.code.startswith("新")


def test_a_code_that_fails_its_check_is_not_entered(client_of, cast, waiting):
    answer = _post(client_of, "link_new", waiting, name="某公司", uscc="913206810000000000")
    assert answer.status_code == 422
    assert Enterprise.objects.count() == 1


def test_a_change_of_the_register_links_what_waited(cast):
    firm()
    uploaded(cast["clerk"], ("苏州明月丝绸有限公司", "", "12.5"))
    waiting = Record.objects.get()
    assert waiting.decision in WAITING
    create_enterprise(by=cast["clerk"], name="苏州明月丝绸有限公司")
    jobs.run(str(Job.objects.get(kind="ledger.records.relink").pk))
    waiting.refresh_from_db()
    assert waiting.decision == LinkDecision.AUTO


def test_a_renamed_firm_keeps_the_records_of_its_old_name_and_gets_those_to_come(cast):
    linked = firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    change_enterprise(linked, by=cast["clerk"], on=moment.today(), name="启东宏达智能装备有限公司")
    relink(Enterprise.objects.all().to_register())
    assert Record.objects.get().enterprise == linked
    power_uploaded(cast["clerk"], ("0551001", FIRM, "1200"), month=5)
    assert Record.objects.get(account="0551001").enterprise == linked


def test_the_neighbour_sees_only_records_of_their_own_files(client_of, cast, waiting):
    assert client_of("neighbour").get(reverse("ledger:link", args=[waiting.pk])).status_code == 404
    assert _post(client_of, "link_to", waiting, key="neighbour", enterprise=firm().pk).status_code == 404


def test_the_desk_counts_what_waits(client_of, cast, waiting):
    assert "待归户的记录" in client_of("clerk").get("/").content.decode()
    link_record(waiting, firm(), by=cast["clerk"], why="", at=moment.now())
    assert "待归户的记录" not in client_of("clerk").get("/").content.decode()


def test_every_decision_is_in_the_records_history(cast, waiting):
    link_record(waiting, firm(), by=cast["clerk"], why="简称", at=moment.now())
    said = list(waiting.events.order_by("pgh_id").values_list("decision", flat=True))
    assert said[0] in WAITING and said[1:] == ["linked"]
