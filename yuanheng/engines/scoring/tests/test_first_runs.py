"""The shipped schemes run on a small zone, and say what they did."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.scoring import explain_subject, load_scheme, run_scheme, what_if, write_results


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
