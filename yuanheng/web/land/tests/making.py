"""Small land for tests: boxes about a place in Qidong, files of them, imports run to their end."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import Any

from yuanheng.web.base import jobs
from yuanheng.web.base.models import Job, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.land.actions.imports import accept_import, create_import
from yuanheng.web.land.models import LandImport

LON, LAT = 121.66, 31.83
EAST, NORTH = 1 / 94_600, 1 / 110_900  # degrees a metre there, near enough for boxes
MORNING = datetime(2021, 6, 30, 9, 0, tzinfo=SHANGHAI)
DAY = date(2021, 6, 30)


def box(x: float, y: float, width: float, height: float) -> list[list[float]]:
    """A closed ring in degrees, from metres east and north of the place."""
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return [[LON + a * EAST, LAT + b * NORTH] for a, b in corners]


def geojson(
    rings: dict[str, list[list[float]]], *, crs: str = "urn:ogc:def:crs:EPSG::4490", **properties: Any
) -> bytes:
    """A feature collection of rings by number."""
    features = [
        {
            "type": "Feature",
            "properties": {"地块号": number, **properties},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for number, ring in rings.items()
    ]
    data: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        data["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(data, ensure_ascii=False).encode()


def given(content: bytes | str, name: str) -> Any:
    """A file as a form hands it over."""
    made = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    made.name = name
    return made


def run_jobs(target: Any) -> None:
    """What a worker would do."""
    for job in Job.objects.for_target(target).unfinished():
        jobs.run(str(job.pk))
    target.refresh_from_db()


def read(by: User, content: bytes | str, name: str, *, kind: str = "layer", holds_from: date = DAY, whole: bool = False,
         at: datetime = MORNING) -> LandImport:  # fmt: skip
    """Handed in and read."""
    made = create_import(kind=kind, given=given(content, name), holds_from=holds_from, by=by, at=at, whole=whole)
    run_jobs(made)
    return made


def enter(made: LandImport, by: User, **agreed: Any) -> LandImport:
    """Accepted and entered."""
    accept_import(made, by=by, at=MORNING, **agreed)
    run_jobs(made)
    return made
