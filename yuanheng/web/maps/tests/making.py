"""Small situations on the map: parcels with boundaries, buildings with places, the tile that holds a place."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import shapely

from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast
from yuanheng.web.land.actions.parcels import create_parcel
from yuanheng.web.land.models import Outline, Parcel, ParcelGeometry
from yuanheng.web.land.tests.making import EAST, LAT, LON, NORTH, box

AT = datetime(2021, 5, 6, 10, 0, tzinfo=SHANGHAI)
DAY = date(2021, 6, 30)
PLACE = (LON + 50 * EAST, LAT + 50 * NORTH)


def parcel(cast: Cast, number: str = "QD-001", *, x: float = 0, key: str = "surveyor", **values: Any) -> Parcel:
    """A square of 100 m, `x` metres east of the place."""
    post = cast[key].posts.first()
    assert post is not None
    made = create_parcel(number=number, by=cast[key], at=AT, organisation=post.organisation, **values)
    bound(made, cast, x=x, at=AT)
    return made


def bound(made: Parcel, cast: Cast, *, x: float, at: datetime) -> None:
    """A boundary, the newest one."""
    shape = shapely.Polygon(box(x, 0, 100, 100))
    ParcelGeometry.objects.create(
        parcel=made,
        wkb=shapely.to_wkb(shape),
        area_mu=Decimal(15),
        holds_from=DAY.replace(day=1),
        known_at=at,
        by=cast["surveyor"],
    )


def road(name: str = "林洋路") -> Outline:
    """A road of the ground, past the parcels."""
    line = shapely.LineString([(LON - 0.01, LAT - 0.001), (LON + 0.01, LAT - 0.001)])
    return Outline.objects.create(kind="road", name=name, wkb=shapely.to_wkb(line), known_at=AT)


def around(z: int, lon: float = PLACE[0], lat: float = PLACE[1]) -> tuple[int, int, int]:
    """The tile of a zoom that holds a place."""
    n = 1 << z
    return z, int((lon + 180) / 360 * n), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)
