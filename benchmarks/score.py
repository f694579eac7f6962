"""Scoring at scale, Parquet to Parquet: ours against Polars written by hand for this one scheme, on the same file.

    python benchmarks/score.py                 1,000,000 firms, 600 groups
    python benchmarks/score.py --firms 5000000

Each side runs in its own process, several times; the interpreter's start and the imports are left out on both sides.
Ours includes reading, checking, bounds, the exact recomputation of border rows, ranks, cuts, reasons and sorting.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCHEME = Path(__file__).with_name("score_scheme.yaml")
WEIGHTS = (30, 20, 20, 10, 10, 10)


def make_table(path: Path, *, firms: int, groups: int) -> None:
    """A synthetic zone: log-normal figures in fen, some blanks, some zeros, one firm in two hundred vetoed."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    random = np.random.default_rng(7)

    def money(centre: float) -> pa.Array:
        values = np.round(random.lognormal(centre, 1.2, firms), 2)
        values[random.random(firms) < 0.01] = 0
        return pa.array(values, mask=random.random(firms) < 0.02)

    names = pa.array([f"{index:09d}" for index in range(firms)])
    labels = pa.array([f"街道{index:03d}" for index in range(groups)])
    table = pa.table(
        {
            "subject_id": names,
            "subject_name": names,
            "group": labels.take(pa.array(random.integers(0, groups, firms))),
            "tax_paid": money(13), "taxable_sales": money(16), "value_added": money(15), "rd_expense": money(12),
            "land_area": money(3), "energy_tce": money(5), "emissions": money(7), "employees": money(4),
            "list_safety_accident": pa.array((random.random(firms) < 0.005).astype("int64")),
        }
    )  # fmt: skip
    pq.write_table(table, path)


def ours(source: Path, target: Path) -> dict[str, object]:
    """One run of the product."""
    # Ibis imports its DuckDB backend and SQL dialect, Arrow its datasets (and pandas) on first use: left out as Polars' are.
    import ibis
    import pyarrow.dataset  # noqa: F401

    from yuanheng.engines.scoring import load_scheme, run_scheme
    from yuanheng.engines.scoring.storage import write_parquet

    warm = ibis.duckdb.connect()
    warm.compile(ibis.table({"x": "int64"}, name="t").select("x"))
    warm.disconnect()
    start = time.perf_counter()
    run = run_scheme(load_scheme(SCHEME), source)
    write_parquet(run.results, target)
    return {"seconds": time.perf_counter() - start, "recomputed": run.recomputed}


def polars(source: Path, target: Path) -> dict[str, object]:
    """The same scheme written by hand: binary64 throughout, nothing recomputed, nothing explained."""
    import polars as pl

    start = time.perf_counter()
    pairs = [
        ("tax_per_mu", "tax_paid", "land_area", 1e4), ("sales_per_mu", "taxable_sales", "land_area", 1e4),
        ("value_added_per_energy", "value_added", "energy_tce", 1e4),
        ("value_added_per_emission", "value_added", "emissions", 1e4),
        ("productivity", "value_added", "employees", 1e4), ("rd_intensity", "rd_expense", "taxable_sales", 1.0),
    ]  # fmt: skip
    codes = [code for code, *_ in pairs]
    frame = pl.scan_parquet(source).with_columns(
        pl.when(pl.col(under) > 0).then(pl.col(top) / scale / pl.col(under)).alias(f"{code}_value")
        for code, top, under, scale in pairs
    )
    means = frame.group_by("group").agg(
        (pl.col(f"{code}_value").mean() * 2).alias(f"{code}_benchmark") for code in codes
    )
    frame = frame.join(means, on="group").with_columns(
        ((pl.col(f"{code}_value") / pl.col(f"{code}_benchmark")).clip(0, 1.5) * weight)
        .fill_null(0)
        .alias(f"{code}_score")
        for code, weight in zip(codes, WEIGHTS, strict=True)
    )
    frame = frame.with_columns(total=pl.sum_horizontal([f"{code}_score" for code in codes]).round(2))
    frame = frame.sort(
        ["group", "total", "tax_paid", "taxable_sales", "subject_id"],
        descending=[False, True, True, True, False],
        nulls_last=True,
    )
    frame = frame.with_columns(rank=pl.int_range(1, pl.len() + 1).over("group"), n=pl.len().over("group"))
    place, n = pl.col("rank"), pl.col("n")
    frame = frame.with_columns(
        grade=pl.when(pl.col("list_safety_accident") == 1).then(pl.lit("D"))
        .when(place <= (n * 0.2 + 0.5).floor()).then(pl.lit("A"))
        .when(place <= (n * 0.6 + 0.5).floor()).then(pl.lit("B"))
        .when(place <= (n * 0.95 + 0.5).floor()).then(pl.lit("C"))
        .otherwise(pl.lit("D"))
    )  # fmt: skip
    columns = [f"{code}_{part}" for code in codes for part in ("value", "benchmark", "score")]
    frame.select("subject_id", "subject_name", "group", "total", "rank", "grade", *columns).collect().write_parquet(
        target
    )
    return {"seconds": time.perf_counter() - start}


def agreement(mine: Path, theirs: Path) -> float:
    """Share of firms with the same grade on both sides (Polars breaks some exact ties wrongly)."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    left = pq.read_table(mine, columns=["subject_id", "grade"]).sort_by("subject_id")
    right = pq.read_table(theirs, columns=["subject_id", "grade"]).sort_by("subject_id")
    return float(pc.mean(pc.equal(left["grade"], right["grade"].cast(left["grade"].type)).cast("float64")).as_py())


def _child(side: str, source: Path, target: Path) -> dict[str, object]:
    command = [sys.executable, __file__, "--side", side, "--source", str(source), "--target", str(target)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def main() -> int:
    """Run both sides and print the ratio; the exit code says whether it is within the limit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--groups", type=int, default=600)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--side", choices=("ours", "polars"))
    parser.add_argument("--source", type=Path)
    parser.add_argument("--target", type=Path)
    asked = parser.parse_args()
    if asked.side:
        print(json.dumps({"ours": ours, "polars": polars}[asked.side](asked.source, asked.target)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "table.parquet")
        make_table(source, firms=asked.firms, groups=asked.groups)
        best: dict[str, float] = {}
        for _ in range(asked.repeat):
            for side in ("ours", "polars"):
                found = _child(side, source, Path(folder, f"{side}.parquet"))
                best[side] = min(best.get(side, 1e9), float(str(found["seconds"])))
                print(side, found)
        same = agreement(Path(folder, "ours.parquet"), Path(folder, "polars.parquet"))
        ratio = best["ours"] / best["polars"]
        print(f"{asked.firms:,} firms, {asked.groups} groups: ours {best['ours']:.2f} s, polars {best['polars']:.2f} s, "
              f"ratio {ratio:.2f} (at most 2), grades alike {same:.6%}")  # fmt: skip
    return 0 if ratio <= 2 else 1


if __name__ == "__main__":
    sys.exit(main())
