"""Names, codes and addresses of a large register taken apart by two processes.

The second is a plain Python of its own that is handed half the work through a pipe: no fork of a process with threads, and no
demand on the caller's main module, which a pool would make.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from .columns import FirmColumns
from .tables import NameTable, SideTable

LARGE = 60_000  # firms from which on a second process is worth its start
Tables = tuple[NameTable, SideTable]


def parse_firms(firms: FirmColumns, *, processes: int = 2) -> Tables:
    """The tables of a register's names (present and former; `owner` is the firm's row) and of its codes and addresses."""
    count = len(firms.ids)
    if count < LARGE or processes < 2:
        return _parse(firms, 0, count)
    half = count // 2
    with ThreadPoolExecutor(1) as waiting:
        there = waiting.submit(_elsewhere, firms, half, count)
        here = _parse(firms, 0, half)
        other = there.result()
    return NameTable.joined((here[0], other[0])), SideTable.joined((here[1], other[1]))


def _parse(firms: FirmColumns, start: int, stop: int) -> Tables:
    rows = _rows(firms, start, stop)
    return NameTable.of(rows), SideTable.of(firms.codes[start:stop], firms.addresses[start:stop])


def _rows(firms: FirmColumns, start: int, stop: int) -> list[tuple[int, str, int]]:
    return [
        (i, name, int(n > 0)) for i in range(start, stop) for n, name in enumerate((firms.names[i], *firms.former[i]))
    ]


def _elsewhere(firms: FirmColumns, start: int, stop: int) -> Tables:
    work = (_rows(firms, start, stop), firms.codes[start:stop], firms.addresses[start:stop])
    done = subprocess.run(  # noqa: S603  our own interpreter and module
        [sys.executable, "-c", f"from {main.__module__} import main; main()"],
        input=pickle.dumps(work, protocol=5),
        stdout=subprocess.PIPE,
        check=True,
    )
    found: Tables = pickle.loads(done.stdout)  # noqa: S301  what the child of this very call wrote
    return found


def main() -> None:
    """The second process: rows, codes and addresses from standard input, tables to standard output."""
    rows, codes, addresses = pickle.load(sys.stdin.buffer)  # noqa: S301  what the parent of this process wrote
    names: Sequence[tuple[int, str, int]] = rows
    pickle.dump((NameTable.of(names), SideTable.of(codes, addresses)), sys.stdout.buffer, protocol=5)
