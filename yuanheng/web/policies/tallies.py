"""Figures over policies that the plan can count: issued, fulfilled, paid, headquarters firms supported, asked of the city."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from yuanheng.engines.calendars import Period
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import Reading, TallyFilter, tally
from yuanheng.web.enterprises.models import Enterprise

from .models import THEMES, Fulfilment, FulfilmentState, Level, Payment, Policy, SupportRequest

FILTERS = (
    TallyFilter("theme", "类别", "choice", THEMES),
    TallyFilter("level", "层级", "choice", tuple(Level.choices)),
)
HEADQUARTERS = "headquarters"


def _within(field: str, period: Period, on: date) -> Q:
    first = date(period.year, period.first, 1)
    last = date(period.year + period.last // 12, period.last % 12 + 1, 1)
    return Q(**{f"{field}__gte": first, f"{field}__lt": last, f"{field}__lte": on})


def _known(rows: QuerySet[Any], known_on: date | None, *, at: str = "at") -> QuerySet[Any]:
    """As known at the end of a Shanghai day."""
    return rows if known_on is None else rows.filter(**{f"{at}__lte": datetime.combine(known_on, time.max, SHANGHAI)})


def _narrowed(rows: QuerySet[Any], path: str, theme: str | None, level: str | None) -> QuerySet[Any]:
    wanted = {f"{path}theme": theme, f"{path}level": level}
    return rows.filter(**{key: value for key, value in wanted.items() if value})


@tally(
    "policies.issued", label="出台政策", unit="项", synonyms=("出台扶持政策", "制定扶持政策", "招商扶持政策", "出台政策"),
    filters=FILTERS,
)  # fmt: skip
def issued(
    period: Period, *, on: date, known_on: date | None, theme: str | None = None, level: str | None = None
) -> Reading:
    """Policies issued in the period."""
    rows = _narrowed(_known(Policy.objects.filter(_within("issued_on", period, on)), known_on), "", theme, level)
    return Reading(value=Decimal(rows.count()), unit="项", records=rows)


@tally(
    "policies.fulfilled",
    label="兑现政策",
    unit="件",
    synonyms=("政策兑现", "兑现扶持政策", "兑现件数"),
    filters=FILTERS,
)
def fulfilled(
    period: Period, *, on: date, known_on: date | None, theme: str | None = None, level: str | None = None
) -> Reading:
    """Applications paid in full and closed in the period."""
    rows = Fulfilment.objects.filter(_within("closed_on", period, on), state=FulfilmentState.FULFILLED)
    rows = _narrowed(_known(rows, known_on, at="case__changed_at"), "policy__", theme, level)
    return Reading(value=Decimal(rows.count()), unit="件", records=rows)


@tally("policies.paid", label="兑现资金", unit="元", synonyms=("兑现资金", "拨付扶持资金", "政策资金"), filters=FILTERS)
def paid(
    period: Period, *, on: date, known_on: date | None, theme: str | None = None, level: str | None = None
) -> Reading:
    """Yuan paid in the period, reversals taken off; 0 only where payments cancel out, missing where there are none."""
    rows = _payments(period, on, known_on, theme, level)
    total = rows.aggregate(total=Sum("amount_yuan"))["total"]
    return Reading(value=total, unit="元", records=rows)


@tally(
    "policies.headquarters_firms", label="总部经济扶持企业", unit="家",
    synonyms=("总部企业", "总部经济企业", "扶持总部企业"),
)  # fmt: skip
def headquarters_firms(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Firms that a headquarters policy paid in the period, net of reversals."""
    rows = _payments(period, on, known_on, HEADQUARTERS, None)
    net = (
        rows.annotate(firm=F("fulfilment__enterprise"))
        .order_by()
        .values("firm")
        .annotate(total=Sum("amount_yuan"))
        .filter(firm__isnull=False, total__gt=0)
    )
    firms = Enterprise.objects.filter(pk__in=net.values("firm"))
    return Reading(value=Decimal(firms.count()), unit="家", records=firms)


@tally(
    "policies.requests", label="争取上级支持", unit="件", synonyms=("争取政策支持", "争取市财政政策支持", "争取支持")
)
def requests(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Requests sent to the city in the period."""
    rows = _known(SupportRequest.objects.filter(_within("asked_on", period, on)), known_on)
    return Reading(value=Decimal(rows.count()), unit="件", records=rows)


def _payments(
    period: Period, on: date, known_on: date | None, theme: str | None, level: str | None
) -> QuerySet[Payment]:
    rows = _known(Payment.objects.filter(_within("paid_on", period, on)), known_on)
    return _narrowed(rows, "fulfilment__policy__", theme, level)
