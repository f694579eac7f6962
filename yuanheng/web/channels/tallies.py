"""Figures over channels that the plan can count, each with the records behind it, on a day and as known on a day.

What is a state (agencies, funds, offices, pairs) is read on the last day of the period or on `on`, whichever is earlier;
what happens (events, talks) within the period. `through` narrows to a region, or to a city by that name.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import Reading, TallyFilter, tally
from yuanheng.web.projects.models import Project
from yuanheng.web.projects.tallies import register_narrowing

from .counting import counted
from .models import SHANGHAI, Channel, Partnership, PromotionEvent
from .rules import channel_rules, region_choices
from .through import through_region

THROUGH = TallyFilter("through", "地区", "choice", tuple(region_choices()))
KINDS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "agencies": ("agency", "建立合作关系的招商中介机构", "个", ("招商中介机构", "中介机构", "中介机构 合作关系")),
    "consultancies": (
        "consultancy", "保持联系的咨询顾问机构", "家", ("咨询顾问机构", "世邦", "仲量联行", "戴德", "世邦 仲量联行 戴德"),
    ),
    "funds": ("fund", "建立联系的专业投资基金", "个", ("专业投资基金", "投资基金", "基金 联系", "专业投资基金 联系")),
    "associations": ("association", "对接的行业协会", "个", ("行业协会", "协会")),
    "universities": ("university", "合作高校", "所", ("高校", "高校院所", "高校合作")),
    "zones": ("zone", "有协议的合作园区", "个", ("合作园区", "共建园区", "园区 合作协议")),
    "carriers": ("carrier", "对接的科创载体", "个", ("科创载体", "创新载体")),
    "offices": ("office", "招商联络办公室", "个", ("联络办公室", "驻外办事处", "招商办事处")),
}  # fmt: skip


def days_of(period: Period, on: date) -> tuple[date, date]:
    """The first day of the period, and its last or `on`, whichever is earlier."""
    following = date(period.year + period.last // 12, period.last % 12 + 1, 1)
    return date(period.year, period.first, 1), min(following - timedelta(days=1), on)


def _reading(rows: QuerySet[Any], unit: str) -> Reading:
    return Reading(value=Decimal(rows.count()), unit=unit, records=rows)


def channels_that_count(
    period: Period, *, on: date, known_on: date | None, kind: str, unit: str, through: str | None = None
) -> Reading:
    """Channels of a kind that count on the day; what counts is said in `rules/channels`."""
    _, last = days_of(period, on)
    rows = counted(kind, since=date(period.year, 1, 1), on=last, known_on=known_on, through=through)
    return _reading(rows, unit)


for _name, (_kind, _label, _unit, _synonyms) in KINDS.items():
    tally(f"channels.{_name}", label=_label, unit=_unit, synonyms=_synonyms, filters=(THROUGH,))(
        partial(channels_that_count, kind=_kind, unit=_unit)
    )


def events_held(
    period: Period, *, on: date, known_on: date | None, kinds: tuple[str, ...], through: str | None = None
) -> Reading:
    """Events of some kinds held within the period."""
    rows = PromotionEvent.objects.known(known_on).filter(on__range=days_of(period, on), kind__in=kinds)
    rows = rows.filter(Q(region=through) | Q(city__icontains=through)) if through else rows
    return _reading(rows, "场")


PROMOTION = channel_rules().promotion_kinds
SHANGHAI_EVENTS = ("上海 招商活动", "上海 招商推介会", "上海 推介活动", "上海 招商推介活动", "上海专题 推介活动")
EVENT_WORDS = ("专题招商活动", "招商推介会", "推介活动", "招商推介活动")
tally("channels.events", label="招商活动", unit="场", synonyms=EVENT_WORDS, filters=(THROUGH,))(
    partial(events_held, kinds=PROMOTION)
)
tally("channels.shanghai_events", label="上海专题招商活动", unit="场", synonyms=SHANGHAI_EVENTS)(
    partial(events_held, kinds=PROMOTION, through=SHANGHAI)
)
tally(
    "channels.advisory_events", label="产业咨询活动", unit="场", synonyms=("产业发展咨询活动", "咨询活动"),
    filters=(THROUGH,),
)(partial(events_held, kinds=("advisory",)))  # fmt: skip


def partnerships(
    period: Period, *, on: date, known_on: date | None, kind: str, unit: str, state: bool = False,
    through: str | None = None,
) -> Reading:  # fmt: skip
    """Partnerships of a kind: begun within the period, or (`state`) holding on its last day."""
    first, last = days_of(period, on)
    rows = Partnership.objects.known(known_on).filter(kind=kind, on__lte=last)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=last)) if state else rows.filter(on__gte=first)
    rows = rows.filter(Q(region=through) | Q(channel__in=Channel.objects.of_region(through))) if through else rows
    return _reading(rows, unit)


tally(
    "channels.co_building_talks", label="园区合作共建洽谈", unit="次", synonyms=("合作共建", "园区 共建", "共建洽谈"),
    filters=(THROUGH,),
)(partial(partnerships, kind="talks", unit="次"))  # fmt: skip
tally(
    "channels.rd_pairs", label="研发生产协同", unit="对", filters=(THROUGH,),
    synonyms=("研发在上海 生产在启东", "研发在上海", "异地研发 本地生产"),
)(partial(partnerships, kind="rd_pair", unit="对", state=True))  # fmt: skip
tally(
    "channels.university_projects", label="与高校的产学研合作", unit="个", synonyms=("高校 产学研", "高校 产学研合作"),
    filters=(THROUGH,),
)(partial(partnerships, kind="industry_university", unit="个"))  # fmt: skip


def _through(rows: QuerySet[Project], region: Any, on: date, known_on: date | None) -> QuerySet[Project]:
    return through_region(rows, str(region), on=on, known_on=known_on)


register_narrowing(TallyFilter("through", "经何地区引进", "choice", tuple(region_choices())), _through)
