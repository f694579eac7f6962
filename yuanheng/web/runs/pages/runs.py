"""The list of runs."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..models import Run, RunState

TONES = {RunState.PENDING: "blue", RunState.FINISHED: "green", RunState.FAILED: "red"}


def class_totals(run: Run) -> list[tuple[str, int]]:
    """Each class and its firms over all groups, in the scheme's order; classes without a firm are left out."""
    total: Counter[str] = Counter()
    for counts in run.class_counts.values():
        total.update(counts)
    codes = [*run.classes, run.summary.get("unclassified", "")]
    return [(code, total[code]) for code in codes if total.get(code)]


def counts_text(run: Run) -> str:
    """A 12 · B 30 · C 26 · D 4: the classes over all groups."""
    return " · ".join(f"{code} {number}" for code, number in class_totals(run))


def _label(run: Run) -> str:
    return f"{run.year} 年第 {run.serial} 次"


def _state(run: Run) -> str:
    return str(run.get_state_display())


COLUMNS = (
    Column("label", "评价批次", value=_label, sort="year", link=lambda run: reverse("runs:run", args=[run.pk])),
    Column("scheme_title", "评价办法", sort="scheme_title", minor=True),
    Column("assumed", "", kind="badge", value=lambda run: "假设" if run.assumption else "", tone=lambda run: "yellow"),
    Column("state", "状态", kind="badge", sort="state", value=_state, tone=lambda run: TONES[run.state]),
    Column("counts", "各类企业数", value=lambda run: counts_text(run) or None),
    Column("ran_by", "评价人", minor=True),
    Column("asked_at", "评价时间", kind="moment", sort="asked_at", minor=True),
    Column("note", "说明", value=lambda run: run.note or " ", minor=True),
)  # fmt: skip


def run_filters(rows: QuerySet[Run]) -> tuple[TextFilter | ChoiceFilter, ...]:
    """Year, scheme, state."""
    years = sorted({year for year in rows.values_list("year", flat=True).order_by()}, reverse=True)
    schemes = sorted(set(rows.values_list("scheme", "scheme_title").order_by()))
    return (
        TextFilter("q", "办法名称或说明", apply=_matching),
        ChoiceFilter("year", "年度", choices=[(str(y), f"{y} 年") for y in years], apply=_of_year),
        ChoiceFilter("scheme", "办法", choices=schemes, apply=lambda found, name: found.filter(scheme=name)),
        ChoiceFilter("state", "状态", choices=RunState.choices, apply=lambda found, state: found.filter(state=state)),
    )


def _matching(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(scheme_title__icontains=text) | rows.filter(note__icontains=text)


def _of_year(rows: QuerySet[Any], year: str) -> QuerySet[Any]:
    return rows.filter(year=int(year))
