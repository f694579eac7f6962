"""Figures that contradict each other: the list, and one figure with all that was reported for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from yuanheng.web.base.access import reach
from yuanheng.web.base.models import User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.enterprises.models import Enterprise

from ..access import VIEW_CONFLICT, shown_facts
from ..models import Fact, FactDecision, Figure, Record
from ..wording import measure_label, period_label, source_label


def _url(figure: Figure) -> str:
    return reverse("ledger:conflict", args=[figure.enterprise_id, figure.measure, figure.year])


COLUMNS = (
    Column(
        "enterprise",
        "企业",
        value=lambda f: f.enterprise.name,
        link=_url,
        sort="enterprise__name_pinyin",
    ),
    Column("measure", "指标", value=lambda f: measure_label(f.measure), sort="measure"),
    Column("year", "年度", value=lambda f: str(f.year), sort="year"),
    Column("source", "来源", value=lambda f: source_label(f.source), minor=True),
    Column("reason", "矛盾"),
)


def open_conflicts(user: User, code: str = VIEW_CONFLICT) -> QuerySet[Figure]:
    """Figures that are missing until a person decides, of sources within reach."""
    rows = Figure.objects.filter(conflict=True).select_related("enterprise")
    far = reach(user, code)
    if far.zone:
        return rows
    own = Record.objects.filter(
        enterprise=OuterRef("enterprise"), source=OuterRef("source"), organisations__overlap=list(far.bureaus)
    )
    return rows.filter(Exists(own)) if far.bureaus else rows.none()


def conflict_filters() -> tuple[Any, ...]:
    """By enterprise and year."""
    years = Figure.objects.order_by("-year").values_list("year", flat=True).distinct()
    return (
        TextFilter(
            "q", "企业名称", apply=lambda r, t: r.filter(enterprise__in=Enterprise.objects.matching(t).values("pk"))
        ),
        ChoiceFilter("year", "年度", choices=[(str(y), str(y)) for y in years], apply=lambda r, v: r.filter(year=v)),
    )


@dataclass(frozen=True, slots=True)
class Period:
    """What was reported for one period; `contradicts` when more than one figure stands for it."""

    period: str
    label: str
    facts: tuple[Fact, ...]
    contradicts: bool


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """One measure of a firm in a year, with every figure reported, and the decisions so far."""

    firm: Enterprise
    measure: str
    label: str
    year: int
    figure: Figure | None
    periods: tuple[Period, ...]
    decided: tuple[FactDecision, ...]
    others: int


def reported_facts(firm: Enterprise, measure: str, year: int) -> QuerySet[Fact]:
    """All standing facts of a firm, measure and year, those that a decision left out among them."""
    return Fact.objects.filter(
        record_key__in=firm.records.values("record_key"),
        measure=measure,
        period__startswith=str(year),
        reading__superseded_at__isnull=True,
        reading__file__upload__withdrawn_at__isnull=True,
    ).select_related("reading__file__upload__organisation")


def conflict_page(user: User, firm: Enterprise, measure: str, year: int) -> ConflictPage | None:
    """None where nothing within the user's reach was reported."""
    facts = list(shown_facts(user, reported_facts(firm, measure, year)).order_by("period", "source", "id"))
    if not facts:
        return None
    decisions = FactDecision.objects.filter(fact__in=facts, undone_at__isnull=True).select_related("by", "fact")
    decided = {d.fact_id: d for d in decisions}
    figure = Figure.objects.filter(enterprise=firm, measure=measure, year=year).first()
    by_period: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_period[fact.source, fact.period].append(fact)
    periods = tuple(
        Period(period, f"{period_label(period)} · {source_label(source)}", tuple(rows), contradicts(rows, decided))
        for (source, period), rows in by_period.items()
    )
    return ConflictPage(
        firm=firm,
        measure=measure,
        label=measure_label(measure),
        year=year,
        figure=figure,
        periods=tuple(sorted(periods, key=lambda p: not p.contradicts)),
        decided=tuple(decided.values()),
        others=Figure.objects.filter(enterprise=firm, year=year, conflict=True).exclude(measure=measure).count(),
    )


def contradicts(rows: list[Fact], decided: dict[int, FactDecision]) -> bool:
    """Undecided, and flagged by the reader or different in two files."""
    undecided = [f for f in rows if f.pk not in decided]
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for fact in undecided:
        sums[fact.file] += fact.amount
    return any(f.conflict for f in undecided) or (len(sums) > 1 and len(set(sums.values())) > 1)


def same_rows(user: User, said: Mapping[Fact, str]) -> dict[Fact, str]:
    """The same word for the other contradicting figures of the same sheet rows: one decision for a row that came twice."""
    rows = {_row(f): verdict for f, verdict in said.items()}
    decided = FactDecision.objects.filter(undone_at__isnull=True).values("fact_id")
    others = Fact.objects.filter(
        reading_id__in={f.reading_id for f in said}, record_key__in={f.record_key for f in said}, conflict=True
    ).exclude(pk__in=decided)
    found = {f: rows[_row(f)] for f in shown_facts(user, others) if _row(f) in rows}
    return found | dict(said)


def _row(fact: Fact) -> tuple[object, str, str, str]:
    """The row of a sheet that a fact stands in; of a sum of cells, that of the first."""
    digits = re.search(r"\d+", fact.cell)
    return fact.reading_id, fact.record_key, fact.sheet, digits[0] if digits else fact.cell
