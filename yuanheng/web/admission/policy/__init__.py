"""The policy of admission and promises: dated rules as data, decided exactly. Imports no Django and asks no clock."""

from .checks import Check, Gate, Input, check_rules, checks_on, inputs_of, load_inputs
from .deciding import Answer, Outcome, decide
from .kinds import PromiseKind, load_promise_kinds
from .promises import Figured, Promised, Verdict, keep_or_not, reached_or_not

__all__ = [
    "Answer",
    "Check",
    "Figured",
    "Gate",
    "Input",
    "Outcome",
    "PromiseKind",
    "Promised",
    "Verdict",
    "check_rules",
    "checks_on",
    "decide",
    "inputs_of",
    "keep_or_not",
    "load_inputs",
    "load_promise_kinds",
    "reached_or_not",
]
