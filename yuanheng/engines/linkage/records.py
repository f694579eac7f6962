"""A record: one way in which one source names a firm. Facts that share it are linked together."""

from __future__ import annotations

import hashlib

import duckdb
import pyarrow as pa

RECORDS_SCHEMA = pa.schema(
    [
        ("rec_id", pa.string()),
        ("name", pa.string()),
        ("uscc", pa.string()),
        ("address", pa.string()),
        ("source", pa.string()),
        ("account", pa.string()),
    ]
)


def record_key(*, source: str, uscc: str, name: str, account: str) -> str:
    """The stable id of a record: the same writing in next month's file gets the same id.

    The address is evidence, not identity: the land bureau writes another one for each parcel of a firm.
    """
    text = "\x1f".join((source, uscc, name, account))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def records_of_facts(facts: pa.Table) -> pa.Table:
    """The distinct records behind `facts` (columns of FACTS_SCHEMA), one row each, in a stable order."""
    connection = duckdb.connect()
    connection.register("facts", facts)
    rows = connection.sql(
        """
        select source, subject_key as uscc, subject_name as name, account,
               coalesce(min(nullif(subject_address, '')), '') as address
        from facts group by all order by all
        """
    ).to_arrow_table()
    ids = [
        record_key(source=source, uscc=uscc, name=name, account=account)
        for source, uscc, name, account in zip(
            *(rows.column(c).to_pylist() for c in ("source", "uscc", "name", "account")), strict=True
        )
    ]
    return rows.append_column("rec_id", pa.array(ids, pa.string())).select(RECORDS_SCHEMA.names).cast(RECORDS_SCHEMA)
