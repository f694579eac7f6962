"""The records behind a tally's number."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from yuanheng.engines.calendars import Period
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import Column, build_table, table_page
from yuanheng.web.base.tallies import tallies

from ..access import VIEW
from ..models import Work, WorkMoney
from ..pages.lists import columns
from ..rowspecs import REGISTERS
from ..rules import topic_choices
from ..standing import standings
from .rows import column_of

FIRST, LAST = 1949, 2200


@gate(VIEW)
def figure(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What a figure of a year counts, as of today or the year's end."""
    known = tallies().get(f"works.{code}")
    if known is None or not FIRST <= year <= LAST:
        raise Http404("没有这个数")
    on = min(moment.today(), date(year, 12, 31))
    topic = request.GET.get("topic", "")
    narrowed = (
        {"topic": topic} if topic in dict(topic_choices()) and any(f.name == "topic" for f in known.filters) else {}
    )
    found = known.read(Period(year), on=on, known_on=None, **narrowed)
    rows = visible(request.user, VIEW, found.records)  # type: ignore[arg-type]
    table = build_table(request, name=f"{year} 年{known.label}", rows=rows, columns=_columns(rows), order=("pk",))
    context = {"tally": known, "reading": found, "year": year, "on": on}
    return table_page(request, "works/figure.html", table, **context)


def _columns(rows: Any) -> tuple[Column, ...]:
    if rows.model is Work:
        return columns(standings(list(rows.select_related("organisation", "case")), on=moment.today()))
    work = Column("work", "工程", value=lambda r: str(r.work), link=lambda r: reverse("works:work", args=[r.work_id]))
    if rows.model is WorkMoney:
        return (
            work, Column("holds_from", "日期", kind="date", sort="holds_from"),
            Column("amount", "金额", kind="number", unit="yuan", sort="amount"), Column("document", "凭证"),
            Column("over", "提示", kind="badge", value=lambda r: "超合同" if r.over else "", tone=lambda r: "orange"),
        )  # fmt: skip
    register = next(r for r in REGISTERS.values() if r.model is rows.model)
    return (*[column_of(f) for f in register.columns], work)
