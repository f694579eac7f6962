"""The table of facts: one row a source cell (see docs/architecture.md, "Facts")."""

from __future__ import annotations

import pyarrow as pa

AMOUNT = pa.decimal128(38, 12)

FACTS_SCHEMA = pa.schema(
    [
        ("subject_key", pa.string()),
        ("subject_name", pa.string()),
        ("subject_address", pa.string()),
        ("measure", pa.string()),
        ("period", pa.string()),
        ("value", pa.float64()),
        ("unit", pa.string()),
        ("source", pa.string()),
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("cell", pa.string()),
        ("raw", pa.string()),
        ("amount", AMOUNT),
        ("derived", pa.bool_()),
        ("conflict", pa.bool_()),
        ("account", pa.string()),
        ("file_hash", pa.string()),
    ]
)

REPEATED = (
    "subject_key",
    "subject_name",
    "subject_address",
    "measure",
    "period",
    "unit",
    "source",
    "file",
    "sheet",
    "account",
    "file_hash",
)

# What travels from the child and lies in memory: the same columns, repeated strings kept once.
PACKED_SCHEMA = pa.schema(
    [pa.field(f.name, pa.dictionary(pa.int32(), pa.string())) if f.name in REPEATED else f for f in FACTS_SCHEMA]
)
