"""One file into a FileReading, in this process. Untrusted files go through the child in `child.py`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..errors import Problem
from .across import named_firms, row_of_firms
from .columns import FIGURE, Column, Context, mostly_numbers, read_columns
from .duplicates import Registry
from .figureunits import parts_like_totals, static_unit, with_units
from .findings import HIDDEN_SHEET, UNKNOWN_LAYOUT, Findings
from .forms import form_as_table
from .frames import find_frames
from .framesheet import Frame
from .framesheet import Sheet as FrameSheet
from .grid import Grid, column_letters, is_blank, is_number
from .headertext import read_header
from .job import Job
from .lexicon import Lexicon, lexicon
from .limits import Limits
from .loading import load_grids
from .mapping import LayoutMapping, apply_mapping, as_mappings, signature
from .membership import read_membership
from .periods import PeriodSpec, Surroundings, count_years, find_period, refined
from .recognition import recognise
from .refusal import RefusedFileError, refusal_problem
from .results import ColumnReading, FileReading, Skipped, TableReading
from .settling import settle
from .sink import Sink
from .source import GENERAL, Source, load_sources
from .subjects import read_rows
from .tables import read_table
from .tablesums import check_totals
from .words import normalise

# Measures where a placeholder is worth a word; parts and leased areas may well be empty.
REQUIRED = (
    "tax_paid",
    "taxable_sales",
    "output_value",
    "value_added",
    "rd_expense",
    "profit",
    "fixed_investment",
    "employees",
    "electricity",
    "energy_tce",
    "emissions",
    "land_area",
    "certified_land_area",
    "floor_area",
)
# The day on which stocks were counted, as a line above the table says it.
_AS_OF = re.compile(
    r"\(?(统计|数据|截止|截至|基准|调查|登记|摸底|核定)?(日期|日|时点|时间|基准日):"
    r"(截至|截止)?\d{4}[年\-./]\d{1,2}[月\-./](\d{1,2}[日号]?|末|底)(止|末)?\)?"
)


@dataclass(slots=True)
class FileJob:
    """One file in hand."""

    path: Path
    name: str
    year: int
    sources: dict[str, Source]
    mappings: dict[str, LayoutMapping]
    findings: Findings
    sink: Sink = field(default_factory=Sink)
    registry: Registry = field(default_factory=Registry)
    columns: list[ColumnReading] = field(default_factory=list)
    tables: list[TableReading] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    months_by_number: bool = False


def read_here(
    path: Path,
    *,
    year: int,
    name: str = "",
    sources: Mapping[str, Source] | None = None,
    mappings: Iterable[LayoutMapping | Mapping[str, Any]] = (),
    limits: Limits | None = None,
    onward: Callable[[pa.RecordBatch], None] | None = None,
) -> FileReading:
    """Read one workbook in this process. A file that is refused gives a reading with that one problem.

    With `onward` the facts go there batch by batch as they are read, and the reading itself holds none.
    """
    shown = name or path.name
    job = FileJob(path, shown, year, dict(sources or load_sources()), as_mappings(mappings), Findings(shown))
    job.sink.onward = onward
    digest = ""
    try:
        grids = load_grids(path, limits or Limits())
        digest = file_digest(path)
        job.sink.fixed = {"file": shown, "file_hash": digest}
        for grid in _visible(job, grids):
            _read_sheet(job, grid)
    except RefusedFileError as error:
        return refused(shown, refusal_problem(error, file=shown))
    _say_nothing_found(job)
    found = [t.source for t in job.tables if t.facts]
    source = max(set(found), key=found.count) if found else GENERAL
    return FileReading(
        file=shown,
        file_hash=digest,
        source=source,
        packed=job.sink.table(),
        problems=tuple(job.findings.problems),
        columns=tuple(job.columns),
        tables=tuple(job.tables),
        skipped=tuple(job.skipped),
        path=str(path),
    )


def refused(name: str, problem: Problem) -> FileReading:
    """The reading of a file that was not opened."""
    return FileReading(file=name, file_hash="", source="", packed=Sink().table(), problems=(problem,))


def file_digest(path: Path) -> str:
    """sha256 of the file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _visible(job: FileJob, grids: list[Grid]) -> list[Grid]:
    """Sheets that are read; hidden ones are drafts and are named."""
    shown = []
    for grid in grids:
        if grid.hidden:
            job.skipped.append(Skipped(grid.name, "工作表", "隐藏的工作表视为草稿,未读取"))
            job.findings.sheet = grid.name
            job.findings.add(
                HIDDEN_SHEET,
                -1,
                -1,
                found="隐藏的工作表",
                expected="需要上报的表不隐藏",
                advice="确认是草稿则不必处理;需要上报请取消隐藏后重新上传",
            )
        elif any(not is_blank(v) for row in grid.rows for v in row):
            shown.append(grid)
    numbers = [g.name.strip() for g in shown]
    job.months_by_number = len(numbers) > 1 and all(re.fullmatch(r"0?[1-9]|1[0-2]", n) for n in numbers)
    return shown


def _say_nothing_found(job: FileJob) -> None:
    if not any(t.facts for t in job.tables) and not job.findings.problems:
        job.findings.sheet = ""
        job.findings.add(
            UNKNOWN_LAYOUT,
            -1,
            -1,
            found="没有找到带企业名称的表头",
            expected="一行表头,其中有企业名称(或代码)和指标名称",
            advice="在「数据」页为这种版式指定各列的含义",
        )


def _read_sheet(job: FileJob, grid: Grid) -> None:
    job.findings.sheet = grid.name
    words = lexicon()
    grid = form_as_table(grid, words) or grid
    frames = find_frames(grid, words)
    if not frames:
        frames, grid = _firms_across(grid, words)
    if not frames and any(is_number(v) for row in grid.rows for v in row):
        job.skipped.append(Skipped(grid.name, "工作表", "没有找到带企业名称的表头"))
    job.findings.reference = grid.reference
    works = [_read_frame(job, grid, frame) for frame in frames]
    check_totals(works)


def _firms_across(grid: Grid, words: Lexicon) -> tuple[list[Frame], Grid]:
    """A table whose firms stand in a row: rows and columns changed, the rows above kept as its titles."""
    if len(grid.rows) > 2000 or grid.width > 2000:
        return [], grid
    sheet = FrameSheet(grid, words)
    label = next((r for r in range(len(grid.rows)) if sheet.identity_columns(r)), -1)
    if label < 0:
        label = row_of_firms(sheet)
        if label < 0:
            return [], grid
        grid = named_firms(grid, label)
    if _has_unnamed_figures(grid, label):
        return [], grid
    flipped = grid.flip(above=label)
    frames = find_frames(flipped, words)
    titles = [grid.text(r, c) for r in range(label - 1, -1, -1) for c in sheet.filled(r)]
    for frame in frames:
        frame.lines = [*frame.lines, *titles]
    return frames, flipped if frames else grid


def _has_unnamed_figures(grid: Grid, label: int) -> bool:
    """True where figures stand in a column without a firm: 企业名称 | X above 2020年 | 2021年 does not say whose they are."""
    sheet = FrameSheet(grid, lexicon())
    columns = {c for line in grid.rows[label + 1 :] for c, v in enumerate(line) if is_number(v)}
    return any(not sheet.text(label, c) for c in columns)


def _read_frame(job: FileJob, grid: Grid, frame: Frame) -> Job:
    words = lexicon()
    context = Context(tuple(frame.lines), grid.name, Path(job.name).stem)
    columns = with_units(read_columns(frame, grid, words, context), frame)
    layout = signature(columns)
    mapping = job.mappings.get(layout)
    source_id = (mapping.source if mapping else "") or recognise(
        job.sources, columns, [*frame.lines[:12], grid.name, job.name]
    )
    source = job.sources.get(source_id)
    if source is not None and (source.names or source.default_measure):
        words = lexicon(tuple(sorted(source.names.items())))
        context = replace(context, default_measure=source.default_measure)
        columns = with_units(read_columns(frame, grid, words, context), frame)
    columns = apply_mapping(columns, mapping, words)
    columns = [
        replace(c, role="", reason="隐藏的列") if c.index in grid.hidden_columns and c.role == FIGURE else c
        for c in columns
    ]
    parts = {code: m.part_of for code, m in words.measures.items() if m.part_of}
    columns = parts_like_totals(columns, parts, frame.lines)
    settled = settle(columns, words)
    job.sink.fixed |= {"sheet": grid.name, "source": source_id}
    rows = read_rows(frame, grid, settled.columns, words, job.findings)
    required = frozenset(source.required) if source is not None and source.required else frozenset(REQUIRED)
    work = Job(
        grid=grid,
        frame=frame,
        settled=settled,
        rows=rows,
        lexicon=words,
        around=_surroundings(job, grid, frame),
        lines=[*frame.lines, grid.name, Path(job.name).stem],
        required=required | frozenset(REQUIRED),
        findings=job.findings,
        sink=job.sink,
        registry=job.registry,
        number=len(job.tables),
    )
    facts = read_table(work)
    if source is not None and source.list_measure and not any(c.role == FIGURE for c in settled.columns):
        facts += read_membership(work, source.list_measure)
    _say_unknown_columns(work, facts)
    _note_table(job, grid, frame, work, layout, source_id, facts)
    return work


def _say_unknown_columns(work: Job, facts: int) -> None:
    """In a table that gave nothing, each column of numbers with a header nobody knows is worth a word."""
    if facts:
        return
    for column in work.settled.columns:
        values = [work.grid.at(r, column.index) for r in work.rows.index[:20]]
        if column.reason.startswith("不认识的指标") and mostly_numbers(values):
            work.findings.unknown_column(*column.cell, label=column.label)


def _surroundings(job: FileJob, grid: Grid, frame: Frame) -> Surroundings:
    sheet = _sheet_period(job, grid.name)
    titles: list[PeriodSpec] = []
    days: list[PeriodSpec] = []
    for text in frame.lines:
        header = read_header(text)
        if re.match(r"(填报|填表|制表|打印|报送|导出|报出|发布|更新)(日期|时间)", header.text) or len(text) > 120:
            continue
        spec, _ = find_period(text)
        if spec is not None and (count_years(text) < 2 or spec.has_months):
            (days if _AS_OF.fullmatch(normalise(text)) else titles).append(spec)
    file, _ = find_period(Path(job.name).stem)
    return Surroundings(refined(sheet, titles), tuple(titles), file, job.year, tuple(days))


def _sheet_period(job: FileJob, name: str) -> PeriodSpec | None:
    if job.months_by_number:
        month = int(name)
        return PeriodSpec(None, month, month)
    return find_period(name)[0] if count_years(name) < 2 or "-" in name else None


def _note_table(job: FileJob, grid: Grid, frame: Frame, work: Job, layout: str, source: str, facts: int) -> None:
    number = len(job.tables)
    last = max((end for _, end in frame.ranges), default=frame.bottom)
    span = f"{grid.reference(frame.top, frame.left)}:{grid.reference(last, frame.right)}"
    job.tables.append(TableReading(number, grid.name, span, layout, source, facts))
    for column in work.settled.columns:
        job.columns.append(_note_column(column, work, number))


def _note_column(column: Column, work: Job, number: int) -> ColumnReading:
    unit = (
        static_unit(column, column.dimension, work.lines, work.rows.footers)
        if column.role == FIGURE and column.dimension
        else None
    )
    period = work.periods.get(column.index, "")
    taken = column.measure if column.role == FIGURE else column.role
    samples = [work.grid.text(r, column.index) for r in work.rows.index[:3]]
    why = column.reason or ("" if taken else "未识别")
    if column.role == FIGURE and not column.measure and work.rows.kinds is not None:
        taken = "kind_value"
    return ColumnReading(
        table=number,
        sheet=work.grid.name,
        index=column.index - work.frame.left,
        letters=column_letters(column.index),
        header=column.label,
        taken_as=taken,
        unit=unit.name if unit is not None else "",
        period=period if isinstance(period, str) else "逐行",
        why=why,
        samples=tuple(samples),
    )


__all__ = ["REQUIRED", "file_digest", "read_here", "refused"]
