"""Vacant units for what a project needs: single ones, and neighbours on one floor joined; each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any, Protocol


class UseRule(Protocol):
    """Industries and the uses they want, best first."""

    @property
    def industries(self) -> tuple[str, ...]: ...
    @property
    def uses(self) -> tuple[str, ...]: ...


class Rule(Protocol):
    """`rules/carriers/matching.yaml`."""

    @property
    def least_share(self) -> Decimal: ...
    @property
    def most_share(self) -> Decimal: ...
    @property
    def join_units(self) -> int: ...
    @property
    def shown(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Vacant:
    """A vacant unit; `place` counts the units of its floor from left to right, let ones too."""

    key: Any
    floor: Any
    place: int
    area: Decimal | None
    use: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What a project looks for; an area of None and no uses: anything."""

    area: Decimal | None = None
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Units that would do together, the area they have, why; `rank` sorts, the smaller the better."""

    keys: tuple[Any, ...]
    area: Decimal
    why: tuple[str, ...]
    rank: tuple[int, Decimal, int]


def uses_for(industry: str, rules: Sequence[UseRule]) -> tuple[str, ...]:
    """The uses that an industry wants: of the rules whose prefix fits, the longest prefix speaks. () where none does."""
    plain = industry.strip()
    digits = plain.lstrip("ABCDEFGHIJKLMNOPQRSTabcdefghijklmnopqrst")
    found = [
        (len(prefix), rule.uses)
        for rule in rules
        for prefix in rule.industries
        if plain and (plain.startswith(prefix) or (prefix.isdigit() and digits.startswith(prefix)))
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else ()


def matches(vacant: Iterable[Vacant], need: Need, rule: Rule) -> tuple[Match, ...]:
    """The best first: the wanted use, then the nearest area, then the fewest units. Units without an area are left out."""
    found = [m for group in _runs(vacant, rule.join_units) if (m := _match(group, need, rule)) is not None]
    return tuple(sorted(found, key=lambda m: m.rank)[: rule.shown])


def _runs(vacant: Iterable[Vacant], most: int) -> Iterable[tuple[Vacant, ...]]:
    """Every unit alone, and every run of neighbours of one floor up to `most`."""
    measured = sorted((v for v in vacant if v.area is not None), key=lambda v: (str(v.floor), v.place))
    for _, floor in groupby(measured, key=lambda v: str(v.floor)):
        units = list(floor)
        for start in range(len(units)):
            for end in range(start, min(start + most, len(units))):
                if units[end].place - units[start].place != end - start:
                    break
                yield tuple(units[start : end + 1])


def _match(group: tuple[Vacant, ...], need: Need, rule: Rule) -> Match | None:
    area = sum((v.area for v in group if v.area is not None), Decimal(0))
    if need.area is None and len(group) > 1:
        return None
    if need.area is not None and not need.area * rule.least_share <= area <= need.area * rule.most_share:
        return None
    uses = {v.use for v in group}
    wanted = [need.uses.index(use) for use in uses if use in need.uses]
    if need.uses and len(wanted) < len(uses - {""}):
        return None
    off = abs(area - need.area) if need.area is not None else Decimal(0) - area
    return Match(
        keys=tuple(v.key for v in group), area=area, why=_why(group, need, area, wanted),
        rank=(max(wanted, default=len(need.uses)), off, len(group)),
    )  # fmt: skip


def _why(group: tuple[Vacant, ...], need: Need, area: Decimal, wanted: list[int]) -> tuple[str, ...]:
    words = []
    if need.area is not None:
        percent = (area - need.area) * 100 / need.area
        words.append("面积正好" if not percent else f"面积比需要{'多' if percent > 0 else '少'} {abs(percent):.0f}%")
    if wanted:
        words.append("用途相合" if min(wanted) == 0 else "用途可用")
    if len(group) > 1:
        words.append(f"{len(group)} 套相邻,可合并")
    return tuple(words)
