"""A layer of parcels beside the register: what is new, redrawn, the same; what is wrong; which parcels became which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

import shapely
from pydantic import BaseModel

from yuanheng.engines.parcels import (
    Bounds,
    LayerReading,
    Parcel,
    Told,
    area_mu,
    check_layer,
    lineage,
    offer_repair,
    read_layer,
)
from yuanheng.engines.rules import Citation, load_rule
from yuanheng.web.base import files

from ..models import LandImport, ParcelGeometry
from ..models import Parcel as Row
from . import prepared

SAME = 1e-7  # degrees: a centimetre
SHOWN, CHUNK = 500, 5000
BLOCKING = ("self_crossing", "empty", "double")
BECAME = ("split", "merged", "rearranged", "redrawn", "kept")
Tell = Callable[[int, str], None]


class ZoneRule(BaseModel):
    """Where the zone lies."""

    name: str
    label: str
    bounds: dict[str, float]
    source: Citation


def zone_rule() -> ZoneRule:
    """As the file says."""
    return load_rule("land", "zone", ZoneRule)


def zone_bounds() -> Bounds:
    """Parcels outside are not taken."""
    return Bounds(**zone_rule().bounds)


@dataclass(slots=True)
class Plan:
    """Positions in the file by what they mean for the register."""

    new: list[int] = field(default_factory=list)
    redrawn: list[int] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    blocked: dict[int, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)


def look_at(made: LandImport, *, tell: Tell) -> dict[str, Any]:
    """Read the file; the fields of the import that say what was found, `prepared` among them.

    Raises:
        YuanhengError: the file is refused.
    """
    told = Told.of(made.told) if made.told else None
    reading = read_layer(files.path_of(made.stored), name=made.name, told=told, expected=zone_bounds())
    problems = [asdict(p) for p in reading.problems[:SHOWN]]
    found: dict[str, Any] = {
        "features": reading.features,
        "parcels": len(reading.parcels),
        "problems": len(reading.problems),
    }
    if reading.question is not None:
        return {"question": asdict(reading.question), "problems": problems, "found": found, "system": ""}
    tell(35, f"算 {len(reading.parcels):,} 个面积")
    parcels, offers = _repaired(reading, set(made.repairs))
    areas = [area_mu(p.geometry) if p.geometry.is_valid and not p.geometry.is_empty else None for p in parcels]
    tell(55, "核对重叠、缝隙、自相交")
    faults = check_layer(parcels)
    tell(70, "与登记簿对照")
    plan = plan_of(parcels, faults=faults, whole=made.whole)
    found |= {
        "mu": str(sum((a for a in areas if a is not None), Decimal(0))), "new": len(plan.new), "redrawn": len(plan.redrawn),
        "same": len(plan.same), "blocked": len(plan.blocked), "missing": len(plan.missing), "missing_numbers": plan.missing[:50],
        "faults": dict(Counter(f.kind for f in faults)),
    }  # fmt: skip
    problems += [_blocked(made.name, parcels[i], why) for i, why in list(plan.blocked.items())[:SHOWN]]
    return {
        "question": {}, "system": reading.system, "problems": problems, "found": found, "changes": plan.changes,
        "faults": offers + [_plain(f) for f in faults[:SHOWN]], "prepared": prepared.keep(parcels, areas, by=made.by),
    }  # fmt: skip


def _repaired(reading: LayerReading, taken: set[int]) -> tuple[list[Parcel], list[dict[str, Any]]]:
    """The parcels with the repairs that were taken; the repairs that are offered, taken or not."""
    parcels, offers = list(reading.parcels), []
    for place, parcel in enumerate(parcels):
        repair = offer_repair(parcel) if not parcel.geometry.is_valid else None
        if repair is None:
            continue
        names = [parcel.number or parcel.where]
        offers.append(
            {"kind": "repair", "place": place, "names": names, "sentence": repair.sentence, "taken": place in taken}
        )
        if place in taken and not repair.after.is_empty:
            parcels[place] = Parcel(parcel.number, repair.after, parcel.attributes, parcel.where, parcel.exact)
    return parcels, offers


def plan_of(parcels: Sequence[Parcel], *, faults: Sequence[Any] = (), whole: bool = False) -> Plan:
    """Compare with the register. With `whole`, standing parcels that the file does not have are named."""
    numbers = [p.number.strip() for p in parcels]
    plan = Plan(blocked=_blocking(numbers, faults))
    given = set(numbers)
    register = list(Row.objects.values_list("pk", "number", "retired_on"))
    known = {number: pk for pk, number, _ in register if number in given}
    drawn = newest_shapes(list(known.values()))
    for place, number in enumerate(numbers):
        if place in plan.blocked:
            continue
        if number not in known:
            plan.new.append(place)
        elif _same(drawn.get(known[number]), parcels[place].geometry):
            plan.same.append(place)
        else:
            plan.redrawn.append(place)
    others = [(pk, number) for pk, number, retired in register if retired is None and number not in given]
    plan.missing = [number for _, number in others] if whole else []
    plan.changes = _became(parcels, plan, others)
    return plan


def _blocking(numbers: Sequence[str], faults: Sequence[Any]) -> dict[int, str]:
    """Places that cannot be taken, and why."""
    found = {f.parcels[-1]: f.sentence for f in faults if f.kind in BLOCKING}
    return {place: "没有地块号" for place, number in enumerate(numbers) if not number} | found


def _same(old: Any, new: Any) -> bool:
    """The same outline to a centimetre."""
    return old is not None and bool(shapely.equals_exact(shapely.normalize(old), shapely.normalize(new), SAME))


def newest_shapes(keys: Sequence[Any]) -> dict[Any, Any]:
    """The newest boundary of some parcels."""
    found: dict[Any, Any] = {}
    for start in range(0, len(keys), CHUNK):
        rows = ParcelGeometry.objects.filter(parcel__in=keys[start : start + CHUNK])
        ordered = rows.order_by("parcel_id", "-holds_from", "-known_at", "-id").distinct("parcel_id")
        pairs = list(ordered.values_list("parcel_id", "wkb"))
        shapes = shapely.from_wkb([bytes(w) for _, w in pairs])
        found |= {pk: shape for (pk, _), shape in zip(pairs, shapes, strict=True)}
    return found


def _became(parcels: Sequence[Parcel], plan: Plan, others: Sequence[tuple[Any, str]]) -> list[dict[str, Any]]:
    """Standing parcels under new ones of other numbers: split, merged, rearranged, renumbered."""
    if not plan.new or not others:
        return []
    fresh = [parcels[i] for i in plan.new]
    names = dict(others)
    drawn = newest_shapes(list(names))
    tree = shapely.STRtree([p.geometry for p in fresh])
    keys = [pk for pk, shape in drawn.items() if len(tree.query(shape, predicate="intersects"))]
    if not keys:
        return []
    before = [Parcel(names[pk], drawn[pk]) for pk in keys]
    touched = sorted(
        {int(i) for shape in (drawn[pk] for pk in keys) for i in tree.query(shape, predicate="intersects")}
    )
    after = [fresh[i] for i in touched]
    made = []
    for change in lineage(before, after):
        if change.kind in BECAME and change.old and change.new:
            parts = [
                {
                    "old": before[d.old].number,
                    "new": after[d.new].number,
                    "of_old": str(d.of_old),
                    "of_new": str(d.of_new),
                }
                for d in change.descents
            ]
            kind = {"redrawn": "renumbered", "kept": "renumbered"}.get(change.kind, change.kind)
            made.append({"kind": kind, "sentence": change.sentence, "parts": parts})
    return made


def _blocked(file: str, parcel: Parcel, why: str) -> dict[str, str]:
    return {
        "kind": "blocked_parcel", "where": f"{file} › {parcel.where} › {parcel.number or '无编号'}", "found": why,
        "expected": "有编号、界线合法、不重复的宗地", "advice": "接受修补,或由提供单位改正;也可以这次不收这一个",
    }  # fmt: skip


def _plain(fault: Any) -> dict[str, Any]:
    return asdict(fault) | {"measure": str(fault.measure)}
