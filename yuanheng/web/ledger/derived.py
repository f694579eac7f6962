"""Figures that a higher app works out from its own records and adds to the snapshot, so that a run stays a function of it.

    register_derived("tenancy_register", measures=(...), derive=reconciled, address=page_of)

`derive(facts, links, known_on)` gets the frozen facts of the measures it named and all links, and answers `DerivedFact`s as known
at the end of the day. They stand beside the departments' facts under a source of their own (`rules/sources/`, rhythm `once`);
which source is believed is the order in `rules/measures`. Without an amount a derived fact is a remark: why there is none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

NOTE = "note"
"""The unit of a remark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedFact:
    """One figure of a firm and period in the measure's inside unit, with the sum that makes it in words; None: a remark."""

    enterprise: str
    uscc: str
    name: str
    measure: str
    period: str
    amount: Decimal | None
    unit: str
    sentence: str


Derive = Callable[[pa.Table, pa.Table, date | None], Iterable[DerivedFact]]
Address = Callable[[str, str, int], str]


@dataclass(frozen=True, slots=True)
class DerivedSource:
    """Who derives, from which measures, and where a figure (enterprise, measure, year) is shown."""

    source: str
    label: str
    measures: tuple[str, ...]
    derive: Derive
    address: Address
    wanted: Callable[[], bool]


_sources: dict[str, DerivedSource] = {}


def register_derived(
    source: str, *, label: str, measures: tuple[str, ...], derive: Derive, address: Address, wanted: Callable[[], bool]
) -> None:
    """Add a source of derived facts; `wanted()` false spares the reading of the snapshot where there is nothing to derive."""
    _sources[source] = DerivedSource(source, label, measures, derive, address, wanted)


def wanted_sources() -> list[DerivedSource]:
    """Those that have something to derive from, in order."""
    return [each for _, each in sorted(_sources.items()) if each.wanted()]


def address_of(source: str, enterprise: str, measure: str, year: int) -> str:
    """The page behind a derived figure; '' where the source derives nothing."""
    known = _sources.get(source)
    return known.address(enterprise, measure, year) if known is not None else ""


def address_of_code(code: str) -> str:
    """The same, for the code of an origin in an explanation: `source/enterprise/period/measure`."""
    source, enterprise, period, measure = code.split("/", 3)
    return address_of(source, enterprise, measure, int(period[:4]))


def derived_lines(
    sources: Iterable[DerivedSource],
    facts: Callable[[tuple[str, ...]], pa.Table],
    links: pa.Table,
    known_on: date | None,
) -> Iterator[tuple[str, bytes]]:
    """(tag, line as COPY would have written it) of every derived fact and of the link of its firm, in one fixed order."""
    number = 0
    for each in sources:
        found = sorted(
            each.derive(facts(each.measures), links, known_on),
            key=lambda f: (f.enterprise, f.measure, f.period, f.amount is None),
        )
        for fact in found:
            number += 1
            yield "f", _line(_fact(each, fact, -number))
        for enterprise, uscc, name in sorted({(f.enterprise, f.uscc, f.name) for f in found}):
            yield "l", _line(_link(each, enterprise, uscc, name))


def _fact(source: DerivedSource, fact: DerivedFact, number: int) -> list[Any]:
    amount = "" if fact.amount is None else format(fact.amount, "f")
    unit = NOTE if fact.amount is None else fact.unit
    return [
        "f", number, fact.uscc, fact.name, "", fact.measure, fact.period, amount, unit, source.source, source.label, "", "",
        fact.sentence, amount, "true", "false", fact.enterprise, "",
    ]  # fmt: skip


def _link(source: DerivedSource, enterprise: str, uscc: str, name: str) -> list[Any]:
    return ["l", 0, uscc, name, "", "", "", "", "", source.source, "", "", "", enterprise, "", "", "", enterprise, ""]


def _line(cells: list[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()
