"""Reading an existing Excel library of projects: headers by words, amounts and days as people write them, doubts as questions."""

from .layout import Column, Sheet, find_sheets
from .rows import LibraryRow, read_rows

__all__ = ["Column", "LibraryRow", "Sheet", "find_sheets", "read_rows"]
