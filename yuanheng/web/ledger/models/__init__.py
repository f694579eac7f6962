"""Tables of the ledger: files, their readings, facts, records and what people decided about them."""

from .corrections import Correction
from .facts import Fact, FactDecision, Verdict
from .figures import Figure, FiguresState
from .readings import ColumnNote, Layout, ProblemRow, Reading
from .records import DECIDED, HUMAN, WAITING, LinkDecision, Record, Relation
from .reporting import LedgerStart, SourceOwner
from .review import BulkAcceptance, BulkState, FirmEntry, Rejection, ReviewClaim
from .uploads import FileState, Upload, UploadFile, UploadState

__all__ = [
    "DECIDED",
    "HUMAN",
    "WAITING",
    "BulkAcceptance",
    "BulkState",
    "ColumnNote",
    "Correction",
    "Fact",
    "FactDecision",
    "Figure",
    "FiguresState",
    "FileState",
    "FirmEntry",
    "Layout",
    "LedgerStart",
    "LinkDecision",
    "ProblemRow",
    "Reading",
    "Record",
    "Rejection",
    "Relation",
    "ReviewClaim",
    "SourceOwner",
    "Upload",
    "UploadFile",
    "UploadState",
    "Verdict",
]
