"""`register.xlsx`: the zone's list of enterprises, one row each."""

from __future__ import annotations

from pathlib import Path

from yuanheng.demo.cells import CellValue, spell_date
from yuanheng.demo.firms import Firm
from yuanheng.demo.xlsx import XlsxBook

HEADINGS = (
    "企业编号", "企业名称", "统一社会信用代码", "地址", "曾用名", "行业代码", "行业", "主导产业", "规模", "成立日期",
    "投产日期", "状态", "公用事业", "街镇", "联系岗位",
)  # fmt: skip
_WIDTHS = [11.0, 36.0, 22.0, 32.0, 32.0, 9.0, 26.0, 18.0, 7.0, 13.0, 13.0, 7.0, 9.0, 10.0, 12.0]
_WITHOUT_CODE_EVERY = 211


class RegisterFile:
    """The register being written."""

    def __init__(self, path: Path, *, firms: int) -> None:
        self._book = XlsxBook(path, firms=firms)
        self._sheet = self._book.sheet("名录")
        self._sheet.layout(widths=_WIDTHS, hidden=[], frozen_rows=1)
        for column, heading in enumerate(HEADINGS):
            self._sheet.write(0, column, heading, "head")
        self._row = 1

    def add(self, firm: Firm) -> None:
        """One row; a few firms have no code here and are found by name."""
        coded = firm.story or firm.index % _WITHOUT_CODE_EVERY != 50
        row: tuple[CellValue, ...] = (
            firm.id, firm.name, firm.uscc if coded else "", firm.address, firm.former, firm.industry.code,
            firm.industry.label, firm.cluster, firm.scale, spell_date(firm.founded, style=firm.index % 10),
            firm.production, firm.status, "是" if firm.utility else "否", firm.town, firm.contact,
        )  # fmt: skip
        for column, value in enumerate(row):
            self._sheet.write(self._row, column, value)
        self._row += 1

    def close(self) -> None:
        """Write the file."""
        self._book.close()
