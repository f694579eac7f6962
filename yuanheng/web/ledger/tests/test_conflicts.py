"""Figures that contradict each other are missing until a person decides."""

from __future__ import annotations

import pytest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.ledger.actions.conflicts import decide_facts
from yuanheng.web.ledger.models import Fact, FactDecision, Figure
from yuanheng.web.ledger.pages.conflicts import open_conflicts

from .making import FIRM, figures, firm, given, read_upload, upload_of, uploaded


@pytest.fixture
def conflict(cast):
    """One firm twice in one sheet, with another figure."""
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"), (FIRM, "", "13"))
    figures()
    return Figure.objects.get(measure="tax_paid")


def _url(name, figure):
    return reverse(f"ledger:{name}", args=[figure.enterprise_id, figure.measure, figure.year])


def test_a_conflict_is_a_missing_figure_and_says_why(conflict):
    assert conflict.missing
    assert conflict.conflict
    assert conflict.amount is None
    assert "待人工核定" in conflict.reason


@pytest.mark.parametrize(
    ("verdicts", "amount"),
    [(("counts", "left_out"), 125000), (("left_out", "counts"), 130000), (("summed", "summed"), 255000)],
)
def test_a_clerk_decides_and_the_figure_follows(client_of, cast, conflict, verdicts, amount):
    one, two = Fact.objects.order_by("id")
    data = {f"fact-{one.pk}": verdicts[0], f"fact-{two.pk}": verdicts[1], "why": "已问税务局"}
    assert client_of("clerk").post(_url("decide_conflict", conflict), data).status_code == 302
    figures()
    after = Figure.objects.get(measure="tax_paid")
    assert (after.amount, after.conflict) == (amount, False)
    assert not open_conflicts(cast["clerk"]).exists()


def test_two_files_that_contradict_each_other_can_be_summed(cast):
    linked = firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"), name="东厂_税务.csv")
    uploaded(cast["clerk"], (FIRM, "", "13"), name="西厂_税务.csv")
    figures()
    assert Figure.objects.get(measure="tax_paid").conflict
    decide_facts(linked, dict.fromkeys(Fact.objects.all(), "summed"), by=cast["clerk"], why="两厂", at=moment.now())
    figures()
    assert Figure.objects.get(measure="tax_paid").amount == 255000


def test_a_decision_without_a_reason_or_without_a_choice_is_refused(client_of, cast, conflict):
    fact = Fact.objects.first()
    for data in ({f"fact-{fact.pk}": "counts", "why": ""}, {"why": "x"}, {f"fact-{fact.pk}": "summed", "why": "x"}):
        assert client_of("clerk").post(_url("decide_conflict", conflict), data).status_code == 422
    assert not FactDecision.objects.exists()


def test_a_decision_can_be_undone(client_of, cast, conflict):
    one, two = Fact.objects.order_by("id")
    decide_facts(conflict.enterprise, {one: "counts", two: "left_out"}, by=cast["clerk"], why="x", at=moment.now())
    client_of("clerk").post(_url("undo_conflict", conflict))
    figures()
    assert Figure.objects.get(measure="tax_paid").conflict
    assert FactDecision.objects.filter(undone_at__isnull=False).count() == 2


def test_a_leader_looks_and_does_not_decide(client_of, cast, conflict):
    assert client_of("leader").get(_url("conflict", conflict)).status_code == 200
    assert client_of("leader").post(_url("decide_conflict", conflict), {"why": "x"}).status_code == 403


def test_the_neighbouring_bureau_does_not_see_it(client_of, cast, conflict):
    assert client_of("neighbour").get(_url("conflict", conflict)).status_code == 404
    assert not open_conflicts(cast["neighbour"]).exists()


TWICE = "企业名称,入库税收(万元),应税销售(万元)\n{name},1,10\n{name},2,20\n"


def test_one_word_decides_a_row_that_came_twice_with_all_its_figures(client_of, cast):
    firm()
    read_upload(upload_of(cast["clerk"], given(TWICE.format(name=FIRM))))
    figures()
    figure = Figure.objects.get(measure="tax_paid")
    one, two = Fact.objects.filter(measure="tax_paid").order_by("id")
    data = {f"fact-{one.pk}": "left_out", f"fact-{two.pk}": "counts", "why": "第二行是更正", "whole_row": "1"}
    client_of("clerk").post(_url("decide_conflict", figure), data)
    figures()
    assert dict(Figure.objects.values_list("measure", "amount")) == {"tax_paid": 20000, "taxable_sales": 200000}


def test_without_that_word_the_other_figures_still_wait(client_of, cast):
    firm()
    read_upload(upload_of(cast["clerk"], given(TWICE.format(name=FIRM))))
    figures()
    one, two = Fact.objects.filter(measure="tax_paid").order_by("id")
    data = {f"fact-{one.pk}": "left_out", f"fact-{two.pk}": "counts", "why": "第二行是更正"}
    client_of("clerk").post(_url("decide_conflict", Figure.objects.get(measure="tax_paid")), data)
    figures()
    assert list(open_conflicts(cast["clerk"]).values_list("measure", flat=True)) == ["taxable_sales"]
