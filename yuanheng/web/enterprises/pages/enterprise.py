"""One enterprise: its head facts and the history of its changes."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..merging import FIELDS
from ..models import Enterprise, FormerName
from ..models.enterprise import CURRENCIES


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a field: when, by whom where that is known, from what to what."""

    at: datetime
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EnterprisePage:
    """Head facts and history."""

    firm: Enterprise
    former: tuple[FormerName, ...]
    capital: str
    changes: tuple[Change, ...]


def enterprise_page(firm: Enterprise) -> EnterprisePage:
    """In two queries."""
    return EnterprisePage(
        firm=firm, former=tuple(firm.former_names.all()), capital=capital_text(firm), changes=history(firm)
    )


def capital_text(firm: Enterprise) -> str:
    """1,060.5 万美元; '' where none is known."""
    if firm.capital is None:
        return ""
    currency = CURRENCIES.get(firm.capital_currency, firm.capital_currency.upper())
    shown = f"{firm.capital / 10_000:,f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return f"{shown} 万{currency}"


def history(firm: Enterprise, most: int = 60) -> tuple[Change, ...]:
    """What changed from one version of the row to the next, newest first."""
    events = list(firm.events.order_by("-pgh_id")[: most + 1])  # type: ignore[attr-defined]
    changes: list[Change] = []
    for after, before in itertools.pairwise(events):
        for field, label in FIELDS.items():
            old, new = getattr(before, field), getattr(after, field)
            if old != new:
                changes.append(Change(after.pgh_created_at, label, _text(old), _text(new)))
    return tuple(changes[:most])


def _text(value: Any) -> str:
    if value is None or value == "":
        return "(空)"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
