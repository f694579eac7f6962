"""The one way to what approvals keep."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import PowerEvent

VIEW_POWERS = "approvals.power.view"
KEEP_POWERS = "approvals.power.keep"


def access_power_event(user: User, pk: Any, *, needed: str = VIEW_POWERS) -> PowerEvent:
    """A line of a power's life."""
    found: PowerEvent = access_one(user, needed, PowerEvent.objects.select_related("file", "by"), pk=pk)
    return found
