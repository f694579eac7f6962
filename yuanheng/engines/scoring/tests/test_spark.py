"""The same expressions on Apache Spark give the same grades. Runs with `make test-spark`."""

from __future__ import annotations

import datetime
import random

import pytest

from yuanheng.engines.scoring import load_scheme, run_scheme
from yuanheng.engines.scoring.engine import EngineError, open_engine

from . import generated
from .test_first_runs import zone

DECIDED = ["subject_id", "group", "total", "rank", "grade", "reason"]


def test_an_engine_that_is_not_known_is_refused_with_those_there_are():
    with pytest.raises(EngineError, match="duckdb"), open_engine("oracle"):
        pass


@pytest.mark.spark
def test_spark_gives_a_shipped_scheme_the_same_grades_as_duckdb():
    pytest.importorskip("pyspark", reason="the Spark extra (requirements/spark.txt) is not installed")
    scheme, on = load_scheme("huaian-2024"), datetime.date(2024, 12, 31)
    here = run_scheme(scheme, zone(), on=on).results
    there = run_scheme(scheme, zone(), on=on, engine="local[2]").results
    assert there.select(DECIDED).equals(here.select(DECIDED))


@pytest.mark.spark
@pytest.mark.parametrize("seed", range(8))
def test_spark_gives_generated_schemes_the_same_grades_as_duckdb(seed):
    pytest.importorskip("pyspark", reason="the Spark extra (requirements/spark.txt) is not installed")
    r = random.Random(seed)
    scheme, rows = generated.scheme(r), generated.rows(r, 20)
    table = generated.as_table(r, rows, shuffled=True, floats=bool(seed % 2))
    here, there = run_scheme(scheme, table), run_scheme(scheme, table, engine="local[2]")
    kept = DECIDED if scheme.total.round is not None else ["subject_id", "rank", "grade"]
    assert there.results.select(kept).equals(here.results.select(kept))
