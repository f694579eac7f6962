"""Figures as people read them: 万元 not 元, separators, and a dash that says what it means for what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

MISSING = "—"
MISSING_MEANS = "未报"
MASKED = "••••"
MASKED_MEANS = "您的角色不能查看这类数据"


CURRENCIES = {"yuan": "元", "usd": "美元", "hkd": "港元", "jpy": "日元", "eur": "欧元"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A stored unit and how it is shown: `stored / divisor` with so many decimal places."""

    label: str
    divisor: Decimal
    places: int


_UNITS = {
    "yuan": Unit("万元", Decimal(10_000), 2),
    "元": Unit("万元", Decimal(10_000), 2),
    "usd": Unit("万美元", Decimal(10_000), 2),
    "美元": Unit("万美元", Decimal(10_000), 2),
    "mu": Unit("亩", Decimal(1), 2),
    "亩": Unit("亩", Decimal(1), 2),
    "m2": Unit("㎡", Decimal(1), 0),
    "kWh": Unit("万千瓦时", Decimal(10_000), 2),
    "千瓦时": Unit("万千瓦时", Decimal(10_000), 2),
    "tce": Unit("吨标煤", Decimal(1), 2),
    "吨标煤": Unit("吨标煤", Decimal(1), 2),
    "kg": Unit("吨", Decimal(1000), 3),
    "千克": Unit("吨", Decimal(1000), 3),
    "persons": Unit("人", Decimal(1), 0),
    "人": Unit("人", Decimal(1), 0),
    "percent": Unit("%", Decimal("0.01"), 2),
}


def unit_of(unit: str, *, places: int | None = None) -> Unit:
    """How a stored unit is shown; one that is not known is shown as it is, with two places."""
    known = _UNITS.get(unit) or Unit(unit, Decimal(1), 2)
    return known if places is None else Unit(known.label, known.divisor, places)


def number(value: Any, *, unit: str = "", places: int | None = None) -> str:
    """The text of a figure, rounded half up for showing only; a dash where it is missing (None, NaN)."""
    exact = decimal_or_none(value)
    if exact is None:
        return MISSING
    how = unit_of(unit, places=places)
    shown = (exact / how.divisor).quantize(Decimal(1).scaleb(-how.places), rounding=ROUND_HALF_UP)
    return f"{shown:,f}"


def decimal_or_none(value: Any) -> Decimal | None:
    """As a Decimal; None for what is missing. A float goes by its shortest text, as people see it."""
    if value is None or value == "":
        return None
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact if exact.is_finite() else None


def wan(amount: Decimal, word: str) -> str:
    """An amount in ten thousands of a currency, exact: 1,060.5 万美元."""
    text = f"{amount / 10_000:,f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} 万{word}"
