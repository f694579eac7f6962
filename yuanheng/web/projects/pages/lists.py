"""The library: filters shared by list, kanban and timeline; columns; what each shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.urls import reverse

from yuanheng.web.base.models import Organisation, User
from yuanheng.web.base.shown import wan
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..models import CURRENCIES, ORIGINS, SOURCES, Project, ProjectAmount, ProjectState, StageEntry
from ..stages import stage_rules, stages

SHOWN_A_COLUMN = 20
SHOWN_A_MONTH = 40
THRESHOLDS = (
    ("cny-10000000000", "100 亿元以上"), ("cny-2000000000", "20 亿元以上"), ("cny-1000000000", "10 亿元以上"),
    ("cny-100000000", "1 亿元以上"), ("usd-100000000", "1 亿美元以上"), ("usd-10000000", "1000 万美元以上"),
)  # fmt: skip
STATES = {"active": "green", "shelved": "orange", "ended": "secondary"}


def with_total(rows: QuerySet[Project]) -> QuerySet[Project]:
    """With the newest total investment and its currency."""
    newest = ProjectAmount.objects.filter(project=OuterRef("pk"), kind="total").order_by(
        "-holds_from", "-known_at", "-pk"
    )
    return rows.annotate(total=Subquery(newest.values("amount")[:1]), currency=Subquery(newest.values("currency")[:1]))


def money_text(amount: Decimal | None, currency: str | None) -> str:
    """120,000 万元; '' where it is not known."""
    if amount is None or currency is None:
        return ""
    return wan(amount, CURRENCIES[currency])


def stage_label(code: str) -> str:
    """On the page."""
    return stages()[code].label if code in stages() else code


COLUMNS = (
    Column("name", "项目", sort="name_pinyin", link=lambda p: reverse("projects:project", args=[p.pk])),
    Column("number", "编号", sort="number", minor=True),
    Column("stage", "阶段", kind="badge", sort="stage_on", value=lambda p: stage_label(p.stage), tone=lambda p: "blue"),
    Column("stage_on", "阶段日期", kind="date", sort="stage_on", minor=True),
    Column("total", "总投资", sort="total", value=lambda p: money_text(p.total, p.currency)),
    Column("origin", "内外资", value=lambda p: p.get_origin_display(), minor=True),
    Column("cluster", "产业", sort="cluster", minor=True),
    Column("organisation", "责任部门", value=lambda p: str(p.organisation), minor=True),
    Column("manager", "负责人", value=lambda p: str(p.manager or ""), minor=True),
    Column(
        "state", "状态", kind="badge", value=lambda p: p.get_state_display(), tone=lambda p: STATES[p.state], minor=True
    ),
)


def _by_amount(rows: QuerySet[Project], asked: str) -> QuerySet[Project]:
    unit, least = asked.split("-")
    return rows.filter(total__gte=Decimal(least), currency={"cny": "yuan", "usd": "usd"}[unit])


def project_filters() -> tuple[Any, ...]:
    """By words, stage, state, cluster, origin, amount, source, bureau, manager."""
    clusters = Project.objects.exclude(cluster="").order_by("cluster").values_list("cluster", flat=True).distinct()
    managers = User.objects.filter(pk__in=Project.objects.values("manager")).order_by("full_name")
    bureaus = Organisation.objects.filter(pk__in=Project.objects.values("organisation")).order_by("name")
    return (
        TextFilter("q", "项目、投资方、编号、拼音", apply=lambda r, t: r.matching(t)),
        ChoiceFilter(
            "stage", "阶段", choices=[(s.code, s.label) for s in stage_rules().track()],
            apply=lambda r, v: r.filter(stage=v),
        ),
        ChoiceFilter("state", "状态", choices=ProjectState.choices, apply=lambda r, v: r.filter(state=v)),
        ChoiceFilter("cluster", "产业", choices=[(c, c) for c in clusters], apply=lambda r, v: r.filter(cluster=v)),
        ChoiceFilter("origin", "内外资", choices=ORIGINS, apply=lambda r, v: r.filter(origin=v)),
        ChoiceFilter("amount", "总投资", choices=THRESHOLDS, apply=_by_amount),
        ChoiceFilter("source", "来源", choices=SOURCES, apply=lambda r, v: r.filter(source_kind=v)),
        ChoiceFilter(
            "bureau", "部门", choices=[(str(o.pk), o.name) for o in bureaus], apply=lambda r, v: r.filter(organisation=v)
        ),
        ChoiceFilter(
            "manager", "负责人", choices=[(str(u.pk), str(u)) for u in managers], apply=lambda r, v: r.filter(manager=v)
        ),
    )  # fmt: skip


def filtered(rows: QuerySet[Project], asked: Any) -> QuerySet[Project]:
    """The filters of the address, for the pages that are no table."""
    for item in project_filters():
        text = asked.get(item.key, "").strip()[:100]
        if text and (item.kind == "text" or text in dict(item.choices)):
            rows = item.apply(rows, text)
    return rows


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage of the kanban: how many, sums by currency, and the newest cards."""

    code: str
    label: str
    count: int
    sums: tuple[str, ...]
    cards: tuple[Any, ...]
    more: int


def lanes(rows: QuerySet[Project]) -> tuple[Lane, ...]:
    """The kanban in three queries, whatever the number of projects."""
    counts: dict[str, int] = dict(rows.order_by().values_list("stage").annotate(n=Count("pk")))
    sums: dict[str, list[str]] = {}
    for stage, currency, total in rows.order_by().values_list("stage", "currency").annotate(s=Sum("total")):
        if total is not None:
            sums.setdefault(stage, []).append(money_text(total, currency))
    cards: dict[str, list[Project]] = {}
    for stage in stage_rules().track():
        if counts.get(stage.code):
            cards[stage.code] = []
    newest = _newest_of_each(rows, list(cards))
    for project in newest:
        cards[project.stage].append(project)
    return tuple(
        Lane(
            code=s.code, label=s.label, count=counts.get(s.code, 0), sums=tuple(sorted(sums.get(s.code, []))),
            cards=tuple((p, money_text(p.total, p.currency)) for p in cards.get(s.code, [])),  # type: ignore[attr-defined]
            more=counts.get(s.code, 0) - len(cards.get(s.code, [])),
        )
        for s in stage_rules().track()
    )  # fmt: skip


def _newest_of_each(rows: QuerySet[Project], codes: list[str]) -> list[Project]:
    from django.db.models import F, Window
    from django.db.models.functions import RowNumber

    placed = rows.filter(stage__in=codes).annotate(
        place=Window(RowNumber(), partition_by="stage", order_by=[F("stage_on").desc(nulls_last=True), F("pk").desc()])
    )
    return list(placed.filter(place__lte=SHOWN_A_COLUMN).select_related("manager").order_by("stage", "place"))


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the timeline: what happened, by stage."""

    first: date
    count: int
    entries: tuple[StageEntry, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.entries)


def timeline(rows: QuerySet[Project], year: int) -> tuple[Month, ...]:
    """The stages that projects reached in a year, month by month, the latest stages first; so many a month."""
    from django.db.models import F, Window
    from django.db.models.functions import RowNumber

    entries = StageEntry.objects.filter(
        withdrawn_at__isnull=True, happened_on__year=year, project__in=rows.values("pk")
    )
    counts: dict[int, int] = dict(entries.order_by().values_list("happened_on__month").annotate(n=Count("pk")))
    placed = entries.annotate(
        place=Window(RowNumber(), partition_by="happened_on__month", order_by=[F("happened_on").desc(), F("pk").desc()])
    )
    months: dict[int, list[StageEntry]] = {month: [] for month in range(1, 13)}
    for entry in placed.filter(place__lte=SHOWN_A_MONTH).select_related("project").order_by("happened_on", "pk"):
        months[entry.happened_on.month].append(entry)
    return tuple(Month(date(year, month, 1), counts.get(month, 0), tuple(found)) for month, found in months.items())


def years_of(rows: QuerySet[Project]) -> list[int]:
    """The years in which anything happened, newest first."""
    found = StageEntry.objects.filter(withdrawn_at__isnull=True, project__in=rows.values("pk"))
    return sorted(found.order_by().values_list("happened_on__year", flat=True).distinct(), reverse=True)
