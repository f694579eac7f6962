"""The SQL of every shipped scheme, for DuckDB and for Spark: a change of meaning shows in review.

To renew after a wanted change: YUANHENG_RENEW_SNAPSHOTS=1 python -m pytest yuanheng/engines/scoring/tests/test_sql.py
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import ibis
import pytest
from ibis.config import Config

from yuanheng.engines.rules import list_rules
from yuanheng.engines.scoring import compile_scheme, load_scheme
from yuanheng.engines.scoring.prepare import needs

FOLDER = Path(__file__).with_name("snapshots")
TEXTS = {"scale", "group", "county", "uscc", "industry_code", "town", "cluster", "status"}
DATES = {"founded_on", "production_on"}


class _SparkOptions(Config):
    treat_nan_as_null: bool = False


def wide(name: str) -> ibis.Table:
    """A wide table with every column the scheme may read."""
    columns = {"subject_id": "string", "subject_name": "string"}
    for column in needs(load_scheme(name)).all():
        columns[column] = "string" if column in TEXTS else "date" if column in DATES else "float64"
    return ibis.table(columns, name="wide_table")


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
@pytest.mark.parametrize("name", list_rules("schemes"))
def test_the_sql_of_a_scheme_is_what_was_reviewed(name, dialect, monkeypatch):
    # Ibis fills in Spark's options when pyspark is imported; writing SQL does not need pyspark itself.
    monkeypatch.setattr(ibis.options, "pyspark", _SparkOptions())
    expression = compile_scheme(load_scheme(name), wide(name), on=datetime.date(2024, 12, 31))
    found = str(ibis.to_sql(expression, dialect=dialect)).strip() + "\n"
    path = FOLDER / f"{name}.{dialect}.sql"
    if os.environ.get("YUANHENG_RENEW_SNAPSHOTS"):
        path.write_bytes(found.encode())
    assert path.is_file(), f"no snapshot {path.name}; renew the snapshots"
    assert found == path.read_bytes().decode()


def test_no_snapshot_is_left_of_a_scheme_that_is_gone():
    assert {path.name.split(".")[0] for path in FOLDER.glob("*.sql")} == set(list_rules("schemes"))


def test_compiling_is_pure_and_needs_no_connection():
    one, two = (ibis.to_sql(compile_scheme(load_scheme("qidong-2021"), wide("qidong-2021"))) for _ in range(2))
    assert one == two
