"""Named figures per subject and year, computed from facts, each able to say which facts made it."""

from .definitions import Measure, Unit, load_measures, load_units
from .months import month_amounts
from .table import Measured, measure_table, measure_tables
from .trace import TRACE_SCHEMA

__all__ = [
    "TRACE_SCHEMA",
    "Measure",
    "Measured",
    "Unit",
    "load_measures",
    "load_units",
    "measure_table",
    "measure_tables",
    "month_amounts",
]
