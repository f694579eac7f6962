"""Vector tiles of parcels, roads, buildings: clipped to the tile, simplified for its zoom, the same bytes for the same layer.

Tiles are those of the web (EPSG:3857, `z/x/y` from the north-west). A tile with more things than can be seen keeps the
largest (`MOST`; of lines the longest), so that a whole zone at a low zoom stays small; from the zoom at which they are
all to be told apart nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from .mvt import EXTENT, POINT, POLYGON, POLYLINE, TileWriter, encode_lines, encode_points, encode_polygons

HALF = 20037508.342789244
RADIUS = 6378137.0
BUFFER = 64
PIXEL = EXTENT / 256
DEEPEST = 24
MOST = 2000
FINEST = 0.05  # metres a tile unit: below it nothing is left to simplify
Floats = Any  # an array of floats


def to_mercator(coordinates: Floats) -> Floats:
    """Web metres of longitudes and latitudes; CGCS2000 is taken as WGS 84."""
    lon, lat = np.radians(coordinates[:, 0]), np.radians(np.clip(coordinates[:, 1], -85.0511, 85.0511))
    return np.column_stack([RADIUS * lon, RADIUS * np.log(np.tan(np.pi / 4 + lat / 2))])


@dataclass(slots=True)
class TileLayer:
    """Parcels, or lines, or points, ready to be cut into tiles: build it once, ask it for any tile.

    `properties` are what a tile carries of each, in their order: texts, whole numbers, floats, flags.
    """

    name: str
    shapes: Floats | Any
    sizes: Floats
    properties: Sequence[Mapping[str, object]]
    tree: STRtree

    @classmethod
    def of(cls, name: str, geometries: Iterable[BaseGeometry], properties: Sequence[Mapping[str, object]]) -> TileLayer:
        """From geometries in EPSG:4490, one for each of the properties.

        Raises:
            ValueError: not as many of the one as of the other.
        """
        given = list(geometries)
        if len(given) != len(properties):
            raise ValueError(f"{len(given)} geometries and {len(properties)} properties")
        made: Any = np.empty(len(given), dtype=object)
        made[:] = list(shapely.transform(given, to_mercator)) if given else []
        sizes = np.where(shapely.get_dimensions(made) == 2, shapely.area(made), shapely.length(made))
        return cls(name, made, sizes, tuple(properties), STRtree(made))

    def tile(self, z: int, x: int, y: int) -> bytes:
        """One tile; b'' where nothing is.

        Raises:
            ValueError: there is no such tile.
        """
        if not (0 <= z <= DEEPEST and 0 <= x < 1 << z and 0 <= y < 1 << z):
            raise ValueError(f"no tile {z}/{x}/{y}")
        size = 2 * HALF / (1 << z)
        west, north = x * size - HALF, HALF - y * size
        unit = size / EXTENT
        edge = BUFFER * unit
        box = (west - edge, north - size - edge, west + size + edge, north + edge)
        chosen = self._chosen(box, unit)
        writer = TileWriter(self.name)
        if len(chosen):
            for place, (kind, body) in zip(chosen, self._bodies(chosen, box, unit, (west, north)), strict=True):
                writer.add(body, self.properties[place], number=int(place) + 1, kind=kind)
        return writer.finish()

    def _chosen(self, box: tuple[float, float, float, float], unit: float) -> Any:
        """Which things: those that touch the box, the largest where they are too many, in the order of the layer."""
        hits = self.tree.query(shapely.box(*box))
        if len(hits) > MOST:
            rank = np.lexsort((hits, -self.sizes[hits]))
            hits = hits[rank[:MOST]]
        return np.sort(hits)

    def _bodies(
        self, chosen: Any, box: tuple[float, float, float, float], unit: float, corner: tuple[float, float]
    ) -> list[tuple[int, bytes]]:
        """The kind and the commands of each: simplified for the zoom, clipped where it crosses the box."""
        shapes = self.shapes[chosen]
        shapes = _simplified(shapes, unit) if unit > FINEST else shapes
        inside = _within(shapes, box)
        if not inside.all():
            shapes = shapes.copy()
            shapes[~inside] = _clipped(shapes[~inside], box)
        return _encoded(shapes, corner, unit)


def _clipped(shapes: Any, box: tuple[float, float, float, float]) -> Any:
    """What of each lies in the box; polygons are mended first, for a crossing ring cannot be cut."""
    areas = shapely.get_dimensions(shapes) == 2
    shapes[areas] = shapely.make_valid(shapes[areas])
    return shapely.clip_by_rect(shapes, *box)


def _simplified(shapes: Any, unit: float) -> Any:
    """To a quarter of a pixel; a polygon smaller than that stays as a square of half a pixel, so that it is seen at all."""
    made = shapely.simplify(shapes, unit * PIXEL / 4, preserve_topology=False)
    gone = (shapely.get_dimensions(shapes) == 2) & (shapely.area(made) < (unit * PIXEL / 4) ** 2)
    if gone.any():
        half = unit * PIXEL / 4
        x, y = shapely.get_x(shapely.centroid(shapes[gone])), shapely.get_y(shapely.centroid(shapes[gone]))
        made[gone] = shapely.box(x - half, y - half, x + half, y + half)
    return made


def _within(shapes: Any, box: tuple[float, float, float, float]) -> Any:
    bounds = shapely.bounds(shapes)
    with np.errstate(invalid="ignore"):
        return (bounds[:, 0] >= box[0]) & (bounds[:, 1] >= box[1]) & (bounds[:, 2] <= box[2]) & (bounds[:, 3] <= box[3])


def _encoded(shapes: Any, corner: tuple[float, float], unit: float) -> list[tuple[int, bytes]]:
    """The kind and the commands of every shape, those of one kind in few calls."""
    found: list[tuple[int, bytes]] = [(POLYGON, b"")] * len(shapes)
    dimensions = shapely.get_dimensions(shapes)
    for dimension, (kind, encode) in enumerate(((POINT, _points), (POLYLINE, _lines), (POLYGON, _polygons))):
        places: Any = np.flatnonzero(dimensions == dimension)
        if len(places):
            parts, of_shape = shapely.get_parts(shapes[places], return_index=True)
            alike = shapely.get_dimensions(parts) == dimension
            for place, body in zip(
                places.tolist(), encode(parts[alike], of_shape[alike], len(places), corner, unit), strict=True
            ):
                found[place] = kind, body
    return found


def _whole(points: Any, corner: tuple[float, float], unit: float) -> Any:
    """In whole tile units, y down."""
    placed = np.column_stack([np.rint((points[:, 0] - corner[0]) / unit), np.rint((corner[1] - points[:, 1]) / unit)])
    return placed.astype(np.int64)


def _polygons(parts: Any, of_shape: Any, count: int, corner: tuple[float, float], unit: float) -> list[bytes]:
    rings, of_part = shapely.get_rings(parts, return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    shells: Any = np.concatenate([[True], of_part[1:] != of_part[:-1]]) if len(rings) else np.zeros(0, dtype=bool)
    return encode_polygons(_whole(points, corner, unit), of_ring, of_shape[of_part], shells, count)


def _lines(parts: Any, of_shape: Any, count: int, corner: tuple[float, float], unit: float) -> list[bytes]:
    points, of_line = shapely.get_coordinates(parts, return_index=True)
    return encode_lines(_whole(points, corner, unit), of_line, of_shape, count)


def _points(parts: Any, of_shape: Any, count: int, corner: tuple[float, float], unit: float) -> list[bytes]:
    points, of_part = shapely.get_coordinates(parts, return_index=True)
    return encode_points(_whole(points, corner, unit), of_shape[of_part], count)
