"""Rows of one firm met again: identical ones dropped, contradicting ones marked, both said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .columns import Column
from .duplicates import Figures, compare, fold_name
from .grid import Grid, cell_text, is_blank
from .job import Job, period_of
from .lexicon import Lexicon
from .subjects import Rows


@dataclass(slots=True)
class TableRows:
    """A table's rows for comparison with those of the whole file; see `duplicates.RowSet`."""

    number: int
    grid: Grid
    rows: Rows
    columns: list[Column]
    periods: dict[int, str | list[str] | None]
    lexicon: Lexicon
    sheet: str
    contradicted: set[int] = field(default_factory=set)

    def figures(self, at: int) -> Figures:
        """Figures of a row by (measure and kind, period), as written; placeholders are none."""
        line = self.grid.rows[self.rows.index[at]]
        kind = self.rows.kinds[at] if self.rows.kinds is not None else ""
        out: Figures = {}
        for column in self.columns:
            value = line[column.index] if column.index < len(line) else ""
            if not is_blank(value) and not self.lexicon.is_placeholder(cell_text(value)):
                spec = self.periods[column.index]
                period = spec if isinstance(spec, str) else (spec[at] if spec else "")
                out[(column.measure + kind, period)] = cell_text(value).strip()
        return out

    def apart(self, at: int) -> tuple[str, ...]:
        """What makes the row another thing of the same firm."""
        return self.rows.apart[at]

    def block(self, at: int) -> int:
        """The merged firm cell."""
        return self.rows.blocks[at]

    def place(self, at: int) -> str:
        """Sheet and cell of the name."""
        cell = self.grid.reference(self.rows.index[at], self.rows.name_column)
        return f"{self.sheet}!{cell}" if self.sheet else cell

    def mark(self, at: int) -> None:
        """Contradicted by a later row."""
        self.contradicted.add(self.rows.index[at])


def drop_repeats(job: Job, figures: list[Column]) -> None:
    """Identical rows go; rows that contradict stay and are marked, both of them."""
    rows = replace(job.rows)
    periods = {c.index: period_of(job, c) for c in figures}
    mine = TableRows(job.number, job.grid, rows, figures, periods, job.lexicon, job.findings.sheet)
    keep: list[int] = []
    for at, (key, name) in enumerate(zip(rows.keys, map(fold_name, rows.names), strict=True)):
        earlier = job.registry.earlier(key, name)
        verdict = compare(earlier, mine, at) if earlier else None
        if verdict is not None:
            first, place = verdict.first
            said = rows.names[at] or key
            job.findings.duplicate(
                rows.index[at], rows.name_column, name=said, first=first.place(place), identical=verdict.identical
            )
            if verdict.identical:
                continue
            first.mark(place)
            mine.mark(at)
        job.registry.note(key, name, (mine, at))
        keep.append(at)
    if len(keep) < len(rows.index):
        _keep_rows(job.rows, keep)
    job.conflicts = mine.contradicted


def _keep_rows(rows: Rows, keep: list[int]) -> None:
    for name in ("index", "names", "keys", "addresses", "accounts", "apart", "blocks"):
        values = getattr(rows, name)
        setattr(rows, name, [values[i] for i in keep])
    rows.other_names = {role: [values[i] for i in keep] for role, values in rows.other_names.items()}
    if rows.periods is not None:
        rows.periods = [rows.periods[i] for i in keep]
    if rows.kinds is not None:
        rows.kinds = [rows.kinds[i] for i in keep]
