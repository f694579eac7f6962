"""Ranks, cuts, vetoes, shields: from totals to classes. Everything here is decided on exact totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .adjustments import Veto
from .exact import ExactScorer
from .scheme import Scheme

Ints = Any
Floats = Any


@dataclass(frozen=True)
class Order:
    """Ranked rows, best first inside each group, group after group; `same` marks a total equal to the one before."""

    rows: Ints
    group: Ints
    place: Ints
    same: Ints


def order_rounded(group: Ints, units: Ints, rows: Ints) -> Order:
    """Order by totals that are whole numbers of their last digit."""
    keys = group[rows].astype(np.int64), -units[rows]
    spread = int(np.abs(units[rows]).max(initial=0)) + 1
    if spread < 2**40 and len(rows) and int(keys[0].max()) < 2**21:
        index = np.argsort(keys[0] * (2 * spread) + keys[1], kind="stable")
    else:
        index = np.lexsort((keys[1], keys[0]))
    ordered = rows[index]
    return _order(group, ordered, np.diff(units[ordered]) == 0)


def order_unrounded(group: Ints, totals: Floats, errors: Floats, rows: Ints, scorer: ExactScorer) -> Order:
    """Order by totals known within `errors`: runs that overlap are put in order exactly."""
    ordered = rows[np.lexsort((-totals[rows], group[rows]))]
    values, bounds, groups = totals[ordered], errors[ordered], group[ordered]
    close = (values[:-1] - values[1:] <= bounds[:-1] + bounds[1:]) & (groups[1:] == groups[:-1])
    same: Any = np.zeros(max(len(ordered) - 1, 0), dtype=bool)
    for start, stop in _runs(close):
        certain = bool((bounds[start:stop] == 0).all())
        if certain:
            same[start : stop - 1] = values[start : stop - 1] == values[start + 1 : stop]
            continue
        exact = sorted(ordered[start:stop].tolist(), key=cmp_to_key(scorer.compare), reverse=True)
        ordered[start:stop] = exact
        same[start : stop - 1] = [scorer.compare(a, b) == 0 for a, b in pairwise(exact)]
    return _order(group, ordered, same)


def _runs(linked: Ints) -> list[tuple[int, int]]:
    """Start and stop of every run of neighbours that are linked."""
    edges = np.diff(np.concatenate(([0], linked.astype(np.int8), [0])))
    starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [(int(a), int(b) + 1) for a, b in zip(starts, stops, strict=True)]


def _order(group: Ints, ordered: Ints, same_total: Ints) -> Order:
    groups = group[ordered]
    if not len(ordered):
        empty: Any = np.zeros(0, dtype=np.int64)
        return Order(ordered, groups, empty, np.zeros(0, dtype=bool))
    fresh = np.concatenate(([True], groups[1:] != groups[:-1]))
    same: Any = np.concatenate(([False], same_total)) & ~fresh
    starts = np.flatnonzero(fresh)
    lengths = np.diff(np.concatenate((starts, [len(ordered)])))
    place = np.arange(len(ordered), dtype=np.int64) - np.repeat(starts, lengths) + 1
    return Order(ordered, groups, place, same)


def break_ties(order: Order, table: pa.Table, by: Sequence[str]) -> Order:
    """Equal totals: by measures, higher first and blank last (Arrow puts NULL at the end), then by code, all exact."""
    linked = order.same | np.concatenate((order.same[1:], [False]))
    at = np.flatnonzero(linked)
    if not len(at):
        return order
    block: Any = np.cumsum(~order.same[at])
    tied = order.rows[at]
    columns: dict[str, Any] = {"block": pa.array(block)}
    keys: list[tuple[str, str]] = [("block", "ascending")]
    for name in (name for name in by if name in table.column_names):
        column = table.column(name).take(pa.array(tied)).combine_chunks()
        columns[name] = pc.if_else(pc.is_nan(column), None, column) if pa.types.is_floating(column.type) else column
        keys.append((name, "descending"))
    columns["subject_id"] = table.column("subject_id").take(pa.array(tied))
    keys.append(("subject_id", "ascending"))
    found = pc.sort_indices(pa.table(columns), sort_keys=keys).to_numpy()
    rows = order.rows.copy()
    rows[at] = tied[found]
    return Order(rows, order.group, order.place, order.same)


def shared_places(order: Order, share: str) -> Ints:
    """The place that decides the class of each row where equal totals share a class."""
    place = order.place.copy()
    for start, stop in _runs(order.same[1:]) if len(order.same) else []:
        place[start:stop] = order.place[start] if share == "best" else order.place[stop - 1]
    return place


def class_by_place(ends: Ints, place: Ints, group: Ints) -> Ints:
    """Class index of each row from its place and the cuts of its group."""
    found: Any = np.zeros(len(place), dtype=np.int64)
    for index in range(ends.shape[1] - 1):
        found += place > ends[group, index]
    return found


def cut_table(scheme: Scheme, sets: Sequence[int], counts: Ints, unclassified: Ints) -> Ints:
    """Last place of each class, a row a group; groups of one set and one size are cut alike."""
    known: dict[tuple[int, int, int], tuple[int, ...]] = {}
    inside = scheme.unclassified.inside_count
    classes = [scheme.classes.of_set(name) for name in scheme.groups.set_names]
    rows = []
    for key in zip(sets, counts.tolist(), unclassified.tolist(), strict=True):
        if key not in known:
            known[key] = classes[key[0]].places(ranked=key[1], unclassified=key[2], inside_count=inside)
        rows.append(known[key])
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(scheme.classes.order))


def class_by_score(
    scheme: Scheme, order: Order, sets: Ints, totals: Floats, errors: Floats, scorer: ExactScorer
) -> Ints:
    """Class index from absolute scores; rows within their bound of an edge are compared exactly."""
    found: Any = np.zeros(len(order.rows), dtype=np.int64)
    values, bounds, row_sets = totals[order.rows], errors[order.rows], sets[order.group]
    for index, name in enumerate(scheme.groups.set_names):
        for rule in scheme.classes.of_set(name).order[:-1]:
            edge = Fraction(rule.at_least or 0)
            below = values < float(edge)
            for at in np.flatnonzero((np.abs(values - float(edge)) <= bounds) & (bounds > 0) & (row_sets == index)):
                below[at] = scorer.compare_with(int(order.rows[at]), edge) < 0
            found += below & (row_sets == index)
    return found


def refill(scheme: Scheme, order: Order, masks: Ints, classes: Ints, ends: Ints) -> Ints:
    """Places left by vetoed firms are taken by the next ones, in groups where such a veto holds."""
    vetoes = [(1 << index, veto) for index, veto in enumerate(scheme.vetoes) if veto.refill]
    bits = sum(bit for bit, _ in vetoes)
    held = masks[order.rows] & bits
    if not held.any():
        return classes
    classes = classes.copy()
    for group in np.unique(order.group[held != 0]):
        at = np.flatnonzero(order.group == group)
        room = np.diff(np.concatenate(([0], ends[group]))).tolist()
        effects = [_effect(scheme, [v for bit, v in vetoes if mask & bit]) for mask in held[at].tolist()]
        for forced, _ in effects:
            if forced is not None:
                room[forced] -= 1
        classes[at] = [_seat(room, forced, barred) for forced, barred in effects]
    return classes


def _seat(room: list[int], forced: int | None, barred: set[int]) -> int:
    if forced is not None:
        return forced
    open_classes = [index for index in range(len(room)) if index not in barred]
    found = next((index for index in open_classes if room[index] > 0), open_classes[-1])
    room[found] -= 1
    return found


def _effect(scheme: Scheme, vetoes: Sequence[Veto]) -> tuple[int | None, set[int]]:
    """The class that vetoes force (the worst of them), and the classes they bar."""
    codes = scheme.classes.codes
    forced = [len(codes) - 1 if veto.force == "last" else codes.index(veto.force) for veto in vetoes if veto.force]
    barred = {codes.index(code) for veto in vetoes for code in veto.bar}
    return (max(forced) if forced else None), barred


def apply_vetoes(scheme: Scheme, classes: Ints, masks: Ints) -> Ints:
    """Forced and barred classes; a barred firm falls to the first class below that is open to it."""
    result, last = classes.copy(), len(scheme.classes.codes) - 1
    for mask in np.unique(masks[masks != 0]).tolist():
        held = [veto for index, veto in enumerate(scheme.vetoes) if mask >> index & 1]
        forced, barred = _effect(scheme, held)
        rows = masks == mask
        open_classes = [index for index in range(last + 1) if index not in barred]
        lands = [next((o for o in open_classes if o >= index), open_classes[-1]) for index in range(last + 1)]
        if forced is not None:
            lands = [max(forced, index) for index in range(last + 1)]
        result[rows] = np.array(lands)[classes[rows]]
    return result


def apply_shields(scheme: Scheme, classes: Ints, shields: Ints, vetoes: Ints) -> Ints:
    """Shielded firms in the last class go one class up, unless a veto put them there."""
    last = len(scheme.classes.codes) - 1
    covered: Any = np.zeros(len(classes), dtype=bool)
    for index, shield in enumerate(scheme.shields):
        holds = (shields >> index & 1) == 1
        covered |= holds & (vetoes == 0) if shield.unless_vetoed else holds
    return np.where(covered & (classes == last) & (last > 0), last - 1, classes)
