"""Reads the text of a plan, and judges how its targets stand: text to targets, target to tally, figures to state."""

from .binding import Proposal, TallyOffer, propose
from .files import read_plan_file
from .forecast import Expected, Forecast, forecast
from .goals import Figure, Goal
from .reading import extract
from .status import Status, status
from .values import Commitment, OutlineItem, PlanReading, Target

__all__ = [
    "Commitment",
    "Expected",
    "Figure",
    "Forecast",
    "Goal",
    "OutlineItem",
    "PlanReading",
    "Proposal",
    "Status",
    "TallyOffer",
    "Target",
    "extract",
    "forecast",
    "propose",
    "read_plan_file",
    "status",
]
