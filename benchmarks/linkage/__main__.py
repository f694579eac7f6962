"""Link noisy records of known truth, ours beside exact matching, character TF-IDF and Splink, in one run.

    python -m benchmarks.linkage                                       every real firm, 0.7 records a firm
    python -m benchmarks.linkage --firms 96000 --records 67000         further firms from the words of the real ones
    python -m benchmarks.linkage --firms 1000000 --records 67000 --only ours,splink
    python -m benchmarks.linkage --seed 7 --shaken                     other firms, other rates: nothing tuned to them
    python -m benchmarks.linkage --seed 7 --hands other                other kinds of mistakes altogether
    python -m benchmarks.linkage --write DIR --only ""                 only write register, records and truth

Splink and TF-IDF are no dependencies of the project: `python -m venv V; V/bin/pip install splink scikit-learn`, then
`--other-python V/bin/python` (or install them here). What is not installed is skipped, and said.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .firms import Firm, World, make_world, missing_files
from .otherhands import RATES as OTHER_RATES
from .otherhands import OtherHands
from .rates import RATES, Table, markdown, shaken
from .records import Writer, Written
from .scoring import score, table, wrong_links

SYSTEMS = ("exact", "tfidf", "splink", "ours")
NEEDS = {"tfidf": "sklearn", "splink": "splink"}
ROOT = Path(__file__).resolve().parents[2]
GIVEN = ("rec_id", "name", "uscc", "address", "source")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firms", type=int, default=0, help="firms in the register (0: the real ones alone)")
    parser.add_argument("--records", type=int, default=0, help="records (0: 0.7 a firm)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shaken", action="store_true", help="the same noise at rates drawn anew from the seed")
    parser.add_argument(
        "--hands", choices=("known", "other"), default="known", help="which noise model writes the records"
    )
    parser.add_argument("--only", default=",".join(SYSTEMS), help="which systems, separated by commas")
    parser.add_argument("--other-python", default=sys.executable, help="interpreter that has splink and scikit-learn")
    parser.add_argument("--write", type=Path, help="keep firms, records, truth and answers in this folder")
    parser.add_argument("--wrong", type=int, default=0, help="print so many wrong automatic links of ours")
    parser.add_argument("--rates", action="store_true", help="print the rates as Markdown and stop")
    return parser.parse_args()


def write_world(folder: Path, world: World, records: list[Written]) -> None:
    """firms.parquet and records.parquet for the systems; the same as CSV with the truth apart, for the shell."""
    folder.mkdir(parents=True, exist_ok=True)
    firms = [_registered(f) for f in world.firms]
    pq.write_table(pa.Table.from_pylist(firms), folder / "firms.parquet")
    rows = [asdict(r) for r in records]
    pq.write_table(pa.Table.from_pylist([{k: r[k] for k in GIVEN} for r in rows]), folder / "records.parquet")
    _csv(folder / "firms.csv", [{**f, "former_names": "、".join(f["former_names"])} for f in firms])
    _csv(folder / "records.csv", [{k: r[k] for k in GIVEN} for r in rows])
    _csv(folder / "truth.csv", [{k: r[k] for k in ("rec_id", "truth_id", "difficulty", "noise")} for r in rows])


def _registered(firm: Firm) -> dict[str, Any]:
    """What the register says; the rest is the benchmark's secret."""
    return {
        "id": firm.id, "name": firm.name, "uscc": firm.uscc, "address": firm.address,
        "former_names": list(firm.former), "old_registration": firm.old_registration,
    }  # fmt: skip


def _csv(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.DictWriter(sheet, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def run_system(name: str, folder: Path, python: str) -> dict[str, Any] | str:
    """Seconds, peak memory and more of one system in a process of its own; a sentence where it did not run."""
    if module := NEEDS.get(name):
        asked = subprocess.run([python, "-c", f"import {module}"], capture_output=True, cwd=ROOT)
        if asked.returncode:
            return f"{name}: skipped, {module} is not installed for {python} (see --help)"
    call = [f"benchmarks.linkage.systems.{name}", *(str(folder / f) for f in ("firms.parquet", "records.parquet"))]
    interpreter = python if name in NEEDS else sys.executable
    done = subprocess.run(
        [interpreter, "-m", *call, str(folder / f"{name}.parquet")], capture_output=True, text=True, cwd=ROOT
    )
    if done.returncode:
        return f"{name}: failed\n{done.stderr[-2000:]}"
    return json.loads(done.stdout.strip().splitlines()[-1])


def _answers(path: Path) -> dict[str, tuple[str, str]]:
    return {row["rec_id"]: (row["right_id"] or "", row["decision"]) for row in pq.read_table(path).to_pylist()}


def _show(name: str, said: dict[str, Any], folder: Path, records: list[Written]) -> None:
    print(table(name, score(records, _answers(folder / f"{name}.parquet"))))
    more = {k: v for k, v in said.items() if k not in ("seconds", "peak_mib")}
    told = "".join(f", {k} {v:.1f}" if isinstance(v, float) else f", {k} {v}" for k, v in more.items())
    print(f"  {said['seconds']:.1f} s, peak {said['peak_mib']:.0f} MiB{told}\n", flush=True)


def _show_wrong(count: int, folder: Path, world: World, records: list[Written]) -> None:
    by_id = {f.id: f for f in world.firms}
    for record, given in wrong_links(records, _answers(folder / "ours.parquet"))[:count]:
        shown = {f.name: getattr(record, f.name) for f in fields(record)}
        means = by_id[record.truth_id] if record.truth_id else None
        print(shown, "given", _registered(by_id[given]), "means", means and _registered(means), sep="\n  ")


def _writer(options: argparse.Namespace, world: World, rates: dict[str, Table]) -> Writer | OtherHands:
    """The noise model asked for; `--shaken` shakes whichever it is."""
    if options.hands == "known":
        return Writer(world, seed=options.seed, rates=rates)
    others = shaken(options.seed, OTHER_RATES) if options.shaken else OTHER_RATES
    return OtherHands(world, seed=options.seed, rates=others)


def main() -> int:
    """Make the world, let every system link it, print; 1 where a system failed."""
    options = _options()
    if options.rates:
        print(markdown())
        return 0
    if missing := missing_files():
        print(f"skipped: the data folder lacks {', '.join(missing)} (looked for beside the repository)")
        return 0
    rates = shaken(options.seed) if options.shaken else RATES
    begun = time.perf_counter()
    world = make_world(wanted=options.firms, seed=options.seed, rates=rates)
    count = options.records or int(0.7 * len(world.firms))
    records = _writer(options, world, rates).write(count)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.write or Path(temporary)
        write_world(folder, world, records)
        how = ("shaken " if options.shaken else "") + ("other hands'" if options.hands == "other" else "documented")
        print(f"{len(world.firms):,} firms, {len(records):,} records, seed {options.seed}, {how} rates,", end=" ")
        print(f"made in {time.perf_counter() - begun:.0f} s\n", flush=True)
        found: dict[str, dict[str, Any]] = {}
        failed = False
        for name in (n for n in options.only.split(",") if n):
            said = run_system(name, folder, options.other_python)
            if isinstance(said, str):
                print(said + "\n", flush=True)
                failed |= "failed" in said
                continue
            found[name] = said
            _show(name, said, folder, records)
        if "ours" in found and "splink" in found:
            ours = found["ours"]["seconds"] - found["ours"].get("singles_seconds", 0)
            print(f"time of ours to Splink's: {ours / found['splink']['seconds']:.2f}")
        if "ours" in found and options.wrong:
            _show_wrong(options.wrong, folder, world, records)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
