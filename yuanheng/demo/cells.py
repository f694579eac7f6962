"""How a figure looks once a clerk has typed it.

`shown` turns the whole-number quanta of `economics` into the unit of a sheet. `Look` spells the number: as a number, as text
with separators, in full-width digits, a negative in brackets, a missing one as one of the usual placeholders.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from yuanheng.demo.economics import AREAS, MONEY, POLLUTANTS

_MONEY_UNITS = {"元": Fraction(1), "千元": Fraction(1, 1000), "万元": Fraction(1, 10_000), "亿元": Fraction(1, 10**8)}
_AREA_UNITS = {
    "平方米": Fraction(1),
    "㎡": Fraction(1),
    "m2": Fraction(1),
    "亩": Fraction(3, 2000),
    "公顷": Fraction(1, 10_000),
}
_POWER_UNITS = {
    "度": Fraction(1),
    "千瓦时": Fraction(1),
    "kWh": Fraction(1),
    "千千瓦时": Fraction(1, 1000),
    "万千瓦时": Fraction(1, 10_000),
}
_ENERGY_UNITS = {"吨标煤": Fraction(1, 100), "吨标准煤": Fraction(1, 100)}
_MASS_UNITS = {"千克": Fraction(1, 10), "吨": Fraction(1, 10_000)}
_PERSONS = {"人": Fraction(1)}

UNITS: dict[str, dict[str, Fraction]] = (
    dict.fromkeys(MONEY, _MONEY_UNITS)
    | dict.fromkeys(AREAS, _AREA_UNITS)
    | dict.fromkeys((*POLLUTANTS, "emissions"), _MASS_UNITS)
    | {"electricity": _POWER_UNITS, "energy_tce": _ENERGY_UNITS, "employees": _PERSONS, "rd_staff": _PERSONS}
)
"""For each measure the units a sheet may use, each with what one quantum is in it."""

PLACEHOLDERS = ("—", "/", "", "未统计", "-", "…", "无")


def shown(measure: str, quanta: int, *, unit: str) -> int | float:
    """The figure in the unit of the sheet; the nearest binary number of the exact decimal, as a spreadsheet keeps it."""
    factor = UNITS[measure][unit]
    whole, rest = divmod(quanta * factor.numerator, factor.denominator)
    return whole if rest == 0 else quanta * factor.numerator / factor.denominator


class Look(Enum):
    """How a column's figures are typed."""

    NUMBER = "number"
    SEPARATED_TEXT = "text with thousands separators"
    FULL_WIDTH_TEXT = "text in full-width digits"
    BRACKETED = "negatives as text in brackets"
    TRIANGLE = "negatives as text with a triangle"
    UNIT_IN_CELL = "text with the unit behind"


_FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in map(ord, "0123456789.,-")})


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the value Excel had cached for it; None where it was never calculated."""

    text: str
    cached: int | float | None


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """An error such as `#DIV/0!`, as the formula that makes it."""

    code: str = "#DIV/0!"


CellValue = str | int | float | date | Formula | ErrorCell | None


def spell(number: int | float, *, look: Look, unit: str) -> CellValue:
    """The cell for a number that is there."""
    if look is Look.SEPARATED_TEXT:
        return f"{number:,}"
    if look is Look.FULL_WIDTH_TEXT:
        return str(number).translate(_FULL_WIDTH)
    if look is Look.BRACKETED and number < 0:
        return f"({-number:,})"
    if look is Look.TRIANGLE and number < 0:
        return f"△{-number}"
    if look is Look.UNIT_IN_CELL:
        return f"{number}{unit}"
    return number


def placeholder(index: int) -> str:
    """One of the ways to write that there is no figure."""
    return PLACEHOLDERS[index % len(PLACEHOLDERS)]


def spell_date(day: date, *, style: int) -> CellValue:
    """A date as dates are typed: a true one, and five kinds of text."""
    spellings: tuple[CellValue, ...] = (
        day,
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
    )
    return spellings[style % len(spellings)]


def mangle_code(uscc: str, *, style: int) -> str:
    """A code as it is copied: now and then in lower case, in groups, in full width, with a space behind."""
    spellings = {
        3: uscc.lower(),
        5: f"{uscc[:2]} {uscc[2:8]} {uscc[8:]}",
        7: uscc.translate(_FULL_WIDTH),
        13: uscc + " ",
    }
    return spellings.get(style % 29, uscc)


def column_letters(column: int) -> str:
    """A, B, ... Z, AA for a zero-based column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def a1(row: int, column: int) -> str:
    """The A1 reference of a zero-based row and column."""
    return f"{column_letters(column)}{row + 1}"
