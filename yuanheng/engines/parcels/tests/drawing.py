"""Parcels drawn for the tests: about a place in Qidong, in metres, and the same in other systems and files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from yuanheng.engines.parcels.systems import CoordinateSystem
from yuanheng.engines.parcels.values import Parcel

HERE = (121.66, 31.83)
MERIDIAN = 123.0
SYSTEM = CoordinateSystem(datum="cgcs2000", meridian=MERIDIAN)


def in_metres(lon: float, lat: float) -> tuple[float, float]:
    """East and north about the meridian, by pyproj alone."""
    change = Transformer.from_crs("EPSG:4490", "EPSG:4550", always_xy=True)
    east, north = change.transform(lon, lat)
    return float(east), float(north)


EAST, NORTH = in_metres(*HERE)


def box_at(x: float, y: float, width: float, height: float) -> Polygon:
    """A box in metres from the corner here, in degrees."""
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    metres = np.array([(EAST + a, NORTH + b) for a, b in corners])
    return Polygon(SYSTEM.to_degrees(metres))


def metres_of(shape: BaseGeometry, code: str) -> BaseGeometry:
    """A shape in degrees in another system, by pyproj alone, east before north."""
    change = Transformer.from_crs("EPSG:4490", code, always_xy=True)
    moved: BaseGeometry = shapely.transform(shape, lambda c: np.column_stack(change.transform(c[:, 0], c[:, 1])))
    return moved


def parcel(number: str, shape: BaseGeometry) -> Parcel:
    """One."""
    return Parcel(number, shape)


def geojson(path: Path, shapes: list[tuple[dict[str, Any], BaseGeometry]], *, crs: str = "") -> Path:
    """A feature collection, with a named system where one is given."""
    data: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": p, "geometry": shapely.geometry.mapping(g)} for p, g in shapes
        ],
    }  # fmt: skip
    if crs:
        data["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path
