"""Areas on the ellipsoid of CGCS2000, in mu, and their comparison with certified ones.

The area is that of the polygon whose edges are geodesics (GeographicLib by way of pyproj), not of a map projection, whose
scale would falsify it (3 degrees off the meridian by 0.03 %). 1 m2 is 0.0015 mu, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pyproj import Geod
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from .values import MU_PER_M2

GEOD = Geod(a=6378137.0, rf=298.257222101)
MU_PLACES = Decimal("0.0001")
TOLERANCE = Decimal("0.001")


def area_m2(geometry: BaseGeometry) -> float:
    """Square metres of a Polygon or MultiPolygon in degrees; holes are taken off."""
    parts = geometry.geoms if isinstance(geometry, MultiPolygon) else [geometry]
    return sum(_of_polygon(part) for part in parts if isinstance(part, Polygon) and not part.is_empty)


def _of_polygon(polygon: Polygon) -> float:
    """Each ring about its own corner: the strip down to the equator, a million times the parcel, must not drown it."""
    return _of_ring(polygon.exterior.coords) - sum(_of_ring(ring.coords) for ring in polygon.interiors)


def _of_ring(coordinates: object) -> float:
    lon, lat = zip(*((c[0], c[1]) for c in coordinates), strict=True)  # type: ignore[attr-defined]
    area, _ = GEOD.polygon_area_perimeter(lon, lat)
    return abs(float(area))


def area_mu(geometry: BaseGeometry) -> Decimal:
    """Mu on the ellipsoid, to a ten-thousandth of a mu (0.07 m2), rounded half up."""
    return (Decimal(repr(area_m2(geometry))) * MU_PER_M2).quantize(MU_PLACES, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class AreaCheck:
    """A drawn area beside a certified one, both in mu; `share` is the difference against the certified, signed."""

    drawn: Decimal
    certified: Decimal
    share: Decimal
    agrees: bool
    sentence: str


def compare_area(geometry: BaseGeometry, certified_mu: Decimal, *, tolerance: Decimal = TOLERANCE) -> AreaCheck:
    """Whether the drawn area is within `tolerance` (a share; the bound itself agrees) of the certified one.

    Raises:
        ValueError: the certified area is not above zero.
    """
    if certified_mu <= 0:
        raise ValueError("a certified area is above zero")
    drawn = area_mu(geometry)
    share = (drawn - certified_mu) / certified_mu
    agrees = abs(share) <= tolerance
    way = "相符" if agrees else f"{'多' if share > 0 else '少'} {abs(drawn - certified_mu):,.4f} 亩"
    said = f"图上 {drawn:,.4f} 亩,证载 {certified_mu:,.4f} 亩,相差 {share * 100:+.3f}%,{way}(允许 {tolerance * 100:.2f}%)。"
    return AreaCheck(drawn, certified_mu, share, agrees, said)
