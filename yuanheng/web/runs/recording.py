"""From what the engine answered to what the database keeps: rows of results, the picture of each group."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pyarrow as pa
from django.db import connection

from yuanheng.engines.identities import Register

COLUMNS = (
    "run_id", "enterprise_id", "subject_name", "uscc", "town", "cluster", '"group"', "total", "rank", "grade",
    "reason", "bonus", "deduction", "detail",
)  # fmt: skip
BATCH = 5000


def copy_results(run_id: Any, results: pa.Table, register: Register, indicators: list[dict[str, Any]]) -> int:
    """Write every row by COPY; part of the surrounding transaction. Returns how many."""
    codes = [item["code"] for item in indicators]
    with connection.cursor() as cursor:
        statement = f"copy runs_result ({', '.join(COLUMNS)}) from stdin"
        with cursor.copy(statement) as copy:
            for row in result_rows(results, register, codes):
                copy.write_row((run_id, *row))
    return results.num_rows


def result_rows(results: pa.Table, register: Register, codes: list[str]) -> Iterator[tuple[Any, ...]]:
    """Rows as the table takes them; town, cluster and code are those of the frozen register."""
    for batch in results.to_batches(max_chunksize=BATCH):
        for row in batch.to_pylist():
            firm = register.by_id[row["subject_id"]]
            yield (
                firm.id, row["subject_name"], firm.uscc, firm.town, firm.cluster, row["group"] or "",
                exact(row["total"]), row["rank"], row["grade"] or "", row["reason"] or "",
                exact(row["bonus"]), exact(row["deduction"]), detail_json(row, codes),
            )  # fmt: skip


def detail_json(row: dict[str, Any], codes: Iterable[str]) -> str:
    """`{code: {value, benchmark, score}}` with the shortest exact text of each number; what is missing is null."""
    found = {
        code: {part: exact(row.get(f"{code}_{part}")) for part in ("value", "benchmark", "score")} for code in codes
    }
    return numbers_json(found)


def exact(value: Any) -> Decimal | None:
    """A float by its shortest text, as people see it; missing stays missing."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def numbers_json(value: Any) -> str:
    """JSON in which a Decimal is a number with all its digits."""
    if isinstance(value, dict):
        inside = ",".join(f"{json.dumps(str(k), ensure_ascii=False)}:{numbers_json(v)}" for k, v in value.items())
        return "{" + inside + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(numbers_json(item) for item in value) + "]"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, float):
        return numbers_json(exact(value))
    return json.dumps(value, ensure_ascii=False)
