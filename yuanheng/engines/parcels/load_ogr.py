"""Shapefile, GeoPackage and DXF by way of GDAL, with only those three drivers, and after a look at the first bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyogrio
import pyogrio.raw
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from .limits import Limits, refuse
from .raw import RawFeature, RawLayer, text_of
from .rings import RingFault, closed_ring, polygon_of
from .systems import Told, told_by

DRIVERS = ("ESRI Shapefile", "GPKG", "DXF")
LABELS = {"ESRI Shapefile": "Shapefile", "GPKG": "GeoPackage", "DXF": "DXF"}


def keep_only_our_drivers() -> None:
    """GDAL opens a file by what is in it: whatever could reach other files or the network is taken away first."""
    rest = " ".join(name for name in pyogrio.list_drivers() if name not in DRIVERS)
    pyogrio.set_gdal_config_options(
        {"GDAL_SKIP": rest, "OGR_SKIP": rest, "CPL_CURL_VERBOSE": False, "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR"}
    )


def driver_of(path: Path, *, name: str) -> str:
    """The driver by the file's first bytes.

    Raises:
        RefusedLayerError: the bytes are of none of the three kinds.
    """
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(b"\x00\x00\x27\x0a"):
        return "ESRI Shapefile"
    if head.startswith(b"SQLite format 3\x00"):
        return "GPKG"
    if head.startswith(b"AutoCAD Binary DXF") or head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n")[0].strip() in (
        b"0",
        b"999",
    ):
        return "DXF"
    raise refuse(where=name, found=f"内容与扩展名 {path.suffix} 不符")


def load_ogr(path: Path, *, name: str, limits: Limits) -> RawLayer:
    """Read the one layer of polygons of a file.

    Raises:
        RefusedLayerError: another kind of file, several layers, too many features, or broken.
    """
    driver = driver_of(path, name=name)
    keep_only_our_drivers()
    try:
        chosen = _layer_of(path, driver, name, lines=limits.lines)
        meta, _, geometries, columns = pyogrio.raw.read(
            path, layer=chosen, max_features=limits.features + 1, force_2d=True, encoding=_encoding(path, driver)
        )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, UnicodeDecodeError, ValueError) as error:
        raise refuse(where=name, found=f"{LABELS[driver]} 损坏,无法读取") from error
    if geometries is None or len(geometries) == 0:
        raise refuse(where=name, found="图层是空的")
    if len(geometries) > limits.features:
        raise refuse(where=name, found=f"多于 {limits.features:,} 个图斑", advice="分片导出后分次上传")
    layer = RawLayer(told=_told(meta, driver))
    shapes = shapely.from_wkb(geometries, on_invalid="ignore")
    rows = _rows(meta, columns, len(shapes))
    if driver == "DXF":
        _take_drawing(layer, shapes, rows)
    else:
        _take_all(layer, shapes, rows, lines=limits.lines)
    return layer


def _layer_of(path: Path, driver: str, name: str, *, lines: bool) -> str | None:
    layers = pyogrio.list_layers(path)
    if driver != "GPKG":
        return None
    wanted = ("Polygon", "Line") if lines else ("Polygon",)
    areas = [row[0] for row in layers if row[1] is not None and any(kind in str(row[1]) for kind in wanted)]
    if len(areas) != 1:
        raise refuse(
            where=name, found=f"有 {len(areas)} 个面图层", expected="一个文件一个面图层", advice="每个图层单独导出"
        )
    return str(areas[0])


def _encoding(path: Path, driver: str) -> str | None:
    """A Shapefile without .cpg is in GBK in China, unless its table is plainly UTF-8."""
    if driver != "ESRI Shapefile" or path.with_suffix(".cpg").exists():
        return None
    table = path.with_suffix(".dbf").read_bytes()[:200_000]
    try:
        table[32:].decode("utf-8")
    except UnicodeDecodeError as error:
        return "GB18030" if error.start < len(table) - 64 else "UTF-8"
    return "UTF-8"


def _told(meta: dict[str, Any], driver: str) -> Told:
    return Told() if driver == "DXF" or not meta.get("crs") else told_by(str(meta["crs"]))


def _rows(meta: dict[str, Any], columns: list[Any], count: int) -> list[dict[str, str]]:
    fields = [str(name) for name in meta["fields"]]
    return [{name: text_of(columns[i][row]) for i, name in enumerate(fields)} for row in range(count)]


def _take_all(layer: RawLayer, shapes: Any, rows: list[dict[str, str]], *, lines: bool) -> None:
    taken = (Polygon, MultiPolygon, LineString, MultiLineString) if lines else (Polygon, MultiPolygon)
    for number, (shape, row) in enumerate(zip(shapes, rows, strict=True), start=1):
        layer.seen += 1
        where = f"第 {number} 条"
        if isinstance(shape, taken) and not shape.is_empty:
            layer.features.append(RawFeature(shape, row, where))
        else:
            kind = shape.geom_type if isinstance(shape, BaseGeometry) and not shape.is_empty else "空"
            layer.fault(
                "not_a_polygon", where=where, found=f"几何是 {kind}", expected="面", advice="由提供单位补上界线"
            )


def _take_drawing(layer: RawLayer, shapes: Any, rows: list[dict[str, str]]) -> None:
    """Closed polylines are parcels; a text inside one and in no smaller one is its number."""
    texts = []
    for number, (shape, row) in enumerate(zip(shapes, rows, strict=True), start=1):
        where = f"第 {number} 个图元(图层 {row.get('Layer', '')})"
        if shape is None or shape.is_empty:
            continue
        if shape.geom_type == "Point":
            if row.get("Text"):
                texts.append((shape, row["Text"]))
            continue
        layer.seen += 1
        try:
            made = _drawn(shape)
        except RingFault as fault:
            layer.fault(fault.kind, where=where, found=str(fault), expected="闭合的多段线", advice="在图中闭合这条线")
            continue
        if made is not None:
            layer.features.append(RawFeature(made, {**row, "Text": ""}, where))
    _name_by_texts(layer, texts)


def _drawn(shape: BaseGeometry) -> BaseGeometry | None:
    if isinstance(shape, Polygon | MultiPolygon):
        return shape
    if shape.geom_type == "LineString":
        return polygon_of([closed_ring(list(shape.coords))])
    return None


def _name_by_texts(layer: RawLayer, texts: list[tuple[BaseGeometry, str]]) -> None:
    if not layer.features or not texts:
        return
    tree = shapely.STRtree([f.geometry for f in layer.features])
    for point, text in texts:
        hits = [int(i) for i in tree.query(point, predicate="intersects")]
        if hits:
            smallest = min(hits, key=lambda i: (layer.features[i].geometry.area, i))
            held = layer.features[smallest].attributes
            held["Text"] = f"{held['Text']} {text}".strip()
