"""Records and register in, links out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import python_calamine

from yuanheng.engines import identities, linkage
from yuanheng.engines.errors import Problems, ProblemsError
from yuanheng.engines.ledger import read_register
from yuanheng.engines.linkage import FirmColumns, Standing, link, records_of_facts

RECORD_COLUMNS = ("rec_id", "name", "uscc", "address", "source")
REGISTER_COLUMNS = ("id", "name", "uscc", "address", "former_names")


@dataclass(frozen=True)
class LinkedFiles:
    """How many records were decided `auto`, `review` and `none`, and what is wrong with the files themselves, in sentences."""

    counts: Counter[str]
    notes: tuple[str, ...]


def link_files(
    records: Path,
    register: Path,
    *,
    out: Path,
    decisions: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> LinkedFiles:
    """Link a table of records (.parquet, .csv or .xlsx: `rec_id, name, uscc, address, source`) and write LINKS_SCHEMA to `out`.

    The register has `id, name, uscc, address, former_names` (joined by |), or any header that `read_register` knows.
    `decisions` (`rec_id, right_id`, and where it has one `decision`) are links that stand: an earlier file or a person's list.
    Headers may be written in any case and width. Every record gets a row; errors of the files themselves are told, not dropped.

    Raises:
        ProblemsError: a file cannot be read, or lacks its columns.
    """
    table = read_columns(records, RECORD_COLUMNS, needs=("rec_id", "name"))
    standing = _standing(decisions) if decisions else ()
    notes = linkage.faults_of_records(table)
    ready = _ready(register, notes)
    links = link(table, ready, decisions=standing, progress=progress)
    out.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(links, out)
    return LinkedFiles(Counter(links.column("decision").to_pylist()), tuple(notes))


def links_with_records(facts: pa.Table, register: identities.Register) -> tuple[pa.Table, pa.Table]:
    """Link the records behind `facts`. Returns (links of every record, the decided ones with the columns facts are joined by)."""
    records = records_of_facts(facts)
    links = link(records, register)
    everything = records.append_column("decision", links.column("decision"))
    for name in ("right_id", "probability", "evidence"):
        everything = everything.append_column(name, links.column(name))
    decided = everything.filter(pa.compute.equal(everything.column("decision"), "auto"))
    return everything, decided.select(["source", "uscc", "name", "account", "right_id"])


def _ready(path: Path, notes: list[str]) -> linkage.Register:
    """The register's index; what is wrong with its file joins `notes`."""
    firms = _firms(path, notes)
    notes += linkage.faults_of_register(firms)
    return linkage.Register.of_columns(firms)


def _firms(path: Path, notes: list[str]) -> FirmColumns:
    """The register's columns; a sheet whose header is not ours is read as the ledger reads registers."""
    try:
        table = read_columns(path, REGISTER_COLUMNS, needs=("id", "name"))
    except ProblemsError:
        if path.suffix.lower() == ".parquet":
            raise
        reading = read_register(path)
        notes += [f"{p.where}:{p.found},{p.advice}" for p in reading.problems]
        return FirmColumns.of_register(reading.register)
    return FirmColumns.of_table(table)


def _standing(path: Path) -> list[Standing]:
    """What stands: each row's `right_id`, unless its `decision` says that it was only proposed."""
    table = read_columns(path, ("rec_id", "right_id", "decision"), needs=("rec_id", "right_id"))
    rows = zip(*(table.column(c).to_pylist() for c in ("rec_id", "right_id", "decision")), strict=True)
    return [
        Standing(rec_id=i, right_id=r or "", said="此前认定") for i, r, d in rows if d in ("", "auto") and (r or not d)
    ]


def read_columns(path: Path, columns: Sequence[str], *, needs: Sequence[str]) -> pa.Table:
    """The named columns of a .parquet, .csv or .xlsx table as text; a column that is not there is all ''.

    Raises:
        ProblemsError: the file cannot be read, or a column of `needs` is missing.
    """
    try:
        if not path.stat().st_size:
            raise _refused(path, "文件是空的", "有表头的 .parquet、.csv 或 .xlsx 表")
        table = _with_folded_header(_READERS.get(path.suffix.lower(), _read_sheet)(path))
    except (OSError, ValueError, pa.ArrowException, python_calamine.CalamineError) as error:
        raise _refused(path, str(error)[:80], "可以打开的 .parquet、.csv 或 .xlsx 表") from error
    if missing := [c for c in needs if c not in table.column_names]:
        raise _refused(path, f"没有 {'、'.join(missing)} 列", f"表头含有 {'、'.join(columns)}")
    return pa.table({c: _text(table, c) for c in columns})


def _with_folded_header(table: pa.Table) -> pa.Table:
    """Headers in half width, lower case, without blanks; of two that are then the same the first."""
    names: dict[str, int] = {}
    for place, name in enumerate(table.column_names):
        names.setdefault(re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).lower(), place)
    return pa.table([table.column(place) for place in names.values()], names=list(names))


def _text(table: pa.Table, column: str) -> pa.ChunkedArray:
    if column not in table.column_names:
        return pa.chunked_array([pa.array([""] * table.num_rows, pa.string())])
    return pa.compute.fill_null(table.column(column).cast(pa.string()), "")


def _refused(path: Path, found: str, expected: str) -> ProblemsError:
    problems = Problems()
    problems.add(
        "unreadable_table",
        where=path.name,
        found=found,
        expected=expected,
        advice="改正表头或另存后重试",
        file=path.name,
    )
    return ProblemsError(problems)


def _read_csv(path: Path) -> pa.Table:
    """A .csv with everything as text, UTF-8 or GB18030."""
    data = path.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        data = data.decode("gb18030").encode()
    data = data.removeprefix(b"\xef\xbb\xbf").rstrip() + b"\n"
    header = data[: data.find(b"\n") if b"\n" in data else len(data)].decode().strip().split(",")
    types = {name.strip().strip('"'): pa.string() for name in header}
    return pacsv.read_csv(
        pa.BufferReader(data),
        parse_options=pacsv.ParseOptions(newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(column_types=types, strings_can_be_null=False),
    )


def _read_sheet(path: Path) -> pa.Table:
    """The first sheet of a workbook; the first row is the header."""
    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    header = [str(cell).strip() for cell in rows[0]] if rows else []
    cells = [[_cell(value) for value in row] for row in rows[1:]]
    columns = {name: pa.array([row[i] for row in cells], pa.string()) for i, name in enumerate(header) if name}
    return pa.table(columns)


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


_READERS: dict[str, Callable[[Path], pa.Table]] = {".parquet": pq.read_table, ".csv": _read_csv}
