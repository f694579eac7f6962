"""Tables of works: the work and its cases, money and pictures; its registers; planning papers; utilities."""

from .planning import PlanningPaper
from .registers import Compound, Happening, Household, SchoolOption, Shop, Stretch
from .utilities import CapacityFact, Reservation
from .work import Work, WorkMoney
from .working import Place, PlannedDate, Report, SitePicture, StepReached

__all__ = [
    "CapacityFact",
    "Compound",
    "Happening",
    "Household",
    "Place",
    "PlannedDate",
    "PlanningPaper",
    "Report",
    "Reservation",
    "SchoolOption",
    "Shop",
    "SitePicture",
    "StepReached",
    "Stretch",
    "Work",
    "WorkMoney",
]
