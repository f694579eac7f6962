"""A chain: its segments in order, who is here, what is missing, whom we court there, and what the group found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from ..models import ResearchGroup, ResearchReport, TargetCompany
from ..presence import Firm, firms_of, present_counts
from ..rules import Chain, Segment, load_chains

SHOWN_FIRMS = 8
SHOWN_TARGETS = 5


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """One segment: firms here, target companies, the best of them."""

    segment: Segment
    firms: tuple[Firm, ...]
    count: int
    targets: int
    best: tuple[TargetCompany, ...]

    @property
    def missing(self) -> bool:
        """True where nobody of it is here."""
        return self.count == 0

    @property
    def more(self) -> int:
        """Firms not shown."""
        return self.count - len(self.firms)


@dataclass(frozen=True, slots=True)
class ChainPage:
    """Everything the page of a chain shows."""

    chain: Chain
    lines: tuple[SegmentLine, ...]
    elsewhere: tuple[Firm, ...]
    elsewhere_count: int
    unplaced: int
    groups: tuple[Any, ...]
    reports: tuple[ResearchReport, ...]

    @property
    def missing(self) -> int:
        """Segments without a firm."""
        return sum(line.missing for line in self.lines)

    @property
    def here(self) -> int:
        """Firms in a segment."""
        return sum(line.count for line in self.lines)


@dataclass(frozen=True, slots=True)
class ChainCard:
    """A chain among the others."""

    chain: Chain
    here: int
    missing: tuple[str, ...]
    targets: int
    group: ResearchGroup | None
    reports: int


def chain_page(chain: Chain, companies: Any, groups: Any, reports: Any, *, on: date) -> ChainPage:
    """In a bounded number of queries; `companies`, `groups`, `reports` are what the reader may see."""
    firms = firms_of(chain, on=on)
    own = companies.in_library().filter(chain=chain.code)
    counts: dict[str, int] = dict(own.order_by().values_list("segment").annotate(n=Count("pk")))
    best: dict[str, list[TargetCompany]] = {}
    for company in _best(own):
        best.setdefault(company.segment, []).append(company)
    lines = tuple(
        SegmentLine(
            segment=s, firms=tuple(firms[s.code][:SHOWN_FIRMS]), count=len(firms[s.code]), targets=counts.get(s.code, 0),
            best=tuple(best.get(s.code, [])),
        )
        for s in chain.segments
    )  # fmt: skip
    return ChainPage(
        chain=chain, lines=lines, elsewhere=tuple(firms[""][:SHOWN_FIRMS]), elsewhere_count=len(firms[""]),
        unplaced=counts.get("", 0),
        groups=tuple(groups.filter(chain=chain.code).prefetch_related("members").order_by("ended_on", "formed_on")),
        reports=tuple(reports.filter(chain=chain.code).select_related("by", "group")[:50]),
    )  # fmt: skip


def _best(rows: Any) -> list[TargetCompany]:
    """The best few of each segment, in one query."""
    from django.db.models import F, Window
    from django.db.models.functions import RowNumber

    placed = rows.exclude(state="landed").annotate(
        place=Window(
            RowNumber(), partition_by="segment", order_by=[F("fit").desc(nulls_last=True), F("name_pinyin").asc()]
        )
    )
    return list(placed.filter(place__lte=SHOWN_TARGETS).select_related("assigned_to").order_by("segment", "place"))


def chain_cards(companies: Any, groups: Any, reports: Any) -> tuple[ChainCard, ...]:
    """All chains, in four queries."""
    present = present_counts()
    targets: dict[str, int] = dict(
        companies.in_library().order_by().values_list("chain").annotate(n=Count("pk"))
    )  # fmt: skip
    at_work = {g.chain: g for g in groups.filter(ended_on__isnull=True)}
    filed: dict[str, int] = dict(reports.order_by().values_list("chain").annotate(n=Count("pk")))
    return tuple(
        ChainCard(
            chain=c, here=sum(present.get((c.code, s.code), 0) for s in c.segments),
            missing=tuple(s.label for s in c.segments if not present.get((c.code, s.code))),
            targets=targets.get(c.code, 0), group=at_work.get(c.code), reports=filed.get(c.code, 0),
        )
        for c in load_chains()
    )  # fmt: skip
