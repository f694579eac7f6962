"""The fast path against the independent witness, over generated schemes and tables."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuanheng.engines.scoring import run_scheme

from . import generated
from .witness import Witness


def check(seed: int, *, groups: int = 50) -> int:
    """Compare one generated scheme over many groups; gives the number of rows compared."""
    r = random.Random(seed)
    scheme = generated.scheme(r)
    rows, last = generated.rows(r, groups), generated.rows(r, groups, prefix="L")
    if r.random() < 0.5:
        last = None
    floats = r.random() < 0.5
    table = generated.as_table(r, rows, shuffled=True, floats=floats)
    before = generated.as_table(r, last, floats=floats) if last is not None else None
    run = run_scheme(scheme, table, benchmark_table=before, threads=r.choice([1, 2, 4]))
    expected = Witness(scheme, rows, last).score()
    found = {row["subject_id"]: row for row in run.results.to_pylist()}
    assert found.keys() == expected.keys()
    for key, (total, grade) in expected.items():
        assert (found[key]["total"] is None) == (total is None), (seed, key)
        if total is not None:
            assert abs(found[key]["total"] - float(total)) <= 1e-9 * max(1, abs(float(total))), (seed, key)
            if scheme.total.round is not None:
                assert found[key]["total"] == float(total), (seed, key)
        assert found[key]["grade"] == grade, (seed, key, found[key], total)
    return len(expected)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0, max_value=2**32))
def test_classes_are_identical_and_totals_agree_whatever_the_order_of_rows_and_threads(seed):
    check(seed)
