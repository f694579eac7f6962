"""Cumulative figures that fall, or do not equal their months."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuanheng.web.base.access import gate
from yuanheng.web.base.shown import number
from yuanheng.web.base.tables import ChoiceFilter, Column, build_table, table_page
from yuanheng.web.enterprises.models import Enterprise

from ..access import VIEW_CONFLICT, may_see, reaches_zone, shown_facts
from ..models import Fact
from ..reconciling import Discord, discords
from ..wording import measure_label, shown_in, source_label

KINDS = {"falls": "累计数下降", "months": "与逐月合计不符"}


@gate(VIEW_CONFLICT)
def course_list(request: HttpRequest) -> HttpResponse:
    """What does not agree, with both cells."""
    rows = _within_reach(request)
    firms = Enterprise.objects.in_bulk({d.enterprise for d in rows})
    table = build_table(
        request,
        name="累计核对",
        rows=rows,
        columns=_columns(firms),
        filters=(
            ChoiceFilter("kind", "问题", choices=list(KINDS.items()), apply=lambda r, v: [d for d in r if d.kind == v]),
        ),
        empty="累计数都对得上",
        empty_advice="累计数没有比上期小的,也没有与逐月合计不符的。",
    )  # fmt: skip
    return table_page(request, "ledger/courses.html", table)


def _within_reach(request: HttpRequest) -> list[Discord]:
    """Those whose cells the user may open."""
    found = discords()
    if not reaches_zone(request.user, VIEW_CONFLICT):
        near = set(
            shown_facts(request.user, Fact.objects.filter(pk__in=[d.fact.pk for d in found])).values_list(
                "pk", flat=True
            )
        )
        return [d for d in found if d.fact.pk in near]
    return [d for d in found if may_see(request.user, d.measure)]


def _amount(found: Discord, which: str) -> str:
    how = shown_in(found.measure)
    return f"{number(getattr(found, which) / how.divisor, places=how.decimals)} {how.shown}"


def _against(found: Discord) -> str:
    words = f"1-{found.before} 月累计" if found.kind == "falls" else f"1-{found.through} 月逐月合计"
    return f"{words} {_amount(found, 'against')}"


def _columns(firms: dict[Any, Enterprise]) -> tuple[Column, ...]:
    return (
        Column("enterprise", "企业", value=lambda d: firms[d.enterprise].name,
               link=lambda d: reverse("enterprises:enterprise", args=[d.enterprise])),
        Column("measure", "指标", value=lambda d: f"{d.year} 年{measure_label(d.measure)}",
               link=lambda d: reverse("ledger:figure", args=[d.enterprise, d.measure, d.year])),
        Column("kind", "问题", kind="badge", value=lambda d: KINDS[d.kind], tone=lambda d: "orange"),
        Column("amount", "累计数", value=lambda d: f"1-{d.through} 月累计 {_amount(d, 'amount')}",
               link=lambda d: reverse("ledger:fact", args=[d.fact.pk])),
        Column("against", "对照", value=_against, link=lambda d: reverse("ledger:fact", args=[d.other.pk])),
        Column("difference", "相差", value=lambda d: _amount(d, "difference")),
        Column("source", "来源", value=lambda d: source_label(d.source), minor=True),
    )  # fmt: skip
