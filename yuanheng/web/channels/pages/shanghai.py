"""A region as one page: what came through it, what was held there, whom we work with; every number opens its records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, Sum

from yuanheng.web.cultivation.models import Cluster

from ..models import Brought, Channel, ChannelKind, ContactEntry, EventGuest, Partnership, PromotionEvent
from ..rules import Tier, channel_rules
from .brought import amounts_of, sums
from .figures import UNKNOWN, Asked, projects_at, reading_of, tier_of
from .offices import OfficeRow, office_row

STAGES = (("lead", "新增信息"), ("talks", "在谈"), ("signed", "签约"), ("registered", "注册"))
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and what opens it."""

    value: int
    cluster: str
    tier: str


@dataclass(frozen=True, slots=True)
class StageFigure:
    """Projects that reached a stage through the region in the year, with their sums by currency."""

    stage: str
    label: str
    count: int
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A zone, university, association or carrier there, with what was done with it in the year."""

    channel: Channel
    counts: bool
    agreements: int
    talks: int
    joint: int
    contacts: int
    last_contact: date | None
    leads: int


@dataclass(frozen=True, slots=True)
class RegionPage:
    """One region in a year."""

    region: str
    asked: Asked
    stages: tuple[StageFigure, ...]
    tiers: tuple[Tier, ...]
    matrix: tuple[tuple[str, tuple[Cell, ...]], ...]
    events: tuple[PromotionEvent, ...]
    event_count: int
    advisory_count: int
    guests: int
    event_cost: Any
    cost_unknown: int
    zones: tuple[Partner, ...]
    associations: tuple[Partner, ...]
    universities: tuple[Partner, ...]
    carriers: tuple[Partner, ...]
    pairs: tuple[Partnership, ...]
    offices: tuple[OfficeRow, ...]
    figures: tuple[tuple[str, str, str, int], ...]


def region_page(region: str, asked: Asked) -> RegionPage:
    """Everything of the page; a query or two a section, whatever the number of records."""
    there = Q(region=region) | Q(city__icontains=region)
    span = (date(asked.year, 1, 1), asked.on)
    events = PromotionEvent.objects.known(asked.known_on).filter(there, on__range=span)
    money = events.aggregate(cost=Sum("cost_yuan"), unknown=Count("pk", filter=Q(cost_yuan__isnull=True)))
    guests = EventGuest.objects.known(asked.known_on).filter(event__in=events.values("pk"))
    offices = Channel.objects.filter(kind=ChannelKind.OFFICE).of_region(region).standing(asked.on, asked.known_on)
    pairs = reading_of("rd_pairs", asked, through=region).records
    assert pairs is not None
    return RegionPage(
        region=region, asked=asked, stages=_stages(region, asked), tiers=channel_rules().tiers,
        matrix=lead_matrix(region, asked), events=tuple(events.select_related("channel")[:SHOWN]),
        event_count=events.count(), advisory_count=events.filter(kind="advisory").count(), guests=guests.count(),
        event_cost=money["cost"], cost_unknown=money["unknown"],
        zones=_partners("zone", region, asked), associations=_partners("association", region, asked),
        universities=_partners("university", region, asked), carriers=_partners("carrier", region, asked),
        pairs=tuple(pairs.select_related("channel", "enterprise", "project")),
        offices=tuple(office_row(office, asked) for office in offices), figures=_figures(region, asked),
    )  # fmt: skip


def _stages(region: str, asked: Asked) -> tuple[StageFigure, ...]:
    found = []
    for stage, label in STAGES:
        ids = list(projects_at(stage, asked, through=region).values_list("pk", flat=True))
        money = amounts_of(ids, on=asked.on, known_on=asked.known_on)
        found.append(StageFigure(stage, label, len(ids), sums(money)))
    return tuple(found)


def lead_matrix(region: str, asked: Asked) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """New leads by cluster and tier, in one query: a row 全部, then each cluster, the leading ones first."""
    rows = projects_at("lead", asked, through=region)
    leads = list(rows.values_list("cluster", "total_amount", "total_currency"))
    counts: Counter[tuple[str, str]] = Counter()
    for cluster, amount, currency in leads:
        for name in ("", cluster or "未填产业"):
            for tier in ("", tier_of(amount, currency)):
                counts[name, tier] += 1
    columns = ("", *(t.code for t in channel_rules().tiers), UNKNOWN)
    names = ["", *_clusters({name for name, _ in counts if name})]
    return tuple((name, tuple(Cell(counts[name, tier], name, tier) for tier in columns)) for name in names)


def _clusters(names: set[str]) -> list[str]:
    leading = list(Cluster.objects.filter(leading=True).values_list("name", flat=True))
    return sorted(names, key=lambda n: (n not in leading, n == "未填产业", n))


def _partners(kind: str, region: str, asked: Asked) -> tuple[Partner, ...]:
    """Channels of a kind there with their year, in five queries."""
    rows = list(Channel.objects.filter(kind=kind).of_region(region).standing(asked.on, asked.known_on))
    ids, span = [row.pk for row in rows], (date(asked.year, 1, 1), asked.on)
    joint = Partnership.objects.known(asked.known_on).filter(channel__in=ids)
    agreed = joint.filter(kind="agreement", on__lte=asked.on).filter(Q(until__isnull=True) | Q(until__gte=asked.on))
    contacts = ContactEntry.objects.known(asked.known_on).filter(channel__in=ids, on__lte=asked.on).order_by()
    brought = Brought.objects.known(asked.known_on).filter(channel__in=ids, main=True, on__range=span).order_by()
    counted = reading_of(_PLURAL[kind], asked, through=region).records
    assert counted is not None
    counts = set(counted.values_list("pk", flat=True))
    agreements, talks = _by_channel(agreed), _by_channel(joint.filter(kind="talks", on__range=span))
    projects = _by_channel(joint.filter(kind="industry_university", on__range=span))
    year_contacts, leads = _by_channel(contacts.filter(on__range=span)), _by_channel(brought)
    last = dict(contacts.values_list("channel").annotate(last=Max("on")))
    return tuple(
        Partner(
            channel=row, counts=row.pk in counts, agreements=agreements.get(row.pk, 0), talks=talks.get(row.pk, 0),
            joint=projects.get(row.pk, 0), contacts=year_contacts.get(row.pk, 0), last_contact=last.get(row.pk),
            leads=leads.get(row.pk, 0),
        )
        for row in rows
    )  # fmt: skip


_PLURAL = {"zone": "zones", "association": "associations", "university": "universities", "carrier": "carriers"}


def _by_channel(rows: Any) -> dict[Any, int]:
    return dict(rows.order_by().values_list("channel").annotate(n=Count("pk")))


def _figures(region: str, asked: Asked) -> tuple[tuple[str, str, str, int], ...]:
    """(code, label, unit, value) of the tallies that the plan's section on the region asks for."""
    codes = {
        "events": "招商活动", "zones": "有协议的园区", "co_building_talks": "共建洽谈", "associations": "对接协会",
        "advisory_events": "产业咨询活动", "universities": "合作高校", "university_projects": "产学研合作",
        "carriers": "对接载体", "rd_pairs": "研发生产协同", "funds": "联系基金", "agencies": "合作中介",
    }  # fmt: skip
    found = []
    for code, label in codes.items():
        reading = reading_of(code, asked, through=region)
        found.append((code, label, reading.unit, int(reading.value or 0)))
    return tuple(found)
