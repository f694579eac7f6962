"""Reading a list of target companies: heads by words, amounts as people write them, several investors in a cell."""

from .layout import find_tables
from .rows import Counts, ListRow, read_rows

__all__ = ["Counts", "ListRow", "find_tables", "read_rows"]
