"""Which facts count, and what a frozen state holds."""

from __future__ import annotations

import datetime

import pyarrow.parquet as pq
import pytest

from yuanheng.engines.ledger import FACTS_SCHEMA
from yuanheng.web.base import moment
from yuanheng.web.ledger.actions.conflicts import decide_facts
from yuanheng.web.ledger.actions.links import link_record
from yuanheng.web.ledger.actions.uploads import withdraw_upload
from yuanheng.web.ledger.models import Fact, Reading, Record, Upload
from yuanheng.web.ledger.snapshots import freeze

from .making import FIRM, firm, uploaded


@pytest.fixture
def frozen(tmp_path):
    """Freeze into a folder of this test's own."""
    return lambda **asked: freeze(folder=tmp_path, **asked)


def test_a_snapshot_has_the_engines_schema_and_every_fact_by_its_id(cast, frozen):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    table = pq.read_table(frozen().facts_path)
    assert table.schema.names == [*FACTS_SCHEMA.names, "fact_id"]
    assert table.schema.field("amount").type == FACTS_SCHEMA.field("amount").type
    fact = Fact.objects.get()
    row = table.to_pylist()[0]
    assert (row["fact_id"], row["amount"], row["cell"], row["conflict"]) == (fact.pk, fact.amount, "C2", False)


def test_links_name_the_firm_by_its_primary_key(cast, frozen):
    linked = firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"), ("查无此企业", "", "1"))
    links = pq.read_table(frozen().links_path).to_pylist()
    assert links == [{"source": "tax_bureau", "uscc": "", "name": FIRM, "account": "", "right_id": str(linked.pk)}]


def test_the_same_state_gives_the_same_files(cast, frozen):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    one, two = frozen(), frozen()
    assert (one.content_hash, one.facts_path) == (two.content_hash, two.facts_path)
    uploaded(cast["clerk"], (FIRM, "", "13"), name="税务局_更正.csv")
    assert frozen().content_hash != one.content_hash


def test_an_empty_ledger_freezes_to_empty_tables(cast, frozen):
    made = frozen()
    assert made.counts == {"facts": 0, "links": 0}
    assert pq.read_table(made.facts_path).schema.names[-1] == "fact_id"


def test_text_with_newlines_quotes_and_commas_comes_through_unchanged(cast, frozen):
    firm()
    uploaded(cast["clerk"], (f'"{FIRM}\n(""老厂"", 东区)"', "", "12.5"))
    row = pq.read_table(frozen().facts_path).to_pylist()[0]
    assert row["subject_name"] == Fact.objects.get().subject_name
    assert "\n" in row["subject_name"] or "老厂" in row["subject_name"]


def test_a_withdrawn_upload_is_still_there_as_known_the_day_before(cast, frozen):
    firm()
    upload = uploaded(cast["clerk"], (FIRM, "", "12.5"))
    now = moment.now()
    Reading.objects.update(read_at=now - datetime.timedelta(days=3))
    withdraw_upload(upload, by=cast["clerk"], why="更正", at=now)
    Upload.objects.filter(pk=upload.pk).update(withdrawn_at=now - datetime.timedelta(days=1))
    today = moment.today()
    assert frozen().counts["facts"] == 0
    assert frozen(known_on=today - datetime.timedelta(days=2)).counts["facts"] == 1
    assert frozen(known_on=today - datetime.timedelta(days=4)).counts["facts"] == 0


def test_the_end_of_a_day_is_that_of_shanghai(cast, frozen):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    Reading.objects.update(read_at=datetime.datetime(2021, 6, 30, 15, 59, 59, tzinfo=datetime.UTC))
    assert frozen(known_on=datetime.date(2021, 6, 30)).counts["facts"] == 1
    Reading.objects.update(read_at=datetime.datetime(2021, 6, 30, 16, 0, 1, tzinfo=datetime.UTC))
    assert frozen(known_on=datetime.date(2021, 6, 30)).counts["facts"] == 0


def test_links_as_known_then_come_from_the_history_of_the_record(cast, frozen):
    linked = firm()
    uploaded(cast["clerk"], ("宏达机械", "", "12.5"))
    link_record(Record.objects.get(), linked, by=cast["clerk"], why="简称", at=moment.now())
    assert frozen(known_on=moment.today()).counts["links"] == 1
    assert frozen(known_on=moment.today() - datetime.timedelta(days=1)).counts["links"] == 0


def test_a_fact_that_a_person_left_out_is_not_frozen_and_the_other_is_no_conflict_any_more(cast, frozen):
    linked = firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"), (FIRM, "", "13"))
    one, two = Fact.objects.order_by("id")
    assert one.conflict
    decide_facts(linked, {one: "left_out", two: "counts"}, by=cast["clerk"], why="以后一行为准", at=moment.now())
    rows = pq.read_table(frozen().facts_path).to_pylist()
    assert [(r["fact_id"], r["conflict"]) for r in rows] == [(two.pk, False)]


def test_facts_of_two_files_that_are_to_be_summed_share_one_file_name(cast, frozen):
    linked = firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"), name="东厂_税务.csv")
    uploaded(cast["clerk"], (FIRM, "", "13"), name="西厂_税务.csv")
    facts = list(Fact.objects.all())
    decide_facts(linked, dict.fromkeys(facts, "summed"), by=cast["clerk"], why="两个厂区", at=moment.now())
    assert {r["file"] for r in pq.read_table(frozen().facts_path).to_pylist()} == {"东厂_税务.csv + 西厂_税务.csv"}


def test_facts_are_never_changed_nor_deleted(cast):
    from django.db import IntegrityError, ProgrammingError, transaction

    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        Fact.objects.update(amount=1)
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        Fact.objects.all()._raw_delete("default")
    assert Fact.objects.get().amount == 125000
