"""Tables for offices above: which columns, under which heads, in which unit, is data (`rules/projects/layouts/`)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from pydantic import BaseModel, ConfigDict, field_validator

from yuanheng.engines.rules import Citation, load_rules

from .models import Project
from .pages.lists import stage_label
from .stages import stages

PLAIN = (
    "serial", "name", "number", "national_code", "investors", "origin", "cluster", "industry_code", "land_mu", "plant_m2",
    "power_kva", "stage", "stage_on", "state", "organisation", "manager", "leader", "source_name", "town", "summary",
    "enterprise", "total", "contract_foreign", "registered", "arrived",
)  # fmt: skip


class LayoutColumn(BaseModel):
    """A column: heading, what it shows; an amount names its currency and divisor, so that nothing is converted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: str
    field: str
    currency: str = ""
    divisor: Decimal = Decimal(1)

    @field_validator("field")
    @classmethod
    def _known(cls, value: str) -> str:
        days = [f"{code}_on" for code in stages()]
        if value not in PLAIN and value not in days:
            raise ValueError(f"没有字段 {value};可用:{'、'.join([*PLAIN, *days])}")
        return value


class Layout(BaseModel):
    """One table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    title: str
    columns: tuple[LayoutColumn, ...]
    source: Citation


def layouts() -> dict[str, Layout]:
    """Every table by name."""
    return load_rules("projects/layouts", Layout)


def lines(layout: Layout, rows: QuerySet[Project]) -> Iterator[list[Any]]:
    """One line a project, in a bounded number of queries."""
    full = rows.select_related("organisation", "manager", "leader", "enterprise").prefetch_related(
        "investors", "amounts", "stages"
    )
    for serial, project in enumerate(full.iterator(chunk_size=500), start=1):
        days = {s.stage: s.happened_on for s in project.stages.all() if s.withdrawn_at is None}
        newest: dict[str, Any] = {}
        for amount in project.amounts.all():
            newest.setdefault(amount.kind, amount)
        yield [_cell(column, project, serial, days, newest) for column in layout.columns]


def _cell(column: LayoutColumn, project: Project, serial: int, days: dict[str, Any], amounts: dict[str, Any]) -> Any:
    field = column.field
    if field == "serial":
        return serial
    if field.endswith("_on") and field.removesuffix("_on") in stages():
        return days.get(field.removesuffix("_on"))
    if field in ("total", "contract_foreign", "registered", "arrived"):
        amount = amounts.get(field)
        if amount is None or (column.currency and amount.currency != column.currency):
            return None
        return amount.amount / column.divisor
    if field == "investors":
        return "、".join(i.name for i in project.investors.all())
    if field == "origin":
        return project.get_origin_display()
    if field == "state":
        return project.get_state_display()
    if field == "stage":
        return stage_label(project.stage)
    value = getattr(project, field)
    return value if value is None or isinstance(value, int | Decimal | str) else str(value)
