"""Tables of admission: every one only grows. A second look is a second row, a changed promise another promise."""

from .checks import CheckResult, CheckRun, Exemption, Reserve, RunOutcome, UtilityKind
from .promises import Agreement, FollowUp, LandBasis, Promise, PromiseCheck
from .reviews import JointReview, ReviewConclusion

__all__ = [
    "Agreement",
    "CheckResult",
    "CheckRun",
    "Exemption",
    "FollowUp",
    "JointReview",
    "LandBasis",
    "Promise",
    "PromiseCheck",
    "Reserve",
    "ReviewConclusion",
    "RunOutcome",
    "UtilityKind",
]
