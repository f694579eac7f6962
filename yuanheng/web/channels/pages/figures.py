"""The projects and records behind one number of a page: asked the same way as the plan's tallies ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import Reading, tallies
from yuanheng.web.projects.models import Project
from yuanheng.web.projects.tallies import WORDS, count_stage, with_amount

from ..rules import Tier, channel_rules

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is about: a year, up to a day, as known at the end of another (None: now)."""

    year: int
    on: date
    known_on: date | None = None

    @property
    def period(self) -> Period:
        """The year."""
        return Period(self.year)


def tier_named(code: str) -> Tier | None:
    """One of the rules' tiers."""
    return next((t for t in channel_rules().tiers if t.code == code), None)


def limits_of(code: str) -> dict[str, Decimal]:
    """A tier as thresholds: not below its own, below the next above."""
    tiers = channel_rules().tiers
    place = next(i for i, t in enumerate(tiers) if t.code == code)
    limits = {"amount_min_yuan": tiers[place].min_yuan, "amount_min_usd": tiers[place].min_usd}
    if place:
        above = tiers[place - 1]
        limits |= {"amount_below_yuan": above.min_yuan, "amount_below_usd": above.min_usd}
    return limits


def projects_at(stage: str, asked: Asked, *, through: str = "", cluster: str = "", tier: str = "") -> QuerySet[Project]:
    """Projects that reached a stage in the year, through a region, of a cluster, of a tier (`unknown`: no such amount)."""
    limits = limits_of(tier) if tier and tier != UNKNOWN else {}
    rows: QuerySet[Project] = count_stage(  # type: ignore[assignment]
        asked.period, on=asked.on, known_on=asked.known_on, stage=stage, cluster=cluster or None,
        through=through or None, **limits,
    ).records  # fmt: skip
    if not limits:
        rows = with_amount(
            rows, on=asked.on, known_on=asked.known_on, min_yuan=None, min_usd=None, below_yuan=None, below_usd=None
        )
    if tier == UNKNOWN:
        rows = rows.filter(Q(total_amount__isnull=True) | ~Q(total_currency__in=("yuan", "usd")))
    return rows


def tier_of(amount: Decimal | None, currency: str | None) -> str:
    """The tier of an amount, by the same limits; `unknown` where there is none in yuan or dollars."""
    if amount is None or currency not in ("yuan", "usd"):
        return UNKNOWN
    for tier in channel_rules().tiers:
        if amount >= (tier.min_yuan if currency == "yuan" else tier.min_usd):
            return tier.code
    return UNKNOWN


def reading_of(code: str, asked: Asked, **filters: Any) -> Reading:
    """One of this app's tallies."""
    return tallies()[f"channels.{code}"].read(asked.period, on=asked.on, known_on=asked.known_on, **filters)


def figure_label(code: str) -> str:
    """What a figure is called; '' for one that is none."""
    if code in WORDS:
        return WORDS[code][1]
    known = tallies().get(f"channels.{code}")
    return known.label if known else ""
