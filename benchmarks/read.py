"""How long reading a large workbook takes, beside python-calamine handing over the same cells.

    python benchmarks/read.py [--rows 50000] [--keep FILE.xlsx]

A workbook of `rows` firms and 30 columns (a name, a code, 28 figures) is written, then read in fresh processes: by
calamine alone (every cell as a Python object), and by `read_files` into `write_facts` (facts in Parquet, in a
confined child). Prints the ratio of the times and the peak memory of our processes above a bare interpreter.
Aims: at most 4 times, at most 300 MiB.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

from yuanheng.engines.identities import check_character

AIM_RATIO, AIM_MIB = 4.0, 300.0


def write_workbook(path: Path, rows: int) -> None:
    """Two-level merged header: tax and electricity by month, four yearly figures."""
    rng = random.Random(2021)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("2021年")
        months = [f"{m}月" for m in range(1, 13)]
        sheet.write_row(0, 0, ["2021年企业综合数据"])
        sheet.write_row(
            1, 0, ["统一社会信用代码", "企业名称", "入库税收(万元)", *[None] * 11, "用电量(千瓦时)", *[None] * 11]
        )
        sheet.write_row(1, 26, ["工业总产值(万元)", "利润总额(万元)", "从业人员", "用地面积(亩)"])
        sheet.write_row(2, 2, months + months)
        for number in range(rows):
            first = f"91320681MA{number % 10_000_000:07d}"
            figures = [round(rng.random() * 1000, 2) for _ in range(24)]
            figures += [
                round(rng.random() * 1e5, 2),
                round(rng.random() * 1e4, 2),
                rng.randrange(5000),
                round(rng.random() * 100, 3),
            ]
            sheet.write_row(
                number + 3, 0, [first + check_character(first), f"启东市第{number}精密机械制造有限公司", *figures]
            )


def _run(code: str, *arguments: str) -> dict[str, float]:
    """Run code in a fresh interpreter; it prints one JSON line."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


CALAMINE = """
import json, sys, time
from python_calamine import CalamineWorkbook
begin = time.perf_counter()
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print(json.dumps({"seconds": time.perf_counter() - begin, "rows": len(rows)}))
"""

OURS = """
import json, resource, sys, time
begin = time.perf_counter()
from yuanheng.engines.ledger import read_files, write_facts
facts = write_facts(read_files([sys.argv[1]], year=2021), sys.argv[2])
seconds = time.perf_counter() - begin
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "facts": facts, "own": own, "children": children}))
"""

BARE = "import json, resource; print(json.dumps({'mib': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))"


def main() -> int:
    """Time, print, and say by the exit code whether the aims were met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--keep", type=Path, help="write the workbook here and use it again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = options.keep or Path(folder) / "big.xlsx"
        if not book.exists():
            write_workbook(book, options.rows)
        calamine = min((_run(CALAMINE, str(book)) for _ in range(2)), key=lambda r: r["seconds"])
        ours = min((_run(OURS, str(book), f"{folder}/facts.parquet") for _ in range(2)), key=lambda r: r["seconds"])
        bare = _run(BARE)["mib"]
    ratio = ours["seconds"] / calamine["seconds"]
    peak = max(ours["own"], ours["children"]) - bare
    print(f"calamine alone  {calamine['seconds']:.2f} s")
    print(f"yuanheng read   {ours['seconds']:.2f} s, {int(ours['facts']):,} facts, start of both processes included")
    print(f"ratio           {ratio:.2f} (aim: at most {AIM_RATIO:g})")
    own, child = ours["own"] - bare, ours["children"] - bare
    print(f"peak memory     parent {own:.0f} MiB, child {child:.0f} MiB above the interpreter (aim: {AIM_MIB:g})")
    return 0 if ratio <= AIM_RATIO and peak <= AIM_MIB else 1


if __name__ == "__main__":
    started = time.perf_counter()
    code = main()
    print(f"whole run       {time.perf_counter() - started:.1f} s")
    raise SystemExit(code)
