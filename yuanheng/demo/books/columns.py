"""The columns that departments' tables have in common, and the usual ways a firm fills rows."""

from __future__ import annotations

from collections.abc import Callable

from yuanheng.demo.cells import CellValue, Look, mangle_code
from yuanheng.demo.economics import FirmYear, split
from yuanheng.demo.firms import Firm
from yuanheng.demo.names import meter_name
from yuanheng.demo.sheetplan import Column, Line

_SUFFIX = {
    "汇龙镇": "汇龙社区",
    "北新镇": "北新村",
    "南阳镇": "南阳村",
    "近海镇": "近海村",
    "王鲍镇": "王鲍村",
    "合作镇": "合作村",
}


def serial(*heads: str) -> Column:
    """序号: one number a firm, whatever rows it has."""
    return Column(heads or ("序号",), "serial", width=6, once=True)


def name(*heads: str, former_until: int = 0, merged: bool = False) -> Column:
    """The firm's name; its former name in years up to `former_until` for the firm that was renamed."""

    def text(line: Line) -> CellValue:
        firm = line.firm
        uses_former = firm.former and firm.story in ("renamed", "") and line.year.year <= former_until
        return firm.former if uses_former else firm.name

    return Column(heads or ("企业名称",), "name", text=text, width=34, once=merged)


def spaced_name(*heads: str, merged: bool = False) -> Column:
    """A name as the power company prints it: brackets in full width, now and then a stray space or another writing."""

    def text(line: Line) -> CellValue:
        name = line.firm.name if line.firm.story else meter_name(line.firm.name, index=line.firm.index)
        written = name.replace("(", "\uff08").replace(")", "\uff09")
        return written[:4] + " " + written[4:] if line.firm.index % 31 == 9 else written

    return Column(heads or ("户名",), "name", text=text, width=34, once=merged)


def code(*heads: str, mangled: bool = False) -> Column:
    """The social credit code, clean or as it is copied by hand."""

    def text(line: Line) -> CellValue:
        return mangle_code(line.firm.uscc, style=line.firm.index) if mangled else line.firm.uscc

    return Column(heads or ("统一社会信用代码",), "uscc", text=text, width=22)


def words(head: str, key: str, text: Callable[[Line], CellValue], *, width: float = 14) -> Column:
    """A column of text under one heading."""
    return Column((head,), key, text=text, width=width)


def town() -> Column:
    """所在镇."""
    return words("所属镇村", "town", lambda line: line.firm.town + _SUFFIX[line.firm.town], width=18)


def figure(
    measure: str,
    unit: str,
    *heads: str,
    look: Look = Look.NUMBER,
    every: int = 1,
    unit_row: str = "",
    once: bool = False,
) -> Column:
    """The year's figure."""
    return Column(
        heads, measure, measure=measure, unit=unit, look=look, every=every, unit_row=unit_row, once=once,
        quanta=lambda line: line.year.values[measure],
    )  # fmt: skip


def until(
    measure: str,
    unit: str,
    month: int,
    *heads: str,
    look: Look = Look.NUMBER,
    every: int = 1,
    formula: str = "",
) -> Column:
    """January to `month`, cumulative."""
    return Column(
        heads, measure, measure=measure, unit=unit, look=look, every=every, formula=formula,
        quanta=lambda line: line.year.cumulative(measure, month),
    )  # fmt: skip


def in_month(measure: str, unit: str, month: int, *heads: str, look: Look = Look.NUMBER, every: int = 1) -> Column:
    """One month alone."""
    return Column(
        heads, f"{measure}:{month}", measure=measure, unit=unit, look=look, every=every,
        quanta=lambda line: line.year.in_month(measure, month),
    )  # fmt: skip


def share(measure: str, unit: str, quantum: int, *heads: str, unit_row: str = "") -> Column:
    """A parcel's part of the year's figure."""

    def quanta(line: Line) -> int | None:
        total = line.year.values[measure]
        return None if total is None else split(total, parts=parcels_of(line.year), quantum=quantum)[line.part]

    return Column(heads, measure, measure=measure, unit=unit, quanta=quanta, unit_row=unit_row)


def parcels_of(year: FirmYear) -> int:
    """Parcels by size: one below 30 亩, two below 120, else three."""
    area = year.values["land_area"] or 0
    return 1 if area < 20_000 else 2 if area < 80_000 else 3


def one_line(firm: Firm, year: FirmYear) -> list[Line]:
    """The firm is one row."""
    return [Line(firm, year)]


def large_only(firm: Firm, year: FirmYear) -> list[Line]:
    """Firms above the statistical size, one row each."""
    return [Line(firm, year)] if firm.scale == "规上" else []
