"""Tables of the project register."""

from .imports import LibraryImport, LibraryState
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
    "Investor",
    "LibraryImport",
    "LibraryState",
    "Project",
    "ProjectAmount",
    "ProjectQuerySet",
    "ProjectState",
    "RecognisedThing",
    "Recognition",
    "SavedView",
    "StageEntry",
]
