"""Departmental workbooks into facts with provenance: read, refuse, say what is wrong, mark the user's own copy."""

from .files import read_files, read_workbook
from .limits import Limits
from .mapping import LayoutMapping
from .marking import mark_copy
from .register import read_register
from .results import FileReading
from .schema import FACTS_SCHEMA
from .source import Source, load_sources
from .window import sheet_window
from .writing import write_facts, write_problems

__all__ = [
    "FACTS_SCHEMA",
    "FileReading",
    "LayoutMapping",
    "Limits",
    "Source",
    "load_sources",
    "mark_copy",
    "read_files",
    "read_register",
    "read_workbook",
    "sheet_window",
    "write_facts",
    "write_problems",
]
