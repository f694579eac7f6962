"""A flow month by month: what each subject's months are, from reports of a month and from sums since January.

Guarantees, for one subject and year:
* a month is what a report of that month says; else the sum since January less the sum of the months before it, where both are
  known; else it is missing, never zero;
* of several sources the first believed one that tells the month speaks;
* a report that contradicts another of its source and period tells nothing until a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import duckdb
import pyarrow as pa

from .definitions import load_measures
from .planning import given_tables, months_query

Month = tuple[int, int]
Spans = Mapping[tuple[int, int], Decimal]


def month_amounts(
    facts: pa.Table, links: pa.Table, *, measure: str, years: Sequence[int]
) -> dict[str, dict[Month, Decimal]]:
    """{subject id: {(year, month): amount}} of a measure that adds up over time, in its inside unit; missing months are absent.

    `facts` and `links` as `measure_tables` takes them.

    Raises:
        LookupError: no such measure.
    """
    known = load_measures()
    if measure not in known:
        raise LookupError(f"no measure {measure}")
    tables = given_tables(facts, links, known)
    with duckdb.connect() as connection:
        for name in ("facts", "links", "kinds"):
            connection.register(name, tables[name])
        rows = connection.execute(months_query(measure=measure, years=tuple(years))).to_arrow_table().to_pylist()
    spans: dict[tuple[str, int, str], dict[tuple[int, int], Decimal]] = {}
    for row in rows:
        if row["clash"] == "":
            key = (row["subject_id"], int(row["year"]), row["source"])
            spans.setdefault(key, {})[row["first"], row["last"]] = row["amount"]
    return _believed(spans, known[measure].sources)


def _believed(spans: Mapping[tuple[str, int, str], Spans], sources: Sequence[str]) -> dict[str, dict[Month, Decimal]]:
    """Of each month what the first believed source says; a source that is not named comes last."""
    rank = {source: place for place, source in enumerate(sources)}
    found: dict[str, dict[Month, Decimal]] = {}
    for (subject, year, _source), own in sorted(spans.items(), key=lambda e: (rank.get(e[0][2], len(rank)), e[0])):
        months = found.setdefault(subject, {})
        for month, amount in months_of(own).items():
            months.setdefault((year, month), amount)
    return {subject: months for subject, months in found.items() if months}


def months_of(spans: Spans) -> dict[int, Decimal]:
    """The months that spans `(first, last)` of a year tell, each with its amount."""
    found: dict[int, Decimal] = {}
    for month in range(1, 13):
        amount = spans.get((month, month))
        if amount is None and (1, month) in spans:
            before = _through(month - 1, spans, found)
            amount = None if before is None else spans[1, month] - before
        if amount is not None:
            found[month] = amount
    return found


def _through(month: int, spans: Spans, found: Mapping[int, Decimal]) -> Decimal | None:
    """The sum from January to a month: as reported, else of months that are all known."""
    if month == 0:
        return Decimal(0)
    if (1, month) in spans:
        return spans[1, month]
    months = range(1, month + 1)
    return sum((found[m] for m in months), Decimal(0)) if all(m in found for m in months) else None
