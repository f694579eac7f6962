"""What a scheme needs of a wide table, found, checked and made ready for an engine: measures as binary64."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .benchmarks import Completion
from .formula import names, needed_names
from .merging import merge_tenants
from .numbers import exact
from .scheme import Scheme
from .wide_table import read_wide_table, require_columns

_M2_LOOK = 2000.0


@dataclass(frozen=True)
class Prepared:
    """The table as read (exact), and the same rows for the engine."""

    table: pa.Table
    fast: pa.Table
    warnings: tuple[str, ...]
    tenants: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Needs:
    """Columns by how they are used."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    conditions: tuple[str, ...]
    groups: tuple[str, ...]
    ties: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Every column the scheme may read."""
        extra = ("scale", "group", "uscc")
        joined = (*self.required, *self.optional, *self.conditions, *self.groups, *self.ties, *extra)
        return tuple(dict.fromkeys(joined))

    def measures(self) -> tuple[str, ...]:
        """Columns that formulas compute with."""
        return tuple(dict.fromkeys((*self.required, *self.optional)))


def needs(scheme: Scheme) -> Needs:
    """The columns a scheme reads, from its text alone."""
    formulas = list(_formulas(scheme))
    required = [name for text in formulas for name in needed_names(scheme.node(text))]
    every = [name for text in formulas for name in names(scheme.node(text))]
    conditions = [column for condition in scheme.conditions() for column in condition.columns()]
    times = [
        item.times
        for part in (scheme.bonus, scheme.deductions)
        for table in part.tables
        for item in table.items
        if item.times
    ]
    every += [name for text in times for name in names(scheme.node(text))]
    return Needs(
        required=tuple(dict.fromkeys(required)),
        optional=tuple(name for name in dict.fromkeys(every) if name not in required),
        conditions=tuple(dict.fromkeys(conditions)),
        groups=tuple(part.column for part in scheme.groups.by),
        ties=scheme.classes.ties.by,
    )


def _formulas(scheme: Scheme) -> Iterator[str]:
    for code in scheme.indicators:
        for rule in scheme.rules(code).values():
            yield rule.formula
            if isinstance(rule.benchmark, Completion):
                yield rule.benchmark.target


def prepare(scheme: Scheme, source: str | Path | pa.Table, *, role: str = "") -> Prepared:
    """Read the table, check that every needed column is there, and make the engine's copy.

    `role` names the table in warnings (上年度表). Optional columns that are absent are unknown, and said so.

    Raises:
        ProblemsError: as `read_wide_table`, and one problem for every missing column.
    """
    wanted = needs(scheme)
    extra = [scheme.merge.holder_column, *scheme.merge.sum] if scheme.merge else []
    table = read_wide_table(source, wanted=(*wanted.all(), *extra))
    warnings = _Warnings(role)
    table = _scale_from_group(scheme, table, warnings)
    require_columns(table, wanted.required, scheme=scheme.name)
    tenants: tuple[tuple[str, str, str], ...] = ()
    if scheme.merge is not None:
        merged = merge_tenants(table, scheme.merge)
        table, tenants = merged.table, merged.tenants
        for text in merged.warnings:
            warnings.add(text)
    _warn_absent(scheme, wanted, table, warnings)
    _warn_areas(table, wanted, warnings)
    fast = _fast(scheme, table, wanted)
    return Prepared(table=table, fast=fast, warnings=tuple(warnings.items), tenants=tenants)


@dataclass
class _Warnings:
    role: str
    items: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.items.append(f"{self.role}:{text}" if self.role else text)


def _scale_from_group(scheme: Scheme, table: pa.Table, warnings: _Warnings) -> pa.Table:
    """A minimal table may name 规上 and 规下 in its column `group`."""
    columns = [column for part in scheme.groups.sets for column in part.where.columns()]
    if "scale" not in columns or "scale" in table.column_names or "group" not in table.column_names:
        return table
    found = {str(value).strip() for value in pc.unique(table.column("group")).to_pylist() if value is not None}
    if not found or not found <= {"规上", "规下"}:
        return table
    warnings.add("表中没有 scale 列,按 group 列的 规上、规下 分组")
    index = table.column_names.index("group")
    return table.set_column(index, "scale", table.column("group"))


def _warn_absent(scheme: Scheme, wanted: Needs, table: pa.Table, warnings: _Warnings) -> None:
    def named(columns: Iterable[str]) -> str:
        gone = [name for name in columns if name not in table.column_names]
        labels = scheme.words() if gone else {}
        return "、".join(f"{name}({labels[name]})" if name in labels else name for name in gone)

    if text := named(dict.fromkeys((*wanted.conditions, *wanted.optional))):
        warnings.add(f"表中没有这些列,有关条款按情况不明处理,不适用:{text}")
    if text := named(name for name in wanted.groups if name != "group"):
        warnings.add(f"表中没有分组列 {text},不按它分组排名")
    if text := named(wanted.ties):
        warnings.add(f"表中没有排序用的列 {text},总分相同时不比较它")


def _warn_areas(table: pa.Table, wanted: Needs, warnings: _Warnings) -> None:
    for name in wanted.measures():
        if not name.endswith("land_area") or name not in table.column_names:
            continue
        middle = pc.approximate_median(table.column(name).cast(pa.float64())).as_py()
        if middle is not None and middle > _M2_LOOK:
            warnings.add(f"{name} 的中位数为 {middle:.0f},像是平方米;本表的面积按亩读(平方米请用列名 {name}_m2)")


def _fast(scheme: Scheme, table: pa.Table, wanted: Needs) -> pa.Table:
    edges: dict[str, set[Decimal]] = {}
    for condition in scheme.conditions():
        for column, edge in condition.thresholds():
            edges.setdefault(column, set()).add(edge)
    columns: dict[str, pa.ChunkedArray | pa.Array] = {"_row": pa.array(np.arange(table.num_rows, dtype=np.int32))}
    used = dict.fromkeys((*wanted.measures(), *wanted.conditions))
    dated = {column for condition in scheme.conditions() for column in condition.dates()}
    for name in used:
        if name in table.column_names:
            columns[name] = _finite(_engine_column(table.column(name), edges.get(name, set()), dated=name in dated))
    return pa.table(columns)


def _engine_column(column: pa.ChunkedArray, edges: set[Decimal], *, dated: bool) -> pa.ChunkedArray | pa.Array:
    kind = column.type
    if pa.types.is_null(kind):
        return column.cast(pa.float64())
    if pa.types.is_decimal(kind):
        return _snap(column, binary_column(column), edges)
    if dated and pa.types.is_string(kind):
        return pc.strptime(column, format="%Y-%m-%d", unit="s", error_is_null=True).cast(pa.date32())
    if pa.types.is_integer(kind) or pa.types.is_float32(kind):
        return column.cast(pa.float64(), safe=False)
    return column


def _finite(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """NaN and infinities are missing."""
    if not pa.types.is_floating(column.type):
        return column
    finite = pc.is_finite(column)
    return column if pc.all(finite, min_count=0).as_py() else pc.if_else(finite, column, None)


def binary_column(column: pa.ChunkedArray) -> pa.Array:
    """Decimals as the nearest binary64 (within two units where more than 15 digits are in play).

    Arrow's own cast multiplies by a power of ten that is not exact: 0.3 would come out as 0.30000000000000004.
    """
    for scale in (2, 4, 6, 8):
        if scale < column.type.scale:
            try:
                column = column.cast(pa.decimal128(38, scale))
                break
            except pa.ArrowInvalid:
                continue
    flat = column.combine_chunks()
    if flat.type.bit_width != 128 or column.type.scale > 22 or not len(flat):
        return flat.cast(pa.float64())
    limbs = np.frombuffer(flat.buffers()[1], dtype=np.int64)[2 * flat.offset : 2 * (flat.offset + len(flat))].reshape(
        -1, 2
    )
    low, high = limbs[:, 0], limbs[:, 1]
    values = low / 10.0**column.type.scale
    gone = flat.is_null().to_numpy(zero_copy_only=False)
    large = np.flatnonzero((high != low >> 63) & ~gone)
    values[large] = flat.take(pa.array(large)).cast(pa.float64()).to_numpy(zero_copy_only=False)
    return pa.array(values, mask=gone)


def _snap(exact_column: pa.ChunkedArray, column: pa.Array, edges: set[Decimal]) -> pa.ChunkedArray | pa.Array:
    """Decimals next to a threshold are put on its right side exactly; binary alone might not tell."""
    if not edges:
        return column
    values = column.to_numpy(zero_copy_only=False).copy()
    gone = np.isnan(values)
    for edge in edges:
        middle = float(edge)
        near = np.flatnonzero(np.abs(values - middle) <= abs(middle) * 2.0**-48)
        for index in near:
            cell = exact(exact_column[int(index)].as_py())
            if cell is not None:
                sign = (cell > Fraction(edge)) - (cell < Fraction(edge))
                values[index] = np.nextafter(middle, sign * np.inf) if sign else middle
    return pa.array(values, mask=gone)
