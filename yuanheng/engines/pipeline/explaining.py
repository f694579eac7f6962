"""From a grade to the cells, out of the files that an evaluation left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from yuanheng.engines.calendars import parse_period
from yuanheng.engines.errors import Problems
from yuanheng.engines.identities import normalise_name
from yuanheng.engines.ledger import load_sources
from yuanheng.engines.measures import load_measures
from yuanheng.engines.scoring import Explanation, explain_subject

LISTED = 20


def explain_in(out: Path, subject_id: str, *, facts_path: Path) -> Explanation:
    """The whole tree of one grade, from the folder of `compute_evaluation` and the Parquet of its facts.

    A measure's children are nodes of kind `method` (how the figure came about, or why it is missing) and `origin`,
    one a cell: `label` file › sheet › cell, `value` the text as found, `code` the id of the fact, or for a derived one
    `source/enterprise/period/measure`.

    Raises:
        ProblemsError: no such firm in the results; near names are listed.
    """
    origins = _Origins(out, subject_id, facts_path)
    return explain_subject(out, subject_id, trace=origins.nodes)


def explain_folder(folder: Path, subject: str) -> str:
    """The tree as text; where `subject` is part of several names, the list of those firms.

    Raises:
        ProblemsError: no firm of the results has this id, code or name.
    """
    found = _matching(folder, subject)
    if len(found) == 1:
        if not (
            folder / "trace.parquet"
        ).exists():  # the folder of `yuanheng score`: a wide table has no cells behind it
            return explain_subject(folder, found[0][0]).to_text()
        return explain_in(folder, found[0][0], facts_path=folder / "facts.parquet").to_text()
    if not found:
        problems = Problems()
        problems.add(
            "unknown_subject",
            where=str(folder),
            found=subject,
            expected="结果中的企业编号、统一社会信用代码或名称(可以只写一部分)",
            advice="核对名称,或打开 results.xlsx 查找",
        )
        problems.raise_if_any()
    lines = [f"有 {len(found)} 家企业的名称含“{subject}”,请写全名称或编号:"]
    lines += [f"  {id_}  {name}  {grade or '未定级'}" for id_, name, grade in found[:LISTED]]
    if len(found) > LISTED:
        lines.append(f"  …… 还有 {len(found) - LISTED} 家")
    return "\n".join(lines)


def _matching(folder: Path, subject: str) -> list[tuple[str, str, str | None]]:
    results = pq.read_table(folder / "results.parquet", columns=["subject_id", "subject_name", "grade"]).to_pylist()
    codes = {}
    if (folder / "measures.parquet").exists():
        codes = {
            r["uscc"]: r["subject_id"]
            for r in pq.read_table(folder / "measures.parquet", columns=["subject_id", "uscc"]).to_pylist()
            if r["uscc"]
        }
    wanted = codes.get(subject.strip().upper(), subject.strip())
    rows = [(r["subject_id"], r["subject_name"] or "", r["grade"]) for r in results]
    key = normalise_name(subject)
    exact = [r for r in rows if r[0] == wanted] or [r for r in rows if normalise_name(r[1]) == key]
    return exact if len(exact) == 1 else [r for r in rows if key in normalise_name(r[1])]


class _Origins:
    """The trace of one subject and the facts behind it, read in two scans that skip everybody else's rows."""

    def __init__(self, out: Path, subject_id: str, facts_path: Path) -> None:
        self._measures, self._sources = load_measures(), load_sources()
        with duckdb.connect() as connection:
            rows = _rows(
                connection,
                "select * from read_parquet(?) where subject_id = ?",
                [str(out / "trace.parquet"), subject_id],
            )
            self._trace = {row["measure"]: row for row in rows}
            wanted = sorted({fact for row in rows for fact in row["fact_ids"]})
            self._facts = {row["fact_id"]: row for row in _facts(connection, facts_path, wanted)}

    def nodes(self, _subject_id: str, measure: str) -> Sequence[Explanation]:
        """How this figure came about, then its cells in the order of the sheet."""
        row = self._trace.get(measure)
        if row is None:
            label = self._measures[measure].label if measure in self._measures else measure
            return [Explanation(kind="method", label="缺数", sentence=f"没有收到这家企业的{label}报表", code="absent")]
        word = "取数" if row["status"] == "used" else "缺数"
        return [
            Explanation(
                kind="method", label=word, sentence=row["reason"], source=self._basis(row["source"]), code=row["status"]
            ),
            *(self._origin(self._facts[fact]) for fact in row["fact_ids"] if fact in self._facts),
        ]

    def _basis(self, source: str) -> str:
        known = self._sources.get(source)
        if known is None:
            return source
        return ",".join(part for part in (known.label, known.boundary, known.legal_basis) if part)

    def _origin(self, fact: Mapping[str, Any]) -> Explanation:
        place = " › ".join(part for part in (fact["file"], fact["sheet"], fact["cell"]) if part)
        period = parse_period(fact["period"]).label()
        if fact["fact_id"] < 0:  # worked out from another register, not read from a cell
            code = f"{fact['source']}/{fact['account']}/{fact['period']}/{fact['measure']}"
            return Explanation(kind="origin", label=place, value=fact["raw"], sentence=period, code=code)
        named = f"表中企业名称:{fact['subject_name']}"
        return Explanation(
            kind="origin", label=place, value=fact["raw"], sentence=f"{period};{named}", code=str(fact["fact_id"])
        )


def _facts(connection: duckdb.DuckDBPyConnection, path: Path, wanted: list[int]) -> list[dict[str, Any]]:
    columns = "file, sheet, cell, raw, period, subject_name, source, account, measure"
    if "fact_id" in pq.read_schema(path).names:
        text = f"select fact_id, {columns} from read_parquet(?) where list_contains(?, fact_id)"  # noqa: S608
    else:
        text = f"select file_row_number as fact_id, {columns} from read_parquet(?, file_row_number=true) where list_contains(?, file_row_number)"  # noqa: E501, S608
    return _rows(connection, text, [str(path), wanted])


def _rows(connection: duckdb.DuckDBPyConnection, text: str, parameters: list[Any]) -> list[dict[str, Any]]:
    return list(connection.execute(text, parameters).to_arrow_table().to_pylist())
