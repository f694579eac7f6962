"""Tables of the ledger: files, their readings, facts, records and what people decided about them."""

from .facts import Fact, FactDecision, Verdict
from .readings import ColumnNote, Layout, ProblemRow, Reading
from .records import LinkDecision, Record
from .reporting import LedgerStart, SourceOwner
from .uploads import FileState, Upload, UploadFile, UploadState

__all__ = [
    "ColumnNote",
    "Fact",
    "FactDecision",
    "FileState",
    "Layout",
    "LedgerStart",
    "LinkDecision",
    "ProblemRow",
    "Reading",
    "Record",
    "SourceOwner",
    "Upload",
    "UploadFile",
    "UploadState",
    "Verdict",
]
