"""The cells around a source cell, with the header of its table, for the page that shows where a figure comes from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .frames import find_frames
from .framesheet import Frame
from .grid import Grid, cell_text, column_letters, from_a1
from .lexicon import lexicon
from .limits import Limits
from .loading import load_grids


@dataclass(frozen=True, slots=True)
class WindowCell:
    """One cell; `target` marks the source of the figure, `header` the header rows of its table."""

    text: str
    reference: str
    target: bool = False
    header: bool = False
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class SheetWindow:
    """Rows of cells: titles and header first, then the rows around the source cell."""

    sheet: str
    cell: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[WindowCell, ...]], ...]
    hidden_rows: frozenset[int] = frozenset()


def sheet_window(
    path: str | Path, sheet: str, cell: str, *, radius: int = 5, limits: Limits | None = None
) -> SheetWindow:
    """The neighbourhood of a cell (`C5`) or of the cells of a sum (`C5:E5`), `radius` rows above and below.

    Raises:
        RefusedFileError: the file may not be opened.
        KeyError: no such sheet.
        ValueError: `cell` is no reference.
    """
    grid = next((g for g in load_grids(Path(path), limits or Limits()) if g.name == sheet), None)
    if grid is None:
        raise KeyError(sheet)
    targets = _targets(cell)
    row, column = targets[0]
    frame = next(
        (
            f
            for f in find_frames(grid, lexicon())
            if f.left <= column <= f.right and any(a <= row <= b for a, b in f.ranges)
        ),
        None,
    )
    left, right = (frame.left, frame.right) if frame is not None else (max(0, column - 8), column + 8)
    if right - left > 30:
        left, right = max(left, column - 15), min(right, column + 15)
    numbers = _rows(grid, frame, row, radius)
    wanted = set(targets)
    header = range(frame.top, frame.bottom + 1) if frame is not None else range(0)
    lines = []
    for number in numbers:
        cells = tuple(_cell(grid, number, c, wanted, number in header) for c in range(left, right + 1))
        lines.append((number + 1, cells))
    return SheetWindow(
        sheet,
        cell,
        tuple(column_letters(c) for c in range(left, right + 1)),
        tuple(lines),
        frozenset(r + 1 for r in grid.hidden_rows if r in numbers),
    )


def _targets(cell: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    for part in cell.split(","):
        ends = [from_a1(p) for p in part.split(":")]
        (top, left), (bottom, right) = ends[0], ends[-1]
        places.extend(
            (r, c) for r in range(top, min(bottom, top + 200) + 1) for c in range(left, min(right, left + 200) + 1)
        )
    return places


def _rows(grid: Grid, frame: Frame | None, row: int, radius: int) -> list[int]:
    head = list(range(max(0, frame.top - 3), frame.bottom + 1)) if frame is not None else []
    near = range(max(0, row - radius), min(len(grid.rows), row + radius + 1))
    return sorted({*(r for r in head if r < len(grid.rows)), *near})


def _cell(grid: Grid, row: int, column: int, targets: set[tuple[int, int]], header: bool) -> WindowCell:
    value = grid.at(row, column)
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    return WindowCell(cell_text(value), f"{column_letters(column)}{row + 1}", (row, column) in targets, header, numeric)
