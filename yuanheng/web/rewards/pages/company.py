"""The service company on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from ..models import CompanyStep, CompanyStepKind, Selection, Staff


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of the set-up: its entry, or None where it has not been reached."""

    kind: str
    label: str
    entry: CompanyStep | None


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """The set-up, who works where, and the selections."""

    milestones: tuple[Milestone, ...]
    withdrawn: tuple[CompanyStep, ...]
    sentence: str
    working: int
    posts: tuple[tuple[str, int], ...]
    offices: tuple[tuple[str, int], ...]
    selections: tuple[Selection, ...]


def company_page(*, on: date) -> CompanyPage:
    """As it stands on a day."""
    steps = list(CompanyStep.objects.select_related("file", "by").filter(happened_on__lte=on))
    standing = {s.kind: s for s in steps if s.withdrawn_at is None}
    rows = Staff.objects.working(on)
    return CompanyPage(
        milestones=tuple(Milestone(k.value, k.label, standing.get(k.value)) for k in CompanyStepKind),
        withdrawn=tuple(s for s in steps if s.withdrawn_at is not None),
        sentence=_sentence(standing),
        working=rows.count(),
        posts=_counts(rows, "post"),
        offices=_counts(rows, "office"),
        selections=tuple(Selection.objects.select_related("case").annotate(applied=Count("candidates"))[:20]),
    )


def _counts(rows: Any, field: str) -> tuple[tuple[str, int], ...]:
    found = rows.order_by().values_list(field).annotate(n=Count("pk")).order_by("-n", field)
    return tuple((name, n) for name, n in found)


def _sentence(standing: dict[str, CompanyStep]) -> str:
    """What the plan asks for, in one line."""
    registered, operating = (standing.get(k) for k in (CompanyStepKind.REGISTERED, CompanyStepKind.OPERATING))
    if registered and operating:
        return f"已办成:{registered.happened_on} 注册成立,{operating.happened_on} 实体化运作。"
    if registered:
        return f"{registered.happened_on} 已注册成立,尚未登记实体化运作。"
    return "尚未登记注册成立。"
