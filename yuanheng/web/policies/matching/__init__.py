"""Whether a policy fits a subject, and what it is worth, as pure functions: no Django, no clock."""

from .conditions import Condition, Finding, Known, Money, Outcome, say_condition
from .fields import OPERATOR_WORDS, Field, load_fields, notice_rules
from .fitting import Fit, Verdict, fit
from .support import Support, Worth

__all__ = [
    "OPERATOR_WORDS",
    "Condition",
    "Field",
    "Finding",
    "Fit",
    "Known",
    "Money",
    "Outcome",
    "Support",
    "Verdict",
    "Worth",
    "fit",
    "load_fields",
    "notice_rules",
    "say_condition",
]
