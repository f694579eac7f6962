"""What land puts on the map: parcels by state, use, grade, tax and output per mu; the ground below them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from yuanheng.web.base.access import visible
from yuanheng.web.base.layers import Fact, Feature, MapLayer, Shade, register_layer
from yuanheng.web.base.models import User
from yuanheng.web.ledger.models import FiguresState
from yuanheng.web.runs.models import Result, RunState

from .access import VIEW
from .models import STATES, Outline, Parcel, end_of
from .pages.lists import Days, with_state_as
from .shapes import shapes_of, version
from .yields import OUTPUT, TAX, Yields

COLOURS = {
    "not_approved": "grey", "approved_not_supplied": "blue", "supplied_not_used": "amber", "idle": "red", "building": "teal",
    "unfinished": "orange", "underused": "purple", "inefficient": "pink", "in_use": "green",
}  # fmt: skip
USES = (
    ("工业", "工业用地", "blue"), ("商", "商服用地", "orange"), ("住", "住宅用地", "pink"), ("公", "公共用地", "teal"),
    ("其他", "其他", "grey"),
)  # fmt: skip
GRADES = (
    ("A", "A 类", "green"),
    ("B", "B 类", "blue"),
    ("C", "C 类", "amber"),
    ("D", "D 类", "red"),
    ("-", "未评价", "grey"),
)
GROUND = (
    ("boundary", "园区界线", "polygon", "purple"),
    ("river", "河流", "line", "blue"),
    ("road", "道路", "line", "grey"),
)
TAX_STEPS, OUTPUT_STEPS = (2.0, 5.0, 10.0, 20.0, 40.0), (100.0, 300.0, 500.0, 1000.0)


def parcel_features(user: User, *, on: date, known_on: date | None = None) -> Iterable[Feature]:
    """The parcels in reach that have a boundary, with what they may be coloured by; money in 万元 per mu."""
    held = shapes_of(known_on=known_on)
    rows = visible(user, VIEW, Parcel.objects.standing())
    parcels = {p.pk: p for p in with_state_as(rows, Days(on, known_on))}
    year = Yields.now(known_on).before(on)
    grades = newest_grades(on, known_on)
    for key, shape in zip(held.keys, held.shapes, strict=True):
        parcel = parcels.get(key)
        if parcel is None:
            continue
        firm = str(parcel.holder_id) if parcel.holder_id else ""
        properties: dict[str, Any] = {
            "number": parcel.number, "holder": parcel.holder_name, "state": parcel.state or "", "town": parcel.town,
            "use": use_of(parcel.use), "mu": float(parcel.best_mu) if parcel.best_mu is not None else None,
            "grade": grades.get(parcel.holder_id, "-"),
        }  # fmt: skip
        for code, measure in (("tax_per_mu", TAX), ("output_per_mu", OUTPUT)):
            each = year.of_firm(firm, measure=measure) if year and firm else None
            properties[code] = None if each is None else round(float(each) / 10_000, 2)
        yield Feature(str(key), shape, parcel.number, properties)


def use_of(text: str) -> str:
    """The class of a use by its first telling word."""
    return next((word for word, *_ in USES[:-1] if word in text), "其他")


def newest_grades(on: date, known_on: date | None) -> dict[Any, str]:
    """Each firm's grade in its newest finished run of a year before the day."""
    rows = Result.objects.filter(run__state=RunState.FINISHED, run__year__lt=on.year, enterprise__isnull=False)
    at = end_of(known_on)
    if at is not None:
        rows = rows.filter(run__finished_at__lte=at)
    ordered = rows.order_by("run__year", "run__asked_at").values_list("enterprise_id", "grade")
    return {firm: grade[:1] for firm, grade in ordered if grade}


def ground_features(kind: str) -> Any:
    """The features of one kind of the ground."""

    def features(user: User, *, on: date, known_on: date | None = None) -> Iterable[Feature]:
        for row in Outline.objects.filter(kind=kind, ended_at__isnull=True):
            yield Feature(str(row.pk), row.shape, row.name, {"name": row.name})

    return features


def parcel_version() -> str:
    """Boundaries, records, the ledger's figures and the runs."""
    figures = FiguresState.objects.filter(pk=1).values_list("content_hash", flat=True).first() or ""
    run = Result.objects.order_by("-pk").values_list("pk", flat=True).first() or ""
    return f"{version()}.{figures}.{run}"


def declare() -> None:
    """Put the layers on the map."""
    register_layer(
        MapLayer(
            code="parcels", label="宗地", shape="polygon", permission=VIEW, features=parcel_features, version=parcel_version,
            record="land:parcel", order=40,
            shades=(
                Shade("state", "利用状态", classes=tuple((code, label, COLOURS[code]) for code, label in STATES.items())),
                Shade("use", "用途", classes=USES),
                Shade("grade", "企业评价", classes=GRADES),
                Shade("tax_per_mu", "亩均税收", steps=TAX_STEPS, unit="万元/亩", group="enterprise.tax"),
                Shade("output_per_mu", "亩均产值", steps=OUTPUT_STEPS, unit="万元/亩", group="enterprise.operation"),
            ),
            facts=(Fact("holder", "使用权人"), Fact("mu", "面积", "亩"), Fact("town", "镇、街道")),
        )
    )  # fmt: skip
    for order, (kind, label, shape, colour) in enumerate(GROUND, start=1):
        register_layer(
            MapLayer(
                code=f"ground-{kind}", label=label, shape=shape, permission=VIEW, features=ground_features(kind),  # type: ignore[arg-type]
                version=version, order=order, background=True, colour=colour,
            )
        )  # fmt: skip
