"""Where a work lies: drawn from a file, from a list of coordinates, or picked as a point; always CGCS2000 degrees."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import shapely
from django.db import transaction
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping, shape

from yuanheng.engines.parcels import Told, read_layer
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import Place, Work
from ..refusing import WorkError

SHAPES = {
    "Point": "point",
    "LineString": "line",
    "MultiLineString": "line",
    "Polygon": "polygon",
    "MultiPolygon": "polygon",
}
SYSTEMS = {
    "cgcs2000": Told(datum="cgcs2000", degrees=True, said="CGCS2000 经纬度"),
    "gcj02": Told(datum="gcj02", degrees=True, said="GCJ-02"),
    **{
        str(m): Told(datum="cgcs2000", meridian=float(m), degrees=False, said=f"中央经线 {m}°") for m in (117, 120, 123)
    },
}
"""A person's answers on the coordinate system, by the words of the form."""
WEST, SOUTH, EAST, NORTH = 73.0, 3.0, 136.0, 54.0
MOST_POINTS = 20_000
_PAIR = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*[,,\s]\s*(-?\d+(?:\.\d+)?)\s*$")


@transaction.atomic
def set_place(work: Work, geometry: Any, *, source: str, by: User | None, at: datetime) -> Place:
    """Keep where a work lies; earlier places stay.

    Raises:
        WorkError: empty, not valid, outside China (or latitude before longitude), too many points.
    """
    _sound(geometry, work.name)
    made = Place.objects.create(
        work=work, shape=SHAPES[geometry.geom_type], geometry=mapping(shapely.set_precision(geometry, 1e-8)),
        source=source[:200], by=by, at=at,
    )  # fmt: skip
    Work.objects.filter(pk=work.pk).update(changed_at=at)
    record(by, "works.place.set", target=work, after={"shape": made.shape, "source": source})
    return made


def _sound(geometry: Any, where: str) -> None:
    if geometry.geom_type not in SHAPES or geometry.is_empty:
        raise WorkError(where=where, found=geometry.geom_type, expected="点、线或面", advice="重新给出位置")
    if shapely.get_num_coordinates(geometry) > MOST_POINTS:
        raise WorkError(where=where, found=f"多于 {MOST_POINTS} 个点", expected="一项工程的位置", advice="抽稀后再导入")
    west, south, east, north = geometry.bounds
    if not (west >= WEST and east <= EAST and south >= SOUTH and north <= NORTH):
        swapped = south >= WEST and north <= EAST and west >= SOUTH and east <= NORTH
        raise WorkError(
            where=where, found=f"{west:g}, {south:g}", expected="经度在前(73–136)、纬度在后(3–54),CGCS2000 经纬度",
            advice="经纬度写反了,对调后再登记" if swapped else "核对坐标系;投影坐标请用文件导入",
        )  # fmt: skip
    if not geometry.is_valid:
        raise WorkError(where=where, found="界线自相交", expected="不自相交的界线", advice="按顺序重新排列各点")


def geometry_of_text(text: str, *, kind: str, where: str) -> Any:
    """A geometry from pasted GeoJSON, or from lines of `longitude,latitude`; a polygon closes by itself.

    Raises:
        WorkError: a line that is no pair of numbers; too few points; no GeoJSON.
    """
    if text.lstrip().startswith("{"):
        return _of_geojson(text, where)
    points = []
    for number, line in enumerate((row for row in text.splitlines() if row.strip()), start=1):
        found = _PAIR.match(line)
        if found is None:
            raise WorkError(
                where=f"{where} › 第 {number} 行",
                found=line.strip()[:40],
                expected="经度,纬度",
                advice="一行一个点,如 121.6012,31.8503",
            )
        points.append((float(found[1]), float(found[2])))
    least = {"point": 1, "line": 2, "polygon": 3}[kind]
    if len(points) < least or (kind == "point" and len(points) > 1):
        raise WorkError(
            where=where,
            found=f"{len(points)} 个点",
            expected={"point": "1 个点", "line": "至少 2 个点", "polygon": "至少 3 个点"}[kind],
            advice="补全,或改选形状",
        )
    return Point(points[0]) if kind == "point" else LineString(points) if kind == "line" else Polygon(points)


def _of_geojson(text: str, where: str) -> Any:
    try:
        data = json.loads(text)
        data = data["features"][0] if data.get("type") == "FeatureCollection" else data
        return shape(data.get("geometry") or data)
    except Exception as error:
        raise WorkError(
            where=where, found="读不懂的 GeoJSON", expected="一个点、线或面", advice="重新复制,或改填坐标"
        ) from error


def geometry_of_file(given: Any, *, system: str, where: str) -> Any:
    """The polygons of a GeoJSON, zipped Shapefile, GeoPackage, DXF or list of corners as one geometry.

    Raises:
        RefusedLayerError: hostile, broken, of a kind that is not read.
        ProblemsError: every fault of the file.
        WorkError: the coordinate system has to be said; no polygon.
    """
    from yuanheng.engines.errors import ProblemsError

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(given.name.replace("/", "_")).name
        path.write_bytes(b"".join(given.chunks()) if hasattr(given, "chunks") else given.read())
        found = read_layer(path, name=given.name, told=SYSTEMS.get(system))
    if found.question is not None:
        choices = "、".join(label for _, label in found.question.choices)
        raise WorkError(
            where=given.name, found=found.question.text, expected=choices, advice="在“坐标系”里选定后再导入"
        )
    if found.problems:
        raise ProblemsError(found.problems)
    parts = [
        part
        for parcel in found.parcels
        for part in (parcel.geometry.geoms if parcel.geometry.geom_type == "MultiPolygon" else [parcel.geometry])
    ]
    if not parts:
        raise WorkError(where=where, found="没有面", expected="至少一个面", advice="线和点请填坐标或粘贴 GeoJSON")
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
