"""Lists of firms (高企名单, 安全事故名单): to stand on one is a fact too."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from .job import Job
from .periods import resolve
from .sink import Block, decimals, packed


def read_membership(job: Job, measure: str) -> int:
    """One fact a row: value 1, unit `flag`, the cell of the name."""
    rows = job.rows
    count = len(rows.index)
    if not count:
        return 0
    periods = [
        resolve(None, spec, job.around, stock=False) or str(job.around.year)
        for spec in (rows.periods or [None] * count)
    ]
    job.sink.add(
        Block(
            measure=measure,
            period=packed(periods),
            unit="flag",
            values=np.ones(count),
            amounts=decimals([Decimal(1)] * count),
            cells=[job.grid.reference(r, rows.name_column) for r in rows.index],
            raws=rows.names,
            identity={
                "subject_key": packed(rows.keys),
                "subject_name": packed(rows.names),
                "subject_address": packed(rows.addresses),
                "account": packed(rows.accounts),
            },
            conflict=np.zeros(count, dtype=bool),
        )
    )
    return count
