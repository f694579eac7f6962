"""Which coordinate system a file's numbers are in: from what was told and from their magnitude; else a question.

What magnitude can say in China: degrees of longitude (73 to 136) and latitude (3 to 54) never overlap, so their order is
seen; eastings with a zone number (13 to 45 million) are longer than any northing (0.3 to 6 million), so order and zone are
seen; without a zone number an easting (166 to 834 thousand) is shorter than a northing north of 8 degrees. What it cannot
say is the datum, nor the meridian of an easting without a zone number: these are told or asked.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .systems import DATUM_LABELS, MILLION, CoordinateSystem, Told, meridian_of_zone
from .values import Bounds, Question

Coordinates = Any  # an array of pairs; numpy has no types here
LONGITUDES, LATITUDES = (73.0, 136.0), (3.0, 54.0)
EASTINGS, NORTHINGS = (166_000.0, 834_000.0), (834_000.0, 6_000_000.0)
PREFIXED = (13_000_000.0, 46_000_000.0)
MERIDIANS = tuple(range(75, 136, 3))
DATUMS = ("cgcs2000", "wgs84", "gcj02")


def recognise(coordinates: Coordinates, told: Told, *, expected: Bounds | None = None) -> CoordinateSystem | Question:
    """The system, or what has to be asked first.

    Args:
        coordinates: all pairs of the file, as it has them.
        told: what the file or a person says.
        expected: where the zone lies; it orders the choices of a question and decides nothing.
    """
    low, high = coordinates.min(axis=0), coordinates.max(axis=0)
    first, second = (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))
    if told.datum == "other":
        return _ask_system(f"文件的坐标系是 {told.said},不能直接使用")
    if _small(first, second):
        return _degrees(first, second, told)
    return _metres(coordinates, first, second, told, expected)


def _small(first: tuple[float, float], second: tuple[float, float]) -> bool:
    return max(abs(v) for v in (*first, *second)) <= 360.0


def _within(span: tuple[float, float], bounds: tuple[float, float]) -> bool:
    return bounds[0] <= span[0] and span[1] <= bounds[1]


def _degrees(first: tuple[float, float], second: tuple[float, float], told: Told) -> CoordinateSystem | Question:
    if told.degrees is False or told.meridian is not None:
        return _ask_system(f"文件说是投影坐标({told.said}),数值却像经纬度")
    if _within(first, LATITUDES) and _within(second, LONGITUDES):
        swapped = True
    elif _within(first, LONGITUDES) and _within(second, LATITUDES):
        swapped = False
    else:
        return _ask_system(
            f"数值像经纬度,却不在中国境内:第一列 {first[0]:.4f} 至 {first[1]:.4f},第二列 {second[0]:.4f} 至 {second[1]:.4f}"
        )
    if not told.datum:
        said = f"文件只说是 {told.said}" if told.said else "文件没有说明坐标系"
        choices = tuple((code, DATUM_LABELS[code]) for code in DATUMS)
        return Question("datum", f"{said}。这些经纬度是哪一种?从网络地图上描的多是 GCJ-02", choices)
    return CoordinateSystem(datum=told.datum, north_first=swapped)


def _metres(
    coordinates: Coordinates, first: tuple[float, float], second: tuple[float, float], told: Told,
    expected: Bounds | None,
) -> CoordinateSystem | Question:  # fmt: skip
    if told.degrees is True or told.datum == "gcj02":
        return _ask_system(f"文件说是经纬度({told.said}),数值却像投影坐标")
    for east, north, swapped in ((first, second, False), (second, first, True)):
        if _within(east, PREFIXED) and _within(north, (300_000.0, 6_000_000.0)):
            return _zoned(coordinates[:, 1 if swapped else 0], swapped, told)
        if _within(east, EASTINGS) and _within(north, NORTHINGS):
            return _unzoned(coordinates, swapped, told, expected)
    return _ask_system(
        f"数值不像任何一种:第一列 {first[0]:.3f} 至 {first[1]:.3f},第二列 {second[0]:.3f} 至 {second[1]:.3f}"
    )


def _zoned(eastings: Any, swapped: bool, told: Told) -> CoordinateSystem | Question:
    zones = {int(z) for z in np.unique(eastings // MILLION)}
    if len(zones) > 1:
        return _ask_system(f"横坐标有 {len(zones)} 种带号:{'、'.join(map(str, sorted(zones)))},应当分带成图")
    zone = zones.pop()
    meridian = meridian_of_zone(zone)
    if meridian is None:
        return _ask_system(f"横坐标以 {zone} 开头,没有这个带号")
    if told.meridian is not None and told.meridian != meridian:
        return _ask_system(f"横坐标带号 {zone} 的中央经线是 {meridian:g}°,文件却说是 {told.meridian:g}°")
    if not told.datum:
        return _ask_datum(f"横坐标带号 {zone},中央经线 {meridian:g}°")
    return CoordinateSystem(datum=told.datum, meridian=meridian, zone=zone, north_first=swapped)


def _unzoned(
    coordinates: Coordinates, swapped: bool, told: Told, expected: Bounds | None
) -> CoordinateSystem | Question:
    if told.meridian is None:
        choices = [(str(m), f"中央经线 {m}°(3 度带第 {m // 3} 带)") for m in MERIDIANS]
        likely = [c for c in choices if expected is not None and _lands(coordinates, swapped, float(c[0]), expected)]
        return Question(
            "meridian", "横坐标没有带号,文件也没有说明中央经线。中央经线是多少?",
            (*likely, *(c for c in choices if c not in likely)),
        )  # fmt: skip
    if not told.datum:
        return _ask_datum(f"中央经线 {told.meridian:g}°")
    return CoordinateSystem(datum=told.datum, meridian=told.meridian, north_first=swapped)


def _lands(coordinates: Coordinates, swapped: bool, meridian: float, expected: Bounds) -> bool:
    """Whether the middle of the file would lie in the zone with that meridian."""
    system = CoordinateSystem(datum="cgcs2000", meridian=meridian, north_first=swapped)
    lon, lat = system.to_degrees(coordinates.mean(axis=0, keepdims=True))[0]
    return expected.holds(float(lon), float(lat))


def _ask_datum(seen: str) -> Question:
    choices = (("cgcs2000", DATUM_LABELS["cgcs2000"]), ("other", "西安 80、北京 54 或地方坐标系"))
    return Question("datum", f"{seen}。文件没有说明大地基准,是 2000 国家大地坐标系吗?", choices)


def _ask_system(seen: str) -> Question:
    return Question("system", f"{seen}。请问提供单位用的是哪种坐标系,或请其转换成 2000 国家大地坐标系后重新提供", ())
