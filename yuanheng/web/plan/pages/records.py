"""The records behind a figure: each with a way to its own page, and none that the reader may not see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse

from yuanheng.web.base.access import may, policies, visible
from yuanheng.web.base.tallies import Reading

MOST = 500


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """Up to `MOST` rows of (text, address); `hidden` more are out of reach, `beyond` more are not listed."""

    kind: str
    rows: list[tuple[str, str]]
    total: int
    hidden: int
    beyond: int


def record_rows(request: HttpRequest, reading: Reading) -> RecordsPage | None:
    """None where the figure comes from no list of records."""
    rows = reading.records
    if rows is None:
        return None
    total = rows.count()
    needed = _needed(rows.model)
    seen = rows
    if needed and rows.model in policies():
        seen = visible(request.user, needed, rows) if may(request.user, needed) else rows.none()
    within = seen.count()
    listed = [(str(r), _address(request, r)) for r in seen[:MOST]]
    kind = str(rows.model._meta.verbose_name)
    return RecordsPage(kind, listed, total, total - within, within - len(listed))


def _name(model: Any) -> str:
    return f"{model._meta.app_label}:{model._meta.model_name}"


def _needed(model: Any) -> str:
    """The permission of the page that shows such a record; '' where there is no such page."""
    try:
        found = resolve(reverse(_name(model), args=["00000000-0000-0000-0000-000000000000"]))
    except NoReverseMatch:
        return ""
    return str(found.func.gate.needed("GET") or "")  # type: ignore[attr-defined]


def _address(request: HttpRequest, row: Any) -> str:
    try:
        url = reverse(_name(type(row)), args=[row.pk])
    except NoReverseMatch:
        return ""
    return url if may(request.user, _needed(type(row)) or "") else ""
