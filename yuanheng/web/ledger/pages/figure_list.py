"""The figures of all firms in one year, as known today or on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.known import known_on_of
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.enterprises.access import VIEW
from yuanheng.web.enterprises.asof import register_known
from yuanheng.web.enterprises.models import Enterprise

from ..asof import figures_as_of, figures_of_years
from ..models import Figure
from ..wording import MAIN_MEASURES, field_group, measure_label, shown_in


@dataclass(frozen=True, slots=True)
class FigureList:
    """What the list shows."""

    year: int
    known_on: date | None
    rows: QuerySet[Enterprise]
    columns: tuple[Column, ...]
    filters: tuple[Any, ...]


def figures_list(request: HttpRequest) -> FigureList:
    """One pass over the kept figures, or over the ledger as it was on the day."""
    known_on = known_on_of(request)
    years = list(Figure.objects.order_by("-year").values_list("year", flat=True).distinct())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else (years[0] if years else 0)
    found = figures_of_years(years=[year], known_on=known_on)[year] if known_on else figures_as_of(year=year)
    amounts = {m: found.amounts[m] for m in MAIN_MEASURES if m in found.amounts}
    ids = {pk for firms in amounts.values() for pk in firms}
    names = {f.id: f.name for f in register_known(known_on=known_on, linked=ids)} if known_on else {}
    return FigureList(
        year=year,
        known_on=known_on,
        rows=visible(request.user, VIEW, Enterprise.objects.filter(pk__in=ids)),
        columns=(_name(names), *(_column(m, firms, year, known_on) for m, firms in amounts.items())),
        filters=(
            TextFilter("q", "名称、代码、拼音", apply=lambda r, t: r.matching(t)),
            ChoiceFilter("year", "年度", choices=[(str(y), f"{y} 年") for y in years], apply=lambda r, v: r),
            TextFilter("known_on", "数据截至", apply=lambda r, t: r, kind="date"),
        ),
    )  # fmt: skip


def _name(names: dict[str, str]) -> Column:
    return Column(
        "name", "企业名称", sort="name_pinyin", value=lambda e: names.get(str(e.pk), e.name),
        link=lambda e: reverse("enterprises:enterprise", args=[e.pk]),
    )  # fmt: skip


def _short(value: Decimal) -> Decimal:
    """Without the zeros that the database keeps behind the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _column(measure: str, firms: dict[str, Decimal], year: int, known_on: date | None) -> Column:
    how = shown_in(measure)
    asked = f"?known_on={known_on}" if known_on else ""

    def value(firm: Enterprise) -> Decimal | None:
        amount = firms.get(str(firm.pk))
        return None if amount is None else _short(amount / how.divisor)

    def link(firm: Enterprise) -> str:
        return reverse("ledger:figure", args=[firm.pk, measure, year]) + asked if str(firm.pk) in firms else ""

    return Column(
        measure, f"{measure_label(measure)}({how.shown})", kind="number", value=value, link=link, places=how.decimals,
        group=field_group(measure), minor=measure not in MAIN_MEASURES[:3],
    )  # fmt: skip
