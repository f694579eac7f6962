"""The zone read, linked and measured gives the truth, to the last digit, wherever no problem was planted."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest

from yuanheng.engines.ledger import FileReading, read_files, read_register, read_workbook
from yuanheng.engines.linkage import link, records_of_facts
from yuanheng.engines.measures import measure_table

from .conftest import SmallZone

pytestmark = pytest.mark.xdist_group("demo_sheets")  # what is costly to make is made in one worker

IDENTITY = ("subject_id", "subject_name", "uscc", "year", "scale")
BARRED = {"statistics_bureau": "统计法:单户统计资料不得用于评价"}


@pytest.fixture(scope="module", params=[2019, 2020, 2021])
def year(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture(scope="module")
def readings(year: int, small_zone: SmallZone) -> list[FileReading]:
    return list(read_files([path for path in small_zone.summary.sheets if path.parent.name == str(year)], year=year))


@pytest.fixture(scope="module")
def measured(year: int, readings: list[FileReading], small_zone: SmallZone) -> dict[str, dict[str, Decimal | None]]:
    register = read_register(small_zone.summary.register).register
    facts = pa.concat_tables([reading.facts for reading in readings])
    records = records_of_facts(facts)
    links = link(records, register)
    joined = records.append_column("right_id", links["right_id"]).append_column("decision", links["decision"])
    decided = joined.filter(pa.compute.equal(joined["decision"], "auto"))
    table = measure_table(facts, decided, register, year=year, barred_sources=BARRED).table
    return {row["subject_id"]: row for row in table.to_pylist()}


def test_every_unspoilt_figure_is_the_true_one(
    year: int, measured: dict[str, dict[str, Decimal | None]], small_zone: SmallZone
) -> None:
    spoilt = {
        (item.subject_id, code) for item in small_zone.summary.planted if item.year == year for code in item.measures
    }
    differences = [
        (row["subject_name"], code, true, measured[str(row["subject_id"])].get(code))
        for row in small_zone.truth(year).values()
        for code, true in row.items()
        if code not in IDENTITY and not {(row["subject_id"], code), ("", code)} & spoilt
        if measured[str(row["subject_id"])].get(code) != true
    ]
    assert differences == []


def test_a_spoilt_figure_is_missing_and_never_zero(
    year: int, measured: dict[str, dict[str, Decimal | None]], small_zone: SmallZone
) -> None:
    absent = {"unreadable_number", "error_cell", "absent", "missing_value"}
    planted = [item for item in small_zone.summary.planted if item.year == year and item.kind in absent]
    assert all(measured[item.subject_id].get(code) is None for item in planted for code in item.measures)


def test_every_planted_problem_of_a_cell_is_reported_where_it_lies(
    year: int, readings: list[FileReading], small_zone: SmallZone
) -> None:
    told = {(p.kind, p.file, p.sheet, p.cell) for reading in readings for p in reading.problems}
    kinds = {
        "total_mismatch",
        "duplicate_row",
        "unreadable_number",
        "bad_uscc",
        "error_cell",
        "unknown_unit",
        "missing_value",
    }
    planted = {
        (item.kind, item.file, item.sheet, item.cell)
        for item in small_zone.summary.planted
        if item.year == year and item.kind in kinds
    }
    assert planted <= told


def test_nothing_but_missing_figures_and_drafts_is_reported_besides(
    year: int, readings: list[FileReading], small_zone: SmallZone
) -> None:
    planted = {(item.kind, item.file) for item in small_zone.summary.planted if item.year == year}
    harmless = {"missing_value", "hidden_sheet", "unknown_layout"}
    others = {(p.kind, p.file, p.cell) for reading in readings for p in reading.problems if p.kind not in harmless}
    assert [other for other in others if other[:2] not in planted] == []


@pytest.mark.parametrize(
    ("file", "column", "answer"),
    [
        pytest.param("安商服务中心_2021年走访摸底.xlsx", "C", {"measure": "fixed_investment"}, id="unknown column"),
        pytest.param("经发局_2021年技改投资.xlsx", "D", {"unit": "万元"}, id="unit nowhere"),
    ],
)
def test_one_answer_of_a_person_makes_a_whole_table_readable(
    file: str, column: str, answer: dict[str, str], small_zone: SmallZone
) -> None:
    path = small_zone.path(file)
    before = read_workbook(path, year=2021)
    asked = next(each for each in before.columns if each.letters == column)
    assert before.facts.num_rows == 0
    mapping = {"layout": before.tables[0].layout, "columns": {str(asked.index): answer}}
    facts = read_workbook(path, year=2021, mappings=[mapping]).facts.to_pylist()
    measure = answer.get("measure", "technical_investment")
    truth = {name: row[measure] for name, row in small_zone.truth(2021).items() if row[measure] is not None}
    in_dollars = {fact["subject_name"] for fact in facts if fact["unit"] == "usd"}
    assert len(in_dollars) == (measure == "fixed_investment")
    read = {fact["subject_name"]: fact["amount"] for fact in facts if fact["unit"] == "yuan"}
    assert read == {name: yuan for name, yuan in truth.items() if name not in in_dollars}
