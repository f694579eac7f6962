"""All standing boundaries in memory, by the key of what is known: for the map, for neighbours, for roads nearby."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import shapely
from django.db import connection
from django.db.models import Count, Max
from django.urls import reverse
from shapely.geometry.base import BaseGeometry

from .models import Outline, Parcel, ParcelGeometry, StateSpan, end_of

METRE = 1 / 95_000.0
KEPT = 4


@dataclass(frozen=True, slots=True)
class Shapes:
    """Boundaries by parcel, and a tree over them; lines of the ground by kind."""

    keys: tuple[Any, ...]
    shapes: Any
    tree: shapely.STRtree
    ground: tuple[tuple[str, str, BaseGeometry], ...]

    def near(self, shape: BaseGeometry, metres: float) -> list[int]:
        """Positions of boundaries within so many metres (east and west a little more)."""
        return [int(i) for i in self.tree.query(shape, predicate="dwithin", distance=metres * METRE)]

    def of(self, key: Any) -> BaseGeometry | None:
        """The boundary of one."""
        return self.shapes[self.keys.index(key)] if key in self.keys else None


_kept: OrderedDict[tuple[Any, ...], Shapes] = OrderedDict()
_lock = Lock()


def version() -> str:
    """Changes whenever a boundary, a record that a state hangs on, or the ground does."""
    drawn = ParcelGeometry.objects.aggregate(n=Count("pk"), at=Max("known_at"))
    ground = Outline.objects.aggregate(n=Count("pk"), at=Max("known_at"), ended=Max("ended_at"))
    parcels = Parcel.objects.aggregate(n=Count("pk"), retired=Count("retired_on"), v=Max("version"))
    spans = StateSpan.objects.aggregate(last=Max("pk"), n=Count("pk"))
    return ".".join(str(v) for found in (drawn, ground, parcels, spans) for v in found.values())


def shapes_of(*, known_on: date | None = None, on: date | None = None) -> Shapes:
    """Boundaries as of a day and as known on another; kept until something changes."""
    key = (connection.settings_dict["NAME"], version(), known_on, on)
    with _lock:
        found = _kept.get(key)
    if found is None:
        found = _read(known_on, on)
        with _lock:
            _kept[key] = found
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return found


def _read(known_on: date | None, on: date | None) -> Shapes:
    rows = ParcelGeometry.objects.filter(parcel__retired_on__isnull=True)
    at = end_of(known_on)
    if at is not None:
        rows = rows.filter(known_at__lte=at)
    ordered = rows.order_by("parcel_id", "-holds_from", "-known_at", "-id").distinct("parcel_id")
    pairs = list(ordered.values_list("parcel_id", "wkb"))
    shapes = shapely.from_wkb([bytes(w) for _, w in pairs])
    ground = tuple((o.kind, o.name, o.shape) for o in Outline.objects.filter(ended_at__isnull=True))
    return Shapes(tuple(pk for pk, _ in pairs), shapes, shapely.STRtree(shapes), ground)


def beside(parcel: Parcel, boundary: ParcelGeometry | None) -> Iterator[tuple[BaseGeometry, str, str, str]]:
    """What a drawing shows around a parcel: roads and rivers, then its neighbours with their numbers and addresses."""
    if boundary is None:
        return
    shape = boundary.shape
    west, south, east, north = shape.bounds
    margin = max(east - west, north - south) * 0.6
    frame = shapely.box(west - margin, south - margin, east + margin, north + margin)
    held = shapes_of()
    for kind, name, line in held.ground:
        if kind in ("road", "river") and line.intersects(frame):
            yield shapely.clip_by_rect(line, *frame.bounds), name, "", kind
    near = [i for i in held.near(shape, 300) if held.keys[i] != parcel.pk][:24]
    numbers = dict(Parcel.objects.filter(pk__in=[held.keys[i] for i in near]).values_list("pk", "number"))
    for i in near:
        if held.shapes[i].intersects(frame):
            key = held.keys[i]
            yield (
                shapely.clip_by_rect(held.shapes[i], *frame.bounds),
                numbers.get(key, ""),
                reverse("land:parcel", args=[key]),
                "other",
            )
