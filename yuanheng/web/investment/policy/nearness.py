"""How far a city is from the zone, in kilometres over the sphere: good to about 1 %, used for steps only."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from ..rules import places

EARTH_KM = 6371.0


def distance_km(city: str) -> int | None:
    """Whole kilometres; None where the city is not known to the rule."""
    known = places()
    plain = city.strip()
    name = next((n for n in sorted(known.cities, key=len, reverse=True) if n and n in plain), None)
    if name is None:
        return None
    latitude, longitude = known.cities[name]
    return round(_sphere(known.zone.latitude, known.zone.longitude, latitude, longitude))


def _sphere(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    one, other = radians(lat1), radians(lat2)
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
