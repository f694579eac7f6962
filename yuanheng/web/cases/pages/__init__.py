"""What the pages of cases read: one frozen dataclass a page."""

from .rows import case_rows

__all__ = ["case_rows"]
