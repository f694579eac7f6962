"""The one place of the site that asks the time; views, actions and jobs pass on what it says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")


_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The moment, in UTC, aware."""
    return _told.get() or timezone.now()  # noqa: TID251


@contextmanager
def as_if(at: datetime) -> Iterator[None]:
    """Within it the moment is `at`: how the demo zone lives through its year. Never used while somebody is served."""
    token = _told.set(at)
    try:
        yield
    finally:
        _told.reset(token)


def today() -> date:
    """The day in Shanghai."""
    return now().astimezone(SHANGHAI).date()


def end_of(day: date | None) -> datetime | None:
    """The last moment of a Shanghai day, until when something was known; None, which means now, stays None."""
    return None if day is None else datetime.combine(day, time.max, SHANGHAI)
