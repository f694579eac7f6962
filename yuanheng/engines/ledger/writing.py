"""Facts to Parquet, problems to a workbook. Nothing that looks like a formula leaves as one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq
import xlsxwriter

from ..errors import Problem
from .results import FileReading
from .schema import PACKED_SCHEMA, REPEATED

HEADINGS = ("文件", "工作表", "单元格", "类别", "发现", "应为", "处理建议")
FIELDS = ("file", "sheet", "cell", "kind", "found", "expected", "advice")
_FORMULA = re.compile(r"^[\s'\"]*[=+\-@|%]|^[\t\r]")


def neutralise(text: str) -> str:
    """Text that a spreadsheet might take for a formula or a DDE call gets an apostrophe in front."""
    return "'" + text if _FORMULA.match(text) else text


def write_facts(readings: Iterable[FileReading], path: str | Path) -> int:
    """Write all facts to one Parquet file in FACTS_SCHEMA, piece by piece; the number of facts."""
    target = Path(path)
    temporary = target.with_name(target.name + ".part")
    count = 0
    with pq.ParquetWriter(
        temporary,
        PACKED_SCHEMA,
        compression="snappy",
        use_dictionary=list(REPEATED),
        store_schema=False,
        write_statistics=False,
    ) as writer:
        for reading in readings:
            for batch in reading.batches():
                writer.write_batch(batch)
                count += batch.num_rows
    temporary.replace(target)
    return count


def write_problems(problems: Iterable[Problem] | Iterable[FileReading], path: str | Path) -> int:
    """Write problems (or those of readings), one row each, as .xlsx or .csv by the name's ending; their number."""
    rows = [tuple(neutralise(str(getattr(p, f))) for f in FIELDS) for p in _all(problems)]
    target = Path(path)
    if target.suffix.lower() == ".csv":
        with target.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows([FIELDS, *rows])
        return len(rows)
    with xlsxwriter.Workbook(
        str(target), {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    ) as book:
        sheet = book.add_worksheet("问题")
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        for column, width in enumerate((28, 16, 10, 20, 46, 34, 46)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(FIELDS):
            sheet.write_string(0, column, heading, head)
            sheet.write_comment(0, column, HEADINGS[column])
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text[:32000])
    return len(rows)


def _all(items: Iterable[Problem] | Iterable[FileReading]) -> Iterable[Problem]:
    for item in items:
        if isinstance(item, FileReading):
            yield from item.problems
        else:
            yield item
