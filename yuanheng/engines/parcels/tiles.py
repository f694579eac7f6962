"""Vector tiles of parcels: clipped to the tile, simplified for its zoom, the same bytes for the same layer.

Tiles are those of the web (EPSG:3857, `z/x/y` from the north-west). A tile with more parcels than can be seen keeps the
largest (`MOST`), so that a whole zone at a low zoom stays small; from the zoom at which they are all to be told apart
nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from .mvt import EXTENT, TileWriter

HALF = 20037508.342789244
RADIUS = 6378137.0
BUFFER = 64
PIXEL = EXTENT / 256
DEEPEST = 24
MOST = 2000
Floats = npt.NDArray[np.float64]


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
    order: npt.NDArray[np.int64]
    kept: dict[int, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, geometries: Iterable[BaseGeometry], properties: Sequence[Mapping[str, object]]) -> TileLayer:
        """From geometries in EPSG:4490, one for each of the properties.

        Raises:
            ValueError: not as many of the one as of the other.
        """
        given = list(geometries)
        if len(given) != len(properties):
            raise ValueError(f"{len(given)} geometries and {len(properties)} properties")
        made = np.empty(len(given), dtype=object)
        made[:] = list(shapely.transform(given, to_mercator)) if given else []
        areas = shapely.area(made)
        order = np.lexsort((np.arange(len(made)), -areas))
        return cls(name, made, areas, tuple(properties), STRtree(made), order)

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
            for place, rings in zip(chosen, self._rings(chosen, box, unit, west, north), strict=True):
                writer.add(rings, self.properties[place], number=int(place) + 1)
        return writer.finish()

    def _chosen(self, box: tuple[float, float, float, float], unit: float) -> npt.NDArray[np.int64]:
        """Which parcels: those that touch the box, the largest where they are too many, in the order of the layer."""
        hits = self.tree.query(shapely.box(*box))
        if len(hits) > MOST:
            rank = np.lexsort((hits, -self.areas[hits]))
            hits = hits[rank[:MOST]]
        return np.sort(hits)

    def _rings(
        self,
        chosen: npt.NDArray[np.int64],
        box: tuple[float, float, float, float],
        unit: float,
        west: float,
        north: float,
    ) -> list[list[npt.NDArray[np.int64]]]:
        """The rings of each in tile units, simplified to half a pixel, clipped, turned the way tiles want them."""
        shapes = self.shapes[chosen]
        shapes = shapely.simplify(shapes, unit * PIXEL / 8, preserve_topology=False) if unit > 0.05 else shapes
        inside = _within(shapes, box)
        if not inside.all():
            shapes = shapes.copy()
            shapes[~inside] = shapely.clip_by_rect(shapely.make_valid(shapes[~inside]), *box)
        return _integer_rings(shapes, west, north, unit)


def _within(shapes: Any, box: tuple[float, float, float, float]) -> npt.NDArray[np.bool_]:
    bounds = shapely.bounds(shapes)
    with np.errstate(invalid="ignore"):
        found: npt.NDArray[np.bool_] = (
            (bounds[:, 0] >= box[0]) & (bounds[:, 1] >= box[1]) & (bounds[:, 2] <= box[2]) & (bounds[:, 3] <= box[3])
        )
    return found


def _integer_rings(shapes: Any, west: float, north: float, unit: float) -> list[list[npt.NDArray[np.int64]]]:
    """All rings of all shapes in whole tile units, in few calls; shells turned clockwise on the screen, holes against it."""
    parts, of_shape = shapely.get_parts(shapes, return_index=True)
    polygons = shapely.get_type_id(parts) == 3
    parts, of_shape = parts[polygons], of_shape[polygons]
    found: list[list[npt.NDArray[np.int64]]] = [[] for _ in range(len(shapes))]
    if not len(parts):
        return found
    rings, of_part = shapely.get_rings(parts, return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    whole = np.column_stack([np.rint((points[:, 0] - west) / unit), np.rint((north - points[:, 1]) / unit)]).astype(
        np.int64
    )
    starts = np.searchsorted(of_ring, np.arange(len(rings) + 1))
    first_of_part = np.searchsorted(of_part, np.arange(len(parts)))
    shells = set(first_of_part.tolist())
    dropped = -1
    for number in range(len(rings)):
        ring = whole[starts[number] : starts[number + 1]]
        twice = int(np.sum(ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1]))
        part = int(of_part[number])
        shell = number in shells
        if twice == 0 or (not shell and part == dropped):
            dropped = part if shell else dropped
            continue
        if (twice > 0) != shell:  # y grows downward: a shell's area by the shoelace is above zero
            ring = ring[::-1]
        found[int(of_shape[part])].append(ring)
    return found
