"""Facts, links and a scheme in; grades, and everything needed to explain them, out."""

from __future__ import annotations

import datetime
import json
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from yuanheng.engines.errors import Problem
from yuanheng.engines.identities import Register
from yuanheng.engines.ledger import load_sources, read_register
from yuanheng.engines.measures import measure_tables
from yuanheng.engines.rules import rule_hash, rule_path
from yuanheng.engines.scoring import ScoreRun, load_scheme, run_scheme, write_results

from .linking import links_with_records
from .reading import Progress, read_to_parquet

GRADING = "grading"


@dataclass(frozen=True)
class Evaluated:
    """What an evaluation gave. `results`: one row a firm; `class_counts`: group → class → number."""

    results: pa.Table
    class_counts: dict[str, dict[str, int]]
    warnings: tuple[str, ...]
    scheme_hash: str
    run: ScoreRun
    files: int = 0
    facts: int = 0
    links: Counter[str] = field(default_factory=Counter)
    problems: tuple[Problem, ...] = ()


def score_table(
    table: Path,
    *,
    scheme: str | Path,
    out: Path,
    benchmark_table: Path | None = None,
    engine: str = "duckdb",
    on: datetime.date | None = None,
) -> Evaluated:
    """Score a wide table (see `engines/scoring`) and write the results into the folder `out`.

    `on` is the day of evaluation, for conditions such as "less than two years in production".
    """
    loaded = load_scheme(scheme)
    run = run_scheme(loaded, table, benchmark_table=benchmark_table, engine=engine, on=on)
    write_results(run, out)
    shutil.copyfile(rule_path("schemes", scheme), out / "scheme.yaml")
    return _evaluated(run, scheme)


def compute_evaluation(
    *,
    facts: pa.Table,
    links: pa.Table,
    register: Register,
    scheme: str | Path,
    year: int,
    out: Path,
    engine: str = "duckdb",
    progress: Progress | None = None,
) -> Evaluated:
    """Measure and score; everything an explanation needs is written into the folder `out`.

    `facts`: FACTS_SCHEMA with `fact_id`. `links`: columns `source, uscc, name, account, right_id`.
    Sources whose permitted use leaves out grading are barred. Last year's table, from the same facts, serves benchmarks
    that ask for it.
    """
    tell = progress or (lambda *_: None)
    out.mkdir(parents=True, exist_ok=True)
    barred = barred_from_grading()
    tell("计算当年和上年的各企业指标", 1, 3)
    measured = measure_tables(facts, links, register, years=[year, year - 1], barred_sources=barred)
    now, before = measured[year], measured[year - 1]
    pq.write_table(now.table, out / "measures.parquet")
    pq.write_table(now.trace, out / "trace.parquet")
    pq.write_table(before.table, out / "measures_last_year.parquet")
    tell("打分、排名、分档", 2, 3)
    on = datetime.date(year, 12, 31)
    run = run_scheme(load_scheme(scheme), now.table, benchmark_table=before.table, engine=engine, on=on)
    write_results(run, out)
    shutil.copyfile(rule_path("schemes", scheme), out / "scheme.yaml")
    tell("完成", 3, 3)
    return _evaluated(run, scheme)


def evaluate_folder(
    *,
    register: Path,
    sheets: Path,
    scheme: str | Path,
    year: int,
    out: Path,
    engine: str = "duckdb",
    progress: Progress | None = None,
) -> Evaluated:
    """The whole way without a database: read, link, measure, score. `out` then holds every stage as a file."""
    out.mkdir(parents=True, exist_ok=True)
    read = read_to_parquet(
        [sheets], year=year, out=out / "facts.parquet", problems_to=out / "problems.xlsx", progress=progress
    )
    firms = read_register(register)
    facts = pq.read_table(out / "facts.parquet")
    facts = facts.append_column("fact_id", pa.array(range(facts.num_rows), pa.int64()))
    everything, decided = links_with_records(facts, firms.register)
    pq.write_table(everything, out / "links.parquet")
    done = compute_evaluation(
        facts=facts, links=decided, register=firms.register, scheme=scheme, year=year, out=out, engine=engine,
        progress=progress,
    )  # fmt: skip
    (out / "evaluation.json").write_text(
        json.dumps({"year": year, "scheme": str(scheme), "files": read.files, "facts": read.facts}, ensure_ascii=False)
    )
    return Evaluated(
        results=done.results,
        class_counts=done.class_counts,
        warnings=done.warnings,
        scheme_hash=done.scheme_hash,
        run=done.run,
        files=read.files,
        facts=read.facts,
        links=Counter(everything.column("decision").to_pylist()),
        problems=(*firms.problems, *read.problems),
    )


def barred_from_grading() -> dict[str, str]:
    """Sources whose figures may not decide a grade, each with the reason a page shows."""
    return {name: s.use_note for name, s in load_sources().items() if GRADING not in s.permitted_use}


def _evaluated(run: ScoreRun, scheme: str | Path) -> Evaluated:
    counts: dict[str, dict[str, int]] = {}
    for row in run.results.group_by(["group", "grade"]).aggregate([("subject_id", "count")]).to_pylist():
        counts.setdefault(row["group"], {})[row["grade"] or "无"] = row["subject_id_count"]
    ordered = {g: dict(sorted(c.items(), key=_grade_order)) for g, c in sorted(counts.items())}
    return Evaluated(run.results, ordered, tuple(run.warnings), rule_hash("schemes", scheme), run)


def _grade_order(item: tuple[str, Any]) -> tuple[int, str]:
    order = "A甲B乙C丙D丁T无"
    return (order.find(item[0][0]) if item[0][0] in order else len(order), item[0].replace("-", "~"))
