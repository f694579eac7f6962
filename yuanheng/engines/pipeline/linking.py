"""Records and register in, links out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from yuanheng.engines.identities import Register
from yuanheng.engines.ledger import read_register
from yuanheng.engines.linkage import link, records_of_facts


def link_files(records: Path, register: Path, *, out: Path) -> Counter[str]:
    """Link a table of records (.parquet or .csv: `rec_id, name, uscc, …`) and write LINKS_SCHEMA to `out`.

    Returns how many were decided `auto`, `review` and `none`.
    """
    table = pq.read_table(records) if records.suffix == ".parquet" else _read_csv(records)
    links = link(table, read_register(register).register)
    out.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(links, out)
    return Counter(links.column("decision").to_pylist())


def links_with_records(facts: pa.Table, register: Register) -> tuple[pa.Table, pa.Table]:
    """Link the records behind `facts`. Returns (links of every record, the decided ones with the columns facts are joined by)."""
    records = records_of_facts(facts)
    links = link(records, register)
    everything = records.append_column("decision", links.column("decision"))
    for name in ("right_id", "probability", "evidence"):
        everything = everything.append_column(name, links.column(name))
    decided = everything.filter(pa.compute.equal(everything.column("decision"), "auto"))
    return everything, decided.select(["source", "uscc", "name", "account", "right_id"])


def _read_csv(path: Path) -> pa.Table:
    text = pa.string()
    options = pacsv.ConvertOptions(column_types={c: text for c in ("rec_id", "name", "uscc", "address", "source")})
    return pacsv.read_csv(path, convert_options=options)
