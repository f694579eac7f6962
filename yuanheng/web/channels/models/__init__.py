"""Tables of channels."""

from yuanheng.web.base.models import Recorded
from yuanheng.web.base.moment import end_of

from .channel import SHANGHAI, Channel, ChannelKind
from .commissions import Commission, CommissionPayment, Trigger
from .events import EventGuest, EventKind, EventLead, PromotionEvent
from .relations import (
    Brought,
    ContactEntry,
    ContactKind,
    EvidenceKind,
    OfficeStaff,
    Partnership,
    PartnershipKind,
    Relation,
)

__all__ = [
    "SHANGHAI",
    "Brought",
    "Channel",
    "ChannelKind",
    "Commission",
    "CommissionPayment",
    "ContactEntry",
    "ContactKind",
    "EventGuest",
    "EventKind",
    "EventLead",
    "EvidenceKind",
    "OfficeStaff",
    "Partnership",
    "PartnershipKind",
    "PromotionEvent",
    "Recorded",
    "Relation",
    "Trigger",
    "end_of",
]
