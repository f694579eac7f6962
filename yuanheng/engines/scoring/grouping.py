"""Which rows are ranked against which: a number for each group, groups numbered by label whatever the order of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .scheme import Scheme


@dataclass(frozen=True)
class Grouping:
    """Labels of the groups in order, and the index of each group's set."""

    labels: tuple[str, ...]
    sets: tuple[int, ...]


def group_rows(scheme: Scheme, table: pa.Table, sets: Any, known: Grouping | None = None) -> tuple[Grouping, Any]:
    """The groups of a table and the number of each row's group; -1 for a group that is not among `known`."""
    code: Any = sets.astype(np.int64)
    names: list[tuple[str, ...]] = [(name,) for name in scheme.groups.set_names]
    for words, indices in _columns(scheme, table):
        code = code * len(words) + indices
        names = [(*name, word) for name in names for word in words]
    present, code = _distinct(code, len(names))
    labels = [_label(scheme, names[index]) for index in present.tolist()]
    if known is None:
        set_of = {name: index for index, name in enumerate(scheme.groups.set_names)}
        order = sorted(range(len(labels)), key=labels.__getitem__)
        known = Grouping(
            tuple(labels[index] for index in order), tuple(set_of[names[present[index]][0]] for index in order)
        )
    numbers = {label: index for index, label in enumerate(known.labels)}
    return known, np.array([numbers.get(label, -1) for label in labels], dtype=np.int32)[code]


def _distinct(code: Any, possible: int) -> tuple[Any, Any]:
    """The codes that occur, in order, and each row's index into them; by counting, where there are few possible ones."""
    if possible > max(2 * len(code), 1024):
        present, index = np.unique(code, return_inverse=True)
        return present, index.reshape(-1)
    seen = np.bincount(code, minlength=possible) > 0
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[code]


def _columns(scheme: Scheme, table: pa.Table) -> list[tuple[list[str], Any]]:
    """The distinct values of every grouping column, and the row's index into them."""
    used = {column for part in scheme.groups.sets for column in part.where.columns()}
    found = []
    for part in scheme.groups.by:
        if part.column not in table.column_names:
            continue
        if part.column == "group" and "scale" in used and "scale" in table.column_names and _is_scale(table):
            continue
        text = pc.fill_null(table.column(part.column).cast(pa.string()), part.unknown)
        encoded = text.combine_chunks().dictionary_encode()
        found.append((encoded.dictionary.to_pylist(), encoded.indices.to_numpy()))
    return found


def _is_scale(table: pa.Table) -> bool:
    """A column `group` that repeats 规上 and 规下 is the scale itself."""
    return bool(table.column("group").equals(table.column("scale")))


def _label(scheme: Scheme, parts: tuple[str, ...]) -> str:
    words = [part for part in (*parts[1:], parts[0]) if part]
    return "·".join(words) or scheme.groups.label
