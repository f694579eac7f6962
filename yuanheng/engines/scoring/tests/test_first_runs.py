"""The shipped schemes run on a small zone, and say what they did."""

from __future__ import annotations

import json
import random

import pyarrow as pa
import pytest

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.scoring import explain_subject, load_scheme, run_scheme, what_if, write_results

from . import generated


def zone(firms: int = 20) -> pa.Table:
    """A zone where firm i has i times the tax of firm 1: the order of grades is known beforehand."""
    rows = range(1, firms + 1)
    return pa.table(
        {
            "subject_id": [f"F{i:03d}" for i in rows],
            "subject_name": [f"企业{i}" for i in rows],
            "tax_paid": [100_000.0 * i for i in rows],
            "taxable_sales": [1_000_000.0 * i for i in rows],
            "land_area": [10.0 for _ in rows],
            "energy_tce": [50.0 for _ in rows],
        }
    )


def test_more_tax_on_equal_land_is_a_better_place_and_the_shares_are_20_40_35_5():
    run = run_scheme(load_scheme("huaian-2024"), zone())
    assert run.results.column("subject_id").to_pylist()[:2] == ["F020", "F019"]
    assert [(cut.code, cut.count) for cut in run.cuts] == [("A", 4), ("B", 8), ("C", 7), ("D", 1)]


def test_all_missing_columns_are_named_at_once_with_near_names():
    table = zone().rename_columns(["subject_id", "subject_name", "tax_payed", "sales", "land_area", "energy"])
    with pytest.raises(ProblemsError) as caught:
        run_scheme(load_scheme("huaian-2024"), table)
    found = {problem.cell: problem.found for problem in caught.value.problems}
    assert set(found) == {"tax_paid", "taxable_sales", "energy_tce"}
    assert "tax_payed" in found["tax_paid"]


def test_a_run_explains_itself_from_its_files_alone(tmp_path):
    run = run_scheme(load_scheme("huaian-2024"), zone())
    write_results(run, tmp_path)
    tree = explain_subject(tmp_path, "F013")
    assert tree.value == "B"
    measures = {node.code: node.value for node in tree.walk() if node.kind == "measure"}
    assert measures["tax_paid"] == "1300000"
    total = next(node for node in tree.walk() if node.kind == "total")
    points = [node.value for node in total.children if node.kind == "indicator"]
    assert round(sum(points), 2) == total.value
    assert json.loads(json.dumps(tree.to_dict()))["children"]


def test_what_if_gives_the_changed_firm_another_grade():
    scheme = load_scheme("huaian-2024")
    run = what_if(scheme, zone(), {"F001": {"tax_paid": 99_000_000}})
    assert run.results.column("subject_id")[0].as_py() == "F001"


@pytest.mark.parametrize("seed", range(6))
def test_every_row_of_any_run_can_be_explained_and_its_points_add_up(seed):
    r = random.Random(seed)
    scheme = generated.scheme(r)
    run = run_scheme(scheme, generated.as_table(r, generated.rows(r, 4)))
    for row in run.results.to_pylist():
        tree = explain_subject(run, row["subject_id"])
        assert tree.to_text() and json.dumps(tree.to_dict())
        total = next(node for node in tree.walk() if node.kind == "total")
        parts = [node for node in total.children if node.kind in ("indicator", "adjustment")]
        plain = scheme.dimensions is None and scheme.total.floor is None and "reweight" not in str(scheme.model_dump())
        if total.value is not None and plain:
            digits = 9 if scheme.total.round is None else scheme.total.round
            assert sum(node.value or 0 for node in parts) == pytest.approx(total.value, abs=0.51 * 10**-digits)


def test_what_would_lift_a_firm_one_class_really_does():
    scheme = load_scheme("huangyan-2022")
    names = ("value_added", "emissions", "employees", "rd_expense", "main_business_revenue", "electricity")
    table = zone()
    for name in names:
        table = table.append_column(name, pa.array([100_000.0] * 20))
    tree = explain_subject(run_scheme(scheme, table), "F005")
    lift = next(node for node in tree.walk() if node.kind == "lift" and node.code == "tax_per_mu")
    assert tree.value == "C"
    needed = (int(lift.value * 10_000 * 10) + 1) + 1
    changed = what_if(scheme, table, {"F005": {"tax_paid": needed}})
    assert explain_subject(changed, "F005").value == "B"
