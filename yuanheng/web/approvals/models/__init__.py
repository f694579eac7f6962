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
from .relief import PaymentLine, PaymentList, Relief, ReliefVisit

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
    "PaymentLine",
    "PaymentList",
    "PowerEvent",
    "PowerState",
    "Relief",
    "ReliefVisit",
    "Review",
    "Urging",
]
