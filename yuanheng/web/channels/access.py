"""The one way to what channels keep."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import Brought, Channel, Commission, CommissionPayment, ContactEntry, Partnership, PromotionEvent, Relation

VIEW = "channels.channel.view"
KEEP = "channels.channel.keep"
FEES = "channels.commission.view"
PAY = "channels.commission.keep"
EVENTS = "channels.event.keep"

KINDS: dict[str, Any] = {
    "relation": Relation,
    "contact": ContactEntry,
    "brought": Brought,
    "partnership": Partnership,
    "commission": Commission,
    "payment": CommissionPayment,
}
"""The records that a page can take back or show the paper of, by the word in the address."""


def access_channel(user: User, pk: Any, *, needed: str = VIEW) -> Channel:
    """A channel within reach."""
    found: Channel = access_one(user, needed, Channel.objects.select_related("organisation", "staffed_by", "by"), pk=pk)
    return found


def access_event(user: User, pk: Any, *, needed: str = VIEW) -> PromotionEvent:
    """An event within reach."""
    rows = PromotionEvent.objects.select_related("channel", "organisation", "by")
    found: PromotionEvent = access_one(user, needed, rows, pk=pk)
    return found


def access_record(user: User, kind: str, pk: Any, *, needed: str) -> Any:
    """A relation, contact, contract … by the word of its kind; fees need the permission for fees."""
    return access_one(user, needed, KINDS[kind].objects.all(), pk=pk)
