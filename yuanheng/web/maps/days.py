"""The two days a map is asked for: the day it shows, and the day as of which it was known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest

LABELS = {"on": "日期", "known": "当时所知"}


@dataclass(frozen=True, slots=True)
class Days:
    """What is shown is as of `on`; with `known_on` as the records stood at the end of that day."""

    on: date
    known_on: date | None = None

    @classmethod
    def asked(cls, given: Mapping[str, str], today: date) -> Days:
        """From an address; today where it names no day.

        Raises:
            BadRequest: what is given is no day.
        """
        return cls(_day(given, "on") or today, _day(given, "known"))

    def query(self) -> dict[str, str]:
        """The same as part of an address."""
        known = {"known": self.known_on.isoformat()} if self.known_on else {}
        return {"on": self.on.isoformat(), **known}


def _day(given: Mapping[str, str], name: str) -> date | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(f"{LABELS[name]}“{text[:20]}”不是日期:请写成 2021-12-31") from error
