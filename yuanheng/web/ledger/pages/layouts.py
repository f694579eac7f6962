"""Layouts with columns that nobody understood, and those that people have settled."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from yuanheng.engines.measures import load_measures
from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User

from ..access import MAP_LAYOUT, VIEW_LAYOUT
from ..models import ColumnNote, Layout, ProblemRow, Reading
from ..wording import ROLE_CHOICES, ROLE_LABELS, UNIT_CHOICES, source_label, sources, taken_as_label


def unknown_columns(user: User, code: str = MAP_LAYOUT) -> QuerySet[ColumnNote]:
    """Columns of standing files that were not understood and whose layout nobody has settled."""
    readings = visible(user, code, Reading.objects.all()).filter(
        superseded_at__isnull=True, file__upload__withdrawn_at__isnull=True
    )
    settled = Layout.objects.filter(ended_at__isnull=True).values("signature")
    return ColumnNote.objects.filter(unknown=True, reading__in=readings).exclude(signature__in=settled)


@dataclass(frozen=True, slots=True)
class OpenLayout:
    """A layout with unknown columns: one example of it, and in how many files it occurs."""

    signature: str
    reading: Reading
    table: int
    sheet: str
    headers: tuple[str, ...]
    files: int
    source: str


@dataclass(frozen=True, slots=True)
class LayoutsPage:
    """What is open, what was not recognised at all, what people have settled."""

    open: tuple[OpenLayout, ...]
    unrecognised: tuple[ProblemRow, ...]
    settled: tuple[Layout, ...]


def layouts_page(user: User) -> LayoutsPage:
    """In a fixed number of queries."""
    by_layout: dict[str, list[ColumnNote]] = defaultdict(list)
    for note in unknown_columns(user, VIEW_LAYOUT).select_related("reading"):
        by_layout[note.signature].append(note)
    unrecognised = (
        visible(user, VIEW_LAYOUT, ProblemRow.objects.all())
        .filter(
            kind="unknown_layout",
            settled_at__isnull=True,
            reading__superseded_at__isnull=True,
            reading__file__upload__withdrawn_at__isnull=True,
        )
        .select_related("reading")
    )
    settled = visible(user, VIEW_LAYOUT, Layout.objects.all()).filter(ended_at__isnull=True).select_related("made_by")
    return LayoutsPage(
        open=tuple(_open(signature, notes) for signature, notes in by_layout.items()),
        unrecognised=tuple(unrecognised[:100]),
        settled=tuple(settled),
    )


def _open(signature: str, notes: list[ColumnNote]) -> OpenLayout:
    first = notes[0]
    return OpenLayout(
        signature=signature,
        reading=first.reading,
        table=first.table,
        sheet=first.sheet,
        headers=tuple(dict.fromkeys(n.header for n in notes)),
        files=len({n.reading_id for n in notes}),
        source=source_label(first.reading.source),
    )


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of a layout: how it was read, and what the form offers."""

    note: ColumnNote
    taken_as: str
    chosen: str
    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class MappingPage:
    """One layout: its columns with samples, and the choices."""

    reading: Reading
    table: int
    sheet: str
    signature: str
    source: str
    columns: tuple[MappedColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    known: Layout | None
    files: int


def mapping_page(reading: Reading, table: int) -> MappingPage | None:
    """None where the reading has no such table."""
    notes = list(reading.columns.filter(table=table))
    if not notes:
        return None
    signature = notes[0].signature
    known = Layout.objects.filter(signature=signature, ended_at__isnull=True).first()
    said: dict[str, Any] = known.mapping.get("columns", {}) if known else {}
    listed = next((s for s in reading.sheets if s["table"] == table), {})
    return MappingPage(
        reading=reading,
        table=table,
        sheet=notes[0].sheet,
        signature=signature,
        source=(known.source if known else "") or listed.get("source", ""),
        columns=tuple(_mapped(n, said.get(str(n.position), {})) for n in notes),
        rows=tuple(zip(*(n.samples for n in notes), strict=False)) if notes else (),
        known=known,
        files=Reading.objects.filter(columns__signature=signature, superseded_at__isnull=True).distinct().count(),
    )


def _mapped(note: ColumnNote, said: dict[str, Any]) -> MappedColumn:
    chosen = "ignore" if said.get("ignore") else said.get("measure") or said.get("role") or ""
    taken = note.measure or note.role
    return MappedColumn(
        note=note,
        taken_as=taken_as_label(taken) if taken else "",
        chosen=chosen,
        unit=said.get("unit", ""),
        period=said.get("period", ""),
    )


def reading_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a column can be: grouped for a select."""
    figures = [(code, m.label) for code, m in load_measures().items() if not code.startswith("list_")]
    return [
        ("", [("", "按系统的读法"), ("ignore", "不采用")]),
        ("指标", sorted(figures, key=lambda pair: pair[1])),
        ("企业和时间", [(code, ROLE_LABELS[code]) for code in ROLE_CHOICES]),
    ]


def unit_choices() -> list[tuple[str, str]]:
    """Units a person may state."""
    return [("", "按表头"), *((u, u) for u in UNIT_CHOICES)]


def source_choices() -> list[tuple[str, str]]:
    """Departmental sources."""
    return [("", "按系统的判断"), *((code, s.label) for code, s in sources().items())]
