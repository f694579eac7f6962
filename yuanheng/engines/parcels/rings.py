"""Rings of points into polygons: closed, with enough corners, holes within their shell."""

from __future__ import annotations

from collections.abc import Sequence
from math import dist, isfinite

from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
FEWEST = 4


class RingFault(ValueError):
    """Why a ring is no ring: `kind` is the problem's code, the text what was found."""

    def __init__(self, kind: str, found: str) -> None:
        self.kind = kind
        super().__init__(found)


def closed_ring(points: Sequence[Sequence[float]], *, close: bool = False) -> list[Point]:
    """The corners of a ring, its first again at its end.

    Args:
        close: the kind of file leaves the last corner out (a list of points), so that it is added.

    Raises:
        RingFault: `open_ring`, `few_points` or `bad_number`.
    """
    found = [(float(p[0]), float(p[1])) for p in points]
    if not all(isfinite(v) for p in found for v in p):
        raise RingFault("bad_number", "有坐标不是有限的数字")
    if close and found and found[0] != found[-1]:
        found.append(found[0])
    if len(found) < FEWEST:
        raise RingFault("few_points", f"只有 {max(len(found) - 1, 0)} 个不同的点")
    if found[0] != found[-1]:
        gap = dist(found[0], found[-1])
        raise RingFault("open_ring", f"界线没有闭合,首尾相距 {gap:.6g}(文件单位)")
    return found


def polygon_of(rings: Sequence[list[Point]]) -> BaseGeometry:
    """A shell and its holes; further shells where a ring lies outside the first."""
    shells: list[tuple[Polygon, list[list[Point]]]] = []
    for ring in rings:
        made = Polygon(ring)
        inside = next((s for s in shells if s[0].is_valid and made.is_valid and s[0].covers(made)), None)
        if inside is not None:
            inside[1].append(ring)
        else:
            shells.append((made, []))
    parts = [Polygon(shell.exterior, holes) for shell, holes in shells]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
