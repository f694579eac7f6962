"""Figures over works that the plan can count, each with the records behind it, on a day and as known on a day.

What happens (started, completed, approved, signed) is counted within the period by its day; what is a state (shares) on the last
day of the period or on `on`, whichever is earlier. A milestone reads 1 when every work of its topic has passed its steps, 0
before, nothing where no work of the topic is registered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import QuerySet

from yuanheng.engines.calendars import Period
from yuanheng.web.base.moment import end_of
from yuanheng.web.base.tallies import Reading, TallyFilter, tally

from .models import Compound, Happening, Household, Shop, StepReached, Stretch, Work, WorkMoney
from .models.work import MoneyKind
from .rowspecs import figures_of
from .rules import Milestone, Topic, kind_choices, kind_rules, topic_choices, topic_rules

KIND = TallyFilter("kind", "工程类别", "choice", tuple(kind_choices()))
TOPIC = TallyFilter("topic", "计划事项", "choice", tuple(topic_choices()))


def days_of(period: Period, on: date) -> tuple[date, date]:
    """The first day of the period, and its last or `on`, whichever is earlier."""
    following = date(period.year + period.last // 12, period.last % 12 + 1, 1)
    return date(period.year, period.first, 1), min(following - timedelta(days=1), on)


def works_known(known_on: date | None, *, kind: str | None = None, topic: str | None = None) -> QuerySet[Work]:
    """Works registered by the end of a day, of a kind, of a topic."""
    moment = end_of(known_on)
    rows = Work.objects.all() if moment is None else Work.objects.filter(created_at__lte=moment)
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(topic=topic) if topic else rows


def passed(known_on: date | None) -> QuerySet[StepReached]:
    """The steps passed, as known at the end of a day."""
    rows, moment = StepReached.objects.all(), end_of(known_on)
    rows = rows if moment is None else rows.filter(known_at__lte=moment)
    newest = rows.order_by("work_id", "step", "-known_at", "-pk").distinct("work_id", "step")
    return StepReached.objects.filter(pk__in=newest.values("pk"), undone=False)


def works_reached(
    period: Period, *, on: date, known_on: date | None, which: str, unit: str, kind: str | None = None,
    topic: str | None = None,
) -> Reading:  # fmt: skip
    """Works whose start, approval or finish (`which`) fell in the period."""
    first, last = days_of(period, on)
    steps = passed(known_on).filter(happened_on__range=(first, last))
    found: list[Any] = []
    for rule in kind_rules().kinds:
        if getattr(rule, which) and (kind is None or rule.code == kind):
            found += steps.filter(work__kind=rule.code, step=getattr(rule, which)).values_list("work", flat=True)
    rows = works_known(known_on, topic=topic).filter(pk__in=found)
    return Reading(value=Decimal(rows.count()), unit=unit, records=rows)


for _code, _label, _unit, _which, _synonyms in (
    ("completed", "完成的工程", "个", "finish", ("工程 完成", "工程 完工", "工程 竣工", "市政工程")),
    ("started", "开工(启动)的工程", "个", "start", ("工程 开工", "工程 启动", "市政基础设施 开工")),
    ("plans_approved", "取得批复的规划", "项", "approve", ("规划 批复", "规划 获批", "规划编制 批复")),
):
    _narrow = {"kind": "planning"} if _which == "approve" else {}
    tally(
        f"works.{_code}", label=_label, unit=_unit, synonyms=_synonyms, filters=(TOPIC,) if _narrow else (KIND, TOPIC)
    )(partial(works_reached, which=_which, unit=_unit, **_narrow))  # type: ignore[arg-type]
for _code, _label, _unit, _kind, _which, _synonyms in (
    (
        "plans_started",
        "启动编制的规划",
        "项",
        "planning",
        "start",
        ("规划 启动", "规划编制", "发展规划编制", "区中园 发展规划", "控制性详细规划", "概念规划", "城市设计方案"),
    ),
    ("roads_started", "开工的道路", "条", "road", "start", ("道路 开工", "道路建设 开工")),
    ("roads_open", "通车的道路", "条", "road", "finish", ("道路 通车", "道路 建成", "道路 改造提升", "路建设")),
    (
        "rivers_done",
        "完成绿化提档升级的河道和道路",
        "条",
        "river",
        "finish",
        ("河道 绿化", "岸坡绿化", "河 绿化 提档升级"),
    ),
    (
        "expansions",
        "投运的配套扩容",
        "项",
        "utility",
        "finish",
        ("配套设施 完善", "供电 供水 供热", "配套设施建设", "工业污水处理"),
    ),
    ("streets_open", "完成提升的街区和广场", "个", "street", "finish", ("街区 环境", "街区 提升", "城街区")),
):
    tally(f"works.{_code}", label=_label, unit=_unit, synonyms=_synonyms, filters=(TOPIC,))(
        partial(works_reached, which=_which, unit=_unit, kind=_kind)
    )  # fmt: skip


def _standing(model: Any, known_on: date | None, topic: str | None) -> QuerySet[Any]:
    rows = model.objects.standing(known_on)
    return rows.filter(work__topic=topic) if topic else rows


def households_signed(period: Period, *, on: date, known_on: date | None, topic: str | None = None) -> Reading:
    """Households that signed within the period."""
    rows = _standing(Household, known_on, topic).filter(signed_on__range=days_of(period, on))
    return Reading(value=Decimal(rows.count()), unit="户", records=rows)


def acquired_mu(period: Period, *, on: date, known_on: date | None, topic: str | None = None) -> Reading:
    """The area of the households that signed within the period, in mu."""
    rows = _standing(Household, known_on, topic).filter(signed_on__range=days_of(period, on))
    return Reading(value=sum(rows.values_list("area_mu", flat=True), Decimal(0)), unit="亩", records=rows)


tally(
    "works.households_signed",
    label="签约的征地户",
    unit="户",
    filters=(TOPIC,),
    synonyms=("征地 签约", "征收 签约", "征地 户", "拆迁 签约"),
)(households_signed)
tally(
    "works.acquired_mu",
    label="签约的征地面积",
    unit="亩",
    filters=(TOPIC,),
    synonyms=("征地 亩", "征收土地", "征地面积", "征地工作"),
)(acquired_mu)


def river_km(period: Period, *, on: date, known_on: date | None, topic: str | None = None) -> Reading:
    """Kilometres of river banks and roadsides finished within the period."""
    rows = _standing(Stretch, known_on, topic).filter(work__kind="river", done_on__range=days_of(period, on))
    metres = sum(rows.values_list("metres", flat=True), Decimal(0))
    return Reading(value=metres / 1000, unit="公里", records=rows)


tally(
    "works.river_km",
    label="完成绿化的河道和道路长度",
    unit="公里",
    filters=(TOPIC,),
    synonyms=("绿化 公里", "岸坡 公里", "河道 公里", "绿化长度"),
)(river_km)


def compounds_count(
    period: Period, *, on: date, known_on: date | None, day: str, unit: str = "个", topic: str | None = None
) -> Reading:
    """Compounds surveyed or finished (`day`) within the period."""
    rows = _standing(Compound, known_on, topic).filter(**{f"{day}__range": days_of(period, on)})
    return Reading(value=Decimal(rows.count()), unit=unit, records=rows)


def compounds_share(period: Period, *, on: date, known_on: date | None, topic: str | None = None) -> Reading:
    """Of the compounds on the list, the share that is surveyed and, where mixed, mended and accepted, in per cent."""
    _, last = days_of(period, on)
    rows = _standing(Compound, known_on, topic)
    all_, done = rows.count(), rows.filter(done_on__lte=last).count()
    done += rows.filter(done_on__isnull=True, mixed=False, surveyed_on__lte=last).count()
    return _share(Decimal(done), Decimal(all_), rows)


def pipe_mended(period: Period, *, on: date, known_on: date | None, topic: str | None = None) -> Reading:
    """Metres of pipe mended, as the register stands on the day."""
    rows = _standing(Compound, known_on, topic).filter(mended_m__gt=0)
    total = rows.count()
    return Reading(
        value=sum(rows.values_list("mended_m", flat=True), Decimal(0)) if total else None, unit="米", records=rows
    )


def _share(part: Decimal, whole: Decimal, rows: QuerySet[Any]) -> Reading:
    value = (part * 100 / whole).quantize(Decimal("0.01")) if whole else None
    return Reading(value=value, unit="%", records=rows, numerator=part, denominator=whole)


tally(
    "works.sewage_surveyed",
    label="完成摸排的小区和庭院",
    unit="个",
    filters=(TOPIC,),
    synonyms=("雨污混流 小区", "小区 摸排", "庭院 摸排"),
)(partial(compounds_count, day="surveyed_on"))
tally(
    "works.sewage_done",
    label="完成整治的小区和庭院",
    unit="个",
    filters=(TOPIC,),
    synonyms=("雨污分流 小区", "小区 雨污分流", "333行动"),
)(partial(compounds_count, day="done_on"))
tally(
    "works.sewage_compounds",
    label="污水 333 行动完成率",
    unit="%",
    filters=(TOPIC,),
    synonyms=("雨污分流 覆盖", "雨污分流 完成", "污水 提质增效", "333行动"),
)(compounds_share)
tally(
    "works.sewage_pipe_m",
    label="修复的污水管道",
    unit="米",
    filters=(TOPIC,),
    synonyms=("管道维修", "管道 修复", "管网 修复"),
)(pipe_mended)


def shops_let(period: Period, *, on: date, known_on: date | None, topic: str | None = None) -> Reading:
    """Of the shops' area, the share that is let on the day, in per cent."""
    rows = _standing(Shop, known_on, topic)
    sums = figures_of(list(rows), "shops")
    return _share(sums["area"] - sums["vacant_area"], sums["area"], rows)


def shops_rent(period: Period, *, on: date, known_on: date | None, topic: str | None = None) -> Reading:
    """The rent of a month of the shops that are let, in yuan; where some rents are not known the note says so."""
    rows = _standing(Shop, known_on, topic).exclude(tenant="")
    sums = figures_of(list(rows), "shops")
    note = f"{sums['missing']} 间已租商铺没有登记租金" if sums["missing"] else ""
    return Reading(value=sums["rent"] if sums["all"] else None, unit="元", records=rows, note=note)


def plaza_events(period: Period, *, on: date, known_on: date | None, topic: str | None = None) -> Reading:
    """Events held on plazas, streets and in buildings within the period."""
    rows = _standing(Happening, known_on, topic).filter(on__range=days_of(period, on))
    return Reading(value=Decimal(rows.count()), unit="场", records=rows)


tally(
    "works.shops_let",
    label="商业广场出租率(按面积)",
    unit="%",
    filters=(TOPIC,),
    synonyms=("商业广场 出租率", "广场 运营", "商业广场运营", "凤凰荟", "商铺 出租"),
)(shops_let)
tally("works.shops_rent", label="商业广场月租金", unit="元", filters=(TOPIC,), synonyms=("商铺 租金", "广场 租金"))(
    shops_rent
)
tally("works.plaza_events", label="广场和街区活动", unit="场", filters=(TOPIC,), synonyms=("广场 活动", "街区 活动"))(
    plaza_events
)


def paid(
    period: Period, *, on: date, known_on: date | None, kind: str | None = None, topic: str | None = None
) -> Reading:
    """What was paid for works within the period, in yuan."""
    first, last = days_of(period, on)
    rows = WorkMoney.objects.known(last, known_on).filter(kind=MoneyKind.PAID, holds_from__gte=first)
    rows = rows.filter(work__kind=kind) if kind else rows
    rows = rows.filter(work__topic=topic) if topic else rows
    found = list(rows.values_list("amount", flat=True))
    return Reading(value=sum(found, Decimal(0)) if found else None, unit="元", records=rows)


tally(
    "works.paid",
    label="工程付款",
    unit="元",
    filters=(KIND, TOPIC),
    synonyms=("工程 付款", "城建 投入", "基础设施 投入", "征地 付款"),
)(paid)


def milestone_reached(
    period: Period, *, on: date, known_on: date | None, topic: Topic, milestone: Milestone
) -> Reading:
    """1 when every work of the topic passed every step of the milestone by the day; skipped works count as open."""
    _, last = days_of(period, on)
    rows = works_known(known_on, topic=topic.code).filter(kind__in=milestone.kinds).exclude(state="stopped")
    wanted = rows.count()
    steps = passed(known_on).filter(happened_on__lte=last, step__in=milestone.steps, work__in=rows.values("pk"))
    by_work: dict[Any, set[str]] = {}
    for pk, step in steps.values_list("work", "step"):
        by_work.setdefault(pk, set()).add(step)
    done = sum(len(found) == len(milestone.steps) for found in by_work.values())
    return Reading(
        value=Decimal(int(done == wanted)) if wanted else None, unit="日期", records=rows, numerator=Decimal(done),
        denominator=Decimal(wanted), note=f"{done}/{wanted} 项办到“{milestone.label}”",
    )  # fmt: skip


def _milestone(topic: Topic, milestone: Milestone) -> Callable[..., Reading]:
    return partial(milestone_reached, topic=topic, milestone=milestone)


for _topic in topic_rules().topics:
    if _topic.milestone is not None:
        tally(
            f"works.{_topic.milestone.code}", label=_topic.milestone.label, unit="日期", synonyms=_topic.milestone.words
        )(_milestone(_topic, _topic.milestone))
