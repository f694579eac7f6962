"""Coordinate systems told, seen or asked; a projected and a geographic copy agree to a centimetre; areas on the ellipsoid."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from yuanheng.engines.parcels.areas import area_m2, area_mu, compare_area
from yuanheng.engines.parcels.gcj02 import from_gcj02, to_gcj02
from yuanheng.engines.parcels.recognising import recognise
from yuanheng.engines.parcels.systems import CoordinateSystem, Told, told_by
from yuanheng.engines.parcels.values import Bounds, Question

from .drawing import HERE, box_at, metres_of

ZONE = Bounds(121.4, 31.6, 121.9, 32.0)
GEOD = Geod(a=6378137.0, rf=298.257222101)
CODES = {  # EPSG: meridian, zone number in the easting (GB/T 22484 names; the numbers are EPSG's)
    "EPSG:4490": None, "EPSG:4549": (120.0, 0), "EPSG:4550": (123.0, 0), "EPSG:4528": (120.0, 40),
    "EPSG:4529": (123.0, 41), "EPSG:4510": (123.0, 0), "EPSG:4499": (123.0, 21),
}  # fmt: skip


def pairs_in(code: str, *, north_first: bool = False) -> np.ndarray:
    found = shapely.get_coordinates(metres_of(box_at(0, 0, 100, 80), code))
    return found[:, ::-1] if north_first else found


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("north_first", [False, True])
def test_every_system_is_recognised_in_either_order_and_agrees_to_a_centimetre(code, north_first):
    seen = recognise(pairs_in(code, north_first=north_first), told_by(code))
    assert isinstance(seen, CoordinateSystem)
    assert seen.north_first is north_first
    assert (None if seen.meridian is None else (seen.meridian, seen.zone)) == CODES[code]
    degrees = seen.to_degrees(pairs_in(code, north_first=north_first))
    truth = shapely.get_coordinates(box_at(0, 0, 100, 80))
    _, _, apart = GEOD.inv(degrees[:, 0], degrees[:, 1], truth[:, 0], truth[:, 1])
    assert np.max(apart) < 0.01
    assert np.max(apart) < 1e-6  # in truth a thousandth of a millimetre


@settings(max_examples=60, deadline=None)
@given(lon=st.floats(75, 134), lat=st.floats(10, 53), zone=st.integers(25, 45))
def test_any_place_goes_into_a_zone_and_back(lon, lat, zone):
    meridian = 3.0 * zone
    if abs(lon - meridian) > 3:
        lon = meridian + (lon % 3) - 1.5
    change = Transformer.from_crs("EPSG:4490", f"EPSG:{4513 + zone - 25}", always_xy=True)
    east, north = change.transform(lon, lat)
    system = CoordinateSystem(datum="cgcs2000", meridian=meridian, zone=zone)
    back = system.to_degrees(np.array([[east, north]]))[0]
    assert abs(back[0] - lon) < 1e-9
    assert abs(back[1] - lat) < 1e-9


def test_degrees_that_say_nothing_or_4326_raise_a_question_and_are_never_assumed():
    degrees = pairs_in("EPSG:4490")
    for told in (Told(), told_by("EPSG:4326"), told_by("urn:ogc:def:crs:OGC:1.3:CRS84")):
        asked = recognise(degrees, told)
        assert isinstance(asked, Question)
        assert asked.kind == "datum"
        assert {code for code, _ in asked.choices} == {"cgcs2000", "wgs84", "gcj02"}
    told = recognise(degrees, Told(datum="gcj02"))
    assert isinstance(told, CoordinateSystem)
    assert told.datum == "gcj02"


def test_metres_without_a_zone_number_are_asked_about_with_the_likely_meridian_first():
    asked = recognise(pairs_in("EPSG:4549"), Told(datum="cgcs2000"), expected=ZONE)
    assert isinstance(asked, Question)
    assert asked.kind == "meridian"
    assert asked.choices[0][0] == "120"
    answered = recognise(pairs_in("EPSG:4549"), Told(datum="cgcs2000", meridian=120.0))
    assert isinstance(answered, CoordinateSystem)


def test_metres_that_do_not_say_their_datum_are_asked_about():
    asked = recognise(pairs_in("EPSG:4528"), Told())
    assert isinstance(asked, Question)
    assert asked.kind == "datum"
    assert "带号 40" in asked.text


@pytest.mark.parametrize(
    ("pairs", "told", "said"),
    [
        ([[65.5, 48.2], [65.6, 48.3]], Told(), "不在中国境内"),
        ([[500_000.0, 200.0], [500_100.0, 300.0]], Told(), "不像任何一种"),
        ([[40_500_000.0, 3_520_000.0], [41_500_000.0, 3_520_000.0]], Told(datum="cgcs2000"), "2 种带号"),
        ([[24_500_000.0, 3_520_000.0]], Told(datum="cgcs2000"), "没有这个带号"),
        ([[40_500_000.0, 3_520_000.0]], Told(datum="cgcs2000", meridian=123.0), "文件却说是 123°"),
        ([[121.6, 31.8]], Told(datum="cgcs2000", meridian=120.0, degrees=False, said="GK"), "数值却像经纬度"),
        ([[40_500_000.0, 3_520_000.0]], Told(datum="gcj02", degrees=True, said="gcj02"), "数值却像投影坐标"),
        ([[121.6, 31.8]], told_by("EPSG:4610"), "不能直接使用"),
    ],
)
def test_what_does_not_fit_together_is_asked_and_says_why(pairs, told, said):
    asked = recognise(np.array(pairs), told)
    assert isinstance(asked, Question)
    assert said in asked.text


@settings(max_examples=80, deadline=None)
@given(lon=st.floats(74, 135), lat=st.floats(4, 53))
def test_the_shift_of_web_maps_is_turned_back_to_a_tenth_of_a_millimetre(lon, lat):
    place = np.array([[lon, lat]])
    back = from_gcj02(to_gcj02(place))
    assert np.max(np.abs(back - place)) < 1e-9
    _, _, shift = GEOD.inv(lon, lat, *to_gcj02(place)[0])
    assert shift < 2000


def test_the_shift_at_a_known_place_is_some_hundred_metres():
    _, _, shift = GEOD.inv(*HERE, *to_gcj02(np.array([HERE]))[0])
    assert 300 < shift < 700


def test_an_area_is_that_of_an_equal_area_projection_and_not_of_the_map():
    """The witness: Lambert's equal-area projection about the middle, on the same ellipsoid, then the plane's shoelace."""
    shape = box_at(0, 0, 400, 300)
    x, y = HERE
    change = Transformer.from_crs("EPSG:4490", f"+proj=laea +lat_0={y} +lon_0={x} +ellps=GRS80", always_xy=True)
    dense = shapely.segmentize(shape, 1e-5)
    plane = shapely.transform(dense, lambda c: np.column_stack(change.transform(c[:, 0], c[:, 1])))
    assert abs(area_m2(shape) - plane.area) < 0.02
    on_map = metres_of(shape, "EPSG:4550").area
    assert on_map == pytest.approx(120_000, abs=0.001)
    assert 10 < on_map - area_m2(shape) < 100  # the projection, 1.3 degrees off its meridian, is too large


def test_a_hole_is_taken_off_and_parts_are_added():
    whole, hole, other = box_at(0, 0, 100, 100), box_at(40, 40, 20, 20), box_at(300, 0, 50, 50)
    ring = shapely.Polygon(whole.exterior.coords, [hole.exterior.coords])
    both = shapely.MultiPolygon([ring, other])
    assert area_m2(both) == pytest.approx(area_m2(whole) - area_m2(hole) + area_m2(other), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(width=st.integers(5, 3000), height=st.integers(5, 3000), turn=st.booleans())
def test_an_area_does_not_know_which_way_the_corners_run(width, height, turn):
    shape = box_at(0, 0, width, height)
    turned = shapely.Polygon(list(shape.exterior.coords)[::-1]) if turn else shape
    assert area_mu(turned) == area_mu(shape)
    assert float(area_mu(shape)) == pytest.approx(width * height * 0.0015, rel=0.001)


def test_a_certified_area_agrees_to_a_thousandth_the_bound_included():
    shape = box_at(0, 0, 400, 300)
    drawn = area_mu(shape)
    assert compare_area(shape, drawn).agrees
    assert compare_area(shape, (drawn / Decimal("1.001")).quantize(Decimal("0.000001"))).agrees
    off = compare_area(shape, drawn * Decimal("0.99"))
    assert not off.agrees
    assert "多" in off.sentence
    with pytest.raises(ValueError, match="above zero"):
        compare_area(shape, Decimal(0))
