"""Vector tiles of parcels: clipped to the tile, simplified for its zoom, the same bytes for the same layer.

Tiles are those of the web (EPSG:3857, `z/x/y` from the north-west). A tile with more parcels than can be seen keeps the
largest (`MOST`), so that a whole zone at a low zoom stays small; from the zoom at which they are all to be told apart
nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from .mvt import EXTENT, TileWriter, encode_polygons

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
    """Parcels ready to be cut into tiles: build it once, ask it for any tile.

    `properties` are what a tile carries of each parcel, in the order of the parcels: texts, whole numbers, floats, flags.
    """

    name: str
    shapes: Floats | Any
    areas: Floats
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
        areas = shapely.area(made)
        return cls(name, made, areas, tuple(properties), STRtree(made))

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
            for place, body in zip(chosen, self._bodies(chosen, box, unit, (west, north)), strict=True):
                writer.add(body, self.properties[place], number=int(place) + 1)
        return writer.finish()

    def _chosen(self, box: tuple[float, float, float, float], unit: float) -> Any:
        """Which parcels: those that touch the box, the largest where they are too many, in the order of the layer."""
        hits = self.tree.query(shapely.box(*box))
        if len(hits) > MOST:
            rank = np.lexsort((hits, -self.areas[hits]))
            hits = hits[rank[:MOST]]
        return np.sort(hits)

    def _bodies(
        self, chosen: Any, box: tuple[float, float, float, float], unit: float, corner: tuple[float, float]
    ) -> list[bytes]:
        """The commands of each: simplified for the zoom, clipped where it crosses the box."""
        shapes = self.shapes[chosen]
        shapes = _simplified(shapes, unit) if unit > FINEST else shapes
        inside = _within(shapes, box)
        if not inside.all():
            shapes = shapes.copy()
            shapes[~inside] = shapely.clip_by_rect(shapely.make_valid(shapes[~inside]), *box)
        return _encoded(shapes, corner, unit)


def _simplified(shapes: Any, unit: float) -> Any:
    """To a quarter of a pixel; what is smaller than that stays as a square of half a pixel, so that it is seen at all."""
    made = shapely.simplify(shapes, unit * PIXEL / 4, preserve_topology=False)
    gone = shapely.area(made) < (unit * PIXEL / 4) ** 2
    if gone.any():
        half = unit * PIXEL / 4
        x, y = shapely.get_x(shapely.centroid(shapes[gone])), shapely.get_y(shapely.centroid(shapes[gone]))
        made[gone] = shapely.box(x - half, y - half, x + half, y + half)
    return made


def _within(shapes: Any, box: tuple[float, float, float, float]) -> Any:
    bounds = shapely.bounds(shapes)
    with np.errstate(invalid="ignore"):
        return (bounds[:, 0] >= box[0]) & (bounds[:, 1] >= box[1]) & (bounds[:, 2] <= box[2]) & (bounds[:, 3] <= box[3])


def _encoded(shapes: Any, corner: tuple[float, float], unit: float) -> list[bytes]:
    """All rings of all shapes in whole tile units, in few calls."""
    parts, of_shape = shapely.get_parts(shapes, return_index=True)
    polygons = shapely.get_type_id(parts) == 3
    parts, of_shape = parts[polygons], of_shape[polygons]
    rings, of_part = shapely.get_rings(parts, return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    whole = np.column_stack([np.rint((points[:, 0] - corner[0]) / unit), np.rint((corner[1] - points[:, 1]) / unit)])
    shells: Any = np.concatenate([[True], of_part[1:] != of_part[:-1]]) if len(rings) else np.zeros(0, dtype=bool)
    return encode_polygons(whole.astype(np.int64), of_ring, of_shape[of_part], shells, len(shapes))
