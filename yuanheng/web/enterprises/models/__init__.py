"""Tables of the register of enterprises."""

from .enterprise import Enterprise, EnterpriseQuerySet, FormerName
from .imports import ImportState, RegisterImport

__all__ = ["Enterprise", "EnterpriseQuerySet", "FormerName", "ImportState", "RegisterImport"]
