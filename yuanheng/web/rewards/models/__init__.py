"""Tables of rewards."""

from .contracts import EmploymentContract, EndKind, Goal, GoalReview, ReviewGrade
from .pay import PayDeduction, PayRun, PaySlip, RunState
from .people import Candidate, CandidateState, CompanyStep, CompanyStepKind, Selection, Staff
from .shares import AttributionShare, Dispute, ShareSet

__all__ = [
    "AttributionShare",
    "Candidate",
    "CandidateState",
    "CompanyStep",
    "CompanyStepKind",
    "Dispute",
    "EmploymentContract",
    "EndKind",
    "Goal",
    "GoalReview",
    "PayDeduction",
    "PayRun",
    "PaySlip",
    "ReviewGrade",
    "RunState",
    "Selection",
    "ShareSet",
    "Staff",
]
