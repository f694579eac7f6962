"""Tables of the register of enterprises."""

from .enterprise import Enterprise, EnterpriseQuerySet, FormerName
from .imports import ImportState, RegisterImport
from .life import LifeEvent, LifeParty, LifeWithdrawal, life_of
from .lists import ChangeList, DoubtKind, RegisterDoubt, Verdict

__all__ = [
    "ChangeList",
    "DoubtKind",
    "Enterprise",
    "EnterpriseQuerySet",
    "FormerName",
    "ImportState",
    "LifeEvent",
    "LifeParty",
    "LifeWithdrawal",
    "RegisterDoubt",
    "RegisterImport",
    "Verdict",
    "life_of",
]
