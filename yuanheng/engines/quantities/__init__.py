"""Numbers with units as offices write them: exact decimals, Chinese numerals, unit words."""

from .exact import exact_decimal, shortest_text, trimmed
from .numbers import NumberReading, parse_number
from .numerals import chinese_number
from .running import RunningQuantity, scan_quantities
from .units import Unit, UnitTable, unit_table

__all__ = [
    "NumberReading",
    "RunningQuantity",
    "Unit",
    "UnitTable",
    "chinese_number",
    "exact_decimal",
    "parse_number",
    "scan_quantities",
    "shortest_text",
    "trimmed",
    "unit_table",
]
