"""Figures of the reform of promotion: the company's set-up, people selected in the open, contracts, months paid by scheme."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from yuanheng.engines.calendars import Period
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import Reading, TallyFilter, tally

from .models import Candidate, CandidateState, CompanyStep, CompanyStepKind, EmploymentContract, PayRun, RunState, Staff

POST = TallyFilter("post", "岗位含", "text")


def _moment(known_on: date | None) -> datetime | None:
    return None if known_on is None else datetime.combine(known_on, time.max, SHANGHAI)


def _known(rows: QuerySet[Any], field: str, known_on: date | None) -> QuerySet[Any]:
    moment = _moment(known_on)
    return rows if moment is None else rows.filter(**{f"{field}__lte": moment})


def _within(field: str, period: Period, on: date) -> Q:
    months = (period.first, period.last)
    return Q(**{f"{field}__year": period.year, f"{field}__month__range": months, f"{field}__lte": on})


def _steps(on: date, known_on: date | None) -> QuerySet[CompanyStep]:
    moment = _moment(known_on)
    rows = _known(CompanyStep.objects.filter(happened_on__lte=on), "known_at", known_on)
    standing = Q(withdrawn_at__isnull=True)
    return rows.filter(standing if moment is None else standing | Q(withdrawn_at__gt=moment))


@tally(
    "rewards.company_steps", label="招商服务公司组建节点", unit="项",
    synonyms=("招商服务公司 组建", "招商服务中心 组建"),
)  # fmt: skip
def company_steps(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Steps of the company's set-up reached by the day, whenever they were (a company is set up once)."""
    rows = _steps(on, known_on)
    return Reading(value=Decimal(rows.count()), unit="项", records=rows)


@tally(
    "rewards.company_operating", label="招商服务公司实体化运作", unit="家",
    synonyms=("成立招商服务中心有限公司", "招商服务中心有限公司", "招商服务中心 实体化运作", "招商服务公司 实体化运作"),
)  # fmt: skip
def company_operating(period: Period, *, on: date, known_on: date | None) -> Reading:
    """1 once the company operates on its own, with its registration before it; else 0."""
    rows = _steps(on, known_on)
    done = {step.kind for step in rows} >= {CompanyStepKind.REGISTERED, CompanyStepKind.OPERATING}
    return Reading(value=Decimal(int(done)), unit="家", records=rows)


@tally(
    "rewards.selected", label="公开选聘人员", unit="人", filters=(POST,),
    synonyms=("公开选聘", "公开选聘总经理", "公开选聘总经理和招商职业经理", "招商职业经理"),
)  # fmt: skip
def selected(period: Period, *, on: date, known_on: date | None, post: str | None = None) -> Reading:
    """People appointed after an open selection in the period."""
    rows = Candidate.objects.filter(_within("appointed_on", period, on), state=CandidateState.APPOINTED)
    rows = _known(rows, "known_at", known_on)
    rows = rows.filter(selection__post__contains=post) if post else rows
    return Reading(value=Decimal(rows.count()), unit="人", records=rows.select_related("selection"))


@tally(
    "rewards.contracts",
    label="签订聘用合同",
    unit="件",
    filters=(POST,),
    synonyms=("合同化管理", "聘用合同", "签订聘用合同"),
)
def contracts(period: Period, *, on: date, known_on: date | None, post: str | None = None) -> Reading:
    """Contracts signed in the period."""
    rows = _known(EmploymentContract.objects.filter(_within("signed_on", period, on)), "known_at", known_on)
    rows = rows.filter(staff__post__contains=post) if post else rows
    return Reading(value=Decimal(rows.count()), unit="件", records=rows.select_related("staff"))


@tally(
    "rewards.staff",
    label="招商服务公司在职人员",
    unit="人",
    filters=(POST,),
    synonyms=("招商服务公司 人员", "招商职业经理 在职"),
)
def staff(period: Period, *, on: date, known_on: date | None, post: str | None = None) -> Reading:
    """People at work on the day."""
    rows = _known(Staff.objects.working(on), "created_at", known_on)
    rows = rows.filter(post__contains=post) if post else rows
    return Reading(value=Decimal(rows.count()), unit="人", records=rows)


@tally(
    "rewards.months_paid", label="按薪酬办法发放的月份", unit="个",
    synonyms=("基本工资+绩效工资", "“基本工资+绩效工资”的薪酬体系", "绩效工资 薪酬体系"),
)  # fmt: skip
def months_paid(period: Period, *, on: date, known_on: date | None) -> Reading:
    """Months of the period paid by the scheme of base and performance; a month computed again counts once."""
    months = Q(month__year=period.year, month__month__range=(period.first, period.last))
    end = _moment(min(on, known_on) if known_on else on)
    rows = PayRun.objects.filter(months, state=RunState.PAID, paid_at__lte=end)
    first = rows.order_by("month", "serial").distinct("month").values("pk")
    return Reading(value=Decimal(rows.values("month").distinct().count()), unit="个", records=rows.filter(pk__in=first))
