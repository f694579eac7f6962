"""How exact figures are said: rounded for reading, yet never so that what differs looks alike."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

MOST_PLACES = 12


def rounded(value: Fraction, places: int) -> Decimal:
    """Half up (away from zero) at so many places, exactly."""
    scaled = abs(value) * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    # Built from its digits: arithmetic would round to the context's 28.
    return Decimal((int(value < 0), tuple(int(digit) for digit in str(whole)), -places))


def say(value: Fraction, *, unit: str, places: int) -> str:
    """1,234.50 万元; % stands close to its figure."""
    return f"{rounded(value, places):,f}{'' if unit in ('', '%') else ' '}{unit}"


def say_apart(value: Fraction, limit: Fraction, *, unit: str, places: int) -> tuple[str, str]:
    """Both, with as many places as it takes for two different figures to look different."""
    while value != limit and places < MOST_PLACES and rounded(value, places) == rounded(limit, places):
        places += 1
    return say(value, unit=unit, places=places), say(limit, unit=unit, places=places)


def plain(value: Decimal) -> str:
    """A stored figure without trailing zeros."""
    text = format(value, ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text
