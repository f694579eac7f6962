"""A fact of unit `note` is a sentence of its source: said with the figure that stands, never a figure itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa

from yuanheng.engines.identities import Enterprise, Register
from yuanheng.engines.ledger import FACTS_SCHEMA
from yuanheng.engines.measures import measure_table

SCHEMA = FACTS_SCHEMA.append(pa.field("fact_id", pa.int64()))


def fact(number: int, source: str, firm: str, amount: str | None, unit: str, raw: str) -> dict[str, Any]:
    told = Decimal(amount) if amount is not None else None
    return {
        "subject_key": "", "subject_name": firm, "subject_address": "", "measure": "land_area", "period": "2021",
        "value": None if told is None else float(told), "unit": unit, "source": source, "file": source, "sheet": "",
        "cell": "A1", "raw": raw, "amount": told, "derived": False, "conflict": False, "account": firm, "file_hash": "",
        "fact_id": number,
    }  # fmt: skip


def test_the_registers_figure_goes_before_the_bureaus_and_each_says_where_it_comes_from() -> None:
    rows = [
        fact(1, "land_registry", "anvil", "30", "mu", "30"),
        fact(-1, "tenancy_register", "anvil", "21", "mu", "持证 − 出租"),
        fact(-2, "tenancy_register", "anvil", None, "note", "用地按租赁登记核定:30 − 9 = 21"),
        fact(2, "land_registry", "bolt", "10", "mu", "10"),
        fact(-3, "tenancy_register", "bolt", None, "note", "租赁登记有 1 项未决,按自然资源局报表"),
        fact(-4, "tenancy_register", "cog", None, "note", "租赁登记有 2 项未决,按自然资源局报表"),
        fact(3, "land_registry", "drum", "7", "mu", "7"),
    ]
    pairs = sorted({(row["source"], row["account"]) for row in rows})
    links = pa.table(
        {
            "source": [source for source, _ in pairs], "uscc": ["" for _ in pairs], "name": [firm for _, firm in pairs],
            "account": [firm for _, firm in pairs], "right_id": [firm for _, firm in pairs],
        }
    )  # fmt: skip
    firms = Register.of([Enterprise(id=name, name=name) for name in ("anvil", "bolt", "cog", "drum")])
    measured = measure_table(pa.Table.from_pylist(rows, schema=SCHEMA), links, firms, year=2021)
    assert measured.table.column("land_area").to_pylist() == [Decimal(21), Decimal(10), None, Decimal(7)]
    said = {row["subject_id"]: (row["source"], row["reason"], row["fact_ids"]) for row in measured.trace.to_pylist()}
    assert said == {
        "anvil": ("tenancy_register", "用地按租赁登记核定:30 − 9 = 21", [-1]),
        "bolt": ("land_registry", "租赁登记有 1 项未决,按自然资源局报表;直接取自单元格", [2]),
        "cog": ("tenancy_register", "租赁登记有 2 项未决,按自然资源局报表", [-4]),
        "drum": ("land_registry", "直接取自单元格", [3]),
    }
