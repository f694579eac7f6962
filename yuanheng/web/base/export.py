"""Lists as files. Text that a spreadsheet would take for a formula is neutralised."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpResponse, HttpResponseBase

from .moment import SHANGHAI

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MOST_ROWS = 1_048_575
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def neutral(text: str) -> str:
    """With an apostrophe before what would start a formula; a plain number is left alone."""
    if not text.startswith(FORMULA_STARTS):
        return text
    try:
        Decimal(text.replace(",", ""))
    except ArithmeticError:
        return "'" + text
    return text


def exported(kind: str, *, name: str, headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> HttpResponseBase:
    """The file as an attachment; `kind` is `xlsx` or `csv`."""
    if kind == "csv":
        response: HttpResponseBase = HttpResponse(_csv(headings, lines), content_type="text/csv; charset=utf-8")
    else:
        response = FileResponse(_xlsx(name, headings, lines), content_type=XLSX)
    response["Content-Disposition"] = _disposition(f"{name}.{kind}")
    return response


def _disposition(filename: str) -> str:
    from urllib.parse import quote

    return f"attachment; filename*=UTF-8''{quote(filename)}"


def _text(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | Decimal):
        return value
    return neutral(str(value))


def _csv(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([neutral(h) for h in headings])
    writer.writerows([_text(value) for value in line] for line in lines)
    return "\ufeff" + out.getvalue()


def _xlsx(name: str, headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> Any:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True},
    )
    sheet = book.add_worksheet("".join(c for c in name if c not in "[]:*?/\\")[:31] or "数据")
    bold = book.add_format({"bold": True, "bg_color": "#F1F5F9", "bottom": 1})
    sheet.freeze_panes(1, 0)
    widths = [max(10, min(40, 2 * len(h) + 2)) for h in headings]
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, neutral(heading), bold)
    for row, line in enumerate(lines, start=1):
        if row > MOST_ROWS:
            raise OverflowError("xlsx 最多 1,048,575 行,请改导出 csv")
        for column, value in enumerate(line):
            _write(sheet, row, column, _text(value))
    book.close()
    file.seek(0)
    return file


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, float(value))
    elif value != "":
        sheet.write_string(row, column, value)
