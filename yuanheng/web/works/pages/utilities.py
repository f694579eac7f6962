"""The utilities of the parks: what is left now, and by year what was there, contracted and used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.engines.procedures import load_procedure

from ..models import CapacityFact, Work
from ..models.utilities import UtilityKind
from ..policy.reserves import Left
from ..reserving import facts_by_day, parks, reserves
from ..rules import kind_of

TIGHT = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Cell:
    """One utility of one park: what is left, and how tight that is."""

    left: Left | None
    tone: str
    title: str


@dataclass(frozen=True, slots=True)
class ParkRow:
    """One park."""

    code: str
    label: str
    cells: tuple[Cell, ...]


def park_rows(*, on: date) -> tuple[ParkRow, ...]:
    """Every park with every utility."""
    left = reserves(on=on)
    return tuple(
        ParkRow(code, label, tuple(_cell(left[code, kind]) for kind in UtilityKind.values))
        for code, label in parks().items()
    )


def _cell(left: Left | None) -> Cell:
    if left is None:
        return Cell(None, "secondary", "没有登记能力")
    whole = left.capacity + left.added
    tone = "red" if left.amount <= 0 else "orange" if whole and left.amount < whole * TIGHT else "green"
    return Cell(left, tone, left.sentence)


@dataclass(frozen=True, slots=True)
class YearRow:
    """One fact with the change against the one before it."""

    fact: CapacityFact
    reserve: Decimal
    used_share: Decimal | None


@dataclass(frozen=True, slots=True)
class KindCard:
    """One utility of a park: now, by day, and the expansions that come."""

    kind: str
    label: str
    cell: Cell
    years: tuple[YearRow, ...]
    expansions: tuple[Work, ...]
    chart: dict[str, Any]


def kind_cards(park: str, *, on: date) -> tuple[KindCard, ...]:
    """Every utility of a park."""
    left, facts = reserves(on=on, park=park), facts_by_day(on=on)
    works = list(Work.objects.filter(kind="utility", park=park).order_by("number"))
    cards = []
    for kind, label in UtilityKind.choices:
        years = tuple(_year(fact) for fact in facts.get((park, kind), []))
        here = tuple(work for work in works if work.utility == kind)
        cards.append(KindCard(kind, label, _cell(left[park, kind]), years, here, _chart(years)))
    return tuple(cards)


def _year(fact: CapacityFact) -> YearRow:
    taken = max(fact.contracted, fact.used if fact.used is not None else fact.contracted)
    share = fact.used * 100 / fact.capacity if fact.used is not None and fact.capacity else None
    return YearRow(fact, fact.capacity - taken, share)


def _chart(years: tuple[YearRow, ...]) -> dict[str, Any]:
    told = list(reversed(years))

    def line(name: str) -> list[float | None]:
        return [float(v) if (v := getattr(y.fact, name)) is not None else None for y in told]

    return {
        "categories": [f"{y.fact.as_of}" for y in told],
        "series": [
            {"name": "能力", "values": line("capacity")}, {"name": "已签约", "values": line("contracted")},
            {"name": "最大使用", "values": line("used")},
        ],
    }  # fmt: skip


def finish_label() -> str:
    """What the last step of an expansion is called."""
    kind = kind_of("utility")
    step = load_procedure(kind.procedure).step(kind.finish)
    return step.label if step is not None else ""
