"""Buildings on the map: as points, and as outlines where these are known, by occupancy and by tax per square metre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Max
from shapely.geometry import Point, shape

from yuanheng.web.base.access import visible
from yuanheng.web.base.layers import Fact, Feature, MapLayer, Shade
from yuanheng.web.base.models import User
from yuanheng.web.ledger.models import FiguresState

from .access import TAX, VIEW
from .models import Building, Carrier, CarrierKind, Lease, TenantMatch, UnitState
from .pages.standing import reader

KIND_COLOURS = ("blue", "teal", "purple", "orange", "lime")
SHADES = (
    Shade("occupancy", "入驻率", steps=(50.0, 70.0, 85.0, 95.0), unit="%"),
    Shade("vacant_m2", "空置面积", steps=(500.0, 1000.0, 3000.0, 5000.0), unit="㎡"),
    Shade("tax_per_m2", "每平方米税收", steps=(500.0, 1000.0, 2000.0, 4000.0), unit="元/㎡", group=TAX),
    Shade(
        "kind", "载体类别",
        classes=tuple((c, str(label), tone) for (c, label), tone in zip(CarrierKind.choices, KIND_COLOURS, strict=True)),
    ),
    Shade("alarm", "预警", classes=(("yes", "预警", "red"), ("no", "正常", "green"))),
)  # fmt: skip
FACTS = (Fact("tenants", "在租单位", "家"),)


def building_points(user: User, *, on: date, known_on: date | None) -> Iterable[Feature]:
    """Every building within reach that has a place, its own or its carrier's."""
    return _features(user, on, known_on, outline=False)


def building_outlines(user: User, *, on: date, known_on: date | None) -> Iterable[Feature]:
    """Those whose outline is known."""
    return _features(user, on, known_on, outline=True)


def _features(user: User, on: date, known_on: date | None, *, outline: bool) -> Iterator[Feature]:
    asked = reader(on=on, known_on=known_on)
    for building in visible(user, VIEW, Building.objects.select_related("carrier")):
        geometry = shape(building.footprint) if building.footprint else None
        if not outline:
            geometry = _point(building, geometry)
        if geometry is not None:
            standing = asked.of_building(building)
            yield Feature(
                pk=str(building.pk), geometry=geometry, label=str(building),
                properties={
                    "occupancy": _plain(standing.occupancy.rate), "vacant_m2": float(standing.occupancy.vacant_m2),
                    "tax_per_m2": _plain(standing.tax.per_m2), "kind": building.carrier.kind, "tenants": standing.tenants,
                    "alarm": "yes" if any(not a.secret for a in standing.alarms) else "no",
                },
            )  # fmt: skip


def _point(building: Building, outline: Any) -> Any:
    if outline is not None:
        return outline.centroid
    for placed in (building, building.carrier):
        if placed.longitude is not None and placed.latitude is not None:
            return Point(float(placed.longitude), float(placed.latitude))
    return None


def _plain(value: Any) -> float | None:
    return None if value is None else round(float(value), 2)


def version() -> str:
    """Changes with every entry in the books of buildings, units, leases and tenants, and with the ledger's figures."""
    parts: list[Any] = [
        model.pgh_event_model.objects.aggregate(v=Max("pgh_id"))["v"] for model in (Carrier, Building, Lease)
    ]  # type: ignore[attr-defined]
    parts += [model.objects.aggregate(v=Max("known_at"))["v"] for model in (UnitState, TenantMatch)]  # type: ignore[attr-defined]
    parts.append(FiguresState.objects.filter(pk=1).values_list("content_hash", flat=True).first())
    return "-".join(str(p) for p in parts)


def layers() -> tuple[MapLayer, ...]:
    """Both."""
    return (
        MapLayer(
            code="buildings", label="楼宇", shape="point", permission=VIEW, features=building_points, version=version,
            shades=SHADES, facts=FACTS, record="carriers:building", order=70, colour="teal",
        ),
        MapLayer(
            code="building_outlines", label="楼宇轮廓", shape="polygon", permission=VIEW, features=building_outlines,
            version=version, shades=SHADES, facts=FACTS, record="carriers:building", order=50, colour="teal",
        ),
    )  # fmt: skip
