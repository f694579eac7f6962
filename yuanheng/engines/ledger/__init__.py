"""Departmental workbooks into facts with provenance: read, refuse, say what is wrong, mark the user's own copy.

The names are loaded when first used: the child that reads a file starts without what only marks or writes workbooks.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .files import read_files, read_workbook
    from .limits import Limits
    from .mapping import LayoutMapping
    from .marking import mark_copy
    from .register import RegisterReading, read_register
    from .results import ColumnReading, FileReading, TableReading
    from .schema import FACTS_SCHEMA
    from .source import Source, load_sources
    from .window import sheet_window
    from .writing import write_facts, write_problems

_HOMES = {
    "FACTS_SCHEMA": "schema",
    "FileReading": "results",
    "LayoutMapping": "mapping",
    "Limits": "limits",
    "RegisterReading": "register",
    "Source": "source",
    "ColumnReading": "results",
    "TableReading": "results",
    "load_sources": "source",
    "mark_copy": "marking",
    "read_files": "files",
    "read_register": "register",
    "read_workbook": "files",
    "sheet_window": "window",
    "write_facts": "writing",
    "write_problems": "writing",
}

__all__ = [
    "FACTS_SCHEMA",
    "ColumnReading",
    "FileReading",
    "LayoutMapping",
    "Limits",
    "RegisterReading",
    "Source",
    "TableReading",
    "load_sources",
    "mark_copy",
    "read_files",
    "read_register",
    "read_workbook",
    "sheet_window",
    "write_facts",
    "write_problems",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
