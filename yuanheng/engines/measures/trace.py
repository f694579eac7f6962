"""How each figure came about: which facts made it, or why there is none."""

from __future__ import annotations

import pyarrow as pa

TRACE_SCHEMA = pa.schema(
    [
        ("subject_id", pa.string()),
        ("measure", pa.string()),
        ("status", pa.string()),  # used | missing
        ("reason", pa.string()),  # Chinese: how the figure was made, or why it is missing
        ("source", pa.string()),
        ("used_measure", pa.string()),  # the measure that stood in, where it is not the same
        ("fact_ids", pa.list_(pa.int64())),
    ]
)
