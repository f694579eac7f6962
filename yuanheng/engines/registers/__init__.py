"""Sheets about firms themselves: lists of changes, and what a register says twice."""

from yuanheng.engines.ledger.register import Doubled

from .changelist import ChangeReading, ListedChange, read_changes

__all__ = ["ChangeReading", "Doubled", "ListedChange", "read_changes"]
