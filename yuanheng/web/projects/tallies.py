"""Figures over projects that the plan can count. A project counts once a stage, in the year it first reached it.

A threshold in yuan applies to amounts in yuan, a threshold in dollars to amounts in dollars; nothing is converted. Where a
target gives both, a project counts if the threshold of its own currency is met. `nested`: a project of 12 亿元 counts under
10 and under 1; with `amount_below_…` a tier ends where the next begins.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from yuanheng.engines.calendars import Period
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import Reading, TallyFilter, tally

from .models import DuplicateDecision, Project, ProjectAmount, Recognition, StageEntry

FILTERS = (
    TallyFilter("amount_min_yuan", "人民币金额不低于(元)", "yuan"),
    TallyFilter("amount_min_usd", "美元金额不低于(美元)", "usd"),
    TallyFilter("amount_below_yuan", "人民币金额低于(元)", "yuan"),
    TallyFilter("amount_below_usd", "美元金额低于(美元)", "usd"),
    TallyFilter("cluster", "产业", "cluster"),
    TallyFilter("foreign", "外资项目", "flag"),
    TallyFilter("manufacturing", "制造业", "flag"),
    TallyFilter("source", "来源含", "text"),
    TallyFilter("recognised", "以上级认定为准", "flag"),
)
WORDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "lead": ("projects.leads", "新增项目信息", ("项目信息", "投资项目信息", "项目线索", "新增项目信息")),
    "talks": ("projects.talks", "新增在谈项目", ("在谈项目", "洽谈项目")),
    "framework": ("projects.framework", "框架协议", ("框架协议", "意向签约")),
    "signed": ("projects.signed", "签约项目", ("签约", "新签约", "签约项目", "新签约项目", "新签项目", "新签")),
    "registered": ("projects.registered", "注册项目", ("注册", "新注册", "新注册项目", "注册项目")),
    "filed": ("projects.filed", "备案项目", ("备案", "立项")),
    "land_supplied": ("projects.land_supplied", "供地项目", ("供地", "供地项目")),
    "started": ("projects.started", "开工项目", ("开工", "新开工", "新开工项目", "开工项目", "开工建设")),
    "completed": ("projects.completed", "竣工项目", ("竣工", "新竣工", "竣工项目", "新竣工产业项目", "新竣工项目")),
    "in_production": ("projects.in_production", "投产项目", ("投产", "新投产", "投产项目")),
    "in_statistics": ("projects.in_statistics", "纳统项目", ("纳统", "入统")),
    "full_output": ("projects.full_output", "达产项目", ("达产", "转化达产", "达产项目")),
}


def moment_of(known_on: date | None) -> datetime | None:
    """The end of that Shanghai day; None: now."""
    return None if known_on is None else datetime.combine(known_on, time.max, SHANGHAI)


def reached(stage: str, period: Period, *, on: date, known_on: date | None) -> QuerySet[Project]:
    """Projects that first reached a stage in the period, by `on`, as known at the end of `known_on`."""
    first, last = date(period.year, period.first, 1), _last_day(period)
    earliest = standing(known_on).filter(stage=stage).values("project").annotate(reached=Min("happened_on"))
    within = earliest.filter(reached__gte=first, reached__lte=min(last, on))
    rows = Project.objects.filter(pk__in=within.order_by().values("project"))
    return without_doubles(rows, earliest.filter(reached__lte=on).order_by().values("project"), known_on=known_on)


def without_doubles(rows: QuerySet[Project], counted: QuerySet[Any], *, known_on: date | None) -> QuerySet[Project]:
    """Without second records of one project (settled by then) whose first record is among the `counted` itself."""
    doubles = DuplicateDecision.objects.filter(same=True, first__in=counted)
    moment = moment_of(known_on)
    doubles = doubles if moment is None else doubles.filter(at__lte=moment)
    return rows.exclude(pk__in=doubles.values("second"))


def _last_day(period: Period) -> date:
    following = date(period.year + period.last // 12, period.last % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def standing(known_on: date | None) -> QuerySet[StageEntry]:
    """The stage entries that stood, as known at the end of a day."""
    moment = moment_of(known_on)
    if moment is None:
        return StageEntry.objects.filter(withdrawn_at__isnull=True)
    return StageEntry.objects.filter(known_at__lte=moment).filter(
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment)
    )


def recognised(what: str, year: int, *, on: date, known_on: date | None) -> QuerySet[Project]:
    """Projects that the city counts for the year."""
    moment = moment_of(known_on)
    rows = Recognition.objects.filter(what=what, year=year, dated__lte=on)
    if moment is None:
        rows = rows.filter(withdrawn_at__isnull=True)
    else:
        rows = rows.filter(known_at__lte=moment).filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment))
    found = rows.values("project")
    return without_doubles(Project.objects.filter(pk__in=found), found, known_on=known_on)


def with_amount(
    rows: QuerySet[Project], *, on: date, known_on: date | None, min_yuan: Decimal | None, min_usd: Decimal | None,
    below_yuan: Decimal | None, below_usd: Decimal | None,
) -> QuerySet[Project]:  # fmt: skip
    """Those whose total investment, as it stood, meets the threshold of its own currency."""
    amounts = ProjectAmount.objects.filter(project=OuterRef("pk"), kind="total", holds_from__lte=on)
    moment = moment_of(known_on)
    if moment is not None:
        amounts = amounts.filter(known_at__lte=moment)
    newest = amounts.order_by("-holds_from", "-known_at", "-pk")
    rows = rows.annotate(
        total_amount=Subquery(newest.values("amount")[:1]), total_currency=Subquery(newest.values("currency")[:1])
    )
    wanted = Q()
    for currency, least, below in (("yuan", min_yuan, below_yuan), ("usd", min_usd, below_usd)):
        if least is not None or below is not None:
            part = Q(total_currency=currency)
            part &= Q() if least is None else Q(total_amount__gte=least)
            part &= Q() if below is None else Q(total_amount__lt=below)
            wanted |= part
    return rows.filter(wanted) if wanted else rows


Narrow = Callable[[QuerySet[Project], Any, date, date | None], QuerySet[Project]]
_narrowings: dict[str, Narrow] = {}
_filters: dict[str, TallyFilter] = {f.name: f for f in FILTERS}


def register_narrowing(item: TallyFilter, narrow: Narrow) -> None:
    """A higher app's filter of every tally of projects: `narrow(rows, value, on, known_on)`."""
    _narrowings[item.name], _filters[item.name] = narrow, item
    _declare()


def narrowed(
    rows: QuerySet[Project], *, on: date, known_on: date | None, cluster: str | None = None, foreign: bool | None = None,
    manufacturing: bool | None = None, source: str | None = None, **further: Any,
) -> QuerySet[Project]:  # fmt: skip
    """By cluster, origin, manufacturing, where the lead came from (a kind, or words of its name), and registered filters.

    Raises:
        TypeError: a filter that nobody registered.
    """
    unknown = set(further) - set(_narrowings)
    if unknown:
        raise TypeError(f"unknown filters of projects: {', '.join(sorted(unknown))}")
    for name, value in further.items():
        rows = _narrowings[name](rows, value, on, known_on) if value not in (None, "") else rows
    if cluster:
        wanted = cluster.removesuffix("产业")
        rows = rows.filter(cluster__icontains=wanted)
    if foreign is not None:
        rows = rows.filter(origin="foreign" if foreign else "domestic")
    if manufacturing is not None:
        rows = rows.filter(manufacturing=manufacturing)
    if source:
        rows = rows.filter(Q(source_kind=source) | Q(source_name__icontains=source))
    return rows


def count_stage(
    period: Period, *, on: date, known_on: date | None, stage: str, amount_min_yuan: Decimal | None = None,
    amount_min_usd: Decimal | None = None, amount_below_yuan: Decimal | None = None,
    amount_below_usd: Decimal | None = None, recognised: bool = False, nested: bool = True, **others: object,
) -> Reading:  # fmt: skip
    """Projects that reached a stage in the period; `recognised`: those the city counts for the year instead.

    `nested` records how the asker means the tiers; where they stand apart, `amount_below_…` ends each of them.
    """
    rows = (
        _recognised(stage, period.year, on=on, known_on=known_on)
        if recognised
        else reached(stage, period, on=on, known_on=known_on)
    )
    rows = with_amount(
        rows, on=on, known_on=known_on, min_yuan=amount_min_yuan, min_usd=amount_min_usd,
        below_yuan=amount_below_yuan, below_usd=amount_below_usd,
    )  # fmt: skip
    rows = narrowed(rows, on=on, known_on=known_on, **others)  # type: ignore[arg-type]
    return Reading(value=Decimal(rows.count()), unit="个", records=rows)


_recognised: Callable[..., QuerySet[Project]] = recognised


def _declare() -> None:
    """Every stage's tally, with the filters known by now."""
    for stage, (code, label, synonyms) in WORDS.items():
        tally(code, label=label, unit="个", synonyms=synonyms, filters=tuple(_filters.values()))(
            partial(count_stage, stage=stage)
        )


_declare()
