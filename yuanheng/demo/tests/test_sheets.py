"""The departments' workbooks: every promised mess is there, and what they say agrees with the truth."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
import python_calamine
from openpyxl.worksheet.worksheet import Worksheet
from stdnum.cn import uscc

from yuanheng.demo.cells import PLACEHOLDERS
from yuanheng.demo.xls import XlsBook

from .conftest import SmallZone

pytestmark = pytest.mark.xdist_group("demo_sheets")  # what is costly to make is made in one worker

FULL_WIDTH_DIGITS = {chr(code) for code in range(0xFF10, 0xFF1A)}


@pytest.fixture(scope="module")
def texts(small_zone: SmallZone) -> set[str]:
    return {
        cell.value
        for _, book in small_zone.books()
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    }


def _sheet(zone: SmallZone, name: str) -> Worksheet:
    return zone.book(name).worksheets[0]


def _decimal(value: object) -> Decimal:
    return Decimal(str(value).replace(",", "").strip("()"))


def _column(sheet: Worksheet, head_row: int, words: str) -> int:
    return next(cell.column for cell in sheet[head_row] if cell.value == words)


def _totals(sheet: Worksheet, *, name_column: int, column: int, first_row: int) -> dict[str, Decimal]:
    """Sum of a column by firm; rows without a name belong to the firm above (a merged cell)."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    firm = ""
    for row in range(first_row, sheet.max_row + 1):
        if sheet.cell(row, 1).value == "小计":
            continue
        firm = sheet.cell(row, name_column).value or firm
        value = sheet.cell(row, column).value
        if firm in ("合计", "总计") or sheet.cell(row, 1).value == "合计":
            break
        if firm and isinstance(value, int | float):
            sums[firm] += _decimal(value)
    return sums


def test_titles_headers_of_three_levels_and_merged_cells_are_there(small_zone: SmallZone) -> None:
    sheet = _sheet(small_zone, "税务局_2019年企业税收汇总.xlsx")
    assert [sheet.cell(row, 4).value for row in (3, 4, 5)] == ["入库税收(万元)", "按税种", "增值税"]
    assert {"D3:G3", "D4:F4", "A3:A5"} <= {str(merged) for merged in sheet.merged_cells.ranges}


@pytest.mark.parametrize(
    ("file", "row", "words"),
    [
        pytest.param("税务局_2021年3月税收.xlsx", 2, "1-3月累计入库税收(万元)", id="in the header"),
        pytest.param("供电公司_2021年8月用电.xlsx", 3, "千瓦时", id="in a row below the header"),
        pytest.param("税务局_2020年企业税收汇总.xlsx", 3, "单位:元", id="in a line above the header"),
        pytest.param("企业申报表_2021年_汇龙镇.xlsx", 3, "工业总产值(千元)", id="mixed column by column"),
    ],
)
def test_units_stand_where_clerks_put_them(file: str, row: int, words: str, small_zone: SmallZone) -> None:
    assert words in [cell.value for cell in _sheet(small_zone, file)[row]]


@pytest.mark.parametrize("words", ["合计", "小计", "其中:规上企业", "一、汇龙镇", "注:面积以不动产登记为准。", "甲"])
def test_rows_that_are_no_firm_are_there(words: str, texts: set[str]) -> None:
    assert words in texts


@pytest.mark.parametrize(
    ("mess", "found"),
    [
        (
            "thousands separators in text",
            lambda text: text.replace(",", "").replace(".", "").isdecimal() and "," in text,
        ),
        ("full-width digits", lambda text: bool(FULL_WIDTH_DIGITS & set(text)) and len(text) > 2),
        ("a negative in brackets", lambda text: text.startswith("(") and text.endswith(")") and text[1].isdigit()),
        ("a negative with a triangle", lambda text: text.startswith("△")),
        ("a sign or word for a missing figure", lambda text: text in PLACEHOLDERS and text != ""),
        ("a percentage as text", lambda text: text.endswith("%")),
        ("a unit behind the figure", lambda text: text.endswith("吨") and text[0].isdigit()),
        ("a date in Chinese", lambda text: text[4:5] == "年" and text.endswith("日")),
        ("a date with dots", lambda text: text.count(".") == 2 and text[:2] in ("19", "20")),
        ("a code in lower case", lambda text: text.startswith("91320681yh")),
        ("a code in groups", lambda text: text.startswith("91 320681 ")),
        ("a code in scientific notation", lambda text: text == "9.13207E+17"),
        ("an O for a 0", lambda text: len(text) == 18 and text.startswith("9132") and "O" in text),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_promised_spelling_occurs(mess: str, found: Callable[[str], bool], texts: set[str]) -> None:
    assert any(found(text) for text in texts), mess


def test_rows_columns_and_sheets_are_hidden(small_zone: SmallZone) -> None:
    draft = small_zone.book("税务局_2021年5月税收.xlsx")
    assert [sheet.sheet_state for sheet in draft] == ["visible", "hidden"]
    assert _sheet(small_zone, "供电公司_2021年8月用电.xlsx").column_dimensions["F"].hidden
    hidden_rows = [
        row for _, book in small_zone.books() for sheet in book for row in sheet.row_dimensions.values() if row.hidden
    ]
    assert hidden_rows


def test_there_is_a_sheet_a_town_and_a_sheet_a_month(small_zone: SmallZone) -> None:
    assert "北新镇" in small_zone.book("自然资源局_2021年工业用地调查.xlsx").sheetnames
    assert small_zone.book("供电公司_2020年分月用电量.xlsx").sheetnames == [f"{month}月" for month in range(1, 13)]


def test_formula_cells_have_the_value_that_their_formula_gives(small_zone: SmallZone) -> None:
    path = small_zone.path("税务局_2021年3月税收.xlsx")
    formulas, values = (
        openpyxl.load_workbook(path).worksheets[0],
        openpyxl.load_workbook(path, data_only=True).worksheets[0],
    )
    cell = next(cell for cell in formulas["I"] if isinstance(cell.value, str) and cell.value.startswith("=F"))
    parts = [_decimal(values.cell(cell.row, column).value) for column in (6, 7, 8, 12)]
    assert _decimal(values.cell(cell.row, 9).value) == sum(parts[:3]) - parts[3]


def test_one_formula_was_never_calculated(small_zone: SmallZone) -> None:
    (item,) = [item for item in small_zone.summary.planted if item.kind == "missing_value"]
    formulas = openpyxl.load_workbook(small_zone.path(item.file))[item.sheet]
    assert str(formulas[item.cell].value).startswith("=")
    assert small_zone.book(item.file)[item.sheet][item.cell].value is None


def test_months_run_down_in_gb18030_and_across_in_a_merged_header(small_zone: SmallZone) -> None:
    raw = small_zone.path("供电公司_2021年1-3月用电明细.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(raw.decode("gb18030"))))
    assert {row["月份"] for row in rows} == {"2021-01", "2021-02", "2021-03"}
    assert small_zone.path("应急管理局_2021年事故企业名单.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    across = _sheet(small_zone, "供电公司_2021年4-6月用电.xlsx")
    assert [across.cell(3, column).value for column in range(4, 8)] == ["4月", "5月", "6月", "4-6月合计"]


def test_three_months_of_tax_arrive_in_one_zip(small_zone: SmallZone) -> None:
    with zipfile.ZipFile(small_zone.path("微信转发_税务局2021年7-9月.zip")) as archive:
        assert archive.namelist() == [f"税务局_2021年{month}月税收.xlsx" for month in (7, 8, 9)]
        book = openpyxl.load_workbook(io.BytesIO(archive.read("税务局_2021年8月税收.xlsx")))
    assert book.sheetnames == ["8月"]


def test_lists_come_as_open_documents(small_zone: SmallZone) -> None:
    path = small_zone.path("科技局_2021年高企名单.ods")
    with zipfile.ZipFile(path) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        ElementTree.fromstring(archive.read("content.xml"))
    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    listed = {row[1] for row in rows[2:-1]}
    truth = small_zone.truth(2021)
    assert listed == {name for name, row in truth.items() if row["list_high_tech"] is not None}


@pytest.mark.parametrize("year", [2019, 2020])
def test_a_past_years_tax_table_says_what_is_true(year: int, small_zone: SmallZone) -> None:
    sheet = _sheet(small_zone, f"税务局_{year}年企业税收汇总.xlsx")
    yuan, name, head = (10_000, 2, 4) if year == 2019 else (1, 3, 5)
    column = _column(sheet, head, "合计" if year == 2019 else "入库税收合计")
    read = _totals(sheet, name_column=name, column=column, first_row=6)
    former = _former_names(small_zone)
    for firm, row in small_zone.truth(year).items():
        assert read[firm if firm in read else former[firm]] * yuan == row["tax_paid"]


def _former_names(zone: SmallZone) -> dict[str, str]:
    sheet = _sheet(zone, "register.xlsx")
    return {row[1].value: row[4].value for row in sheet.iter_rows(min_row=2)}


def test_the_december_table_and_the_sum_of_the_months_are_both_the_year(small_zone: SmallZone) -> None:
    months: dict[str, Decimal] = defaultdict(Decimal)
    archive = zipfile.ZipFile(small_zone.path("微信转发_税务局2021年7-9月.zip"))
    for month in range(1, 13):
        name = f"税务局_2021年{month}月税收.xlsx"
        source: Path | io.BytesIO = (
            io.BytesIO(archive.read(name)) if name in archive.namelist() else small_zone.path(name)
        )
        sheet = openpyxl.load_workbook(source, data_only=True).worksheets[0]
        for row in sheet.iter_rows(min_row=4):
            if isinstance(row[0].value, int):
                sign = -1 if str(row[4].value).startswith("(") else 1
                months[row[2].value] += sign * _decimal(row[4].value)
    december = _totals(_sheet(small_zone, "税务局_2021年12月税收.xlsx"), name_column=3, column=9, first_row=4)
    for firm, row in small_zone.truth(2021).items():
        assert months[firm] * 10_000 == row["tax_paid"] == december[firm] * 10_000


def test_parcels_add_up_to_the_firms_land(small_zone: SmallZone) -> None:
    read: dict[str, Decimal] = {}
    for sheet in small_zone.book("自然资源局_2021年工业用地调查.xlsx"):
        read |= _totals(sheet, name_column=2, column=4, first_row=6)
    assert {firm: row["land_area"] for firm, row in small_zone.truth(2021).items()} == read


def test_the_power_of_a_year_is_the_sum_of_meters_and_months(small_zone: SmallZone) -> None:
    read: dict[str, Decimal] = defaultdict(Decimal)
    for sheet in small_zone.book("供电公司_2020年分月用电量.xlsx"):
        for firm, kwh in _totals(sheet, name_column=3, column=4, first_row=3).items():
            read[unicodedata.normalize("NFKC", firm).replace(" ", "")] += kwh
    assert {firm: row["electricity"] for firm, row in small_zone.truth(2020).items()} == read


def test_a_stated_total_is_the_sum_of_the_rows_unless_it_was_spoilt(small_zone: SmallZone) -> None:
    sheet = _sheet(small_zone, "供电公司_2021年4-6月用电.xlsx")
    for column in range(4, 8):
        rows = sum(_totals(sheet, name_column=2, column=column, first_row=4).values())
        stated = next(sheet.cell(row, column).value for row in range(4, 99) if sheet.cell(row, 2).value == "合计")
        assert _decimal(stated) == rows


KINDS = {
    "total_mismatch", "duplicate_row", "unreadable_number", "bad_uscc", "error_cell", "unlinked_name",
    "unknown_unit", "unknown_column", "absent", "missing_value",
}  # fmt: skip


def test_every_kind_of_problem_was_planted(small_zone: SmallZone) -> None:
    assert {item.kind for item in small_zone.summary.planted} == KINDS


def test_a_planted_problem_lies_in_the_cell_that_is_named(small_zone: SmallZone) -> None:
    spoilt = {
        "unreadable_number": ("12.3.4", "300-350"),
        "error_cell": ("#DIV/0!",),
    }
    seen = defaultdict(int)
    for item in small_zone.summary.planted:
        if item.cell:
            value = small_zone.book(item.file)[item.sheet][item.cell].value
            assert value in spoilt.get(item.kind, (value,))
            seen[item.kind] += 1
            if item.kind == "duplicate_row":
                assert value == item.subject_name
            if item.kind == "unlinked_name":
                assert value not in (item.subject_name, "", None)
            if item.kind == "bad_uscc":
                assert not uscc.is_valid(str(value))
    assert seen["unreadable_number"] == 2
    assert seen["total_mismatch"] == 1


def test_the_spoilt_total_is_far_from_the_sum(small_zone: SmallZone) -> None:
    (item,) = [item for item in small_zone.summary.planted if item.kind == "total_mismatch"]
    sheet = small_zone.book(item.file)[item.sheet]
    land = sum(row["land_area"] or 0 for row in small_zone.truth(2020).values()) / Decimal("0.0015")
    assert sheet[item.cell].value < land * Decimal("0.8")


def test_the_firm_that_power_does_not_know_is_in_none_of_its_sheets(small_zone: SmallZone) -> None:
    (item,) = [item for item in small_zone.summary.planted if item.kind == "absent"]
    down = small_zone.path("供电公司_2021年1-3月用电明细.csv").read_bytes().decode("gb18030")
    assert item.subject_name not in down
    for name, book in small_zone.books():
        if name.startswith("供电公司_2021"):
            assert item.subject_name not in {cell.value for sheet in book for row in sheet for cell in row}


def test_the_register_has_every_firm_once_with_its_dates(small_zone: SmallZone) -> None:
    rows = list(_sheet(small_zone, "register.xlsx").iter_rows(min_row=2, values_only=True))
    assert len({row[0] for row in rows}) == len(rows) == 30
    assert all(isinstance(row[10], datetime) for row in rows)
    assert {row[12] for row in rows} == {"是", "否"}


@pytest.mark.parametrize("year", [2019, 2020, 2021])
def test_measures_that_no_sheet_tells_are_not_in_the_truth(year: int, small_zone: SmallZone) -> None:
    told = {code for row in small_zone.truth(year).values() for code, value in row.items() if value is not None}
    assert ("technical_investment" in told) == (year == 2021)
    assert ("emissions_cod" in told) == (year != 2019)
    assert {"tax_paid", "electricity", "land_area", "employees", "energy_tce"} <= told


def test_an_old_binary_workbook_says_what_is_true(small_zone: SmallZone) -> None:
    path = small_zone.path("生态环境局_2019年排放.xls")
    assert path.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    sheet = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = [row for row in sheet.to_python() if isinstance(row[0], float)]
    former = _former_names(small_zone)
    read = {row[1]: _decimal(row[3]) for row in rows}
    truth = {name: row["emissions"] for name, row in small_zone.truth(2019).items() if row["emissions"] is not None}
    assert {former[name] if name not in read else name: kilograms for name, kilograms in truth.items()} == read
    assert sheet.merged_cell_ranges == [((0, 0), (0, 4))]


@pytest.mark.parametrize("rows", [1, 700, 9_000])
def test_a_binary_workbook_of_any_size_opens(rows: int, tmp_path: Path) -> None:
    book = XlsBook(tmp_path / "a.xls")
    sheet, other = book.sheet("甲"), book.sheet("乙", hidden=True)
    for row in range(rows):
        sheet.write(row, 0, f"企业{row}")
        sheet.write(row, 1, row / 10)
    other.write(0, 0, "草稿")
    book.close()
    opened = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "a.xls"))
    assert opened.get_sheet_by_name("甲").to_python() == [[f"企业{row}", row / 10] for row in range(rows)]
    assert [str(meta.visible) for meta in opened.sheets_metadata] == [
        "SheetVisibleEnum.Visible",
        "SheetVisibleEnum.Hidden",
    ]
