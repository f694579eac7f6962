"""A run on disk: results.parquet, results.xlsx, run.json; enough to explain it later from these files alone."""

from __future__ import annotations

import datetime
import hashlib
import json
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from .results import Cut, GroupBenchmark, ScoreRun
from .scheme import Scheme
from .wide_table import read_wide_table
from .workbook import write_workbook

TABLE = "scored_table.parquet"
"""The figures the run was made from, as read: what an explanation shows under each value."""

_LIBRARIES = ("duckdb", "ibis-framework", "pyarrow", "numpy")


def write_results(run: ScoreRun, folder: str | Path, *, scheme_hash: str = "") -> Path:
    """Write results.parquet, results.xlsx, run.json and the figures scored into `folder`, made if need be.

    `scheme_hash` is the sha256 of the scheme's file (`rules.rule_hash`); the scheme itself is kept in run.json too, so
    that a grade can be explained when the file has changed.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    write_parquet(run.results, target / "results.parquet")
    write_workbook(run, target / "results.xlsx")
    if run.table is not None:
        pq.write_table(run.table, target / TABLE, compression="zstd")
    text = json.dumps(run_record(run, scheme_hash=scheme_hash), ensure_ascii=False, indent=1)
    (target / "run.json").write_text(text, encoding="utf-8")
    return target


def write_parquet(results: pa.Table, path: Path) -> None:
    """The results as plain Parquet columns. Figures hardly repeat: only texts go through a dictionary and are packed."""
    texts = [
        field.name for field in results.schema if pa.types.is_string(field.type) or pa.types.is_dictionary(field.type)
    ]
    repeated = [name for name in results.column_names if name.endswith("_benchmark")]
    packed = {name: "lz4" if name in {*texts, *repeated} else "none" for name in results.column_names}
    pq.write_table(results, path, compression=packed, use_dictionary=[*texts[1:], *repeated], write_statistics=False)


def run_record(run: ScoreRun, *, scheme_hash: str = "") -> dict[str, Any]:
    """What run.json holds."""
    dumped = run.scheme.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_unset=True)
    canonical = json.dumps(dumped, ensure_ascii=False, sort_keys=True).encode()
    return {
        "scheme": run.scheme.name,
        "scheme_title": run.scheme.title,
        "scheme_file_sha256": scheme_hash,
        "scheme_sha256": hashlib.sha256(canonical).hexdigest(),
        "scheme_text": dumped,
        "table_sha256": table_hash(run.table) if run.table is not None else "",
        "benchmark_table_sha256": table_hash(run.benchmark_table) if run.benchmark_table is not None else "",
        "results_sha256": table_hash(run.results),
        "on": run.on.isoformat() if run.on else None,
        "engine": run.engine,
        "rows": run.results.num_rows,
        "recomputed_exactly": run.recomputed,
        "cuts": [asdict(cut) for cut in run.cuts],
        "benchmarks": [asdict(benchmark) for benchmark in run.benchmarks],
        "warnings": list(run.warnings),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
    }


def table_hash(table: pa.Table) -> str:
    """sha256 over the canonically sorted rows and columns: the same for any order of rows, columns or chunks."""
    names = sorted(table.column_names)
    keys = [(name, "ascending") for name in ("subject_id",) if name in names]
    ordered = table.select(names).sort_by(keys).combine_chunks() if keys else table.select(names).combine_chunks()
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}:{ordered.schema.field(name).type}\n".encode())
        array = ordered.column(name).combine_chunks()
        sink = pa.BufferOutputStream()
        batch = pa.record_batch(
            [pa.concat_arrays([array]) if not isinstance(array, pa.ChunkedArray) else array], [name]
        )
        with pa.ipc.new_stream(sink, batch.schema) as writer:
            writer.write_batch(batch)
        digest.update(sink.getvalue())
    return digest.hexdigest()


def read_run(folder: str | Path, *, table: str | Path | pa.Table | None = None) -> ScoreRun:
    """A run from the folder `write_results` made; measures from `table`, else as they lie in the folder."""
    source = Path(folder)
    record = json.loads((source / "run.json").read_text(encoding="utf-8"))
    beside = source / TABLE
    wide = table if table is not None else (beside if beside.is_file() else None)
    return ScoreRun(
        scheme=Scheme.model_validate(record["scheme_text"]),
        results=pq.read_table(source / "results.parquet"),
        benchmarks=tuple(GroupBenchmark(**item) for item in record["benchmarks"]),
        cuts=tuple(Cut(**item) for item in record["cuts"]),
        warnings=tuple(record["warnings"]),
        engine=record["engine"],
        recomputed=record["recomputed_exactly"],
        on=datetime.date.fromisoformat(record["on"]) if record["on"] else None,
        table=read_wide_table(wide) if wide is not None else None,
    )
