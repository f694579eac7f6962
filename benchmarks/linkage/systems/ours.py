"""The project's own engine through its public face: the index is built and every record linked within the time.

Besides, one record at a time against the index that is already there, as a clerk waits for it.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from yuanheng.engines import linkage
from yuanheng.engines.identities import Enterprise, Register

from .tables import Answer, run

SINGLES = 200


def _firms(rows: list[dict[str, Any]]) -> list[Enterprise]:
    return [
        Enterprise(
            id=row["id"],
            name=row["name"],
            uscc=row["uscc"],
            address=row["address"],
            former_names=tuple(row["former_names"]),
            old_registration=row["old_registration"],
        )
        for row in rows
    ]


def link(firms: list[dict[str, Any]], records: list[dict[str, Any]]) -> tuple[Iterable[Answer], dict[str, Any]]:
    """Index, then all records, then some of them alone."""
    if not hasattr(linkage, "Register"):
        return _first_version(firms, records), {"version": "exact"}
    register = linkage.Register(_firms(firms))
    columns = ("rec_id", "name", "uscc", "address", "source")
    table = pa.table({c: [r[c] for r in records] for c in columns})
    built = time.perf_counter()
    links = register.link(table)
    linked = time.perf_counter()
    singles = []
    for number in range(0, len(records), max(1, len(records) // SINGLES)):
        begun = time.perf_counter()
        register.link(table.slice(number, 1))
        singles.append(1000 * (time.perf_counter() - begun))
    more = {
        "link_seconds": linked - built,
        "one_record_ms": statistics.median(singles),
        "one_record_ms_p95": sorted(singles)[int(len(singles) * 0.95)],
        "singles_seconds": sum(singles) / 1000,
    }
    return [(x.rec_id, x.right_id, str(x.decision)) for x in links], more


def _first_version(firms: list[dict[str, Any]], records: list[dict[str, Any]]) -> list[Answer]:
    """The engine before it had an index of its own."""
    table = pa.table({c: [r[c] for r in records] for c in ("rec_id", "name", "uscc")})
    rows = linkage.link(table, Register.of(_firms(firms))).to_pylist()
    return [(r["rec_id"], r["right_id"], r["decision"]) for r in rows]


if __name__ == "__main__":
    raise SystemExit(run(link))
