"""Tables of approvals."""

from .applicants import Applicant, ApplicantKind, CreditMark, HeldPaper
from .applications import (
    Application,
    ApplicationPaper,
    Channel,
    DocumentTemplate,
    Issued,
    IssuedKind,
    Review,
)
from .mirrors import Message, MessageState, MirrorImport, Urging
from .powers import PowerEvent, PowerState

__all__ = [
    "Applicant",
    "ApplicantKind",
    "Application",
    "ApplicationPaper",
    "Channel",
    "CreditMark",
    "DocumentTemplate",
    "HeldPaper",
    "Issued",
    "IssuedKind",
    "Message",
    "MessageState",
    "MirrorImport",
    "PowerEvent",
    "PowerState",
    "Review",
    "Urging",
]
