"""results.xlsx: Chinese headers, units people use, class colours; the scheme in sentences; cuts, benchmarks, warnings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from .describe import describe_scheme
from .results import ScoreRun

MOST_ROWS = 200_000
"""Beyond this the rows stay in Parquet alone; Excel would not open them in bearable time."""

_COLOURS = {
    "green": "#C6E7CE", "blue": "#CFE2F7", "amber": "#FBE7B5", "orange": "#F8D0B0", "red": "#F5C2C0", "grey": "#E3E5E8",
}  # fmt: skip
_ORDER = ("green", "blue", "amber", "red")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(text: Any) -> str:
    """Text that a spreadsheet will not take for a formula, here or after saving as CSV."""
    words = "" if text is None else str(text)
    return f"'{words}" if words.startswith(_RISKY) else words


def write_workbook(run: ScoreRun, path: Path) -> None:
    """Write the workbook; texts are written as text whatever they look like."""
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": run.scheme.title})
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"})
    _results_sheet(book, head, run)
    _plain_sheet(
        book, head, "评价办法", ("部分", "项目", "内容", "出处", "性质"), _scheme_rows(run), (10, 22, 90, 60, 8)
    )
    _plain_sheet(
        book,
        head,
        "分档线",
        ("组", "类别", "至第几名", "名额", "实际家数", "参与排名", "暂不评价", "最低总分"),
        _cut_rows(run),
        (24,) + (11,) * 7,
    )
    _plain_sheet(
        book,
        head,
        "基准值",
        ("组", "指标", "基准值", "最小值", "最大值", "企业数"),
        _benchmark_rows(run),
        (24, 20, 16, 16, 16, 10),
    )
    _plain_sheet(book, head, "提示", ("提示",), [(text,) for text in run.warnings], (120,))
    book.close()


def _headers(run: ScoreRun) -> list[str]:
    labels = {
        "subject_id": "企业代码", "subject_name": "企业名称", "group": "组", "total": "总分", "rank": "名次",
        "grade": "类别", "reason": "说明", "bonus": "加分", "deduction": "减分",
    }  # fmt: skip
    for code, indicator in run.scheme.indicators.items():
        units = dict.fromkeys(rule.unit for rule in run.scheme.rules(code).values() if rule.unit)
        unit = f"({'、'.join(units)})" if units else ""
        labels[f"{code}_value"] = f"{indicator.label}{unit}"
        labels[f"{code}_benchmark"] = f"{indicator.label}基准值"
        labels[f"{code}_score"] = f"{indicator.label}得分"
    for code, node in run.scheme.dimensions.nodes.items() if run.scheme.dimensions else ():
        labels[f"{code}_score"] = f"{node.label}得分"
    return [labels.get(name, name) for name in run.results.column_names]


def _results_sheet(book: Any, head: Any, run: ScoreRun) -> None:
    sheet = book.add_worksheet("评价结果")
    headers = _headers(run)
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 32)
    for column, text in enumerate(headers):
        sheet.set_column(column, column, (20, 30, 14)[column] if column < 3 else 13)
        sheet.write_string(0, column, text, head)
    if run.results.num_rows > MOST_ROWS:
        sheet.write_string(1, 0, f"共 {run.results.num_rows} 行,超过 {MOST_ROWS} 行,明细见 results.parquet")
        return
    sheet.autofilter(0, 0, run.results.num_rows, len(headers) - 1)
    fills = _grade_formats(book, run)
    figure = book.add_format({"num_format": "#,##0.00##"})
    grade_column = run.results.column_names.index("grade")
    rows = (cells for batch in run.results.to_batches(max_chunksize=5000) for cells in zip(*_lists(batch), strict=True))
    for number, cells in enumerate(rows, start=1):
        for index, cell in enumerate(cells):
            style = fills.get(cells[grade_column]) if index == grade_column else None
            _write(sheet, number, index, cell, style or (figure if isinstance(cell, float) else None))


def _lists(batch: Any) -> list[list[Any]]:
    return [column.to_pylist() for column in batch.columns]


def _write(sheet: Any, row: int, column: int, cell: Any, style: Any) -> None:
    if isinstance(cell, int | float):
        sheet.write_number(row, column, cell, style)
    elif cell is not None and cell != "":
        sheet.write_string(row, column, neutral(cell), style)


def _grade_formats(book: Any, run: ScoreRun) -> dict[str, Any]:
    order = run.scheme.classes.order
    found = {}
    for index, rule in enumerate(order):
        spread = _ORDER[min(index, 3)] if len(order) <= 4 else (*_ORDER[:3], "orange", "red")[min(index, 4)]
        found[rule.code] = book.add_format({"bg_color": _COLOURS[rule.colour or spread], "align": "center"})
    found[run.scheme.unclassified.code] = book.add_format({"bg_color": _COLOURS["grey"], "align": "center"})
    return found


def _plain_sheet(
    book: Any, head: Any, title: str, headers: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]
) -> None:
    sheet = book.add_worksheet(title)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for column, text in enumerate(headers):
        sheet.set_column(column, column, widths[column])
        sheet.write_string(0, column, text, head)
    for index, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, index, column, cell, wrap if isinstance(cell, str) else None)


def _scheme_rows(run: ScoreRun) -> Iterable[Sequence[Any]]:
    for said in describe_scheme(run.scheme):
        yield said.section, said.label, said.text, said.source, "假设" if said.assumption else ""


def _cut_rows(run: ScoreRun) -> Iterable[Sequence[Any]]:
    for cut in run.cuts:
        yield cut.group, cut.code, cut.last_place, cut.places, cut.count, cut.ranked, cut.unclassified, cut.lowest_total


def _benchmark_rows(run: ScoreRun) -> Iterable[Sequence[Any]]:
    for found in run.benchmarks:
        yield found.group, run.scheme.indicators[found.indicator].label, found.value, found.low, found.high, found.n
