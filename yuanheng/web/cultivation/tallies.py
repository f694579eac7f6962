"""Figures over enterprises that the plan can count: sales of clusters, thresholds passed, research, qualifications, services.

A period up to a month counts the months so far. Missing is never zero: a firm without a figure adds nothing and is not
among the records.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuanheng.engines.calendars import Period
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import Ahead, Reading, pipeline, tally
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.asof import NewestFigures, figures_as_of, newest_figures

from .membership import cluster_named, members
from .models import FirmRequest, Qualification, QualificationState, RequestAnswer, Service, ServiceKind
from .rules import kinds, section_of

SALES = "taxable_sales"


def _newest(measure: str, period: Period, known_on: date | None) -> NewestFigures:
    return newest_figures(measure, year=period.year, through=period.last, known_on=known_on)


def _year_before(newest: NewestFigures, period: Period, known_on: date | None) -> dict[str, Decimal]:
    """Sales of the same months of the year before."""
    return (
        figures_as_of(year=period.year - 1, through=newest.through, known_on=known_on).of(SALES)
        if newest.through
        else {}
    )


def _moment(known_on: date | None) -> datetime | None:
    return None if known_on is None else datetime.combine(known_on, time.max, SHANGHAI)


def _population(cluster: str | None, on: date, known_on: date | None) -> QuerySet[Enterprise] | None:
    """The firms asked about; None where the cluster is not known."""
    if not cluster:
        return Enterprise.objects.all()
    found = cluster_named(cluster)
    return None if found is None else members(found, on=on, known_at=_moment(known_on))


def _within(amounts: Mapping[str, Decimal], firms: QuerySet[Enterprise]) -> dict[str, Decimal]:
    wanted = {str(pk) for pk in firms.values_list("pk", flat=True)}
    return {firm: amount for firm, amount in amounts.items() if firm in wanted}


def _firms(ids: Any) -> QuerySet[Enterprise]:
    return Enterprise.objects.filter(pk__in=list(ids))


@tally(
    "enterprises.sales", label="应税销售", unit="元", synonyms=("应税销售", "应税销售收入", "开票销售", "应税销售额")
)
def sales(period: Period, *, on: date, known_on: date | None, cluster: str | None = None) -> Reading:
    """Taxable sales of a cluster's members, or of all firms, in the period so far."""
    firms = _population(cluster, on, known_on)
    if firms is None:
        return Reading(value=None, unit="元")
    newest = _newest(SALES, period, known_on)
    found = _within(newest.amounts, firms)
    total = sum(found.values(), Decimal(0)) if found else None
    return Reading(value=total, unit="元", records=_firms(found), note=newest.note(period.last))


@tally("enterprises.sales_growth", label="应税销售增幅", unit="%", synonyms=("增幅", "增长", "增速", "应税销售增长"))
def sales_growth(
    period: Period, *, on: date, known_on: date | None, cluster: str | None = None, same_firms: bool = False
) -> Reading:
    """Growth against the same months of the year before; `same_firms` compares those that have both figures."""
    firms = _population(cluster, on, known_on)
    if firms is None:
        return Reading(value=None, unit="%")
    newest = _newest(SALES, period, known_on)
    now = _within(newest.amounts, firms)
    before = _within(_year_before(newest, period, known_on), firms)
    if same_firms:
        both = now.keys() & before.keys()
        now, before = {f: now[f] for f in both}, {f: before[f] for f in both}
    top, base = sum(now.values(), Decimal(0)), sum(before.values(), Decimal(0))
    value = None if not now or base <= 0 else (top - base) / base * 100
    return Reading(
        value=value, unit="%", records=_firms(now), numerator=top - base, denominator=base,
        note=newest.note(period.last),
    )  # fmt: skip


@tally(
    "enterprises.passed_sales", label="应税销售新过线企业", unit="家",
    synonyms=("新增 应税销售 企业", "应税销售 企业 新过"),
)  # fmt: skip
def passed_sales(
    period: Period, *, on: date, known_on: date | None, amount_min_yuan: Decimal | None = None,
    amount_max_yuan: Decimal | None = None, cluster: str | None = None,
) -> Reading:  # fmt: skip
    """Firms whose sales reach a threshold and did not in the whole year before.

    A firm without a figure for the year before counts only if it was founded since then: else nobody knows.
    """
    firms = _population(cluster, on, known_on)
    if firms is None or amount_min_yuan is None:
        return Reading(value=None, unit="家")
    newest = _newest(SALES, period, known_on)
    now = _within(newest.amounts, firms)
    before = figures_as_of(year=period.year - 1, known_on=known_on).of(SALES)
    young = _young(firms, period.year)
    top = amount_max_yuan if amount_max_yuan is not None else Decimal("Infinity")
    passed = [
        firm
        for firm, amount in now.items()
        if amount_min_yuan <= amount < top and (before[firm] < amount_min_yuan if firm in before else firm in young)
    ]
    value = Decimal(len(passed)) if now else None
    return Reading(value=value, unit="家", records=_firms(passed), note=newest.note(period.last))


def _young(firms: QuerySet[Enterprise], year: int) -> set[str]:
    return {str(pk) for pk in firms.filter(founded_on__year__gte=year - 1).values_list("pk", flat=True)}


@tally(
    "enterprises.research", label="研发投入", unit="元", synonyms=("研发投入", "研发费用", "研发经费", "研发经费支出")
)
def research(
    period: Period, *, on: date, known_on: date | None, cluster: str | None = None, above_size: bool = False
) -> Reading:
    """Research expense of all firms, or of those above size."""
    firms = _population(cluster, on, known_on)
    if firms is None:
        return Reading(value=None, unit="元")
    newest = _newest("rd_expense", period, known_on)
    found = _within(newest.amounts, firms.filter(scale="规上") if above_size else firms)
    total = sum(found.values(), Decimal(0)) if found else None
    return Reading(value=total, unit="元", records=_firms(found), note=newest.note(period.last))


@tally(
    "enterprises.research_share", label="规上工业企业有研发投入的占比", unit="%",
    synonyms=("研发投入占比", "有研发活动企业占比", "研发活动覆盖率", "规上工业企业研发投入占比"),
)  # fmt: skip
def research_share(period: Period, *, on: date, known_on: date | None, cluster: str | None = None) -> Reading:
    """Of the above-size industrial firms, the share with research expense above zero; None while no firm has told any."""
    firms = _population(cluster, on, known_on)
    if firms is None:
        return Reading(value=None, unit="%")
    rows = firms.filter(scale="规上").values_list("pk", "industry_code")
    industry = {str(pk) for pk, code in rows if section_of(code) in {"B", "C", "D", ""}}
    newest = _newest("rd_expense", period, known_on)
    told = {f: amount for f, amount in newest.amounts.items() if f in industry}
    spent = {f for f, amount in told.items() if amount > 0}
    size = Decimal(len(industry))
    return Reading(
        value=Decimal(len(spent)) * 100 / size if told else None, unit="%", records=_firms(spent),
        numerator=Decimal(len(spent)), denominator=size, note=newest.note(period.last),
    )  # fmt: skip


def qualified(
    period: Period, *, on: date, known_on: date | None, kind: str, cluster: str | None = None,
    renewals: bool = False, declared: bool = False,
) -> Reading:  # fmt: skip
    """Qualifications of a kind that count for the year: recognised by then; or (`declared`) reported by the firms."""
    unit = kinds()[kind].unit
    rows = Qualification.objects.filter(kind=kind).select_related("enterprise")
    rows = rows if renewals else rows.filter(renewal=False)
    moment = _moment(known_on)
    if declared:
        rows = rows.filter(Q(declared_on__year=period.year, declared_on__lte=on))
        rows = rows if moment is None else rows.filter(known_at__lte=moment)
    else:
        rows = rows.filter(counts_for=period.year, recognised_on__lte=on).filter(_recognised(on, moment))
        rows = rows if moment is None else rows.filter(recognised_known_at__lte=moment)
    if cluster:
        firms = _population(cluster, on, known_on)
        rows = rows.none() if firms is None else rows.filter(enterprise__in=firms)
    return Reading(value=Decimal(rows.count()), unit=unit, records=rows)


def _recognised(on: date, moment: datetime | None) -> Q:
    """Recognised; or withdrawn only after the day, or without anybody knowing it then."""
    stood = Q(ended_on__gt=on)
    if moment is not None:
        stood |= Q(ended_known_at__gt=moment)
    return Q(state=QualificationState.RECOGNISED) | Q(state=QualificationState.WITHDRAWN) & stood


def _declared(
    period: Period, *, on: date, known_on: date | None, kind: str, cluster: str | None = None, renewals: bool = False,
    **_others: object,
) -> list[Ahead]:  # fmt: skip
    """What firms have applied for and nobody has decided: it comes on the day the list is expected, by the kind's chance."""
    rows = Qualification.objects.filter(kind=kind, declared_on__lte=on).select_related("enterprise")
    rows = rows if renewals else rows.filter(renewal=False)
    moment = _moment(known_on)
    if moment is None:
        rows = rows.filter(state=QualificationState.DECLARED)
    else:
        decided_later = Q(recognised_known_at__gt=moment) | Q(
            state=QualificationState.REFUSED, ended_known_at__gt=moment
        )
        rows = rows.filter(known_at__lte=moment).filter(Q(state=QualificationState.DECLARED) | decided_later)
    if cluster:
        firms = _population(cluster, on, known_on)
        rows = rows.none() if firms is None else rows.filter(enterprise__in=firms)
    chance = kinds()[kind].chance
    return [Ahead(q.expected_on, Decimal(1), chance, q.title or q.enterprise.name) for q in rows]


for _name, _kind in kinds().items():
    tally(f"qualifications.{_name}", label=f"新认定{_kind.label}", unit=_kind.unit, synonyms=_kind.synonyms)(
        partial(qualified, kind=_name)
    )
    pipeline(f"qualifications.{_name}")(partial(_declared, kind=_name))


def _within_months(field: str, period: Period) -> Q:
    months = (period.first, period.last)
    return Q(**{f"{field}__year": period.year, f"{field}__month__range": months})


def _held(period: Period, on: date, known_on: date | None, kind: ServiceKind) -> QuerySet[Service]:
    rows = Service.objects.filter(_within_months("held_on", period), kind=kind, held_on__lte=on)
    moment = _moment(known_on)
    return rows if moment is None else rows.filter(known_at__lte=moment)


@tally("services.forums", label="企业家座谈会", unit="场", synonyms=("企业家座谈会", "座谈会"))
def forums(period: Period, *, on: date, known_on: date | None, cluster: str | None = None) -> Reading:
    """Forums held with firms."""
    rows = _held(period, on, known_on, ServiceKind.FORUM)
    if cluster:
        found = cluster_named(cluster)
        rows = rows.none() if found is None else rows.filter(cluster=found)
    return Reading(value=Decimal(rows.count()), unit="场", records=rows)


@tally("services.visits", label="走访企业", unit="次", synonyms=("走访企业", "走访"))
def visits(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Visits to firms."""
    rows = _held(period, on, known_on, ServiceKind.VISIT)
    return Reading(value=Decimal(rows.count()), unit="次", records=rows)


@tally("services.groups", label="企业交流群", unit="个", synonyms=("企业交流群", "交流群"))
def groups(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Exchange groups set up with firms."""
    rows = _held(period, on, known_on, ServiceKind.GROUP)
    return Reading(value=Decimal(rows.count()), unit="个", records=rows)


@tally("requests.answered", label="企业诉求办结率", unit="%", synonyms=("诉求办结率", "企业诉求办结率", "诉求办结"))
def answered(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Of the requests received in the period, the share answered by the day."""
    rows = FirmRequest.objects.filter(_within_months("received_on", period), received_on__lte=on)
    moment = _moment(known_on)
    rows = rows if moment is None else rows.filter(known_at__lte=moment)
    answers = RequestAnswer.objects.filter(request=OuterRef("pk"), answered_on__lte=on)
    standing = Q(refused_on__isnull=True) | Q(refused_on__gt=on)
    if moment is not None:
        answers, standing = answers.filter(known_at__lte=moment), standing | Q(refused_known_at__gt=moment)
    size, done = Decimal(rows.count()), Decimal(rows.filter(Exists(answers.filter(standing))).count())
    return Reading(value=done * 100 / size if size else None, unit="%", records=rows, numerator=done, denominator=size)
