"""Lists of tenancies and of sub-meters as departments write them: where the table is, what its rows say, what must be asked."""

from .layout import finder
from .meters import read_meters
from .rows import Names, Row
from .tenancies import read_tenancies

__all__ = ["Names", "Row", "finder", "read_meters", "read_tenancies"]
