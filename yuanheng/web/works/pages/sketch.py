"""A small drawing of where a work lies, among the other works near it: an SVG made on the server."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shapely.geometry import shape

from ..models import Place, Work

WIDTH, HEIGHT, EDGE = 480, 260, 14
LEAST = 0.004
"""Degrees: a point is drawn within some 400 m of ground."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One figure: an SVG path, or a dot; `own` is the work itself."""

    path: str
    dot: tuple[float, float] | None
    own: bool
    filled: bool
    label: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """The figures in a frame, the length of the scale bar in pixels and what it stands for, and the middle in words."""

    figures: tuple[Drawn, ...]
    bar: int
    bar_label: str
    middle: str
    width: int = WIDTH
    height: int = HEIGHT


def sketch(work: Work, place: Place) -> Sketch:
    """The work in the middle, what else lies in the frame in grey."""
    own = shape(place.geometry)
    west, south, east, north = own.bounds
    wide, high = max(east - west, LEAST) * 1.6, max(north - south, LEAST) * 1.6
    middle, squeeze = own.envelope.centroid, math.cos(math.radians((south + north) / 2))
    scale = min((WIDTH - 2 * EDGE) / (wide * squeeze), (HEIGHT - 2 * EDGE) / high)

    def at(lon: float, lat: float) -> tuple[float, float]:
        return (
            round(WIDTH / 2 + (lon - middle.x) * squeeze * scale, 1), round(HEIGHT / 2 - (lat - middle.y) * scale, 1)
        )  # fmt: skip

    around = (
        Place.objects.exclude(work=work).order_by("work_id", "-at", "-pk").distinct("work_id").select_related("work")
    )
    figures = [_draw(shape(p.geometry), at, own=False, label=p.work.name) for p in around]
    figures.append(_draw(own, at, own=True, label=work.name))
    metres, bar = _bar(scale / 111_320)
    said = f"{metres:,} 米" if metres < 1000 else f"{metres // 1000} 公里"
    return Sketch(tuple(f for f in figures if f), bar, said, f"东经 {middle.x:.5f}°,北纬 {middle.y:.5f}°")


def _bar(pixels_a_metre: float) -> tuple[int, int]:
    for metres in (5000, 2000, 1000, 500, 200, 100, 50, 20):
        if metres * pixels_a_metre <= WIDTH / 4:
            return metres, round(metres * pixels_a_metre)
    return 20, round(20 * pixels_a_metre)


def _draw(geometry: Any, at: Callable[[float, float], tuple[float, float]], *, own: bool, label: str) -> Drawn:
    if geometry.geom_type == "Point":
        return Drawn("", at(geometry.x, geometry.y), own, True, label)
    lines = _lines(geometry)
    path = " ".join("M" + " L".join(f"{x:g} {y:g}" for x, y in (at(*c[:2]) for c in line)) for line in lines)
    return Drawn(path, None, own, "Polygon" in geometry.geom_type, label)


def _lines(geometry: Any) -> list[Any]:
    parts = getattr(geometry, "geoms", [geometry])
    found: list[Any] = []
    for part in parts:
        if part.geom_type == "Polygon":
            found += [part.exterior.coords, *(ring.coords for ring in part.interiors)]
        else:
            found.append(part.coords)
    return found
