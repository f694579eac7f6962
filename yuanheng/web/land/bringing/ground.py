"""The map's ground: the zone's boundary, roads, rivers, from a layer of lines and areas; a newer one takes its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import shapely

from yuanheng.engines.parcels import Told, read_layer
from yuanheng.web.base import files
from yuanheng.web.base.models import User

from ..models import LandImport, Outline
from . import prepared
from .layer import zone_bounds

KINDS = {
    "boundary": ("boundary", "界线", "园区界线", "边界"), "road": ("road", "道路", "公路"),
    "river": ("river", "河流", "水系", "河道"),
}  # fmt: skip
NAMES, SORTS = ("名称", "name", "NAME", "道路名称", "河流名称"), ("类别", "kind", "类型", "图层", "Layer")
SHOWN = 200
Tell = Callable[[int, str], None]


def look_at(made: LandImport, *, tell: Tell) -> dict[str, Any]:
    """Read the file; what it holds by kind.

    Raises:
        YuanhengError: the file is refused.
    """
    told = Told.of(made.told) if made.told else None
    reading = read_layer(files.path_of(made.stored), name=made.name, told=told, expected=zone_bounds(), lines=True)
    problems = [asdict(p) for p in reading.problems[:SHOWN]]
    found: dict[str, Any] = {
        "features": reading.features,
        "parcels": len(reading.parcels),
        "problems": len(reading.problems),
    }
    if reading.question is not None:
        return {"question": asdict(reading.question), "problems": problems, "found": found, "system": ""}
    tell(60, "归类")
    found["kinds"] = dict(Counter(kind_of(p.attributes) for p in reading.parcels))
    return {
        "question": {}, "system": reading.system, "problems": problems, "found": found, "faults": [], "changes": [],
        "prepared": prepared.keep(reading.parcels, [None] * len(reading.parcels), by=made.by),
    }  # fmt: skip


def kind_of(attributes: Any) -> str:
    """By the word in its kind's column; other where there is none."""
    said = next((str(attributes[s]) for s in SORTS if attributes.get(s)), "")
    return next((kind for kind, words in KINDS.items() if said in words), "other")


def enter_ground(made: LandImport, *, by: User, at: datetime) -> dict[str, int]:
    """The kinds that the file has take the place of what stood of these kinds; the same file again changes nothing."""
    parcels, _ = prepared.take(made.prepared)  # type: ignore[arg-type]
    rows = [
        Outline(
            kind=kind_of(p.attributes), name=next((str(p.attributes[n])[:120] for n in NAMES if p.attributes.get(n)), ""),
            wkb=shapely.to_wkb(p.geometry), source=made, known_at=at,
        )
        for p in parcels
    ]  # fmt: skip
    kinds = {r.kind for r in rows}
    standing = Outline.objects.filter(kind__in=kinds, ended_at__isnull=True)
    if {(r.kind, r.name, bytes(r.wkb)) for r in standing} == {(r.kind, r.name, bytes(r.wkb)) for r in rows}:
        return {"new": 0, "same": len(rows)}
    ended = standing.update(ended_at=at)
    Outline.objects.bulk_create(rows, batch_size=5000)
    return {"new": len(rows), "replaced": ended}
