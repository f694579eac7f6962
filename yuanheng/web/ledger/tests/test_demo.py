"""The small demo zone through the site, from the files to the figures, held against the truth it was made from."""

from __future__ import annotations

from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from django.urls import reverse

from yuanheng.web.base import jobs, moment
from yuanheng.web.base.models import Job
from yuanheng.web.enterprises.demo import load_demo_register, zone_folder
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.actions.conflicts import decide_facts
from yuanheng.web.ledger.actions.links import link_record
from yuanheng.web.ledger.demo import load_demo_uploads
from yuanheng.web.ledger.models import ColumnNote, Fact, Figure, Record, Upload
from yuanheng.web.ledger.pages.links import candidates, waiting_records

ATTRIBUTES = {"subject_id", "subject_name", "uscc", "year", "scale"}


def _silent(_text):
    """No progress lines in tests."""


def _truth():
    """(code of the firm, year, measure) → the figure the zone was made from; what is None was never reported."""
    rows = pq.read_table(zone_folder(small=True, say=_silent) / "truth.parquet").to_pylist()
    return {
        (row["subject_id"], row["year"], name): value
        for row in rows
        for name, value in row.items()
        if name not in ATTRIBUTES and value is not None
    }


def _figures():
    rows = Figure.objects.values_list("enterprise__code", "year", "measure", "amount", "missing")
    return {(code, year, measure): None if missing else amount for code, year, measure, amount, missing in rows}


def _run(kind):
    for job in Job.objects.filter(kind=kind).unfinished():
        jobs.run(str(job.pk))
        job.refresh_from_db()
        assert job.state == "succeeded", job.problem


def _map(client_of, header, **said):
    note = ColumnNote.objects.filter(header__contains=header, reading__superseded_at__isnull=True, unknown=True).get()
    data = {f"{name}-{note.position}": value for name, value in said.items()}
    url = reverse("ledger:mapping", args=[note.reading_id, note.table])
    assert client_of("clerk").post(url, data).status_code == 302
    _run("ledger.layout.reread")


pytestmark = pytest.mark.small_zone


@pytest.fixture
def loaded(committed_db, cast):
    """The register and every workbook, by the actions that people use."""
    return cast


def test_every_figure_is_exactly_the_truth_or_missing_until_a_person_has_decided(client_of, loaded):
    _load_again_and_find_nothing_new(loaded)
    truth, shown = _truth(), _figures()
    wrong = {k: (v, shown[k]) for k, v in truth.items() if shown.get(k) is not None and shown[k] != v}
    assert not wrong
    assert len(truth) > 2000
    lacking = {k for k in truth if shown.get(k) is None}
    assert {m for _, _, m in lacking} >= {"fixed_investment", "technical_investment", "electricity"}
    # what a clerk does: two columns, two names
    _map(client_of, "砸下去的钱", **{"as": "fixed_investment"})
    _map(client_of, "技改投资", unit="万元")
    by_likeness = {r: candidates(r)[0].firm for r in waiting_records(loaded["clerk"])}
    for record, firm in by_likeness.items():
        link_record(record, firm, by=loaded["clerk"], why="核实", at=moment.now())
    _settle_repeats(loaded, truth)
    _run("ledger.figures.refresh")
    shown = _figures()
    wrong = {k: (v, shown[k]) for k, v in truth.items() if shown.get(k) is not None and shown[k] != v}
    assert not wrong
    left = {k for k in truth if shown.get(k) is None}
    assert len(left) < len(lacking) / 4
    assert not {k for k in left if k[2] == "technical_investment"}
    assert not Figure.objects.filter(conflict=True).exists()
    assert not waiting_records(loaded["clerk"]).exists()


def _settle_repeats(cast, truth):
    """Of two rows of one firm, the one that the zone was made from counts."""
    for figure in Figure.objects.filter(conflict=True).select_related("enterprise"):
        firm = figure.enterprise
        facts = Fact.objects.filter(
            record_key__in=firm.records.values("record_key"),
            measure=figure.measure,
            period__startswith=str(figure.year),
            conflict=True,
            reading__superseded_at__isnull=True,
        )
        right = truth.get((firm.code, figure.year, figure.measure), Decimal(0))
        said = {f: "counts" if f.amount == right else "left_out" for f in facts}
        decide_facts(firm, said, by=cast["clerk"], why="以第一行为准", at=moment.now())


def _load_again_and_find_nothing_new(cast):
    before = Enterprise.objects.count(), Upload.objects.count(), Fact.objects.count(), Record.objects.count()
    load_demo_register(cast, _silent, True)
    load_demo_uploads(cast, _silent, True)
    assert (Enterprise.objects.count(), Upload.objects.count(), Fact.objects.count(), Record.objects.count()) == before
