"""Vector tiles: decoded by another program they hold the parcels; clipped, turned right, the same bytes every time."""

from __future__ import annotations

import hashlib
import itertools
import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.parcels import tiles
from yuanheng.engines.parcels.mvt import EXTENT, TileWriter, encode_polygons, varint, varints
from yuanheng.engines.parcels.tiles import TileLayer, to_mercator

from .drawing import HERE, box_at

decoder = pytest.importorskip("mapbox_vector_tile", reason="the other program that reads tiles is not installed")


def tile_of(z: int, lon: float = HERE[0], lat: float = HERE[1]) -> tuple[int, int, int]:
    n = 1 << z
    return z, int((lon + 180) / 360 * n), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)


def grid(side: int, *, size: float = 20.0) -> TileLayer:
    shapes = [box_at(c * size, -r * size, size - 2, size - 2) for c in range(side) for r in range(side)]
    rows = [{"number": f"{i}", "mu": i / 4, "idle": i % 2 == 0, "count": i, "none": None} for i in range(len(shapes))]
    return TileLayer.of("parcels", shapes, rows)


def read(body: bytes) -> dict:
    return decoder.decode(body, default_options={"y_coord_down": True})


def in_tile_units(shape, z, x, y):
    size = 2 * tiles.HALF / (1 << z)
    west, north = x * size - tiles.HALF, tiles.HALF - y * size
    unit = size / EXTENT
    plane = shapely.transform(shape, to_mercator)
    return shapely.transform(plane, lambda c: np.column_stack([(c[:, 0] - west) / unit, (north - c[:, 1]) / unit]))


def test_another_program_reads_the_parcels_back_where_they_are():
    layer = grid(4)
    z, x, y = tile_of(16)
    found = read(layer.tile(z, x, y))["parcels"]
    assert found["extent"] == EXTENT
    by_number = {f["properties"]["number"]: f for f in found["features"]}
    assert by_number["3"]["properties"] == {"number": "3", "mu": 0.75, "idle": False, "count": 3}
    assert by_number["3"]["id"] == 4
    drawn = in_tile_units(box_at(0, -60, 18, 18), z, x, y)
    told = shapely.geometry.shape(by_number["3"]["geometry"])
    assert told.hausdorff_distance(drawn) <= 1.0


def test_a_parcel_across_tiles_is_in_each_and_cut_at_the_buffer():
    layer = TileLayer.of("parcels", [box_at(-3000, -3000, 6000, 6000)], [{"number": "A"}])
    z, x, y = tile_of(16)
    for dx in (0, 1):
        shape = shapely.geometry.shape(read(layer.tile(z, x + dx, y))["parcels"]["features"][0]["geometry"])
        low, high = -tiles.BUFFER, EXTENT + tiles.BUFFER
        assert shape.bounds == (low, low, high, high)


def test_a_hole_stays_a_hole_and_a_crossing_line_makes_no_fault():
    ring = shapely.Polygon(box_at(0, 0, 100, 100).exterior.coords, [box_at(30, 30, 30, 30).exterior.coords])
    bow = shapely.Polygon(
        [HERE, (HERE[0] + 0.001, HERE[1] + 0.001), (HERE[0] + 0.001, HERE[1]), (HERE[0], HERE[1] + 0.001)]
    )
    z, x, y = tile_of(17)
    found = read(TileLayer.of("parcels", [ring, bow], [{}, {}]).tile(z, x, y))["parcels"]["features"]
    assert len(found[0]["geometry"]["coordinates"]) == 2
    drawn = in_tile_units(ring, z, x, y)
    assert shapely.geometry.shape(found[0]["geometry"]).area == pytest.approx(drawn.area, rel=0.02)


def test_empty_tiles_are_no_bytes_and_tiles_that_are_not_are_refused():
    layer = grid(2)
    assert layer.tile(*tile_of(16, lon=110)) == b""
    assert TileLayer.of("parcels", [], []).tile(3, 2, 1) == b""
    for z, x, y in ((3, 8, 0), (-1, 0, 0), (25, 0, 0), (3, 0, -1)):
        with pytest.raises(ValueError, match="no tile"):
            layer.tile(z, x, y)
    with pytest.raises(ValueError, match="1 geometries and 0"):
        TileLayer.of("parcels", [box_at(0, 0, 1, 1)], [])


def test_the_same_layer_gives_the_same_bytes():
    again = [hashlib.sha256(grid(5).tile(*tile_of(z))).hexdigest() for z in (10, 14, 16)]
    assert again == [hashlib.sha256(grid(5).tile(*tile_of(z))).hexdigest() for z in (10, 14, 16)]


def test_too_many_parcels_leave_the_largest_and_close_up_none_is_left_out(monkeypatch):
    monkeypatch.setattr(tiles, "MOST", 5)
    sizes = [box_at(i * 40, 0, 3 + i, 3 + i) for i in range(12)]
    layer = TileLayer.of("parcels", sizes, [{"n": i} for i in range(12)])
    kept = {f["properties"]["n"] for f in read(layer.tile(*tile_of(12)))["parcels"]["features"]}
    assert kept == {7, 8, 9, 10, 11}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, (1 << 35) - 1), max_size=50))
def test_many_varints_are_each_the_varint(values):
    body, places = varints(np.array(values, dtype=np.int64))
    assert [body[a:b] for a, b in itertools.pairwise(places)] == [varint(v) for v in values]


@settings(max_examples=60, deadline=None)
@given(
    points=st.lists(st.tuples(st.integers(-64, 4160), st.integers(-64, 4160)), min_size=3, max_size=12, unique=True),
)
def test_a_ring_comes_back_corner_by_corner(points):
    hull = shapely.MultiPoint(points).convex_hull
    if hull.geom_type != "Polygon":
        return
    for feature in read(written([hull, hull], {"a": -3, "b": 1.5}))["t"]["features"]:
        assert shapely.geometry.shape(feature["geometry"]).equals(hull)
        assert feature["properties"] == {"a": -3, "b": 1.5}


def written(polygons, properties):
    rings, of_feature = shapely.get_rings(polygons, return_index=True)
    corners, of_ring = shapely.get_coordinates(rings, return_index=True)
    shells = np.concatenate([[True], of_feature[1:] != of_feature[:-1]])
    writer = TileWriter("t")
    for body in encode_polygons(corners.astype(np.int64), of_ring, of_feature, shells, len(polygons)):
        writer.add(body, properties)
    return writer.finish()


def test_a_ring_that_falls_together_is_left_off_with_its_holes():
    flat = shapely.Polygon([(1, 1), (9, 9), (1, 1)], [[(2, 2), (3, 2), (3, 3), (2, 2)]])
    square = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(2, 2), (6, 2), (6, 6), (2, 2)]])
    found = read(written([flat, square, flat], {"a": 1}))["t"]["features"]
    assert len(found) == 1
    assert shapely.geometry.shape(found[0]["geometry"]).equals(square)
    assert written([flat], {}) == b""


def test_roads_rivers_and_wells_come_back_clipped_and_in_their_kind():
    metre = 1 / 94_600
    road = shapely.LineString([(HERE[0] - 1, HERE[1]), (HERE[0], HERE[1]), (HERE[0] + 1, HERE[1] + 0.001)])
    ring_road = shapely.LineString(box_at(0, 0, 60, 60).exterior.coords)
    two = shapely.MultiLineString(
        [
            [HERE, (HERE[0] + 50 * metre, HERE[1])],
            [(HERE[0], HERE[1] + 0.0003), (HERE[0] + 20 * metre, HERE[1] + 0.0003)],
        ]
    )
    well, wells = shapely.Point(HERE), shapely.MultiPoint([HERE, (HERE[0] + 30 * metre, HERE[1])])
    square = box_at(10, 10, 40, 40)
    given_shapes = [road, ring_road, two, well, wells, square]
    layer = TileLayer.of("works", given_shapes, [{"n": n} for n in range(6)])
    z, x, y = tile_of(17)
    found = {
        f["properties"]["n"]: shapely.geometry.shape(f["geometry"])
        for f in read(layer.tile(z, x, y))["works"]["features"]
    }
    assert [found[n].geom_type for n in range(6)] == [
        "LineString", "LineString", "MultiLineString", "Point", "MultiPoint", "Polygon",
    ]  # fmt: skip
    assert found[0].bounds[0] == -tiles.BUFFER and found[0].bounds[2] == EXTENT + tiles.BUFFER
    assert found[1].coords[0] == found[1].coords[-1]
    for n in range(1, 6):
        assert found[n].hausdorff_distance(in_tile_units(given_shapes[n], z, x, y)) <= 1.5
    assert layer.tile(*tile_of(17, lon=HERE[0] + 3)) == b""


def test_of_too_many_lines_the_longest_stay(monkeypatch):
    monkeypatch.setattr(tiles, "MOST", 2)
    roads = [shapely.LineString([HERE, (HERE[0] + n / 2000, HERE[1] + 0.0004)]) for n in range(1, 6)]
    layer = TileLayer.of("roads", roads, [{"n": n} for n in range(1, 6)])
    assert {f["properties"]["n"] for f in read(layer.tile(*tile_of(12)))["roads"]["features"]} == {4, 5}
