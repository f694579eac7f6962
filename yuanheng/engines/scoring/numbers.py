"""Numbers of a scheme: exact decimals in, exact fractions for deciding, half away from zero for rounding."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator

UNIT = 2.0**-53
"""Half the gap between 1 and the next binary64: the relative error of one rounding."""


def _decimal(value: Any) -> Any:
    """YAML gives 24.097 as binary; its shortest text is the number that was written."""
    if isinstance(value, bool):
        raise ValueError("应为数字")
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if isinstance(number, Decimal) and not number.is_finite():
        raise ValueError("应为有限的数字")
    return number


Number = Annotated[Decimal, BeforeValidator(_decimal)]


def exact(value: Any) -> Fraction | None:
    """A cell as the exact number it stands for: a float means its shortest decimal text; NaN and infinite are missing."""
    if value is None:
        return None
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    return Fraction(value)


def round_half_away(value: Fraction, digits: int) -> Fraction:
    """四舍五入: halves go away from zero, also below zero."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    rounded = Fraction(whole, 10**digits) if digits >= 0 else Fraction(whole) * 10**-digits
    return -rounded if value < 0 else rounded


def plain(value: Decimal | Fraction | float | int) -> str:
    """A number as people write it: no exponent, no trailing zeros."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    text = format(value if isinstance(value, Decimal) else Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(value: float | Fraction | None, digits: int = 4) -> str:
    """A figure for reading: thousands separated, at most `digits` decimals, 缺 where missing."""
    if value is None:
        return "缺"
    rounded = round_half_away(exact(value) or Fraction(0), digits)
    text = f"{Decimal(rounded.numerator) / Decimal(rounded.denominator):,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
