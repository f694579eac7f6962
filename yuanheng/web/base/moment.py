"""The one place of the site that asks the time; views, actions and jobs pass on what it says."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The moment, in UTC, aware."""
    return timezone.now()  # noqa: TID251


def today() -> date:
    """The day in Shanghai."""
    return now().astimezone(SHANGHAI).date()
