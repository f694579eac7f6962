"""Enter a layer that somebody accepted: all or nothing; the same layer again changes nothing."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import shapely

from yuanheng.engines.parcels import Parcel, check_layer, read_land_rows
from yuanheng.web.base.models import User

from ..actions.records import settle_areas
from ..models import Descent, LandImport, ParcelGeometry
from ..models import Parcel as Row
from ..timelines import keep_spans
from . import prepared
from .firms import FirmIndex
from .layer import Plan, plan_of

BATCH = 5000
HEADS = {"project": "name", "place": "place", "town": "town", "park": "park", "use": "use", "holder": "holder_text"}


def enter_layer(made: LandImport, *, by: User, at: datetime) -> dict[str, int]:
    """Parcels and boundaries of a layer; part of the transaction that accepts it."""
    parcels, areas = prepared.take(made.prepared)  # type: ignore[arg-type]
    plan = plan_of(parcels, faults=_faults(parcels), whole=made.whole)
    heads = _heads(parcels, plan)
    rows = _new_rows(made, parcels, plan, heads, by=by, at=at)
    known = {r.number: r for r in Row.objects.filter(number__in=[parcels[i].number.strip() for i in plan.redrawn])}
    boundaries = [
        _boundary(made, (rows | known)[parcels[i].number.strip()], parcels[i], areas[i], by=by, at=at, new=i in set_new)
        for set_new in [set(plan.new)]
        for i in (*plan.new, *plan.redrawn)
    ]
    ParcelGeometry.objects.bulk_create(boundaries, batch_size=BATCH)
    changed = list(known.values())
    _fill(changed, heads, parcels, plan)
    settle_areas(changed)
    Row.objects.bulk_update(
        changed, ["area_mu", "area_share", "name", "place", "town", "park", "use", "holder_text", "holder", "words"],
        batch_size=BATCH,
    )  # fmt: skip
    retired = _descend(made, plan, by=by, at=at)
    keep_spans([*rows.values(), *changed, *retired])
    return {"new": len(rows), "redrawn": len(changed), "same": len(plan.same), "retired": len(retired)}


def _faults(parcels: list[Parcel]) -> Any:
    """What blocks a parcel is looked for again, but only where it may be: overlaps and gaps block nothing."""
    odd = [i for i, p in enumerate(parcels) if not p.geometry.is_valid or p.geometry.is_empty]
    seen: dict[str, int] = {}
    twice = [i for i, p in enumerate(parcels) if p.number and seen.setdefault(p.number.strip(), i) != i]
    if not odd and not twice:
        return ()
    return check_layer(parcels)


def _heads(parcels: list[Parcel], plan: Plan) -> dict[int, dict[str, Any]]:
    """Head facts of the layer's own table, by position; none where it has a number alone."""
    places = [*plan.new, *plan.redrawn]
    headers = list(dict.fromkeys(key for i in places for key in parcels[i].attributes))[:80]
    if len(headers) < 2:
        return {}
    read = read_land_rows(headers, ([parcels[i].attributes.get(h, "") for h in headers] for i in places))
    made = {}
    for place, row in zip(places, read.rows, strict=True):
        made[place] = {to: str(row.values[key])[:120] for key, to in HEADS.items() if row.values.get(key)}
    return made


def _new_rows(
    made: LandImport, parcels: list[Parcel], plan: Plan, heads: dict[int, dict[str, Any]], *, by: User, at: datetime
) -> dict[str, Row]:
    firms = FirmIndex.now() if heads else None
    areas = prepared.take(made.prepared)[1]  # type: ignore[arg-type]
    rows = {}
    for place in plan.new:
        row = Row(
            number=parcels[place].number.strip()[:80], organisation=made.organisation, by=by, created_at=at,
            area_mu=areas[place], **heads.get(place, {}),
        )  # fmt: skip
        _link(row, firms)
        row.fill_words()
        rows[row.number] = row
    Row.objects.bulk_create(rows.values(), batch_size=BATCH)
    return rows


def _link(row: Row, firms: FirmIndex | None) -> None:
    if firms is None or not row.holder_text or row.holder_id:
        return
    row.holder_id = firms.find(name=row.holder_text)
    if row.holder_id:
        industry, cluster = firms.about[row.holder_id]
        row.industry_code, row.cluster = row.industry_code or industry, row.cluster or cluster


def _fill(changed: list[Row], heads: dict[int, dict[str, Any]], parcels: list[Parcel], plan: Plan) -> None:
    """Blanks of parcels that stand are filled; what somebody entered stays."""
    firms = FirmIndex.now() if heads else None
    told = {parcels[i].number.strip(): heads.get(i, {}) for i in plan.redrawn}
    for row in changed:
        for name, value in told.get(row.number, {}).items():
            if not getattr(row, name):
                setattr(row, name, value)
        _link(row, firms)
        row.fill_words()


def _boundary(
    made: LandImport, row: Row, parcel: Parcel, mu: Decimal | None, *, by: User, at: datetime, new: bool
) -> ParcelGeometry:
    assert mu is not None
    return ParcelGeometry(
        parcel=row, wkb=shapely.to_wkb(parcel.geometry), area_mu=mu, exact=parcel.exact, source=made,
        holds_from=made.holds_from, known_at=at, by=by, reason="" if new else f"按 {made.name} 重绘"[:200],
    )  # fmt: skip


def _descend(made: LandImport, plan: Plan, *, by: User, at: datetime) -> list[Row]:
    """Old parcels under new ones are retired, and it is written which became which."""
    parts = [(c, p) for c in plan.changes for p in c["parts"]]
    numbers = {n for _, p in parts for n in (p["old"], p["new"])}
    rows = {r.number: r for r in Row.objects.filter(number__in=numbers)}
    Descent.objects.bulk_create(
        Descent(
            old=rows[p["old"]], new=rows[p["new"]], kind=c["kind"], of_old=Decimal(p["of_old"]), of_new=Decimal(p["of_new"]),
            happened_on=made.holds_from, sentence=c["sentence"][:500], source=made, known_at=at, by=by,
        )
        for c, p in parts
    )  # fmt: skip
    retired = [rows[n] for n in sorted({p["old"] for _, p in parts})]
    for row in retired:
        row.retired_on = made.holds_from
        row.save(update_fields=["retired_on"])
    return retired
