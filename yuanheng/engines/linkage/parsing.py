"""Names, codes and addresses of a large register taken apart by two processes, part after part.

The second process is a plain Python of its own that is handed half the work through a pipe: no fork of a process with threads,
and no demand on the caller's main module, which a pool would make. Each part leaves only what a register must hold: the texts
that are compared, and its keys at four bytes each.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from .columns import FirmColumns
from .keys import KeyRows, name_keys_matrix, side_keys_matrix
from .tables import NameTable, SideTable

LARGE = 60_000  # firms from which on a second process is worth its start
PART = 50_000
Rows = list[tuple[int, str, int]]


@dataclass(frozen=True)
class Parsed:
    """The tables of a register's names (present and former; `owner` is the firm's row), codes and addresses, with their keys."""

    names: NameTable
    side: SideTable
    name_keys: tuple[KeyRows, ...]
    side_keys: tuple[KeyRows, ...]

    @classmethod
    def joined(cls, parts: Sequence[Parsed]) -> Parsed:
        """Parts one below the other."""
        return cls(
            NameTable.joined([p.names for p in parts]),
            SideTable.joined([p.side for p in parts]),
            tuple(k for p in parts for k in p.name_keys),
            tuple(k for p in parts for k in p.side_keys),
        )


def parse_firms(firms: FirmColumns, *, processes: int = 2) -> Parsed:
    """Take a register apart; the parts come in the order of `firms`."""
    count = len(firms.ids)
    if count < LARGE or processes < 2:
        return _parse(_rows(firms, 0, count), firms.codes, firms.addresses)
    half = count // 2
    with ThreadPoolExecutor(1) as waiting:
        there = waiting.submit(_elsewhere, firms, half, count)
        here = _parse(_rows(firms, 0, half), firms.codes[:half], firms.addresses[:half])
        other = there.result()
    return Parsed.joined((here, other))


def _rows(firms: FirmColumns, start: int, stop: int) -> Rows:
    return [
        (i, name, int(n > 0)) for i in range(start, stop) for n, name in enumerate((firms.names[i], *firms.former[i]))
    ]


def _parse(rows: Rows, codes: Sequence[str], addresses: Sequence[str]) -> Parsed:
    """Part after part; `rows` may be more than the codes, since a firm has several names."""
    steps = range(0, max(len(rows), len(codes), 1), PART)
    return Parsed.joined([_part(rows[s : s + PART], codes[s : s + PART], addresses[s : s + PART]) for s in steps])


def _part(rows: Rows, codes: Sequence[str], addresses: Sequence[str]) -> Parsed:
    names, side = NameTable.of(rows), SideTable.of(codes, addresses)
    name_keys, side_keys = KeyRows.of(name_keys_matrix(names)), KeyRows.of(side_keys_matrix(side))
    return Parsed(names.slim(), side.slim(), (name_keys,), (side_keys,))


def _elsewhere(firms: FirmColumns, start: int, stop: int) -> Parsed:
    work = (_rows(firms, start, stop), firms.codes[start:stop], firms.addresses[start:stop])
    call = [sys.executable, "-c", f"from {main.__module__} import main; main()"]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:  # noqa: S603  our own interpreter
        assert child.stdin is not None and child.stdout is not None
        pickle.dump(work, child.stdin, protocol=5)
        child.stdin.close()
        del work
        found: Parsed = pickle.load(child.stdout)  # noqa: S301  what the child of this very call wrote
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, call)
    return found


def main() -> None:
    """The second process: rows, codes and addresses from standard input, what was parsed to standard output."""
    rows, codes, addresses = pickle.load(sys.stdin.buffer)  # noqa: S301  what the parent of this process wrote
    pickle.dump(_parse(rows, codes, addresses), sys.stdout.buffer, protocol=5)
