"""Which old parcels made which new ones, by laying both over each other: kept, split, merged, rearranged, new, gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from .systems import to_metres
from .values import Parcel

LEAST = Decimal("0.01")
SAME = Decimal("0.99")
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Descent:
    """A part of an old parcel that lies in a new one: its share of the old and of the new, and its mu."""

    old: int
    new: int
    of_old: Decimal
    of_new: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """One piece of history: positions of the old and of the new parcels that have to do with one another."""

    kind: str
    old: tuple[int, ...]
    new: tuple[int, ...]
    descents: tuple[Descent, ...]
    sentence: str


def lineage(
    before: Sequence[Parcel], after: Sequence[Parcel], *, least: Decimal = LEAST, same: Decimal = SAME
) -> tuple[Change, ...]:
    """The history between two layers of one place.

    Args:
        least: a share below it, of the old parcel and of the new one, is drawing noise.
        same: at or above it, of both, a parcel is kept.
    """
    old, new = _metres([*before], [*after])
    descents = _overlay(old, new, least)
    groups = _groups(len(old), len(new), descents)
    return tuple(_change(before, after, olds, news, descents, same) for olds, news in groups)


def _metres(before: list[Parcel], after: list[Parcel]) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    shapes = [p.geometry for p in (*before, *after)]
    if not shapes:
        return [], []
    middle = round(float(np.mean(shapely.get_coordinates(shapes)[:, 0])), 6)
    changed = shapely.transform(shapes, lambda c: to_metres(c, middle) - np.array([500_000.0, 0.0]))
    sound = [shapely.make_valid(g) for g in changed]
    return sound[: len(before)], sound[len(before) :]


def _overlay(old: list[BaseGeometry], new: list[BaseGeometry], least: Decimal) -> list[Descent]:
    if not old or not new:
        return []
    rows, columns = STRtree(new).query(old, predicate="intersects")
    found = []
    for o, n in sorted(zip((int(i) for i in rows), (int(j) for j in columns), strict=True)):
        common = old[o].intersection(new[n]).area
        of_old, of_new = _share(common, old[o].area), _share(common, new[n].area)
        if of_old >= least or of_new >= least:
            found.append(Descent(o, n, of_old, of_new))
    return found


def _share(part: float, whole: float) -> Decimal:
    return Decimal(repr(min(part / whole, 1.0))).quantize(PLACES) if whole > 0 else Decimal(0)


def _groups(olds: int, news: int, descents: list[Descent]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Parcels that hang together through their common parts, in the order of their first member."""
    parent = list(range(olds + news))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for d in descents:
        parent[root(olds + d.new)] = root(d.old)
    members: dict[int, list[int]] = {}
    for i in range(olds + news):
        members.setdefault(root(i), []).append(i)
    return [
        (tuple(i for i in found if i < olds), tuple(i - olds for i in found if i >= olds)) for found in members.values()
    ]


def _change(
    before: Sequence[Parcel], after: Sequence[Parcel], olds: tuple[int, ...], news: tuple[int, ...],
    descents: list[Descent], same: Decimal,
) -> Change:  # fmt: skip
    own = tuple(d for d in descents if d.old in olds)
    kind = _kind(olds, news, own, same)
    was, now = _named(before, olds), _named(after, news)
    said = {
        "kept": f"{was} 未变,现为 {now}。", "redrawn": f"{was} 界线有变,现为 {now}。", "split": f"{was} 分为 {now}。",
        "merged": f"{was} 合为 {now}。", "rearranged": f"{was} 重新划分为 {now}。", "new": f"{now} 是新增的。",
        "gone": f"{was} 在新图中没有了。",
    }[kind]  # fmt: skip
    return Change(kind, olds, news, own, said)


def _kind(olds: tuple[int, ...], news: tuple[int, ...], own: tuple[Descent, ...], same: Decimal) -> str:
    if not news:
        return "gone"
    if not olds:
        return "new"
    if len(olds) == len(news) == 1:
        return "kept" if own[0].of_old >= same and own[0].of_new >= same else "redrawn"
    if len(olds) == 1:
        return "split"
    return "merged" if len(news) == 1 else "rearranged"


def _named(parcels: Sequence[Parcel], places: tuple[int, ...]) -> str:
    return "、".join(parcels[i].number or parcels[i].where or f"第 {i + 1} 个" for i in places)
