"""Figures of targets in words: 亿元 where it is read so, whole where it is whole."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

SIGNS = {">=": "≥", "<=": "≤", "=": "", "~": "约 ", "": ""}
TONES = {
    "done": "done", "on_pace": "pace", "behind": "behind", "lost": "lost", "not_bound": "none", "no_data": "none"
}  # fmt: skip
STATES = ("done", "on_pace", "behind", "lost", "no_data", "not_bound")
MONEY = frozenset({"元", "美元"})


def amount(value: Decimal | None, unit: str, *, missing: str = "—") -> str:
    """`1.2 亿元`, `680 万元`, `12 家`; two places at most, rounded half up for showing."""
    if value is None:
        return missing
    if unit in MONEY:
        for size, word in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
            if abs(value) >= size:
                return f"{plain(value / size)} {word}{unit}"
    return f"{plain(value)} {unit}".rstrip()


def plain(value: Decimal | Fraction) -> str:
    """At most two decimals, none that are zero."""
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    text = f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def compact(value: Decimal) -> str:
    """`20亿`, `1000万`: how a threshold is written."""
    for size, word in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if value >= size and value % (size // 100) == 0:
            return plain(value / size).replace(",", "") + word
    return plain(value)


def percent(share: Fraction | None) -> str:
    """`36.4%`; a dash where it means nothing."""
    return "—" if share is None else f"{plain(share * 100)}%"


def bar_width(share: Fraction | None) -> str:
    """For an SVG: between 0 and 100 percent."""
    kept = min(max(share or Fraction(0), Fraction(0)), Fraction(1))
    return f"{float(kept * 100):.2f}%"


def target_value(comparator: str, value: Decimal | None, value_max: Decimal | None, unit: str) -> str:
    """`≥ 17 个`, `7–7.5 %`; a milestone has none."""
    if value is None:
        return "办成"
    if value_max is not None:
        return f"{plain(value)}–{amount(value_max, unit)}"
    return f"{SIGNS.get(comparator, '')}{amount(value, unit)}"


def tidy(value: Decimal | None) -> Decimal | None:
    """The same number without zeros behind the point, as sentences say it."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return Decimal(f"{whole:f}") if value == whole else Decimal(f"{value.normalize():f}")
