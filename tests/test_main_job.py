"""The main job from the shell, without a database: workbooks in, explained grades out."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from yuanheng.demo import generate

pytestmark = pytest.mark.xdist_group("main_job")

YEAR = 2021


def yuanheng(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "yuanheng.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zone")
    generate(folder, firms=30)
    return folder


@pytest.fixture(scope="session")
def result(zone: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    out = zone / "result"
    done = yuanheng(
        "evaluate", "--register", zone / "register.xlsx", "--sheets", zone / "sheets",
        "--scheme", "huaian-2024", "--year", YEAR, "--out", out,
    )  # fmt: skip
    return out, done


def test_evaluate_grades_the_zone_and_leaves_with_one_because_there_are_problems_to_look_at(result):
    out, done = result
    assert done.returncode == 1, done.stderr
    assert "问题待处理" in done.stderr
    grades = pq.read_table(out / "results.parquet").column("grade").to_pylist()
    assert {"A", "B", "C"} <= set(grades)
    for name in ("facts", "links", "measures", "trace", "results"):
        assert (out / f"{name}.parquet").stat().st_size > 0


def test_every_problem_names_file_sheet_cell_found_expected_and_what_to_do(result):
    out, _ = result
    sheet = openpyxl.load_workbook(out / "problems.xlsx").active
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(rows) > 5
    named = [dict(zip(header, row, strict=True)) for row in rows]
    assert all(row["expected"] and row["found"] and row["advice"] and row["file"] for row in named)


def test_the_measures_are_what_the_invented_truth_says(zone, result):
    """But for what was spoilt on purpose, which must be missing, never another figure."""
    out, _ = result
    truth = {r["subject_id"]: r for r in pq.read_table(zone / "truth.parquet").to_pylist() if r["year"] == YEAR}
    rows = pq.read_table(out / "measures.parquet").to_pylist()
    checked = missing = 0
    for row in rows:
        for measure in (
            "tax_paid",
            "taxable_sales",
            "land_area",
            "electricity",
            "employees",
            "energy_tce",
            "rd_expense",
        ):
            told, found = truth[row["subject_id"]][measure], row[measure]
            if told is None:
                assert found is None, (row["subject_id"], measure)
            elif found is None:
                missing += 1
            else:
                assert abs(Decimal(told) - found) < Decimal("0.01"), (row["subject_id"], measure)
                checked += 1
    assert checked > 150
    assert missing < 0.1 * checked


def test_explain_leads_from_the_grade_to_the_cell_that_holds_the_tax(zone, result):
    out, _ = result
    rows = pq.read_table(out / "results.parquet").to_pylist()
    firm = next(row for row in rows if row["grade"] == "C")
    told = yuanheng("explain", out, firm["subject_name"])
    assert told.returncode == 0, told.stderr
    for words in ("名次", "总分", "亩均税收", "基准值", "权重", "出处", "入库税收"):
        assert words in told.stdout
    file, sheet, cell, raw = re.search(r"(税务局_\S+\.xlsx) › (\S+) › ([A-Z]+\d+):(\S+)", told.stdout).groups()
    book = openpyxl.load_workbook(next((zone / "sheets").rglob(file)), data_only=True)
    assert str(book[sheet][cell].value).replace(",", "").startswith(raw.replace(",", "")[:4])
    assert firm["subject_name"] in [str(c.value).strip() for c in book[sheet][int(re.sub(r"\D", "", cell))]]


def test_explain_lists_the_firms_when_a_part_of_the_name_fits_several(result):
    out, _ = result
    told = yuanheng("explain", out, "公司")
    assert told.returncode == 0
    assert "请写全名称或编号" in told.stdout


def test_explain_of_a_stranger_says_what_it_looked_for_and_leaves_with_one(result):
    out, _ = result
    told = yuanheng("explain", out, "查无此企业")
    assert told.returncode == 1
    assert "查无此企业" in told.stderr


def test_a_wrong_call_leaves_with_two():
    assert yuanheng("evaluate", "--register", "no-such-file").returncode == 2


def test_an_unknown_scheme_names_those_there_are(result, zone):
    out, _ = result
    told = yuanheng("score", out / "measures.parquet", "--scheme", "huaian-2042", "--out", zone / "x")
    assert told.returncode == 1
    assert "huaian-2024" in told.stderr


def test_the_wide_table_alone_gives_the_same_grades(result, zone):
    out, _ = result
    again = zone / "again"
    told = yuanheng(
        "score", out / "measures.parquet", "--scheme", "huaian-2024", "--out", again,
        "--benchmark-table", out / "measures_last_year.parquet", "--on", "2021-12-31",
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    columns = ["subject_id", "total", "rank"]
    firm = pq.read_table(again / "results.parquet").to_pylist()[0]
    tree = yuanheng("explain", again, firm["subject_name"])
    assert tree.returncode == 0, tree.stderr
    assert "总分" in tree.stdout
    assert pq.read_table(again / "results.parquet", columns=columns) == pq.read_table(
        out / "results.parquet", columns=columns
    )


def test_link_takes_records_and_a_register_and_writes_the_contract(zone):
    register = openpyxl.load_workbook(zone / "register.xlsx").active
    rows = [[c.value for c in row] for row in register.iter_rows()]
    header = next(row for row in rows if "企业名称" in row)
    name = rows[rows.index(header) + 1][header.index("企业名称")]
    records = pa.table(
        {
            "rec_id": ["1", "2"],
            "name": [name, "查无此企业"],
            "uscc": ["", ""],
            "address": ["", ""],
            "source": ["x", "x"],
        }
    )
    pq.write_table(records, zone / "records.parquet")
    told = yuanheng("link", zone / "records.parquet", zone / "register.xlsx", "--out", zone / "links.parquet")
    assert told.returncode == 0, told.stderr
    links = pq.read_table(zone / "links.parquet")
    assert links.column_names == ["rec_id", "right_id", "probability", "decision", "evidence"]
    assert links.column("decision").to_pylist() == ["auto", "none"]
