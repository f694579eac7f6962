"""A little zone for tests: firms, and a frozen snapshot of their figures, made without any workbook."""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock

import pyarrow as pa
import pyarrow.parquet as pq

from yuanheng.engines.ledger import FACTS_SCHEMA
from yuanheng.web.base import jobs, moment
from yuanheng.web.base.models import Job, User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.snapshots import LINKS_SCHEMA, SNAPSHOT_SCHEMA
from yuanheng.web.ledger.snapshots import Snapshot as Frozen
from yuanheng.web.runs import actions
from yuanheng.web.runs.models import Run
from yuanheng.web.runs.schemes import offered
from yuanheng.web.site import paths

MEASURES = (
    ("tax_paid", "tax_bureau", "yuan", "税务.xlsx", "C"),
    ("taxable_sales", "tax_bureau", "yuan", "税务.xlsx", "D"),
    ("land_area", "land_registry", "mu", "用地.xlsx", "B"),
    ("energy_tce", "enterprise_declaration", "tce", "申报.xlsx", "F"),
)
TOWNS = ("汇龙镇", "北新镇")


def make_firms(count: int) -> list[Enterprise]:
    """Firms 甲001 … of two towns."""
    firms = [
        Enterprise(
            id=uuid.uuid5(uuid.NAMESPACE_OID, f"{i}"),
            code=f"QD{i:04}",
            name=f"启东测试{i:03}机械有限公司",
            town=TOWNS[i % 2],
            scale="规上",
            cluster="精密机械",
        )
        for i in range(count)
    ]
    for firm in firms:
        firm.fill_keys()
    return Enterprise.objects.bulk_create(firms)


def freeze_firms(firms: list[Enterprise], *, lacking: str = "", factor: int = 1) -> Frozen:
    """Figures of 2020 and 2021; firm `lacking` (a name) hands in no land area, later years are `factor` times turned."""
    rows: list[dict[str, Any]] = []
    for place, firm in enumerate(firms, start=1):
        for year in (2020, 2021):
            size = place if year == 2020 or factor == 1 else len(firms) - place + 1
            figures = (Decimal(size * 100_000), Decimal(2_000_000), Decimal(20), Decimal(50))
            for (measure, source, unit, file, column), amount in zip(MEASURES, figures, strict=True):
                if not (measure == "land_area" and firm.name == lacking):
                    rows.append(_fact(firm, measure, source, unit, file, f"{column}{place + 4}", year, amount))
    for number, row in enumerate(rows):
        row["fact_id"] = number
    facts = pa.Table.from_pylist(rows, schema=SNAPSHOT_SCHEMA)
    links = [
        {"source": source, "uscc": "", "name": firm.name, "account": "", "right_id": str(firm.pk)}
        for firm in firms
        for source in sorted({measure[1] for measure in MEASURES})
    ]
    return _written(facts, pa.Table.from_pylist(links, schema=LINKS_SCHEMA))


def _fact(
    firm: Enterprise, measure: str, source: str, unit: str, file: str, cell: str, year: int, amount: Decimal
) -> dict[str, Any]:
    own = {
        "subject_name": firm.name, "measure": measure, "period": str(year), "value": float(amount), "unit": unit,
        "source": source, "file": file, "sheet": f"{year}年", "cell": cell, "raw": str(amount), "amount": amount,
        "derived": False, "conflict": False, "file_hash": "0" * 64,
    }  # fmt: skip
    return {name: own.get(name, "") for name in FACTS_SCHEMA.names}


def _written(facts: pa.Table, links: pa.Table) -> Frozen:
    digest = hashlib.sha256(repr((facts.to_pylist(), links.to_pylist())).encode()).hexdigest()
    folder = paths.folder("snapshots")
    places: list[Path] = []
    for name, table in (("facts", facts), ("links", links)):
        places.append(folder / f"{digest}-{name}.parquet")
        beside = folder / f"{uuid.uuid4().hex}.parquet"
        pq.write_table(table, beside)
        os.replace(beside, places[-1])  # another worker may be reading the same content
    counts = {"facts": facts.num_rows, "links": links.num_rows}
    return Frozen(facts_path=places[0], links_path=places[1], content_hash=digest, counts=counts)


def run_now_for(by: User, *, firms: list[Enterprise]) -> Run:
    """A finished run without a fixture: the figures of these firms stand in for what the ledger would freeze."""
    with mock.patch.object(actions, "freeze", lambda **_: freeze_firms(firms)):
        return run_now(by)


def run_now(by: User, *, scheme: str = "huaian-2024", year: int = 2021) -> Run:
    """Started and computed at once."""
    run = actions.start_run(by=by, scheme=offered(scheme), year=year, at=moment.now())
    job = Job.objects.for_target(run).get()
    jobs.run(str(job.pk))
    for _ in range(600):  # beside a live site its worker may have taken the job first
        job.refresh_from_db()
        if job.state not in ("queued", "running"):
            break
        time.sleep(0.1)
    assert job.state == "succeeded", job.problem
    run.refresh_from_db()
    return run
