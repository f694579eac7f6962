"""One enterprise: its head facts and the history of its changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuanheng.web.base.history import Change, changes_of
from yuanheng.web.base.shown import CURRENCIES, wan

from ..life import KINDS, Kind, Known, known_of
from ..merging import FIELDS
from ..models import Enterprise, FormerName
from .life import Told, timeline


@dataclass(frozen=True, slots=True)
class EnterprisePage:
    """Head facts and history."""

    firm: Enterprise
    former: tuple[FormerName, ...]
    capital: str
    changes: tuple[Change, ...]
    told: tuple[Told, ...]
    kinds: tuple[Kind, ...]
    known_on: date | None
    then: Known | None


def enterprise_page(firm: Enterprise, *, known_on: date | None = None) -> EnterprisePage:
    """In a fixed number of queries."""
    told = timeline(firm)
    return EnterprisePage(
        firm=firm,
        former=tuple(firm.former_names.all()),
        capital=capital_text(firm),
        changes=changes_of(firm, FIELDS),
        told=tuple(told),
        kinds=tuple(KINDS.values()),
        known_on=known_on,
        then=known_of(firm, [t.event for t in reversed(told)], on=known_on, known_on=known_on) if known_on else None,
    )


def capital_text(firm: Enterprise) -> str:
    """1,060.5 万美元; '' where none is known."""
    if firm.capital is None:
        return ""
    return wan(firm.capital, CURRENCIES.get(firm.capital_currency, firm.capital_currency.upper()))
