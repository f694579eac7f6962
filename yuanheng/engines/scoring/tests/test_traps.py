"""Each choice the texts leave open, and each trap met by earlier scorers, has a test of its own."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.scoring import Scheme, ScoreRun, run_scheme

SOURCE = {"document": "测试办法", "sureness": "K"}
ABCD = [
    {"code": "A", "cumulative": 0.2},
    {"code": "B", "cumulative": 0.6},
    {"code": "C", "cumulative": 0.95},
    {"code": "D", "rest": True},
]


def scheme(
    *, indicators: dict[str, Any] | None = None, order: list[dict[str, Any]] | None = None, **more: Any
) -> Scheme:
    item = {"label": "项", "formula": "tax / land", "weight": 100, "benchmark": {"kind": "mean_of_ratios"}}
    ties = more.pop("ties", {})
    data = {"name": "t", "title": "测试", "source": SOURCE, "indicators": indicators or {"x": item}}
    return Scheme.model_validate(data | {"classes": {"order": order or ABCD, "ties": ties}} | more)


def one(benchmark: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"x": {"label": "项", "formula": "tax / land", "weight": 100, "benchmark": benchmark} | more}


def run(made: Scheme, **columns: list[Any]) -> dict[str, dict[str, Any]]:
    return rows(run_scheme(made, table(**columns)))


def table(**columns: list[Any]) -> pa.Table:
    count = len(next(iter(columns.values())))
    return pa.table({"subject_id": columns.pop("ids", [f"F{i}" for i in range(count)]), **columns})


def rows(found: ScoreRun) -> dict[str, dict[str, Any]]:
    return {row["subject_id"]: row for row in found.results.to_pylist()}


# ---- benchmarks ----------------------------------------------------------------------------------


def test_a_negative_group_mean_gives_everybody_zero_points_and_a_warning_never_full_marks_to_the_worst():
    found = run_scheme(scheme(), table(tax=[-100.0, -1.0, 5.0], land=[1.0, 1.0, 1.0]))
    assert [row["x_score"] for row in found.results.to_pylist()] == [0.0, 0.0, 0.0]
    assert any("不大于 0" in text for text in found.warnings)


def test_a_group_mean_that_is_exactly_zero_only_on_paper_also_gives_zero_points():
    # 0.1 + 0.2 - 0.3 is 5.6e-17 in binary: dividing by it would give absurd points.
    found = run(scheme(), tax=[0.1, 0.2, -0.3], land=[1.0, 1.0, 1.0])
    assert {row["x_score"] for row in found.values()} == {0.0}


def test_a_group_without_last_years_firms_has_no_benchmark_and_gets_zero_points_with_a_warning():
    made = scheme(indicators=one({"kind": "mean_of_ratios", "year": "last"}), groups={"by": [{"column": "group"}]})
    last = table(tax=[10.0], land=[1.0], group=["老"])
    found = run_scheme(made, table(tax=[10.0, 10.0], land=[1.0, 1.0], group=["老", "新"]), benchmark_table=last)
    assert {row["group"]: row["x_score"] for row in found.results.to_pylist()} == {"老": 100.0, "新": 0.0}
    assert any("新" in text and "缺失" in text for text in found.warnings)


def test_minimum_equal_to_maximum_gives_full_marks_even_when_binary_sees_two_values():
    made = scheme(indicators=one({"kind": "min_max", "low": 20}))
    found = run(made, tax=[0.375 / 10, 1.125 / 10], land=[0.625, 1.875])
    assert {row["x_score"] for row in found.values()} == {100.0}


def test_class_t_and_vetoed_firms_enter_a_benchmark_only_where_the_population_says_so():
    columns = {"tax": [10.0, 30.0, 50.0], "land": [1.0, 1.0, 1.0], "t": [None, 1, None], "v": [None, None, 1]}
    for unclassified, vetoed, mean in ((False, True, 30), (True, True, 30), (False, False, 10), (True, False, 20)):
        kind = {"kind": "mean_of_ratios", "population": {"unclassified": unclassified, "vetoed": vetoed}}
        made = scheme(
            indicators=one(kind),
            unclassified={"items": [{"label": "公用", "where": {"column": "t", "listed": True}}]},
            vetoes=[{"label": "事故", "where": {"column": "v", "listed": True}, "force": "last"}],
        )
        assert run(made, **columns)["F0"]["x_benchmark"] == mean


# ---- missing is never zero -----------------------------------------------------------------------


@pytest.mark.parametrize("policy", ["zero", "group_mean", {"points": -3}, "reweight", "no_grade"])
def test_a_cap_and_a_floor_never_turn_missing_into_a_number(policy):
    made = scheme(indicators=one({"kind": "published", "value": 10}, ratio={"floor": 0, "cap": 1}, missing=policy))
    found = run(made, tax=[None, 5.0], land=[1.0, 1.0])["F0"]
    expected = {"zero": 0.0, "group_mean": 50.0, "reweight": None, "no_grade": None}
    assert found["x_value"] is None
    assert found["x_score"] == (-3.0 if isinstance(policy, dict) else expected[policy])


def test_a_firm_that_means_no_grade_is_outside_the_count_and_says_why():
    made = scheme(indicators=one({"kind": "published", "value": 10}, missing="no_grade"))
    found = run(made, tax=[None, 5.0, 4.0, 3.0, 2.0, 1.0], land=[1.0] * 6)
    assert (found["F0"]["grade"], found["F0"]["rank"], found["F0"]["total"]) == (None, None, None)
    assert "不予定级" in found["F0"]["reason"]
    assert [found[f"F{i}"]["grade"] for i in range(1, 6)] == ["A", "B", "B", "C", "C"]


def test_left_out_and_reweighted_keeps_the_scale():
    items = {
        "x": {
            "label": "一",
            "formula": "tax",
            "weight": 60,
            "benchmark": {"kind": "published", "value": 10},
            "missing": "reweight",
        },
        "y": {"label": "二", "formula": "land", "weight": 40, "benchmark": {"kind": "published", "value": 10}},
    }
    assert run(scheme(indicators=items), tax=[None], land=[5.0])["F0"]["total"] == 40 * 5 / 10 * 100 / 40


def test_nan_and_infinity_are_missing():
    found = run(
        scheme(indicators=one({"kind": "published", "value": 10})),
        tax=[float("nan"), float("inf"), 5.0],
        land=[1.0] * 3,
    )
    assert [found[f"F{i}"]["x_value"] for i in range(3)] == [None, None, 5.0]


@pytest.mark.parametrize(("policy", "points"), [("missing", 0.0), ("full", 100.0), ("zero", 0.0)])
def test_a_zero_denominator_is_missing_unless_the_scheme_says_full_marks_or_zero(policy, points):
    made = scheme(indicators=one({"kind": "published", "value": 10}, denominator_zero=policy))
    found = run(made, tax=[5.0, 5.0, 5.0], land=[0.0, -1.0, None])
    assert found["F0"]["x_score"] == points
    assert (found["F1"]["x_score"], found["F2"]["x_score"]) == (0.0, 0.0)
    assert {row["x_value"] for row in found.values()} == {None}


def test_a_denominator_that_is_zero_only_on_paper_is_a_zero_denominator():
    made = scheme(indicators=one({"kind": "mean_of_ratios"}, formula="tax / (land - used)", denominator_zero="full"))
    found = run(made, tax=[5.0, 5.0], land=[0.3, 3.0], used=[0.1 + 0.2, 1.0])
    assert found["F0"]["x_value"] == 5.0 / (0.3 - (0.1 + 0.2)) or found["F0"]["x_value"] is None
    exact = run(
        made, tax=[Decimal(5), Decimal(5)], land=[Decimal("0.3"), Decimal(3)], used=[Decimal("0.30"), Decimal(1)]
    )
    assert (exact["F0"]["x_value"], exact["F0"]["x_score"], exact["F1"]["x_benchmark"]) == (None, 100.0, 2.5)


# ---- names ---------------------------------------------------------------------------------------


def test_an_indicator_named_like_a_column_does_not_hide_the_column():
    items = {
        "land": {"label": "一", "formula": "tax / land", "weight": 50, "benchmark": {"kind": "published", "value": 1}},
        "other": {"label": "二", "formula": "land", "weight": 50, "benchmark": {"kind": "published", "value": 1}},
    }
    found = run(scheme(indicators=items), tax=[8.0], land=[2.0])["F0"]
    assert (found["land_value"], found["other_value"]) == (4.0, 2.0)


def test_a_column_named_like_a_result_is_refused_with_its_name():
    with pytest.raises(ValueError, match="x_score"):
        scheme(indicators=one({"kind": "published", "value": 1}, formula="x_score / land"))


# ---- ties and rounding ---------------------------------------------------------------------------


def test_amounts_times_three_make_exact_ties_and_the_higher_tax_goes_first():
    # tax / land is the same fraction for all; binary gives different quotients.
    firms = 60
    made = scheme(total={"round": None}, ties={"by": ["tax"]}, indicators=one({"kind": "published", "value": 7}))
    tax = [round(0.1 * 3 * (i + 1), 10) for i in range(firms)]
    land = [round(0.7 * 3 * (i + 1), 10) for i in range(firms)]
    ids = [f"F{i:02d}" for i in random.Random(1).sample(range(firms), firms)]
    found = run(made, ids=ids, tax=tax, land=land)
    assert len({row["x_value"] for row in found.values()}) > 1
    ranks = {tax[index]: found[key]["rank"] for index, key in enumerate(ids)}
    assert [ranks[value] for value in sorted(tax, reverse=True)] == list(range(1, firms + 1))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(min_value=-(10**7), max_value=10**7), min_size=150, max_size=150))
def test_an_exact_five_rounds_away_from_zero_also_below_zero(steps):
    # value = (2k+1)/2000: with benchmark 1 and weight 1 the total lies exactly half way between two hundredths.
    made = scheme(
        indicators={
            "x": {"label": "项", "formula": "a / b", "weight": 1, "benchmark": {"kind": "published", "value": 1}}
        }
    )
    tops = [Decimal(10 * step + (5 if step >= 0 else -5)) / 1000 * 7 for step in steps]
    found = run(made, a=[float(top) for top in tops], b=[7.0] * len(steps))
    for index, step in enumerate(steps):
        away = (step + 1) if step >= 0 else (step - 1)
        assert found[f"F{index}"]["total"] == float(Decimal(away) / 100)


def test_totals_are_rounded_before_ranking():
    made = scheme(indicators=one({"kind": "published", "value": 100}), ties={"by": ["land"]})
    found = run(made, tax=[50.001, 50.004, 50.002], land=[1.0, 1.0, 1.0], ids=["c", "b", "a"])
    assert [found[key]["rank"] for key in "abc"] == [1, 2, 3]


def test_ties_go_by_measure_higher_first_blank_last_and_then_by_code():
    made = scheme(indicators=one({"kind": "published", "value": 10}, formula="same"), ties={"by": ["tax", "sales"]})
    found = run(made, ids=list("edcba"), same=[5] * 5, tax=[1.0, None, 2.0, 2.0, None], sales=[9.0, 9.0, 1.0, 3.0, 9.0])
    assert [key for key in sorted(found, key=lambda key: found[key]["rank"])] == ["b", "c", "e", "a", "d"]


@pytest.mark.parametrize(("share", "grades"), [("best", "AAAC"), ("worst", "CCCC")])
def test_equal_totals_may_share_the_class_of_the_best_or_of_the_worst_place(share, grades):
    order = [{"code": "A", "own_count": 1}, {"code": "B", "own_count": 1}, {"code": "C", "rest": True}]
    made = scheme(indicators=one({"kind": "published", "value": 10}), order=order, ties={"share": share})
    found = run(made, tax=[5.0, 5.0, 5.0, 1.0], land=[1.0] * 4)
    assert "".join(found[f"F{i}"]["grade"] for i in range(4)) == grades


# ---- cuts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rounding", "grade"), [("ceil", "A"), ("half_up", "B"), ("floor", "D")])
def test_the_cuts_alone_decide_the_class_of_a_single_firm(rounding, grade):
    order = [rule | ({"rounding": rounding} if "cumulative" in rule else {}) for rule in ABCD]
    assert run(scheme(order=order), tax=[5.0], land=[1.0])["F0"]["grade"] == grade


def test_where_cuts_cross_the_better_class_wins():
    order = [{"code": "A", "own_count": 3}, {"code": "B", "rest": True}, {"code": "D", "tail_count": 2}]
    found = run(scheme(order=order), tax=[4.0, 3.0, 2.0, 1.0], land=[1.0] * 4)
    assert "".join(found[f"F{i}"]["grade"] for i in range(4)) == "AAAD"


def test_class_t_inside_the_count_takes_shares_but_no_place_and_the_last_class_shrinks():
    made = scheme(
        unclassified={"inside_count": True, "items": [{"label": "公用", "where": {"column": "t", "listed": True}}]},
    )
    found = run(made, tax=[float(i) for i in range(20, 0, -1)], land=[1.0] * 20, t=[None] * 18 + [1, 1])
    grades = "".join(found[f"F{i}"]["grade"] for i in range(20))
    assert grades == "AAAA" + "B" * 8 + "C" * 6 + "TT"


def test_classes_by_absolute_score_are_decided_exactly_on_the_edge():
    order = [{"code": "A", "at_least": 0.3}, {"code": "B", "rest": True}]
    items = one({"kind": "published", "value": 1}, formula="a / b", weight=1)
    made = scheme(order=order, total={"round": None}, indicators=items)
    found = run(made, a=[0.9, 0.8999999999999999], b=[3.0, 3.0])
    assert (found["F0"]["grade"], found["F1"]["grade"]) == ("A", "B")


# ---- vetoes and shields --------------------------------------------------------------------------

VETO = {"label": "事故", "where": {"column": "v", "listed": True}, "bar": ["A", "B"]}


def test_a_barred_firm_keeps_its_place_in_the_count():
    found = run(scheme(vetoes=[VETO]), tax=[float(i) for i in range(10, 0, -1)], land=[1.0] * 10, v=[1] + [None] * 9)
    assert "".join(found[f"F{i}"]["grade"] for i in range(10)) == "CABBBBCCCC"


def test_where_the_place_is_refilled_the_next_firm_moves_up_and_the_counts_stay():
    made = scheme(vetoes=[VETO | {"refill": True}])
    found = run(made, tax=[float(i) for i in range(10, 0, -1)], land=[1.0] * 10, v=[1] + [None] * 9)
    assert "".join(found[f"F{i}"]["grade"] for i in range(10)) == "CAABBBBCCC"


def test_a_shield_does_not_hold_against_a_veto():
    shields = [{"label": "新", "where": {"column": "s", "listed": True}}]
    columns = {"tax": [float(i) for i in range(20, 0, -1)], "land": [1.0] * 20, "s": [None] * 19 + [1]}
    forced = [{"label": "事故", "where": {"column": "v", "listed": True}, "force": "last"}]
    shielded = run(scheme(shields=shields, vetoes=forced), **columns, v=[None] * 20)["F19"]
    vetoed = run(scheme(shields=shields, vetoes=forced), **columns, v=[None] * 19 + [1])["F19"]
    assert (shielded["grade"], vetoed["grade"]) == ("C", "D")
    assert "保护条款" in shielded["reason"] and "一票否决" in vetoed["reason"]


# ---- the same answer everywhere ------------------------------------------------------------------


def test_equal_rows_get_equal_totals_and_the_order_of_rows_changes_nothing():
    made = scheme(ties={"by": ["tax"]}, groups={"by": [{"column": "group"}]})
    r = random.Random(3)
    cells = [(f"F{i:03d}", r.choice([1.1, 2.2, 3.3]), r.choice([0.1, 0.7]), r.choice("ab")) for i in range(300)]
    answers = []
    for seed, threads in ((0, 1), (1, 2), (2, 4)):
        mixed = random.Random(seed).sample(cells, len(cells))
        names = ("subject_id", "tax", "land", "group")
        wide = pa.table({name: [cell[i] for cell in mixed] for i, name in enumerate(names)})
        found = run_scheme(made, wide, threads=threads).results
        answers.append(found.select(["subject_id", "group", "total", "rank", "grade"]))
    assert answers[0].equals(answers[1]) and answers[0].equals(answers[2])


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_raising_a_positive_indicator_never_lowers_the_total(tax, more):
    made = scheme(indicators=one({"kind": "published", "value": 1000}, ratio={"cap": 1.5, "floor": 0}))
    found = run(made, tax=[tax, tax + more], land=[7, 7])
    assert found["F1"]["total"] >= found["F0"]["total"]


def test_tenants_are_added_to_the_holder_exactly_and_share_its_result():
    made = scheme(merge={"holder_column": "holder", "sum": ["tax"]}, indicators=one({"kind": "published", "value": 1}))
    found = run(made, ids=["持", "租", "独"], tax=[0.1, 0.2, 0.4], land=[1.0, 1.0, 1.0], holder=[None, "持", None])
    assert found["持"]["x_value"] == 0.3
    assert (found["租"]["total"], found["租"]["grade"], found["租"]["rank"]) == (30.0, found["持"]["grade"], None)
    assert found["租"]["reason"].startswith("并入 持(持)评价")


def test_square_metres_become_mu_exactly():
    made = scheme(indicators=one({"kind": "published", "value": 1}, formula="tax / land_area"))
    found = run(made, tax=[3.0], land_area_m2=[2000.0])
    assert found["F0"]["x_value"] == 1.0
