"""The day a page is asked for: `?on=` and `?known_on=`, both days; anything else is today and as known now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.dateparse import parse_date


@dataclass(frozen=True, slots=True)
class Asked:
    """The day, and as known at the end of which day (None: now)."""

    on: date
    known_on: date | None

    @property
    def query(self) -> str:
        """To carry on in links."""
        return f"?on={self.on}" + (f"&known_on={self.known_on}" if self.known_on else "")


def asked_day(request: HttpRequest, *, today: date) -> Asked:
    """From the address."""

    def day(name: str) -> date | None:
        try:
            return parse_date(request.GET.get(name, ""))
        except ValueError:
            return None

    return Asked(on=day("on") or today, known_on=day("known_on"))
