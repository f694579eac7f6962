"""GeoJSON: polygons with their properties. By RFC 7946 it is in WGS 84 degrees, which files of GCJ-02 also claim."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from shapely.errors import GEOSException
from shapely.geometry import MultiLineString

from .limits import Limits, refuse
from .raw import RawFeature, RawLayer, text_of
from .rings import RingFault, closed_ring, polygon_of
from .systems import Told, told_by

DEEP = 200


def load_geojson(path: Path, *, name: str, limits: Limits) -> RawLayer:
    """Read a feature collection, a feature or a bare geometry.

    Raises:
        RefusedLayerError: not JSON, or no GeoJSON.
    """
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refuse(where=name, found="不是合法的 JSON") from error
    layer = RawLayer(told=_told(data))
    for number, feature in enumerate(_features(data, name), start=1):
        layer.seen += 1
        if layer.seen > limits.features:
            raise refuse(where=name, found=f"多于 {limits.features:,} 个图斑", advice="分片导出后分次上传")
        _take(layer, feature, f"第 {number} 个图斑", lines=limits.lines)
    return layer


def _told(data: Any) -> Told:
    crs = data.get("crs") if isinstance(data, dict) else None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    named = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(named, str):
        return told_by(named)
    return Told(degrees=None)


def _features(data: Any, name: str) -> Iterator[Mapping[str, Any]]:
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "FeatureCollection" and isinstance(data.get("features"), list):
        yield from (f for f in data["features"] if isinstance(f, dict))
    elif kind == "Feature":
        yield data
    elif kind in ("Polygon", "MultiPolygon"):
        yield {"geometry": data, "properties": {}}
    else:
        raise refuse(where=name, found="不是 GeoJSON 图层")


def _take(layer: RawLayer, feature: Mapping[str, Any], where: str, *, lines: bool) -> None:
    geometry, properties = feature.get("geometry"), feature.get("properties")
    kept = {str(k): text_of(v) for k, v in properties.items()} if isinstance(properties, dict) else {}
    if "id" in feature and "id" not in kept:
        kept["id"] = text_of(feature["id"])
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if lines and kind in ("LineString", "MultiLineString"):
        _take_line(layer, geometry, kept, where)
        return
    if kind not in ("Polygon", "MultiPolygon"):
        layer.fault(
            "not_a_polygon", where=where, found=f"几何是 {kind or '空'}", expected="面(Polygon、MultiPolygon)",
            advice="由提供单位补上界线,或删去这一条",
        )  # fmt: skip
        return
    assert isinstance(geometry, dict)
    given = geometry.get("coordinates")
    try:
        parts = [given] if kind == "Polygon" else given
        rings = [closed_ring(ring) for part in parts for ring in part]  # type: ignore[union-attr]
    except RingFault as fault:
        layer.fault(
            fault.kind, where=where, found=str(fault), expected="首尾相同、至少三个不同点的界线",
            advice="由提供单位补全界址点",
        )  # fmt: skip
        return
    except (TypeError, ValueError, IndexError, KeyError):
        layer.fault(
            "bad_number", where=where, found="坐标不是数字对", expected="[经度, 纬度] 或 [东, 北]", advice="重新导出"
        )
        return
    layer.features.append(RawFeature(polygon_of(rings), kept, where))


def _take_line(layer: RawLayer, geometry: Any, kept: dict[str, str], where: str) -> None:
    """A road or a river: its points as they stand."""
    given = geometry.get("coordinates")
    try:
        parts = [given] if geometry["type"] == "LineString" else given
        made = MultiLineString([[(float(p[0]), float(p[1])) for p in part] for part in parts])
        if made.is_empty or not all(isfinite(v) for v in made.bounds):
            raise ValueError
    except (TypeError, ValueError, IndexError, GEOSException):
        layer.fault(
            "bad_number", where=where, found="坐标不是两个以上的数字对", expected="[经度, 纬度]", advice="重新导出"
        )
        return
    layer.features.append(RawFeature(made, kept, where))
