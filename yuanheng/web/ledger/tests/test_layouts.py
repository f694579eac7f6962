"""An unknown column is told once and remembered."""

from __future__ import annotations

from django.urls import reverse

from yuanheng.web.base import jobs, moment
from yuanheng.web.base.models import Job
from yuanheng.web.ledger.actions.conflicts import decide_facts
from yuanheng.web.ledger.actions.problems import settle_problem
from yuanheng.web.ledger.models import Fact, FactDecision, Layout, ProblemRow, Reading
from yuanheng.web.ledger.pages.layouts import unknown_columns
from yuanheng.web.ledger.snapshots import active_facts

from .making import FIRM, firm, given, read_upload, tax_sheet, upload_of, uploaded


def _map(client_of, reading, key="clerk", **data):
    return client_of(key).post(reverse("ledger:mapping", args=[reading.pk, 0]), data)


def _run(kind):
    job = Job.objects.filter(kind=kind).unfinished().get()
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == "succeeded", job.problem


def test_a_column_of_numbers_that_nobody_knows_is_a_question(cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    assert [c.header for c in unknown_columns(cast["clerk"])] == ["砸下去的钱(万元)"]


def test_mapping_a_column_reads_the_file_again_and_the_old_reading_is_superseded(client_of, cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    old = Reading.objects.get()
    _map(client_of, old, **{"as-3": "fixed_investment"})
    _run("ledger.layout.reread")
    old.refresh_from_db()
    assert old.superseded_at is not None
    assert {f.measure: f.amount for f in active_facts()} == {"tax_paid": 125000, "fixed_investment": 70000}
    assert not unknown_columns(cast["clerk"]).exists()


def test_the_next_file_of_that_layout_is_read_without_a_question(client_of, cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    _map(client_of, Reading.objects.get(), **{"as-3": "fixed_investment"})
    upload = upload_of(cast["clerk"], given(tax_sheet((FIRM, "", "9")), "税务局_2020年.csv"), year=2020)
    read_upload(upload)
    assert Fact.objects.filter(measure="fixed_investment", period__startswith="2020").count() == 1


def test_a_column_that_is_not_to_be_read_is_not_asked_about_again(client_of, cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    _map(client_of, Reading.objects.get(), **{"as-3": "ignore"})
    _run("ledger.layout.reread")
    assert not unknown_columns(cast["clerk"]).exists()
    assert active_facts().count() == 1


def test_forgetting_a_layout_asks_again(client_of, cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    _map(client_of, Reading.objects.get(), **{"as-3": "fixed_investment"})
    _run("ledger.layout.reread")
    client_of("clerk").post(reverse("ledger:forget_layout", args=[Layout.objects.get().pk]))
    _run("ledger.layout.reread")
    assert unknown_columns(cast["clerk"]).exists()
    assert active_facts().count() == 1


def test_a_choice_that_is_none_is_refused(client_of, cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    assert _map(client_of, Reading.objects.get(), **{"as-3": "drop table"}).status_code == 422
    assert _map(client_of, Reading.objects.get()).status_code == 422
    assert not Layout.objects.exists()


def test_what_people_settled_stays_settled_when_the_file_is_read_again(client_of, cast):
    linked = firm()
    uploaded(cast["clerk"], (FIRM, "9132068", "12.5"), (FIRM, "", "13"))
    settle_problem(ProblemRow.objects.get(kind="bad_uscc"), by=cast["clerk"], note="已核实", at=moment.now())
    one, two = Fact.objects.order_by("id")
    decide_facts(linked, {one: "left_out", two: "counts"}, by=cast["clerk"], why="x", at=moment.now())
    _map(client_of, Reading.objects.get(), **{"as-3": "ignore"})
    _run("ledger.layout.reread")
    now = ProblemRow.objects.get(kind="bad_uscc", reading__superseded_at__isnull=True)
    assert now.settled_note == "已核实"
    assert [f.amount for f in active_facts()] == [130000]
    assert FactDecision.objects.count() == 4


def test_the_neighbour_cannot_map_a_file_of_another_bureau(client_of, cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    assert _map(client_of, Reading.objects.get(), key="neighbour", **{"as-3": "ignore"}).status_code == 404


def test_one_note_settles_all_open_problems_of_a_kind_in_an_upload(client_of, cast):
    firm()
    upload = uploaded(cast["clerk"], (FIRM, "9132068", "1"), ("启东甲厂", "123", "2"), ("启东乙厂", "", "12.3.4"))
    url = reverse("ledger:settle_kind", args=[upload.pk])
    client_of("clerk").post(url, {"kind": "bad_uscc", "note": "已核对执照"})
    assert set(ProblemRow.objects.filter(settled_at__isnull=False).values_list("kind", flat=True)) == {"bad_uscc"}
    assert ProblemRow.objects.filter(settled_note="已核对执照").count() == 2
    assert ProblemRow.objects.filter(settled_at__isnull=True).exists()
    client_of("clerk").post(url, {"kind": "unreadable_number", "note": ""})
    assert ProblemRow.objects.filter(settled_at__isnull=True, kind="unreadable_number").exists()


def test_a_source_that_nobody_offered_is_not_remembered(client_of, cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    answer = _map(client_of, Reading.objects.get(), **{"as-3": "ignore", "source": "nonsense"})
    assert answer.status_code == 422
    assert not Layout.objects.exists()
