"""One enterprise: its head facts and the history of its changes."""

from __future__ import annotations

from dataclasses import dataclass

from yuanheng.web.base.history import Change, changes_of
from yuanheng.web.base.shown import CURRENCIES, wan

from ..life import KINDS, Kind
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


def enterprise_page(firm: Enterprise) -> EnterprisePage:
    """In a fixed number of queries."""
    return EnterprisePage(
        firm=firm,
        former=tuple(firm.former_names.all()),
        capital=capital_text(firm),
        changes=changes_of(firm, FIELDS),
        told=tuple(timeline(firm)),
        kinds=tuple(KINDS.values()),
    )


def capital_text(firm: Enterprise) -> str:
    """1,060.5 万美元; '' where none is known."""
    if firm.capital is None:
        return ""
    return wan(firm.capital, CURRENCIES.get(firm.capital_currency, firm.capital_currency.upper()))
