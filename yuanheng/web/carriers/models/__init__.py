"""Tables of carriers."""

from .carrier import Building, Carrier, CarrierKind, Floor, Tenure, Unit, UnitCondition, UnitState, UnitUse
from .imports import ImportState, LeaseImport
from .leases import Lease, LeaseReminder, Matching, RentBasis, Tenant, TenantMatch
from .offers import Answer, UnitOffer

__all__ = [
    "Answer",
    "Building",
    "Carrier",
    "CarrierKind",
    "Floor",
    "ImportState",
    "Lease",
    "LeaseImport",
    "LeaseReminder",
    "Matching",
    "RentBasis",
    "Tenant",
    "TenantMatch",
    "Tenure",
    "Unit",
    "UnitCondition",
    "UnitOffer",
    "UnitState",
    "UnitUse",
]
