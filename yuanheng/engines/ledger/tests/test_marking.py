"""The marked copy, the window on a source cell, remembered layouts, what is written."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from yuanheng.engines.ledger import (
    FACTS_SCHEMA,
    LayoutMapping,
    mark_copy,
    read_files,
    read_workbook,
    sheet_window,
    write_facts,
    write_problems,
)
from yuanheng.engines.ledger.mapping import ColumnMapping
from yuanheng.engines.ledger.reading import read_here

from .corpus.case import A, B, Sheet, write_xlsx

ROWS = [["2021年税收(万元)"], ["企业名称", "入库税收"], [A, 5], [B, "12.3.4"], ["合计", 99]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "税.xlsx"
    write_xlsx([Sheet(ROWS, name="税")], path)
    return path


def test_the_marked_copy_colours_and_comments_the_wrong_cells(book: Path, tmp_path: Path) -> None:
    reading = read_here(book, year=2021)
    out = mark_copy(book, reading.problems, tmp_path / "标.xlsx")
    sheet = openpyxl.load_workbook(out)["税"]
    assert sheet["B4"].fill.start_color.rgb.endswith("FFC7CE")
    assert "12.3.4" in sheet["B4"].comment.text
    assert sheet["B3"].comment is None
    assert "问题清单" in openpyxl.load_workbook(out).sheetnames


@pytest.mark.parametrize("ending", ["csv"])
def test_other_formats_are_rendered_and_marked(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"税.{ending}"
    path.write_text(f"企业名称,税收(元)\n{A},1O5\n=1+1公司,5\n", encoding="gb18030")
    reading = read_here(path, year=2021)
    out = mark_copy(path, reading.problems, tmp_path / "标.xlsx")
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert sheet["B2"].comment is not None and sheet["A3"].value == "=1+1公司" and sheet["A3"].data_type == "s"


def test_the_window_shows_header_and_neighbours(book: Path) -> None:
    window = sheet_window(book, "税", "B3", radius=1)
    texts = {cell.reference: cell for _, cells in window.rows for cell in cells}
    assert texts["B3"].target and texts["B2"].header and texts["B2"].text == "入库税收"
    assert texts["A4"].text == B


def test_a_layout_settled_once_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "摸底.xlsx"
    write_xlsx([Sheet([["2021年走访"], ["公司", "砸下去的钱"], [A, 5]])], path)
    first = read_workbook(path, year=2021)
    assert first.fact_count == 0
    (unknown,) = [c for c in first.columns if not c.taken_as]
    mapping = LayoutMapping(
        first.tables[0].layout, {unknown.index: ColumnMapping(measure="fixed_investment", unit="万元")}
    )
    again = read_workbook(path, year=2021, mappings=[mapping.to_dict()])
    (fact,) = again.facts.to_pylist()
    assert (fact["measure"], fact["value"], fact["unit"], fact["cell"]) == ("fixed_investment", 50000.0, "yuan", "B3")
    assert LayoutMapping.from_dict(mapping.to_dict()) == mapping


def test_facts_are_written_in_the_schema_of_the_contract(book: Path, tmp_path: Path) -> None:
    readings = list(read_files([book], year=2021))
    assert write_facts(readings, tmp_path / "f.parquet") == 1
    table = pq.read_table(tmp_path / "f.parquet")
    assert table.schema.equals(FACTS_SCHEMA) and readings[0].facts.equals(table)


def test_reading_twice_gives_the_same(book: Path) -> None:
    first, second = read_here(book, year=2021), read_here(book, year=2021)
    assert first.facts.equals(second.facts) and first.problems == second.problems


def test_problems_carry_file_sheet_cell_and_what_to_do(book: Path, tmp_path: Path) -> None:
    reading = read_here(book, year=2021)
    assert write_problems([reading], tmp_path / "p.xlsx") == len(reading.problems)
    head, *rows = openpyxl.load_workbook(tmp_path / "p.xlsx").active.iter_rows(values_only=True)
    assert head == ("file", "sheet", "cell", "kind", "found", "expected", "advice")
    assert ("税.xlsx", "税", "B4", "unreadable_number") in [r[:4] for r in rows]


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.xlsx", "~$a.xlsx"):
        write_xlsx([Sheet(ROWS, name="税")], tmp_path / name)
    assert [r.file for r in read_files([tmp_path], year=2021)] == ["a.xlsx", "b.xlsx"]
