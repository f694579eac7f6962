"""What a snapshot holds besides the facts, and what becomes of figures that arrive after it."""

from __future__ import annotations

import datetime
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.identities import Enterprise, Register
from yuanheng.web.base.models import Organisation, StoredFile
from yuanheng.web.ledger.models import Reading, Upload, UploadFile
from yuanheng.web.runs import actions
from yuanheng.web.runs.frozen_register import read_register_file, register_bytes
from yuanheng.web.runs.models import Snapshot
from yuanheng.web.runs.panels import new_figures
from yuanheng.web.runs.tests.zone import run_now

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
FIRMS = st.lists(
    st.builds(
        Enterprise,
        id=st.uuids().map(str),
        name=TEXT,
        town=TEXT,
        former_names=st.lists(TEXT.filter(bool), max_size=2).map(tuple),
        founded_on=st.none() | st.dates(),
        utility=st.none() | st.booleans(),
        capital=st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=2),
    ),
    max_size=5,
    unique_by=lambda firm: firm.id,
)


@given(FIRMS)
def test_the_register_reads_back_as_it_was_frozen_and_its_bytes_do_not_hang_on_the_order(firms):
    import tempfile
    from pathlib import Path

    written = register_bytes(Register.of(firms))
    assert written == register_bytes(Register.of(firms[::-1]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.jsonl"
        path.write_bytes(written)
        assert read_register_file(path).enterprises == tuple(sorted(firms, key=lambda firm: firm.id))


def test_the_day_the_analyst_names_reaches_the_freezing(zone, cast, client_of, monkeypatch):
    zone(3)
    asked = []
    frozen = actions.freeze()
    monkeypatch.setattr(actions, "freeze", lambda **how: asked.append(how) or frozen)
    client_of("analyst").post(reverse("runs:new"), {"scheme": "huaian-2024", "year": "2021", "known_on": "2022-03-31"})
    day = datetime.date(2022, 3, 31)
    assert asked == [{"known_on": day}] and Snapshot.objects.get().known_on == day


def test_a_firm_renamed_after_the_run_keeps_its_old_name_in_the_results(zone, cast, client_of):
    firms = zone(4)
    run = run_now(cast["analyst"])
    old = firms[0].name
    firms[0].name = "启东改名后有限公司"
    firms[0].save()
    page = client_of("analyst").get(reverse("runs:run", args=[run.pk])).content.decode()
    assert old in page and "启东改名后有限公司" not in page


def _reading(cast, *, after):
    upload = Upload.objects.create(by=cast["clerk"], organisation=Organisation.objects.first(), year=2021)
    stored = StoredFile.objects.create(sha256="1" * 64, size=1, name="补报.xlsx", stored_by=cast["clerk"])
    file = UploadFile.objects.create(upload=upload, stored=stored, name="补报.xlsx")
    return Reading.objects.create(
        file=file, name="补报.xlsx", file_hash="1" * 64, facts_count=5, read_at=after + timedelta(minutes=1)
    )


def test_figures_read_before_the_snapshot_are_no_to_do(zone, cast):
    zone(3)
    run = run_now(cast["analyst"])
    assert all(todo.count == 0 for todo in new_figures(cast["analyst"]))
    _reading(cast, after=run.snapshot.frozen_at - timedelta(minutes=2))
    assert all(todo.count == 0 for todo in new_figures(cast["analyst"]))


def test_figures_read_after_the_snapshot_are_a_to_do(zone, cast):
    zone(3)
    run = run_now(cast["analyst"])
    _reading(cast, after=run.snapshot.frozen_at)
    (todo,) = new_figures(cast["analyst"])
    assert (todo.text, todo.count) == ("有新数据未参加评价", 1)


def test_totals_and_points_are_kept_to_the_last_digit():
    from yuanheng.web.runs.recording import exact, numbers_json

    assert exact(0.1) == Decimal("0.1") and exact(float("nan")) is None
    assert numbers_json({"值": Decimal("1E-7"), "无": None}) == '{"值":0.0000001,"无":null}'
