"""One table of a sheet into facts and problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from ..quantities import exact_decimal, parse_number
from .columns import FIGURE, Column, row_kind_measure
from .figures import ColumnRead, ColumnTask, expected_units, read_figures
from .figureunits import scale_of, static_unit
from .grid import Value, column_letters, is_blank, is_number
from .job import Job, period_of
from .repeats import drop_repeats
from .settling import Derived
from .sink import Block, Texts, decimals, packed
from .subjects import fill_down, row_units


def read_table(job: Job) -> int:
    """Facts and problems of one table into the job's sink; the number of facts."""
    before = job.sink.rows
    _report_twins(job)
    figures = [c for c in job.settled.columns if c.role == FIGURE and (c.measure or job.rows.kinds is not None)]
    drop_repeats(job, figures)
    _prepare(job)
    for column in figures:
        if column.alternate_of < 0:
            _read_column(job, column)
    for derived in job.settled.derived:
        _read_derived(job, derived)
    return job.sink.rows - before


def _report_twins(job: Job) -> None:
    for group in job.settled.twins:
        row, column = group[-1].cell
        places = "、".join(job.grid.reference(*c.cell) for c in group)
        job.findings.ambiguous(row, column, labels=f"{group[0].label}({places})")


def _prepare(job: Job) -> None:
    rows = job.rows
    job.identity = {
        "subject_key": packed(rows.keys),
        "subject_name": packed(rows.names),
        "subject_address": packed(rows.addresses),
        "account": packed(rows.accounts),
    }
    job.row_numbers = [str(r + 1) for r in rows.index]


def _read_column(job: Job, column: Column) -> None:
    if job.rows.kinds is not None and (not column.measure or column.generic or _any_part(job, column)):
        _read_kind_column(job, column)
        return
    period = period_of(job, column)
    if period is None:
        job.findings.add(
            "unknown_period",
            *column.cell,
            found=column.label,
            expected="能确定月份的表头、表名或标题",
            advice="在标题或工作表名中写明月份",
        )
        return
    task = _task(job, column, job.rows.index)
    read = read_figures(task, job.lexicon, job.findings)
    job.reads[column.index], job.periods[column.index] = read, period
    _emit(job, column.index, column.measure, period, read)
    _fill_from_alternate(job, column, period, read)
    if not any(column.index in d.columns for d in job.settled.derived):
        read.lighten()


def _any_part(job: Job, column: Column) -> bool:
    """A 税种 column beside 实缴金额: the rows say the kind of tax."""
    kinds = set(job.rows.kinds or ())
    return any(row_kind_measure(k, column.measure, job.lexicon) for k in kinds)


def _fill_from_alternate(job: Job, column: Column, period: str | list[str], read: ColumnRead) -> None:
    """The same area in a second unit counts where the first is blank; both are one fact."""
    twin = next((c for c in job.settled.columns if c.alternate_of == column.index), None)
    if twin is None:
        return
    have = {int(p) for part in read.fast for p in part.positions} | set(read.slow.positions)
    empty = [at for at in range(len(job.rows.index)) if at not in have]
    if not empty:
        return
    task = _task(job, replace(twin, role=FIGURE), [job.rows.index[at] for at in empty])
    task.required = ""
    second = read_figures(task, job.lexicon, job.findings)
    place = np.array(empty)
    for part in second.fast:
        part.positions = place[part.positions]
    second.slow.positions = [empty[p] for p in second.slow.positions]
    _emit(job, twin.index, column.measure, period, second)


def _task(job: Job, column: Column, index: list[int]) -> ColumnTask:
    at = column.index
    values = _cells(job, at) if index is job.rows.index else [job.grid.at(r, at) for r in index]
    static = static_unit(column, column.dimension, job.lines, job.rows.footers)
    units = row_units(job.grid, job.settled.columns, index, column)
    label = job.lexicon.measures[column.measure].label if column.measure in job.required else ""
    missing_unit = _unit_missing(job, column, static, units, values)
    return ColumnTask(
        column=column,
        dimension=column.dimension,
        static=static,
        scale=scale_of(column.units),
        rows=index,
        values=values,
        row_units=units,
        required=label,
        covered=set(fill_down(job.grid, at)),
        blanks_count=any(not is_blank(v) for v in values),
        header_unit_missing=missing_unit,
    )


def _cells(job: Job, column: int) -> Sequence[Value]:
    """A column's cells at the rows that count; all columns are turned at once where the rows are equally long."""
    if job.transposed is None:
        lines = [job.grid.rows[r] for r in job.rows.index]
        width = max(map(len, lines), default=0)
        if any(len(line) < width for line in lines):
            lines = [line + [""] * (width - len(line)) for line in lines]
        job.transposed = list(zip(*lines, strict=True))
    return job.transposed[column] if column < len(job.transposed) else [""] * len(job.rows.index)


def _unit_missing(job: Job, column: Column, static: Any, units: Any, values: Sequence[Value]) -> bool:
    """Say once, at the header, that a whole column has no unit. Cells with units of their own are said one by one."""
    if static is not None and static.known:
        return False
    if units is not None and any(u is not None for u in units[0]):
        return False
    if units is not None and column.dimension == "money" and any(units[1]):
        return False
    own = any(isinstance(v, str) and parse_number(v).unit is not None for v in values[:2000])
    plain = any(is_number(v) or (isinstance(v, str) and parse_number(v).value is not None) for v in values)
    if own or not plain:
        return False
    found = f"{column.label}:{'单位「' + static.name + '」' if static is not None else '没有写明单位'}"
    job.findings.unknown_unit(*column.cell, found=found, expected=expected_units(column.dimension))
    return True


def _subset(job: Job, measure: str, positions: Any) -> dict[str, Texts]:
    chosen = dict(job.identity)
    for prefix, role in (("leased_in", "lessee"), ("leased_out", "lessor")):
        if measure.startswith(prefix) and role in job.rows.other_names:
            chosen["subject_name"] = packed(job.rows.other_names[role])
            if job.rows.other_names[role] != job.rows.names:
                chosen["subject_key"] = packed([""] * len(job.rows.names))
    if len(positions) == len(job.rows.index):
        return chosen
    return {name: texts.take(positions) for name, texts in chosen.items()}


def _emit(job: Job, column: int, measure: str, period: str | list[str], read: ColumnRead) -> None:
    letters = column_letters(column)
    for part in read.fast:
        _emit_block(
            job, letters, measure, period, part.positions, part.unit.code, part.values, part.amounts, part.raws, column
        )
    slow = read.slow
    if slow.positions:
        units: str | Texts = slow.units[0] if len(set(slow.units)) == 1 else packed(slow.units)
        _emit_block(
            job,
            letters,
            measure,
            period,
            np.array(slow.positions),
            units,
            np.array(slow.values),
            decimals(slow.amounts),
            slow.raws,
            column,
        )


def _emit_block(
    job: Job,
    letters: str,
    measure: str,
    period: str | list[str],
    positions: Any,
    unit: str | Texts,
    values: Any,
    amounts: pa.Array,
    raws: list[str] | pa.Array,
    column: int,
) -> None:
    if job.grid.flipped or job.grid.places:
        cells = [job.grid.reference(job.rows.index[p], column) for p in positions]
    elif len(positions) == len(job.rows.index):
        cells = [letters + number for number in job.row_numbers]
    else:
        cells = [letters + job.row_numbers[p] for p in positions]
    periods: str | Texts = period if isinstance(period, str) else packed([period[p] for p in positions])
    job.sink.add(
        Block(
            measure=measure,
            period=periods,
            unit=unit,
            values=values,
            amounts=amounts,
            cells=cells,
            raws=raws,
            identity=_subset(job, measure, positions),
            conflict=_conflict(job, positions),
        )
    )


def _conflict(job: Job, positions: Any) -> Any:
    """Which of the rows contradict another one."""
    if not job.conflicts:
        return np.zeros(len(positions), dtype=bool)
    return np.fromiter((job.rows.index[p] in job.conflicts for p in positions), dtype=bool, count=len(positions))


def _read_kind_column(job: Job, column: Column) -> None:
    """Rows that say their own measure: one pass per measure."""
    groups: dict[str, list[int]] = {}
    for at, kind in enumerate(job.rows.kinds or []):
        measure = row_kind_measure(kind, column.measure, job.lexicon)
        if measure:
            groups.setdefault(measure, []).append(at)
    groups = _alone_kinds(groups, job)
    for measure, places in groups.items():
        words = job.lexicon.measures[measure]
        own = replace(column, measure=measure, dimension=words.dimension, stock=words.stock)
        own = replace(own, units=tuple(u for u in own.units if u.dimension in (words.dimension, "scale")))
        period = period_of(job, own)
        if period is None:
            continue
        read = read_figures(_task(job, own, [job.rows.index[p] for p in places]), job.lexicon, job.findings)
        place = np.array(places)
        for part in read.fast:
            part.positions = place[part.positions]
        read.slow.positions = [places[p] for p in read.slow.positions]
        _emit(job, column.index, measure, period, read)


def _alone_kinds(groups: dict[str, list[int]], job: Job) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for measure, places in groups.items():
        words = job.lexicon.measures[measure]
        alone = bool(words.alone) and not {words.counterpart, *words.rivals} & groups.keys()
        out.setdefault(words.alone if alone else measure, []).extend(places)
    return out


def _read_derived(job: Job, derived: Derived) -> None:
    """The sum of the parts, where every part of a row is a number."""
    reads = [job.reads.get(i) for i in derived.columns]
    if any(r is None for r in reads):
        return
    period = job.periods[derived.columns[0]]
    sums: list[dict[int, tuple[float, Decimal, str, str]]] = [_by_position(r) for r in reads if r is not None]
    places = sorted(set.intersection(*(set(s) for s in sums)))
    places = [p for p in places if len({s[p][2] for s in sums}) == 1]
    if not places:
        return
    amounts = [sum((s[p][1] for s in sums), Decimal(0)) for p in places]
    values = [float(sum((exact_decimal(s[p][0]) for s in sums), Decimal(0))) for p in places]
    job.sink.add(
        Block(
            measure=derived.measure,
            period=period if isinstance(period, str) else packed([period[p] for p in places]),
            unit=sums[0][places[0]][2],
            values=np.array(values),
            amounts=decimals(amounts),
            cells=[_cells_of(job, derived.columns, job.rows.index[p]) for p in places],
            raws=[" + ".join(s[p][3] for s in sums) for p in places],
            identity=_subset(job, derived.measure, np.array(places)),
            conflict=_conflict(job, places),
            derived=True,
        )
    )


def _by_position(read: ColumnRead) -> dict[int, tuple[float, Decimal, str, str]]:
    out: dict[int, tuple[float, Decimal, str, str]] = {}
    for part in read.fast:
        amounts = part.amounts.to_pylist() if part.amounts is not None else []
        for place, value, amount, raw in zip(
            part.positions.tolist(), part.values.tolist(), amounts, _texts(part.raws), strict=True
        ):
            out[place] = (value, amount, part.unit.code, raw)
    slow = read.slow
    for place, value, amount, unit, raw in zip(
        slow.positions, slow.values, slow.amounts, slow.units, slow.raws, strict=True
    ):
        out[place] = (value, amount, unit, raw)
    return out


def _texts(raws: list[str] | pa.Array | None) -> list[str]:
    if raws is None:
        return []
    return raws if isinstance(raws, list) else list(raws.to_pylist())


def _cells_of(job: Job, columns: tuple[int, ...], row: int) -> str:
    """`C5:E5` where the parts stand side by side, else the cells one by one."""
    ordered = sorted(columns)
    if ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{job.grid.reference(row, ordered[0])}:{job.grid.reference(row, ordered[-1])}"
    return ",".join(job.grid.reference(row, c) for c in ordered)
