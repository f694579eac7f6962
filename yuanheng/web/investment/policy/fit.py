"""How a company fits, by the scheme `target-company`: what is not known is left out and said, never taken as zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..rules import chain_of
from .nearness import distance_km

SCHEME = "target-company"
WEIGHTED = {
    "segment_gap": "firms_here", "size": "capital", "growth_rate": "growth", "expansion": "news_days",
    "nearness": "distance_km", "neighbours": "neighbours_here", "policy": "encouraged",
}  # fmt: skip
NO_CURRENCY = "未知"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a company; None or '' is unknown."""

    id: str
    name: str
    chain: str = ""
    segment: str = ""
    city: str = ""
    capital: Decimal | None = None
    currency: str = ""
    growth: Decimal | None = None
    news_on: date | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """The score out of 100, the weight of what is known, the explanation, and the figures it rests on."""

    total: Decimal | None
    known: Decimal
    tree: dict[str, Any]
    figures: dict[str, Any]


def figures_of(one: Candidate, *, present: Mapping[tuple[str, str], int], on: date) -> dict[str, Any]:
    """The figures of a company as the scheme reads them; `present` counts the firms here by (chain, segment).

    An amount in a currency that the scheme has no steps for is not known to it: nothing is converted.
    """
    chain = chain_of(one.chain)
    segment = chain.segment(one.segment) if chain else None
    known = chain is not None and segment is not None
    near = sum(present.get((chain.code, s.code), 0) for s in chain.neighbours(one.segment)) if chain and known else None
    stepped = one.currency in ("yuan", "usd")
    days = (on - one.news_on).days if one.news_on is not None and one.news_on <= on else None
    return {
        "firms_here": present.get((chain.code, one.segment), 0) if chain and known else None,
        "neighbours_here": near,
        "capital": one.capital if stepped else None,
        "capital_currency": one.currency if stepped and one.capital is not None else NO_CURRENCY,
        "growth": one.growth,
        "news_days": days,
        "distance_km": distance_km(one.city) if one.city else None,
        "encouraged": int(segment.encouraged) if segment else None,
    }


def fits(
    candidates: Sequence[Candidate], *, present: Mapping[tuple[str, str], int], on: date, explain: bool = True
) -> dict[str, Fit]:
    """Every company's fit; one run of the engine for all."""
    from yuanheng.engines.scoring import (  # here: only a worker needs the engine in memory
        explain_subject,
        load_scheme,
        run_scheme,
    )

    if not candidates:
        return {}
    scheme = load_scheme(SCHEME)
    figures = {c.id: figures_of(c, present=present, on=on) for c in candidates}
    table = _table(candidates, figures)
    run = run_scheme(scheme, table, on=on)
    weights = {code: scheme.rules(code) for code in WEIGHTED}
    found = {}
    for row in run.results.to_pylist():
        pk = row["subject_id"]
        known = sum(
            (next(iter(weights[c].values())).weight for c, m in WEIGHTED.items() if figures[pk][m] is not None),
            Decimal(0),
        )
        tree = explain_subject(run, pk, table=table).to_dict() if explain else {}
        total = None if row["total"] is None else Decimal(str(row["total"]))
        found[pk] = Fit(total=total, known=known, tree=tree, figures=_plain(figures[pk]))
    return found


def _table(candidates: Sequence[Candidate], figures: Mapping[str, Mapping[str, Any]]) -> Any:
    import pyarrow as pa

    numbers = ("firms_here", "neighbours_here", "news_days", "distance_km", "encouraged")
    columns: dict[str, Any] = {
        "subject_id": [c.id for c in candidates],
        "subject_name": [c.name for c in candidates],
        "capital_currency": [figures[c.id]["capital_currency"] for c in candidates],
    }
    for name in ("capital", "growth"):
        columns[name] = pa.array([figures[c.id][name] for c in candidates], pa.decimal128(22, 2))
    for name in numbers:
        columns[name] = pa.array([figures[c.id][name] for c in candidates], pa.int64())
    return pa.table(columns)


def _plain(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in figures.items()}
