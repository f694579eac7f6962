"""Tables of investment promotion."""

from .activities import CONTACTS, Activity, ActivityKind, ActivityPicture, FollowUp
from .chains import GroupMember, ResearchGroup, ResearchReport
from .companies import CompanyKind, CompanyNews, CompanyState, FitScore, TargetCompany, TargetCompanyQuerySet
from .imports import CompanyImport, ImportState
from .protection import Claim, ClaimKind, ClaimState, HandOver, Protection

__all__ = [
    "CONTACTS",
    "Activity",
    "ActivityKind",
    "ActivityPicture",
    "Claim",
    "ClaimKind",
    "ClaimState",
    "CompanyImport",
    "CompanyKind",
    "CompanyNews",
    "CompanyState",
    "FitScore",
    "FollowUp",
    "GroupMember",
    "HandOver",
    "ImportState",
    "Protection",
    "ResearchGroup",
    "ResearchReport",
    "TargetCompany",
    "TargetCompanyQuerySet",
]
