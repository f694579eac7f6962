"""What an office does with a case: open it, act on it, name who stands in, date all cases again."""

from .acting import ActRefused, CaseChanged, act
from .opening import open_case

__all__ = ["ActRefused", "CaseChanged", "act", "open_case"]
