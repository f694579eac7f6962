"""Unit of evaluation: tenants' figures are added to the holder of the land, and all share the holder's result."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from .numbers import exact
from .scheme import Merge
from .wide_table import decimal_column


@dataclass(frozen=True)
class Merged:
    """The table with holders alone, and which row each tenant (by id and name) follows."""

    table: pa.Table
    tenants: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]


def merge_tenants(table: pa.Table, rule: Merge) -> Merged:
    """Sum the figures of every holder and its tenants exactly; one missing figure makes that sum missing.

    A tenant is a row whose holder column names another row's id. Chains are followed to the last holder; a circle, or a
    holder that is not in the table, leaves the row on its own, with a warning.
    """
    if rule.holder_column not in table.column_names:
        return Merged(table, (), (f"表中没有列 {rule.holder_column},不合并承租企业",))
    ids = table.column("subject_id").to_pylist()
    holders = dict(zip(ids, table.column(rule.holder_column).cast(pa.string()).to_pylist(), strict=True))
    top = {key: _top(key, holders) for key in ids}
    lost = [key for key in ids if top[key] is None]
    place = {key: index for index, key in enumerate(ids)}
    members: dict[int, list[int]] = {}
    for key in ids:
        members.setdefault(place[top[key] or key], []).append(place[key])
    kept = sorted(members)
    merged = table.take(pa.array(kept))
    for name in (name for name in rule.sum if name in table.column_names):
        cells = [exact(cell) for cell in table.column(name).to_pylist()]
        sums = [_sum([cells[index] for index in members[row]]) for row in kept]
        merged = merged.set_column(merged.column_names.index(name), name, decimal_column(sums))
    titles = table.column("subject_name").to_pylist()
    tenants = tuple((key, titles[place[key]], str(top[key])) for key in ids if top[key] not in (None, key))
    warnings = (f"{len(lost)} 家企业的土地使用权人不在表中或互为承租,单独评价",) if lost else ()
    return Merged(merged, tenants, warnings)


def with_tenants(results: pa.Table, tenants: tuple[tuple[str, str, str], ...]) -> pa.Table:
    """Results with a row for every tenant: the holder's grade and figures, no rank of its own."""
    if not tenants:
        return results
    place = {key: index for index, key in enumerate(results.column("subject_id").to_pylist())}
    copies = results.take(pa.array([place[holder] for _, _, holder in tenants])).to_pylist()
    for row, (key, name, holder) in zip(copies, tenants, strict=True):
        row |= {"subject_id": key, "subject_name": name, "rank": None, "reason": _shared(row, holder)}
    whole = pa.concat_tables([results, pa.Table.from_pylist(copies, schema=results.schema)])
    return whole.sort_by([("group", "ascending"), ("rank", "ascending"), ("subject_id", "ascending")])


def _shared(row: dict[str, Any], holder: str) -> str:
    own = f";{row['reason']}" if row["reason"] else ""
    return f"并入 {row['subject_name']}({holder})评价,共用结果{own}"


def _top(key: str, holders: dict[str, str | None]) -> str | None:
    seen = {key}
    while (holder := holders[key]) is not None and holder != key:
        if holder not in holders or holder in seen:
            return None
        seen.add(holder)
        key = holder
    return key


def _sum(cells: list[Any]) -> Decimal | None:
    if any(cell is None for cell in cells):
        return None
    total = sum(cells)
    return Decimal(total.numerator) / Decimal(total.denominator)
