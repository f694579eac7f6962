"""Links as a table: what `yuanheng link` writes and the pipeline joins by."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from yuanheng.engines import identities

from .exact import LINKS_SCHEMA
from .linking import Link, Progress, Register, Standing


def link(
    records: pa.Table,
    register: identities.Register | Register,
    *,
    decisions: Iterable[Standing] = (),
    learn: bool = True,
    threads: int = 2,
    progress: Progress | None = None,
) -> pa.Table:
    """Link every record (`rec_id, name`, and where they exist `uscc, address`) to the register: one row of LINKS_SCHEMA each.

    Rows come in the order of `records`; `evidence` is JSON. `decisions` stand as they are.
    """
    ready = register if isinstance(register, Register) else Register(register.enterprises)
    return table_of(ready.link(records, decisions=decisions, learn=learn, threads=threads, progress=progress))


def table_of(links: list[Link]) -> pa.Table:
    """Links as rows of LINKS_SCHEMA."""
    return pa.table(
        {
            "rec_id": [x.rec_id for x in links],
            "right_id": [x.right_id for x in links],
            "probability": [x.probability for x in links],
            "decision": [x.decision for x in links],
            "evidence": [x.to_json() for x in links],
        },
        schema=LINKS_SCHEMA,
    )
