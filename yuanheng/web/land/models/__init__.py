"""Tables of land."""

from .disposal import CLEARS, WAYS, Cause, Disposal, Way
from .imports import ImportKind, ImportState, LandImport
from .parcel import Descent, Outline, Parcel, ParcelGeometry, ParcelQuerySet
from .records import (
    DAYS,
    UNITS,
    Certificate,
    FactKind,
    Holding,
    HoldingKind,
    Offer,
    ParcelFact,
    Supply,
    end_of,
)
from .states import STATES, STOCK, TONES, StateBasis, StateSpan, on_day, with_state

__all__ = [
    "CLEARS",
    "DAYS",
    "STATES",
    "STOCK",
    "TONES",
    "UNITS",
    "WAYS",
    "Cause",
    "Certificate",
    "Descent",
    "Disposal",
    "FactKind",
    "Holding",
    "HoldingKind",
    "ImportKind",
    "ImportState",
    "LandImport",
    "Offer",
    "Outline",
    "Parcel",
    "ParcelFact",
    "ParcelGeometry",
    "ParcelQuerySet",
    "StateBasis",
    "StateSpan",
    "Supply",
    "Way",
    "end_of",
    "on_day",
    "with_state",
]
