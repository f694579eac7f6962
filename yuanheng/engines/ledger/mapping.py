"""A layout settled by a person once and remembered: header signature -> column -> measure, unit, period, role."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..quantities import unit_table
from .columns import FIGURE, Column, path_text
from .lexicon import Lexicon
from .periods import find_period


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What a person says of one column; empty fields leave the reader's own answer."""

    role: str = ""
    measure: str = ""
    unit: str = ""
    period: str = ""
    ignore: bool = False


@dataclass(frozen=True, slots=True)
class LayoutMapping:
    """What a person says of one layout."""

    layout: str
    columns: dict[int, ColumnMapping] = field(default_factory=dict)
    source: str = ""
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A form for JSON."""
        columns = {
            str(i): {k: getattr(c, k) for k in ("role", "measure", "unit", "period", "ignore")}
            for i, c in self.columns.items()
        }
        return {"layout": self.layout, "source": self.source, "note": self.note, "columns": columns}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LayoutMapping:
        """Back from JSON.

        Raises:
            KeyError, TypeError: not such a form.
        """
        columns = {int(i): ColumnMapping(**dict(c)) for i, c in dict(data["columns"]).items()}
        return cls(
            layout=str(data["layout"]),
            columns=columns,
            source=str(data.get("source", "")),
            note=str(data.get("note", "")),
        )


def signature(columns: Sequence[Column]) -> str:
    """A table's layout: the words of its headers in order, without units, periods and what stands where."""
    words = [path_text(c) for c in sorted(columns, key=lambda c: c.index)]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()[:16]


def as_mappings(mappings: Iterable[LayoutMapping | Mapping[str, Any]]) -> dict[str, LayoutMapping]:
    """Mappings by layout, from objects or from their dictionaries."""
    made = [m if isinstance(m, LayoutMapping) else LayoutMapping.from_dict(m) for m in mappings]
    return {m.layout: m for m in made}


def apply_mapping(columns: list[Column], mapping: LayoutMapping | None, lexicon: Lexicon) -> list[Column]:
    """Put a person's answers in place of the reader's; columns are counted from the table's left edge."""
    if mapping is None or not columns:
        return columns
    left = min(c.index for c in columns)
    return [_apply(c, mapping.columns.get(c.index - left), lexicon) for c in columns]


def _apply(column: Column, said: ColumnMapping | None, lexicon: Lexicon) -> Column:
    if said is None:
        return column
    if said.ignore:
        return replace(column, role="", measure="", reason="人工设为不读取")
    if said.role and not said.measure:
        return replace(column, role=said.role, reason="人工指定")
    if said.measure:
        words = lexicon.measures.get(said.measure)
        dimension = words.dimension if words else column.dimension
        column = replace(
            column,
            role=FIGURE,
            measure=said.measure,
            dimension=dimension,
            stock=words.stock if words else False,
            reason="人工指定",
        )
    if said.unit:
        unit = unit_table().find(said.unit)
        column = replace(column, units=(unit,) if unit is not None else column.units)
    if said.period:
        column = replace(column, period=find_period(said.period)[0] or column.period)
    return column
