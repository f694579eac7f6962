"""The problems a workbook can have, each with where, what was found, what was expected and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..errors import Problem

UNREADABLE, BAD_USCC, DUPLICATE, ERROR_CELL = "unreadable_number", "bad_uscc", "duplicate_row", "error_cell"
UNKNOWN_UNIT, MISSING, TOTAL_MISMATCH, AMBIGUOUS = "unknown_unit", "missing_value", "total_mismatch", "ambiguous_header"
HIDDEN_SHEET, UNKNOWN_LAYOUT, UNKNOWN_COLUMN = "hidden_sheet", "unknown_layout", "unknown_column"


@dataclass(slots=True)
class Findings:
    """Collects the problems of one file; `reference` turns a place into A1 form for the sheet in hand."""

    file: str
    sheet: str = ""
    reference: Callable[[int, int], str] = field(default=lambda row, column: "")
    problems: list[Problem] = field(default_factory=list)

    def add(self, kind: str, row: int, column: int, *, found: str, expected: str, advice: str, cell: str = "") -> None:
        """Note one problem at a cell of the sheet in hand."""
        at = cell or (self.reference(row, column) if row >= 0 else "")
        where = " › ".join(p for p in (self.file, self.sheet, at) if p)
        shown = found if len(found) <= 80 else found[:77] + "..."
        self.problems.append(Problem(kind, where, shown, expected, advice, self.file, self.sheet, at))

    def unreadable(self, row: int, column: int, text: str, *, about: bool) -> None:
        """A text that is no number."""
        advice = "核实后填写确切数字" if about else "改为一个数字,单位写在表头"
        self.add(UNREADABLE, row, column, found=text, expected="一个确切的数字", advice=advice)

    def error_cell(self, row: int, column: int, text: str) -> None:
        """A formula in error."""
        self.add(ERROR_CELL, row, column, found=text, expected="数字", advice="修正该公式,或改填数值")

    def uncached(self, row: int, column: int) -> None:
        """A formula whose result was never saved."""
        self.add(
            MISSING,
            row,
            column,
            found="公式没有保存计算结果",
            expected="数字",
            advice="用表格软件打开、重新计算并保存后再上传",
        )

    def missing(self, row: int, column: int, text: str, label: str) -> None:
        """A placeholder in a required measure."""
        shown = f"「{text.strip()}」" if text.strip() else "空白"
        self.add(MISSING, row, column, found=shown, expected=f"{label}的数字", advice="补填;确为零请填 0")

    def unknown_unit(self, row: int, column: int, *, found: str, expected: str) -> None:
        """No unit anywhere, or one that nobody may convert."""
        self.add(UNKNOWN_UNIT, row, column, found=found, expected=expected, advice="在表头写明单位,例如「(万元)」")

    def bad_uscc(self, row: int, column: int, *, found: str, why: str) -> None:
        """A code that does not pass GB 32100."""
        self.add(
            BAD_USCC,
            row,
            column,
            found=f"{found}({why})" if why else found,
            expected="18 位统一社会信用代码(校验码正确)",
            advice="核对营业执照后改正,单元格设为文本格式",
        )

    def duplicate(self, row: int, column: int, *, name: str, first: str, identical: bool) -> None:
        """The same firm again."""
        said = f"{name}与 {first} 重复,数字{'相同' if identical else '不同'}"
        advice = "删除重复行" if identical else "确认以哪一行为准,另一行删除"
        self.add(DUPLICATE, row, column, found=said, expected="每户每期一行", advice=advice)

    def total_mismatch(self, row: int, column: int, *, stated: str, computed: str) -> None:
        """A stated total that the rows do not add up to."""
        self.add(
            TOTAL_MISMATCH,
            row,
            column,
            found=f"表列合计 {stated}",
            expected=f"各行相加 {computed}",
            advice="核对是否漏行、错行或改动了数字",
        )

    def unknown_column(self, row: int, column: int, *, label: str) -> None:
        """A column of numbers in a table of which no column was understood."""
        advice = "在「数据」页指定这一列的指标和单位,只需一次"
        self.add(
            UNKNOWN_COLUMN, row, column, found=f"不认识的列「{label}」", expected="词表中的指标名称", advice=advice
        )

    def ambiguous(self, row: int, column: int, *, labels: str) -> None:
        """Columns with one and the same header."""
        self.add(AMBIGUOUS, row, column, found=labels, expected="每列表头各不相同", advice="在表头中写明两列各是什么")
