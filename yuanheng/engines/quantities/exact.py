"""What a binary number of a workbook means in decimals."""

from __future__ import annotations

from decimal import Decimal


def exact_decimal(number: float) -> Decimal:
    """The decimal that a cell shows to 15 significant digits, Excel's own precision.

    `0.1+0.2` is stored as 0.30000000000000004 and means 0.3.
    """
    if isinstance(number, int):
        return Decimal(number)
    return Decimal(format(number, ".15g"))


def trimmed(value: Decimal) -> Decimal:
    """The same number without the trailing zeros of its column: 160320.000 is 160320, not 1.6032E+5."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def shortest_text(number: float) -> str:
    """The number as a person would read it in the cell: no `.0`, no artefact of binary fractions."""
    if isinstance(number, int):
        return str(number)
    text = format(number, ".15g")
    return format(Decimal(text), "f") if "e" in text and abs(number) < 1e21 else text
