"""Tables of the register of enterprises."""

from .enterprise import Enterprise, EnterpriseQuerySet, FormerName
from .imports import ImportState, RegisterImport
from .life import LifeEvent, LifeParty, LifeWithdrawal, life_of

__all__ = [
    "Enterprise",
    "EnterpriseQuerySet",
    "FormerName",
    "ImportState",
    "LifeEvent",
    "LifeParty",
    "LifeWithdrawal",
    "RegisterImport",
    "life_of",
]
