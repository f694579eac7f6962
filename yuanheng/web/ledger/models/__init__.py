"""Tables of the ledger: files, their readings, facts, records and what people decided about them."""

from .facts import Fact, FactDecision, Verdict
from .figures import Figure, FiguresState
from .readings import ColumnNote, Layout, ProblemRow, Reading
from .records import DECIDED, HUMAN, WAITING, LinkDecision, Record
from .reporting import LedgerStart, SourceOwner
from .uploads import FileState, Upload, UploadFile, UploadState

__all__ = [
    "DECIDED",
    "HUMAN",
    "WAITING",
    "ColumnNote",
    "Fact",
    "FactDecision",
    "Figure",
    "FiguresState",
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
