"""`?known_on=2021-06-30` in an address: the page is of what was known at the end of that day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from . import moment


def known_on_of(request: HttpRequest) -> date | None:
    """The day, None for today's knowledge: where none is given, where it is no day, and where it has not ended."""
    try:
        day = date.fromisoformat(request.GET.get("known_on", "").strip())
    except ValueError:
        return None
    return day if day < moment.today() else None
