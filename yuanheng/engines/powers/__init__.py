"""Powers of an approvals bureau as dated data, chains over them, and what past cases say of the time they took."""

from .compiling import procedure_of_matter, procedure_of_mirror, procedure_of_power
from .definition import Matter, PaperNeed, Power
from .history import Past, Spent, StepSpan, Stop, days_spent
from .loading import load_matters, load_powers
from .retelling import Change, critical_days, retell

__all__ = [
    "Change",
    "Matter",
    "PaperNeed",
    "Past",
    "Power",
    "Spent",
    "StepSpan",
    "Stop",
    "critical_days",
    "days_spent",
    "load_matters",
    "load_powers",
    "procedure_of_matter",
    "procedure_of_mirror",
    "procedure_of_power",
    "retell",
]
