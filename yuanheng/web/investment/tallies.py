"""Figures of investment promotion that the plan can count, each as known at the end of a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import Reading, TallyFilter, tally
from yuanheng.web.projects.tallies import moment_of

from .models import Activity, ResearchGroup, ResearchReport, TargetCompany
from .rules import chain_of

CLUSTER = TallyFilter("cluster", "产业", "cluster")


def _span(period: Period, on: date) -> tuple[date, date]:
    following = date(period.year + period.last // 12, period.last % 12 + 1, 1)
    return date(period.year, period.first, 1), min(date.fromordinal(following.toordinal() - 1), on)


def _chain(cluster: str | None) -> Q:
    if not cluster:
        return Q()
    chain = chain_of(cluster)
    return Q(chain=chain.code) if chain else Q(pk__in=[])


def _count(rows: QuerySet[object], unit: str) -> Reading:
    return Reading(value=Decimal(rows.count()), unit=unit, records=rows)


@tally(
    "investment.research_groups", label="产业研究小组", unit="个", filters=(CLUSTER,),
    synonyms=("产业研究小组", "研究小组", "产业研究组", "组建产业研究小组"),
)  # fmt: skip
def research_groups(period: Period, *, on: date, known_on: date | None, cluster: str | None = None) -> Reading:
    """Groups formed by the end of the period and not ended by then: a group of last year goes on."""
    _, last = _span(period, on)
    rows = ResearchGroup.objects.filter(_chain(cluster), formed_on__lte=last)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=last))
    moment = moment_of(known_on)
    return _count(rows if moment is None else rows.filter(known_at__lte=moment), "个")


@tally(
    "investment.reports", label="产业研究报告", unit="篇", filters=(CLUSTER,),
    synonyms=("产业研究报告", "研究报告", "产业链研究报告"),
)  # fmt: skip
def reports(period: Period, *, on: date, known_on: date | None, cluster: str | None = None) -> Reading:
    """Reports dated in the period."""
    rows = ResearchReport.objects.filter(_chain(cluster), on__range=_span(period, on))
    moment = moment_of(known_on)
    return _count(rows if moment is None else rows.filter(known_at__lte=moment), "篇")


@tally(
    "investment.companies", label="招商目标对象", unit="家", filters=(CLUSTER,),
    synonyms=("招商目标对象", "目标对象", "目标企业", "招商目标企业", "招商目标对象库"),
)  # fmt: skip
def companies(period: Period, *, on: date, known_on: date | None, cluster: str | None = None) -> Reading:
    """Companies in the library at the end of the period, dropped ones left out (those dropped by now: the register keeps
    no day of leaving beside its history)."""
    _, last = _span(period, on)
    until = moment_of(last if known_on is None else min(last, known_on))
    return _count(TargetCompany.objects.in_library().filter(_chain(cluster), created_at__lte=until), "家")


def _contacts(period: Period, kinds: tuple[str, ...], *, on: date, known_on: date | None) -> QuerySet[Activity]:
    rows = Activity.objects.filter(kind__in=kinds, on__range=_span(period, on), void=False)
    later = Activity.objects.filter(corrects=OuterRef("pk"))
    moment = moment_of(known_on)
    if moment is not None:
        rows, later = rows.filter(known_at__lte=moment), later.filter(known_at__lte=moment)
    return rows.filter(~Exists(later))


@tally(
    "investment.visits",
    label="外出走访",
    unit="次",
    synonyms=("外出招商", "走访企业", "拜访企业", "走访客商", "拜访客商"),
)
def visits(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Visits to companies and investors in the period; a corrected one counts as its correction says."""
    return _count(_contacts(period, ("visit",), on=on, known_on=known_on), "次")


@tally("investment.receptions", label="接待客商", unit="批次", synonyms=("接待客商", "客商来访", "接待来访"))
def receptions(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Receptions of investors in the period."""
    return _count(_contacts(period, ("reception",), on=on, known_on=known_on), "批次")
