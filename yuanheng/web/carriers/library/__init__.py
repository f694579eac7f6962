"""Reading an operator's list of units and leases: heads by words, terms as people write them, every doubt with its cell."""

from .layout import find_tables
from .rows import ListedRow, read_rows

__all__ = ["ListedRow", "find_tables", "read_rows"]
