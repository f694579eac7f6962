"""The register's reader over libraries as messy as offices keep them: nothing lost in silence, every planted problem marked."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from yuanheng.demo.projects import LIBRARY, TRUTH, write_projects

pytestmark = pytest.mark.xdist_group("project_library")  # what is costly to make is made in one worker

TODAY = date(2022, 6, 1)
EVENTS = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "investment_events_2k.csv"
MARKS = {
    "missing_amount": "unknown_amount", "unreadable_amount": "unknown_amount", "negative_amount": "unknown_amount",
    "no_currency": "unknown_amount", "unknown_stage": "unknown_stage", "unreadable_date": "bad_date",
    "date_in_future": "bad_date", "missing_name": "missing_name",
}  # fmt: skip
"""What the reader calls each planted problem that lies in one cell."""


@dataclass(frozen=True)
class Library:
    """What was planted, and what was read."""

    truth: dict[str, dict[str, Any]]
    planted: list[dict[str, str]]
    rows: list[Any]
    problems: list[Any]


def read(path: Path) -> tuple[list[Any], list[Any]]:
    """All rows and all problems of a file."""
    from yuanheng.web.projects.library import find_sheets, read_rows

    rows: list[Any] = []
    problems: list[Any] = []
    for sheet in find_sheets(path):
        found, asked = read_rows(sheet, file=path.name, today=TODAY)
        rows += found
        problems += asked
    return rows, problems


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library")
    write_projects(folder)
    told = json.loads((folder / TRUTH).read_text(encoding="utf-8"))
    rows, problems = read(folder / LIBRARY)
    return Library({each["name"]: each for each in told["projects"]}, told["planted"], rows, problems)


def test_every_project_is_read_once_with_its_investors(library: Library) -> None:
    read_names = Counter(row.texts["name"] for row in library.rows)
    assert all(read_names[name] == 1 for name in library.truth)
    for row in library.rows:
        if told := library.truth.get(row.texts["name"]):
            names = [each["name"] for each in told["investors"]]
            assert len(row.investors) == len(names)
            assert all(found.startswith(name) for found, name in zip(row.investors, names, strict=True))


def test_an_amount_is_right_to_the_yuan_or_asked_about_never_guessed(library: Library) -> None:
    asked = {(problem.sheet, problem.cell) for problem in library.problems if problem.kind == "unknown_amount"}
    right = 0
    for row in library.rows:
        told = library.truth.get(row.texts["name"])
        if told is None:
            continue
        stated = [each for each in told["amounts"] if each["kind"] == "total"][-1]
        if "total" not in row.amounts:
            assert (row.sheet, f"D{row.row}") in asked
            continue
        amount, currency = row.amounts["total"]
        assert (Decimal(amount), currency) == (stated["amount"], stated["currency"])
        right += 1
    assert right > 150


def test_each_planted_problem_of_a_cell_is_marked_at_that_cell(library: Library) -> None:
    marked = {(problem.sheet, problem.cell, problem.kind) for problem in library.problems}
    lost = [
        each
        for each in library.planted
        if each["kind"] in MARKS and (each["sheet"], each["cell"], MARKS[each["kind"]]) not in marked
    ]
    assert not lost
    assert {each["kind"] for each in library.planted} > set(MARKS)


def test_two_currencies_in_a_column_are_said_and_each_row_keeps_its_own(library: Library) -> None:
    planted = {each["sheet"] for each in library.planted if each["kind"] == "two_currencies"}
    said = {problem.sheet for problem in library.problems if problem.kind == "two_currencies"}
    assert planted <= said
    in_dollars = {row.texts["name"] for row in library.rows if row.amounts.get("total", ("", ""))[1] == "usd"}
    told = {
        name for name, each in library.truth.items() if each["amounts"][-1]["currency"] == "usd" and each["foreign"]
    }
    assert in_dollars and in_dollars <= told


def test_totals_group_rows_notes_and_the_hidden_draft_are_no_projects(library: Library) -> None:
    names = {row.texts["name"] for row in library.rows}
    strangers = names - set(library.truth)
    assert strangers == {name for name in strangers if name.startswith("示例") or name.endswith("(暂名)")}
    assert len(strangers) == 6


def test_days_in_all_forms_are_read_to_the_day_they_mean(library: Library) -> None:
    checked = 0
    for row in library.rows:
        told = library.truth.get(row.texts["name"])
        for stage, day, note in row.stages if told else ():
            true = {each["happened"] for each in told["stages"] if each["stage"] == stage and not each["withdrawn"]}
            assert day in true or (note and day[:7] in {each[:7] for each in true}), (row.sheet, row.row, stage, day)
            checked += 1
    assert checked > 200


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in a workbook, made of two hundred public financing events with their free-text amounts."""
    if not EVENTS.exists():
        pytest.skip("the shared data folder is not beside the checkout")
    with EVENTS.open(encoding="utf-8-sig", newline="") as lines:
        told = list(csv.DictReader(lines))[:200]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["招商项目信息(网上公开事件)"])
    sheet.append(["序号", "项目名称", "投资方", "签约时间", "总投资", "备注"])
    for number, event in enumerate(told, 1):
        sheet.append([number, event["事件资讯"], event["投资方"], event["融资时间"], event["金额"], event["轮次"]])
    path = tmp_path_factory.mktemp("events") / "融资事件.xlsx"
    book.save(path)
    return path


def test_public_events_keep_every_row_and_ask_where_the_amount_is_not_told(events: Path) -> None:
    rows, problems = read(events)
    assert len(rows) == 200
    cells = openpyxl.load_workbook(events).active
    asked = {problem.cell for problem in problems if problem.kind == "unknown_amount"}
    for row in rows:
        text = str(cells[f"E{row.row}"].value)
        if text.startswith("未"):
            assert "total" not in row.amounts and f"E{row.row}" in asked
        elif text.endswith("万人民币") and text.removesuffix("万人民币").replace(".", "").isdigit():
            expected = Decimal(text.removesuffix("万人民币")) * 10_000
            assert (Decimal(row.amounts["total"][0]), row.amounts["total"][1]) == (expected, "yuan")
    assert any(len(row.investors) > 1 for row in rows)
    assert any(row.amounts for row in rows) and asked
