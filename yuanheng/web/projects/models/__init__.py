"""Tables of the project register."""

from .imports import ImportState, LibraryImport, SheetImport
from .project import (
    CURRENCIES,
    ORIGINS,
    SOURCES,
    AmountKind,
    Investor,
    Project,
    ProjectAmount,
    ProjectQuerySet,
    ProjectState,
)
from .stages import RecognisedThing, Recognition, StageEntry
from .views import DuplicateDecision, SavedView

__all__ = [
    "CURRENCIES",
    "ORIGINS",
    "SOURCES",
    "AmountKind",
    "DuplicateDecision",
    "ImportState",
    "Investor",
    "LibraryImport",
    "Project",
    "ProjectAmount",
    "ProjectQuerySet",
    "ProjectState",
    "RecognisedThing",
    "Recognition",
    "SavedView",
    "SheetImport",
    "StageEntry",
]
