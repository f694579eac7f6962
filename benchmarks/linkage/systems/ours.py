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

from .tables import Answer, run

SINGLES = 200


def link(firms: list[dict[str, Any]], records: list[dict[str, Any]]) -> tuple[Iterable[Answer], dict[str, Any]]:
    """Index, then all records, then some of them alone."""
    begun = time.perf_counter()
    columns = [
        (f["id"], f["name"], f["uscc"] or f["old_registration"], f["address"], tuple(f["former_names"])) for f in firms
    ]
    register = linkage.Register.of_columns(linkage.FirmColumns.of(columns))
    built = time.perf_counter()
    table = pa.table({c: [r[c] for r in records] for c in ("rec_id", "name", "uscc", "address")})
    links = register.link(table)
    linked = time.perf_counter()
    singles = []
    for record in records[:: max(1, len(records) // SINGLES)]:
        asked = time.perf_counter()
        register.link_one(name=record["name"], uscc=record["uscc"], address=record["address"])
        singles.append(1000 * (time.perf_counter() - asked))
    more = {
        "index_seconds": built - begun,
        "link_seconds": linked - built,
        "one_record_ms": statistics.median(singles),
        "one_record_ms_p95": sorted(singles)[int(len(singles) * 0.95)],
        "singles_seconds": sum(singles) / 1000,
    }
    return [(x.rec_id, x.right_id, x.decision) for x in links], more


if __name__ == "__main__":
    raise SystemExit(run(link))
