"""Files in, one Parquet of facts out, and everything that was wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from yuanheng.engines.errors import Problem
from yuanheng.engines.ledger import FileReading, mark_copy, read_files, write_facts, write_problems

Progress = Callable[[str, int, int], None]
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".zip")


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """How many files were read, how many facts came out, and every problem."""

    files: int
    facts: int
    problems: tuple[Problem, ...]


def sheet_files(places: Sequence[Path]) -> list[Path]:
    """The workbooks among `places`; a folder stands for all below it, in the order of their names."""
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = (p for p in place.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
            books = sorted(p for p in inside if p.suffix.lower() in WORKBOOKS)
            found.extend(books or [place])  # a folder without any is handed on, so that it is said
        else:
            found.append(place)
    return found


def read_to_parquet(
    places: Sequence[Path],
    *,
    year: int,
    out: Path,
    problems_to: Path | None = None,
    marked_to: Path | None = None,
    progress: Progress | None = None,
) -> ReadFiles:
    """Read workbooks, folders and archives into `out` (FACTS_SCHEMA); a file that is refused does not stop the rest.

    `problems_to`: an .xlsx that lists every problem. `marked_to`: a folder for copies of the workbooks with the wrong cells
    coloured and commented.
    """
    files = sheet_files(places)
    problems: list[Problem] = []
    count = 0

    def each() -> Iterator[FileReading]:
        nonlocal count
        for reading in read_files(files, year=year):
            count += 1
            problems.extend(reading.problems)
            if progress:
                progress(f"读 {reading.file}", count, max(count, len(files)))
            yield reading

    out.parent.mkdir(parents=True, exist_ok=True)
    write_facts(each(), out)
    if problems_to is not None:
        write_problems(problems, problems_to)
    if marked_to is not None:
        _mark(files, problems, marked_to)
    return ReadFiles(files=count, facts=pq.read_metadata(out).num_rows, problems=tuple(problems))


def _mark(files: Iterable[Path], problems: Sequence[Problem], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in files:
        own = [p for p in problems if p.file == path.name]
        refused = any(p.kind == "refused_file" for p in own)
        if own and not refused and path.suffix.lower() != ".zip":
            mark_copy(path, own, folder / f"{path.stem}(已标注).xlsx")
