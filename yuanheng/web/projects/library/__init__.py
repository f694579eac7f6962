"""Reading an existing Excel library of projects: headers by words, amounts and days as people write them, doubts as questions."""

from .handed_in import check_mapping, placed, plain, sheets_of, shown
from .layout import Column, Sheet, find_sheets, open_sheets
from .rows import LibraryRow, read_rows

__all__ = [
    "Column",
    "LibraryRow",
    "Sheet",
    "check_mapping",
    "find_sheets",
    "open_sheets",
    "placed",
    "plain",
    "read_rows",
    "sheets_of",
    "shown",
]
