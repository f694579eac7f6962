"""Coordinate systems of Chinese land data: CGCS2000 and WGS 84 in degrees, Gauss-Krueger in 3 and 6 degree zones, GCJ-02.

CGCS2000 (in force since 2008-07-01) and WGS 84 are taken as one datum: they differ by centimetres. An easting may carry
the number of its zone in front (40 500 000): 13 to 23 are 6-degree zones, 25 to 45 are 3-degree zones, and never both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from .gcj02 import from_gcj02

Coordinates = Any  # an array of pairs; numpy has no types here
Datum = Literal["", "cgcs2000", "wgs84", "gcj02", "other"]
DATUM_LABELS = {
    "": "未说明",
    "cgcs2000": "2000 国家大地坐标系",
    "wgs84": "WGS 84",
    "gcj02": "GCJ-02(加偏)",
    "other": "其他",
}
MILLION = 1_000_000
SIX, THREE = range(13, 24), range(25, 46)


@dataclass(frozen=True, slots=True)
class CoordinateSystem:
    """A system: its datum, degrees or Gauss-Krueger about a meridian, the zone number its eastings carry (0: none),
    and whether the file writes north before east."""

    datum: Datum
    meridian: float | None = None
    zone: int = 0
    north_first: bool = False
    name: str = ""

    @property
    def projected(self) -> bool:
        """Metres, not degrees."""
        return self.meridian is not None

    @property
    def label(self) -> str:
        """2000 国家大地坐标系,高斯-克吕格,中央经线 120°,带号 40,X 为北."""
        parts = [DATUM_LABELS[self.datum]]
        if self.meridian is not None:
            parts.append(f"高斯-克吕格,中央经线 {self.meridian:g}°")
            parts.append(f"带号 {self.zone}" if self.zone else "不带带号")
        else:
            parts.append("经纬度")
        if self.north_first:
            parts.append("北在前" if self.projected else "纬度在前")
        return ",".join(parts)

    def to_degrees(self, coordinates: Coordinates) -> Coordinates:
        """Longitude and latitude in CGCS2000, of an array of pairs as the file has them.

        Raises:
            ValueError: the datum is not one that is known.
        """
        if self.datum in ("", "other"):
            raise ValueError(f"{DATUM_LABELS[self.datum]} cannot be turned into CGCS2000")
        pairs = coordinates[:, ::-1] if self.north_first else coordinates
        if self.meridian is None:
            return from_gcj02(pairs) if self.datum == "gcj02" else np.ascontiguousarray(pairs)
        change = _transformer(self.meridian, self.zone, self.datum)
        east, north = change.transform(pairs[:, 0], pairs[:, 1], direction="INVERSE")
        return np.column_stack([east, north])


@lru_cache(maxsize=64)
def _transformer(meridian: float, zone: int, datum: str) -> Transformer:
    """Degrees to metres; the same ellipsoid on both sides, so that nothing but the projection happens."""
    ellipsoid = "WGS84" if datum == "wgs84" else "GRS80"  # CGCS2000 has the figures of GRS 80
    metres = f"+proj=tmerc +lat_0=0 +lon_0={meridian:g} +k=1 +x_0={zone * MILLION + 500_000} +y_0=0 +ellps={ellipsoid} +units=m"
    return Transformer.from_crs(f"+proj=longlat +ellps={ellipsoid} +no_defs", metres, always_xy=True)


def to_metres(coordinates: Coordinates, meridian: float) -> Coordinates:
    """East and north in metres about a meridian, of longitudes and latitudes."""
    east, north = _transformer(meridian, 0, "cgcs2000").transform(coordinates[:, 0], coordinates[:, 1])
    return np.column_stack([east, north])


def meridian_of_zone(zone: int) -> float | None:
    """The central meridian of a zone number; None where there is no such zone in China."""
    if zone in SIX:
        return 6.0 * zone - 3.0
    return 3.0 * zone if zone in THREE else None


@dataclass(frozen=True, slots=True)
class Told:
    """What a person or a file said of the system; '' and None are what nobody said. `said` is how it was put."""

    datum: Datum = ""
    meridian: float | None = None
    degrees: bool | None = None
    said: str = ""

    def over(self, other: Told) -> Told:
        """This, and where it is silent the other."""
        return Told(
            datum=self.datum or other.datum,
            meridian=self.meridian if self.meridian is not None else other.meridian,
            degrees=self.degrees if self.degrees is not None else other.degrees,
            said=self.said or other.said,
        )

    @staticmethod
    def of(text: str) -> Told:
        """An answer as text: a word, an EPSG code, or a central meridian in degrees such as `120`."""
        plain = text.strip().removesuffix("°")
        if plain.replace(".", "", 1).isdigit() and 73 <= float(plain) <= 136:
            return Told(meridian=float(plain), degrees=False, said=text)
        return told_by(text)


WORDS: dict[str, Told] = {
    "gcj02": Told(datum="gcj02", degrees=True), "gcj-02": Told(datum="gcj02", degrees=True),
    "cgcs2000": Told(datum="cgcs2000"), "wgs84": Told(datum="wgs84"), "wgs-84": Told(datum="wgs84"),
}  # fmt: skip


def told_by(text: str) -> Told:
    """What a declaration says: a word (`gcj02`), an EPSG code, a WKT, a PROJ string. An unreadable one says nothing.

    EPSG:4326 says degrees and no datum: files of GCJ-02 carry it as well, so that what it means has to be asked.
    """
    plain = text.strip()
    if plain.lower() in WORDS:
        return replace(WORDS[plain.lower()], said=plain)
    if not plain:
        return Told()
    try:
        crs = CRS.from_user_input(int(plain) if plain.isdigit() else plain)
    except (CRSError, ValueError):
        return Told(said=plain[:80])
    if "GCJ" in crs.name.upper():
        return Told(datum="gcj02", degrees=True, said=crs.name)
    datum = _datum_of(crs)
    if crs.is_geographic:
        return Told(datum="" if datum == "wgs84" else datum, degrees=True, said=crs.name)
    meridian = _meridian_of(crs)
    return Told(datum=datum if meridian is not None else "other", meridian=meridian, degrees=False, said=crs.name)


def _datum_of(crs: CRS) -> Datum:
    name = (
        f"{crs.name} {crs.geodetic_crs.name if crs.geodetic_crs else ''} {crs.datum.name if crs.datum else ''}".lower()
    )
    if "2000" in name and ("china" in name or "cgcs" in name):
        return "cgcs2000"
    return "wgs84" if "wgs" in name and "84" in name else "other"


def _meridian_of(crs: CRS) -> float | None:
    """The central meridian of a Gauss-Krueger projection; None for any other projection."""
    method: Any = crs.coordinate_operation
    if method is None or "transverse mercator" not in method.method_name.lower():
        return None
    found = {p.name.lower(): p.value for p in method.params}
    scale = found.get("scale factor at natural origin", 1.0)
    return float(found["longitude of natural origin"]) if abs(scale - 1.0) < 1e-9 else None
