"""Tables of the plan."""

from .items import ItemEntry, ItemOrigin, ItemState, SupervisedItem
from .readings import ReportedFigure, Restatement, SeasonFigure, TargetReading
from .targets import Commitment, PlanTarget, Rhythm, TargetState, holders
from .texts import BriefTemplate, Plan, PlanState

__all__ = [
    "BriefTemplate",
    "Commitment",
    "ItemEntry",
    "ItemOrigin",
    "ItemState",
    "Plan",
    "PlanState",
    "PlanTarget",
    "ReportedFigure",
    "Restatement",
    "Rhythm",
    "SeasonFigure",
    "SupervisedItem",
    "TargetReading",
    "TargetState",
    "holders",
]
