"""Run the benchmarks one after another, each in a process of its own, so that none warms another's caches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run those named on the command line, or all; the exit code is that of the worst."""
    known = sorted(
        p.stem
        for p in HERE.iterdir()
        if (p.suffix == ".py" or (p / "__main__.py").exists()) and not p.stem.startswith("_")
    )
    wanted = sys.argv[1:] or known
    unknown = set(wanted) - set(known)
    if unknown:
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        return 2
    codes = []
    for name in wanted:
        print(f"== {name}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
