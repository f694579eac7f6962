"""Reading and writing what the systems exchange; needs pyarrow and nothing of the project."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Answer = tuple[str, str, str]


def tidy(text: str) -> str:
    """NFKC without white space, upper case: the cleaning that any tutorial advises."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).upper()


def run(link: Callable[[list[dict[str, Any]], list[dict[str, Any]]], tuple[Iterable[Answer], dict[str, Any]]]) -> int:
    """Read, link, time, write. The reading of the files is not timed, the building of any index is."""
    firms, records = (pq.read_table(path).to_pylist() for path in sys.argv[1:3])
    begun = time.perf_counter()
    answers, more = link(firms, records)
    rows = list(answers)
    seconds = time.perf_counter() - begun
    names = ("rec_id", "right_id", "decision")
    table = pa.table([[row[i] for row in rows] for i in range(3)], schema=pa.schema([(n, pa.string()) for n in names]))
    pq.write_table(table, sys.argv[3])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mib": peak, **more}))
    return 0
