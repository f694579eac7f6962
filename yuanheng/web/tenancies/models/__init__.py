"""Tenancies, holdings, shared meters, and lists brought in."""

from .holdings import Holding
from .imports import ImportKind, ImportState, RegisterList
from .meters import MeterReading, MeterSettlement, MeterUser, SharedAccount
from .recorded import Recorded
from .tenancies import FIGURES, Confirmation, Settlement, Side, Statement, Tenancy

__all__ = [
    "FIGURES",
    "Confirmation",
    "Holding",
    "ImportKind",
    "ImportState",
    "MeterReading",
    "MeterSettlement",
    "MeterUser",
    "Recorded",
    "RegisterList",
    "Settlement",
    "SharedAccount",
    "Side",
    "Statement",
    "Tenancy",
]
