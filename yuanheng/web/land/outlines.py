"""A parcel's outline as SVG paths: metres about its middle, north up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from shapely.geometry.base import BaseGeometry

from .models import Parcel, ParcelGeometry

METRES = 111_320.0
WIDE = 640


@dataclass(frozen=True, slots=True)
class Shown:
    """One shape of a drawing: its path, where its name stands, what it opens."""

    path: str
    label: str = ""
    x: str = ""
    y: str = ""
    href: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths in a box of `width` by `height`; a bar of `bar` units is `bar_metres` long."""

    width: int
    height: int
    own: Shown
    others: tuple[Shown, ...]
    foot: int
    above: int
    bar: str
    bar_metres: int
    lon: float
    lat: float


def drawing_of(
    parcel: Parcel, boundary: ParcelGeometry | None, *, beside: Iterable[tuple[BaseGeometry, str, str, str]] = ()
) -> Drawing | None:
    """The parcel in the middle of a frame half as wide again as itself; `beside` are geometry, label, address, kind."""
    if boundary is None:
        return None
    shape = boundary.shape
    west, south, east, north = shape.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    each = METRES * cos(radians(lat))
    side = max((east - west) * each, (north - south) * METRES) * 1.7 or 1.0
    scale, high = WIDE / side, WIDE * 5 // 8

    def at(x: float, y: float) -> tuple[float, float]:
        return WIDE / 2 + (x - lon) * each * scale, high / 2 - (y - lat) * METRES * scale

    metres = next((m for m in (1000, 500, 200, 100, 50, 20, 10) if m * scale < WIDE / 4), 5)
    others = []
    for geometry, label, href, kind in beside:
        place = geometry.representative_point()
        x, y = at(place.x, place.y)
        others.append(Shown(path_of(geometry, at), label, f"{x:.1f}", f"{y:.1f}", href, kind))
    return Drawing(
        width=WIDE, height=high, own=Shown(path_of(shape, at), parcel.number), others=tuple(others),
        foot=high - 18, above=high - 24, bar=f"{metres * scale:.1f}", bar_metres=metres, lon=lon, lat=lat,
    )  # fmt: skip


def path_of(geometry: BaseGeometry, at: object) -> str:
    """The `d` of a path: every ring and line of a geometry."""
    parts = getattr(geometry, "geoms", [geometry])
    said = []
    for part in parts:
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in rings:
            points = [at(x, y) for x, y, *_ in ring.coords]  # type: ignore[operator]
            said.append(
                "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if part.geom_type == "Polygon" else "")
            )
    return "".join(said)
