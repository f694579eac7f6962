"""The files: the same bytes each time, a library that is messy in the promised ways, a truth that agrees with the event log."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from yuanheng.demo.projects import EVENTS, LIBRARY, TRUTH, write_projects

pytestmark = pytest.mark.xdist_group("demo_projects")  # what is costly to make is made in one worker


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("projects")
    write_projects(made)
    return made


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / TRUTH).read_text(encoding="utf-8"))
    return told


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for path in write_projects(tmp_path):
        assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes()


def test_every_project_stands_in_one_row_of_the_library(folder: Path, truth: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(folder / LIBRARY)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    for project in truth["projects"]:
        assert cells.count(project["name"]) == 1, project["name"]


def test_the_library_is_messy_in_the_ways_offices_are(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / LIBRARY)
    assert book.sheetnames == ["2019年及以前", "2020年", "2021年招商局", "上海办", "草稿"]
    assert book["草稿"].sheet_state == "hidden"
    old = book["2019年及以前"]
    assert len(old.merged_cells.ranges) > 5
    assert any(dimension.hidden for dimension in old.row_dimensions.values())
    texts = {str(cell.value) for row in old.iter_rows() for cell in row}
    assert any(text.startswith("小计") for text in texts) and "合计" in texts
    amounts = {str(row[3].value) for row in book["2021年招商局"].iter_rows(min_row=4)}
    assert {"未披露"} < amounts and any("美元" in text for text in amounts) and any("亿" in text for text in amounts)
    kinds = {type(cell.value) for row in old.iter_rows(min_row=6, min_col=11, max_col=15) for cell in row}
    assert {datetime, str} <= kinds


def test_each_planted_problem_lies_in_the_cell_it_names(folder: Path, truth: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(folder / LIBRARY)
    by_number = {each["number"]: each for each in truth["projects"]}
    kinds = set()
    for problem in truth["planted"]:
        value = book[problem["sheet"]][problem["cell"]].value
        kinds.add(problem["kind"])
        match problem["kind"]:
            case "two_currencies":
                assert value.endswith("万美元")
            case "missing_amount":
                assert value == "未披露"
            case "negative_amount":
                assert value < 0
            case "missing_name":
                assert value is None
            case "duplicate":
                assert value.endswith("(暂名)") and value[:4] == by_number[problem["number"]]["name"][:4]
            case _:
                assert value is not None
    assert kinds == {
        "two_currencies", "missing_amount", "negative_amount", "missing_name", "duplicate", "total_mismatch", "date_in_future",
        "unreadable_amount", "unknown_stage", "unreadable_date", "no_currency",
    }  # fmt: skip


def test_the_event_log_tells_what_the_truth_tells(folder: Path, truth: dict[str, Any]) -> None:
    rows = list(openpyxl.load_workbook(folder / EVENTS)["事件"].iter_rows(min_row=2, values_only=True))
    stages = {(r[0], r[3], r[4].date().isoformat()) for r in rows if r[2] == "stage"}
    assert stages == {(p["number"], s["stage"], s["happened"]) for p in truth["projects"] for s in p["stages"]}
    amounts = sum(r[7] for r in rows if r[2] == "amount")
    assert amounts == sum(a["amount"] for p in truth["projects"] for a in p["amounts"])


def test_five_thousand_projects_are_written_in_seconds(tmp_path: Path) -> None:
    began = time.process_time()
    write_projects(tmp_path, projects=5_000)
    assert time.process_time() - began < 20
    assert len(json.loads((tmp_path / TRUTH).read_text(encoding="utf-8"))["projects"]) > 5_000
