"""The funnel of a year's leads: how many came how far, how long each stage took, and what is to be expected of those at work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from yuanheng.web.base.models import Organisation
from yuanheng.web.base.tables import ChoiceFilter
from yuanheng.web.projects.models import CURRENCIES, Project
from yuanheng.web.projects.pages.lists import money_text, stage_label, with_total
from yuanheng.web.projects.stages import place_of

from ..rules import forecast_rule
from .cohort import Cohort, cohort_of

STEPS = ("lead", "talks", "framework", "signed", "registered")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how many came here or beyond, as a share of the step before and of all, and the days it took."""

    code: str
    label: str
    count: int
    of_before: Decimal | None
    of_all: Decimal | None
    days: Decimal | None
    measured: int


@dataclass(frozen=True, slots=True)
class Expected:
    """What is at work at a stage: projects, amounts by currency, the weight, and the weighted amounts."""

    code: str
    label: str
    count: int
    weight: Decimal
    weighted_count: Decimal
    amounts: tuple[str, ...]
    weighted: tuple[str, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class FunnelPage:
    """A year's funnel and the forecast."""

    steps: tuple[Step, ...]
    lost: int
    expected: tuple[Expected, ...]
    weighted_count: Decimal
    weighted: tuple[str, ...]
    unknown: int


def funnel_page(projects: QuerySet[Project], *, year: int | None) -> FunnelPage:
    """Leads first heard of in the year (None: all), and everything that is at work now."""
    cohort = cohort_of(projects, year=year)
    expected = _expected(projects)
    return FunnelPage(
        steps=_steps(cohort), lost=cohort.lost, expected=expected[0],
        weighted_count=sum((e.weighted_count for e in expected[0]), Decimal(0)), weighted=expected[1],
        unknown=sum(e.unknown for e in expected[0]),
    )  # fmt: skip


def _steps(cohort: Cohort) -> tuple[Step, ...]:
    counts = [cohort.reached(place_of(code)) for code in STEPS]
    made = []
    for index, code in enumerate(STEPS):
        middle, measured = cohort.days.get(code, (None, 0))
        made.append(
            Step(
                code=code, label=stage_label(code), count=counts[index],
                of_before=_share(counts[index], counts[index - 1] if index else None),
                of_all=_share(counts[index], counts[0]) if index else None, days=middle, measured=measured,
            )
        )  # fmt: skip
    return tuple(made)


def _share(part: int, whole: int | None) -> Decimal | None:
    return Decimal(100 * part) / whole if whole else None


def _expected(projects: QuerySet[Project]) -> tuple[tuple[Expected, ...], tuple[str, ...]]:
    """Each amount by the weight of its stage, each currency apart."""
    weights = forecast_rule().weights
    rows = with_total(projects.filter(state="active", stage__in=list(weights))).order_by()
    counts: dict[str, int] = dict(rows.values_list("stage").annotate(n=Count("pk")))
    unknown: dict[str, int] = dict(rows.filter(total__isnull=True).values_list("stage").annotate(n=Count("pk")))
    sums: dict[str, dict[str, Decimal]] = {}
    for stage, currency, total in (
        rows.exclude(total__isnull=True).values_list("stage", "currency").annotate(s=Sum("total"))
    ):
        sums.setdefault(stage, {})[currency] = total
    total: dict[str, Decimal] = {}
    made = []
    for code, weight in weights.items():
        weighted = {currency: amount * weight for currency, amount in sums.get(code, {}).items()}
        for currency, amount in weighted.items():
            total[currency] = total.get(currency, Decimal(0)) + amount
        count = counts.get(code, 0)
        made.append(
            Expected(
                code=code, label=stage_label(code), count=count, weight=weight * 100, weighted_count=count * weight,
                amounts=_texts(sums.get(code, {})), weighted=_texts(weighted), unknown=unknown.get(code, 0),
            )
        )  # fmt: skip
    return tuple(made), _texts(total)


def _texts(amounts: Mapping[str, Decimal]) -> tuple[str, ...]:
    return tuple(money_text(amounts[c].quantize(Decimal(1)), c) for c in CURRENCIES if c in amounts)


def funnel_filters(projects: QuerySet[Project]) -> tuple[ChoiceFilter, ...]:
    """By cluster, bureau, origin."""
    clusters = projects.exclude(cluster="").order_by("cluster").values_list("cluster", flat=True).distinct()
    bureaus = Organisation.objects.filter(pk__in=projects.order_by().values("organisation")).order_by("name")
    return (
        ChoiceFilter("cluster", "产业", choices=[(c, c) for c in clusters], apply=lambda r, v: r.filter(cluster=v)),
        ChoiceFilter("bureau", "部门", choices=[(str(o.pk), o.name) for o in bureaus],
                     apply=lambda r, v: r.filter(organisation=v)),
        ChoiceFilter("mine", "范围", choices=[("1", "我负责的")], apply=lambda r, v: r),
        ChoiceFilter("origin", "内外资", choices=[("domestic", "内资"), ("foreign", "外资")],
                     apply=lambda r, v: r.filter(origin=v)),
    )  # fmt: skip


def narrowed(projects: QuerySet[Project], asked: Any, *, user: Any) -> QuerySet[Project]:
    """The filters of the address."""
    for item in funnel_filters(projects):
        value = asked.get(item.key, "").strip()[:100]
        if value in dict(item.choices):
            projects = projects.filter(Q(manager=user)) if item.key == "mine" else item.apply(projects, value)
    return projects
