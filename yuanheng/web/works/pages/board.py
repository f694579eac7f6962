"""The board: works by kind with their lights; the plan's sentences with the works that carry them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..models import Work
from ..rules import Kind, Topic, kind_rules, topic_rules
from ..standing import Standing, standings

LAMPS = (("red", "滞后"), ("orange", "关注"), ("green", "正常"), ("secondary", "未启动"))
WORST = {"red": 0, "orange": 1, "green": 2, "secondary": 3}


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind: its works, the worst first, how many have which light, and its money."""

    kind: Kind
    works: tuple[Standing, ...]
    lamps: tuple[tuple[str, str, int], ...]
    contract: Decimal | None
    paid: Decimal | None


@dataclass(frozen=True, slots=True)
class Board:
    """All lanes, and the lights over all of them."""

    lanes: tuple[Lane, ...]
    lamps: tuple[tuple[str, str, int], ...]
    total: int


def board(works: Sequence[Work], *, on: date, light: str = "") -> Board:
    """The works by kind; `light` keeps those of one light."""
    found = [s for s in standings(works, on=on).values() if not light or s.light.tone == light]
    lanes = []
    for kind in kind_rules().kinds:
        here = sorted((s for s in found if s.work.kind == kind.code), key=_place)
        if here:
            lanes.append(Lane(kind, tuple(here), _lamps(here), _sum(here, "contract"), _sum(here, "paid")))
    return Board(tuple(lanes), _lamps(found), len(found))


def _place(standing: Standing) -> tuple[int, bool, str]:
    """The worst light first, what is closed last."""
    return WORST[standing.light.tone], standing.work.state in ("done", "stopped"), standing.work.number


def _lamps(found: Sequence[Standing]) -> tuple[tuple[str, str, int], ...]:
    return tuple((tone, label, n) for tone, label in LAMPS if (n := sum(s.light.tone == tone for s in found)))


def _sum(found: Sequence[Standing], name: str) -> Decimal | None:
    known = [v for s in found if (v := getattr(s.money, name)) is not None]
    return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One sentence of the plan: its works, and how its milestone stands (None: it has none)."""

    topic: Topic
    works: tuple[Standing, ...]
    word: str
    tone: str
    reached: tuple[int, int] | None


def topic_rows(works: Sequence[Work], *, on: date) -> tuple[TopicRow, ...]:
    """Every sentence, whether works are registered for it or not."""
    found = list(standings(works, on=on).values())
    return tuple(_topic(topic, [s for s in found if s.work.topic == topic.code], on) for topic in topic_rules().topics)


def _topic(topic: Topic, here: list[Standing], on: date) -> TopicRow:
    ordered = tuple(sorted(here, key=_place))
    reached = None
    if topic.milestone is not None:
        asked = [s for s in here if s.work.kind in topic.milestone.kinds and s.work.state != "stopped"]
        done = sum(all(step in s.reached for step in topic.milestone.steps) for s in asked)
        reached = (done, len(asked))
    if not here:
        return TopicRow(topic, (), "没有登记工程", "orange", reached)
    if reached is not None and reached[1] and reached[0] == reached[1]:
        return TopicRow(topic, ordered, "已办成", "green", reached)
    if topic.due is not None and topic.due < on and reached is not None:
        return TopicRow(topic, ordered, f"已过期限 {(on - topic.due).days} 天", "red", reached)
    late = any(s.light.tone == "red" for s in here)
    done = all(s.work.state in ("done", "stopped") for s in here)
    return TopicRow(
        topic,
        ordered,
        "已完成" if done else ("有滞后" if late else "推进中"),
        "green" if done else ("red" if late else "blue"),
        reached,
    )
