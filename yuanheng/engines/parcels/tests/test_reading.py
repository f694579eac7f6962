"""Files read in a confined child: every kind, every trap, nothing silently accepted."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pyogrio.raw
import pytest
import shapely

from yuanheng.engines.parcels.limits import Limits, RefusedLayerError
from yuanheng.engines.parcels.reading import read_layer
from yuanheng.engines.parcels.systems import Told
from yuanheng.engines.parcels.values import Bounds

from .drawing import box_at, geojson, metres_of

ZONE = Bounds(121.4, 31.6, 121.9, 32.0)
SHAPES = [({"地块号": f"QD-{n}", "用地单位": f"启东第{n}厂"}, box_at(n * 110, 0, 100, 80)) for n in range(3)]


def written(path: Path, code: str, driver: str, **more) -> Path:
    """The shapes in a system, written by GDAL."""
    moved = [metres_of(g, code) for _, g in SHAPES]
    pyogrio.raw.write(
        path, shapely.to_wkb(np.array(moved, dtype=object)), fields=["地块号", "用地单位"], crs=code, driver=driver,
        field_data=[np.array([p[k] for p, _ in SHAPES], dtype=object) for k in ("地块号", "用地单位")],
        geometry_type="Polygon", **more,
    )  # fmt: skip
    return path


def zipped(folder: Path, name: str = "地块.zip", *, leave: tuple[str, ...] = ()) -> Path:
    packed = folder.parent / name
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in folder.iterdir():
            if part.suffix not in leave:
                archive.write(part, f"地块/{part.name}")
    return packed


def shapefile(tmp_path: Path, code: str = "EPSG:4529", encoding: str = "GBK", leave: tuple[str, ...] = ()) -> Path:
    folder = tmp_path / "shp"
    folder.mkdir()
    written(folder / "parcels.shp", code, "ESRI Shapefile", encoding=encoding)
    return zipped(folder, leave=leave)


def numbers_and_distance(reading):
    """The numbers, and how far the corners lie from where they were drawn, in degrees."""
    apart = max(
        np.max(np.abs(shapely.get_coordinates(shapely.normalize(p.geometry)) - shapely.get_coordinates(shapely.normalize(g))))
        for p, (_, g) in zip(reading.parcels, SHAPES, strict=True)
    )  # fmt: skip
    return [p.number for p in reading.parcels], apart


CENTIMETRE = 9e-8


@pytest.mark.parametrize("leave", [(), (".cpg",)])
def test_a_zipped_shapefile_is_read_with_its_names_whether_or_not_it_says_its_encoding(tmp_path, leave):
    reading = read_layer(shapefile(tmp_path, leave=leave), expected=ZONE)
    assert reading.question is None
    numbers, apart = numbers_and_distance(reading)
    assert numbers == ["QD-0", "QD-1", "QD-2"]
    assert reading.parcels[1].attributes["用地单位"] == "启东第1厂"
    assert apart < CENTIMETRE
    assert "带号 41" in reading.system


def test_a_geopackage_is_read(tmp_path):
    reading = read_layer(written(tmp_path / "地块.gpkg", "EPSG:4550", "GPKG"), expected=ZONE)
    numbers, apart = numbers_and_distance(reading)
    assert numbers == ["QD-0", "QD-1", "QD-2"]
    assert apart < CENTIMETRE


def test_geojson_is_asked_what_its_degrees_are_and_then_read(tmp_path):
    path = geojson(tmp_path / "地块.geojson", SHAPES)
    asked = read_layer(path)
    assert asked.parcels == ()
    assert asked.question is not None
    assert asked.question.kind == "datum"
    assert asked.features == 3
    read = read_layer(path, told=Told.of("cgcs2000"))
    assert [p.number for p in read.parcels] == ["QD-0", "QD-1", "QD-2"]
    web = read_layer(path, told=Told.of("gcj02"))
    assert not any(p.exact for p in web.parcels)
    assert shapely.distance(web.parcels[0].geometry, read.parcels[0].geometry) > 0
    named = read_layer(geojson(tmp_path / "b.geojson", SHAPES, crs="urn:ogc:def:crs:EPSG::4490"))
    assert named.question is None


def drawing(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "地块.dxf"
    path.write_text(f"0\nSECTION\n2\nENTITIES\n{body}0\nENDSEC\n0\nEOF\n", encoding="utf-8")
    return path


def polyline(points, *, closed: bool = True) -> str:
    corners = "".join(f"10\n{x!r}\n20\n{y!r}\n" for x, y in points)
    return f"0\nLWPOLYLINE\n8\n宗地\n90\n{len(points)}\n70\n{int(closed)}\n{corners}"


def text(x: float, y: float, said: str) -> str:
    return f"0\nTEXT\n8\n注记\n10\n{x!r}\n20\n{y!r}\n40\n2.0\n1\n{said}\n"


def test_a_drawing_s_closed_lines_are_parcels_named_by_the_text_within_and_open_ones_are_told(tmp_path):
    corners = [list(metres_of(g, "EPSG:4529").exterior.coords)[:-1] for _, g in SHAPES[:2]]
    middle = np.mean(corners[0], axis=0)
    body = polyline(corners[0]) + text(float(middle[0]), float(middle[1]), "QD-0") + polyline(corners[1], closed=False)
    asked = read_layer(drawing(tmp_path, body))
    assert asked.question is not None
    reading = read_layer(drawing(tmp_path, body), told=Told(datum="cgcs2000"))
    assert [p.number for p in reading.parcels] == ["QD-0"]
    assert [p.kind for p in reading.problems] == ["open_ring"]
    assert "没有闭合" in reading.problems[0].found


def corners_book(tmp_path: Path, *, swap: bool = False, **change) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "界址点"
    sheet.append(["某某公司宗地界址点成果表"])
    sheet.append(["地块号", "圈号", "点号", "X坐标", "Y坐标"])
    for (properties, shape), ring in ((SHAPES[0], 1), (SHAPES[1], 1)):
        for n, (east, north) in enumerate(list(metres_of(shape, "EPSG:4529").exterior.coords)[:-1]):
            pair = (east, north) if swap else (north, east)
            sheet.append([properties["地块号"] if n == 0 else None, ring, f"J{n + 1}", *pair])
    for cell, value in change.items():
        sheet[cell] = value
    path = tmp_path / "坐标.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("swap", [False, True])
def test_a_list_of_corners_is_read_with_x_north_or_with_its_columns_swapped(tmp_path, swap):
    reading = read_layer(corners_book(tmp_path, swap=swap), told=Told(datum="cgcs2000"), expected=ZONE)
    assert [p.number for p in reading.parcels] == ["QD-0", "QD-1"]
    truth = shapely.get_coordinates(shapely.normalize(SHAPES[0][1]))
    assert np.max(np.abs(shapely.get_coordinates(shapely.normalize(reading.parcels[0].geometry)) - truth)) < CENTIMETRE


def test_a_corner_that_is_no_number_leaves_its_parcel_out_and_is_named(tmp_path):
    reading = read_layer(corners_book(tmp_path, D4="3524x"), told=Told(datum="cgcs2000"))
    assert [p.number for p in reading.parcels] == ["QD-1"]
    assert [p.kind for p in reading.problems] == ["bad_number"]
    assert "界址点 › 第 4 行" in reading.problems[0].where


def test_a_parcel_outside_the_zone_is_named_with_its_place_and_left_out(tmp_path):
    far = ({"地块号": "远"}, shapely.affinity.translate(SHAPES[0][1], xoff=-4.0))
    reading = read_layer(
        geojson(tmp_path / "a.geojson", [SHAPES[0], far], crs="urn:ogc:def:crs:EPSG::4490"), expected=ZONE
    )
    assert [p.number for p in reading.parcels] == ["QD-0"]
    assert [p.kind for p in reading.problems] == ["outside_zone"]
    assert "东经 117." in reading.problems[0].found


def test_rings_that_are_open_or_too_short_and_things_that_are_no_areas_are_told_all_at_once(tmp_path):
    ring = [list(c) for c in SHAPES[0][1].exterior.coords]
    features = [
        {"type": "Polygon", "coordinates": [ring[:-1]]},
        {"type": "Polygon", "coordinates": [ring[:2] + ring[:1]]},
        {"type": "Point", "coordinates": ring[0]},
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        None,
        {"type": "Polygon", "coordinates": [ring]},
    ]
    data = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {}, "geometry": g} for g in features],
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data))
    reading = read_layer(path, told=Told(datum="cgcs2000"))
    assert len(reading.parcels) == 1
    assert [p.kind for p in reading.problems] == [
        "open_ring", "few_points", "not_a_polygon", "bad_number", "not_a_polygon",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.geojson", b"{", "不是合法的 JSON"),
        ("a.geojson", b"[" * 100_000, "不是合法的 JSON"),
        ("a.geojson", b'{"type": "Topology"}', "不是 GeoJSON"),
        ("a.dwg", b"AC1032", "扩展名 .dwg"),
        ("a.gpkg", b"not sqlite", "内容与扩展名 .gpkg 不符"),
        ("a.gpkg", b"SQLite format 3\x00" + b"\x00" * 4000, "损坏"),
        ("a.dxf", b"<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>", "内容与扩展名 .dxf 不符"),
        ("a.zip", b"PK\x03\x04broken", "压缩包损坏"),
        ("a.xlsx", b"PK\x03\x04broken", "不是完好的"),
        ("a.gpkg", b"", "空文件"),
    ],
)
def test_what_is_not_what_it_says_is_refused(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RefusedLayerError, match=said):
        read_layer(path)


def test_a_zip_without_its_table_or_with_two_layers_is_refused(tmp_path):
    with pytest.raises(RefusedLayerError, match=r"缺 \.dbf"):
        read_layer(shapefile(tmp_path, leave=(".dbf",)))
    both = tmp_path / "两层.zip"
    with zipfile.ZipFile(both, "w") as archive:
        archive.writestr("a.shp", b"")
        archive.writestr("b.shp", b"")
    with pytest.raises(RefusedLayerError, match=r"有 2 个 \.shp"):
        read_layer(both)


def test_a_bomb_a_link_and_a_password_are_refused_before_anything_inflates(tmp_path):
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.shp", bytes(40 * 1024 * 1024))
    with pytest.raises(RefusedLayerError, match="疑似压缩炸弹"):
        read_layer(bomb)
    link = tmp_path / "link.zip"
    with zipfile.ZipFile(link, "w") as archive:
        info = zipfile.ZipInfo("a.shp")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(RefusedLayerError, match="符号链接"):
        read_layer(link)


def test_a_workbook_that_declares_entities_is_refused(tmp_path):
    path = corners_book(tmp_path)
    evil = tmp_path / "evil.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(evil, "w") as target:
        for info in source.infolist():
            body = source.read(info)
            if info.filename.endswith("sheet1.xml"):
                body = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + body.split(b"?>", 1)[-1]
            target.writestr(info.filename, body)
    with pytest.raises(RefusedLayerError, match="DTD"):
        read_layer(evil)


def test_too_many_features_and_too_much_time_are_refused(tmp_path):
    path = geojson(tmp_path / "a.geojson", SHAPES)
    with pytest.raises(RefusedLayerError, match="多于 2 个图斑"):
        read_layer(path, limits=Limits(features=2))
    with pytest.raises(RefusedLayerError, match="秒内没有读完"):
        read_layer(path, limits=Limits(seconds=0.01))
    with pytest.raises(RefusedLayerError, match="不超过 0 MB"):
        read_layer(path, limits=Limits(file_size=10))
