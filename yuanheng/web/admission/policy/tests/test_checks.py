"""Every rule against the cases beside it, and the arithmetic against fractions."""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.rules import rules_folder, use_rules_folder
from yuanheng.web.admission.policy import Gate, Outcome, check_rules, checks_on, decide, load_inputs
from yuanheng.web.admission.policy.saying import rounded, say_apart

FOLDER = rules_folder() / "admission"
RULES = check_rules()
INPUTS = load_inputs()


def _cases():
    for name in RULES:
        for case in yaml.safe_load((FOLDER / f"{name}.cases.yaml").read_text("utf-8"))["cases"]:
            yield pytest.param(name, case, id=f"{name}: {case['name']}")


def _value(name, value):
    return Decimal(value) if INPUTS[name].kind == "amount" else value


@pytest.mark.parametrize(("name", "case"), list(_cases()))
def test_a_rule_answers_its_case(name, case):
    values = {key: _value(key, value) for key, value in case["given"].items()}
    answer = decide(RULES[name], values, inputs=INPUTS)
    assert answer.outcome == case["outcome"], answer.sentence
    assert case["says"] in answer.sentence


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule_has_a_case_of_missing_data_and_one_of_each_side(name):
    outcomes = {c["outcome"] for c in yaml.safe_load((FOLDER / f"{name}.cases.yaml").read_text("utf-8"))["cases"]}
    assert {"passed", "failed", "unknown"} <= outcomes


@pytest.mark.parametrize("name", list(RULES))
def test_a_rule_that_is_told_nothing_never_passes(name):
    answer = decide(RULES[name], {}, inputs=INPUTS)
    assert answer.outcome is Outcome.UNKNOWN
    assert answer.sentence.startswith("缺")


@pytest.mark.parametrize("name", list(RULES))
def test_what_was_not_seen_in_the_original_is_marked_as_an_assumption(name):
    assert RULES[name].assumption == (RULES[name].source.sureness in ("K", "?"))
    assert RULES[name].assumption, "no admission rule's own text was seen: none may pass for official"


def test_no_rule_of_the_policy_imports_django():
    for path in Path(__file__).parents[1].glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            module = getattr(node, "module", "") or "".join(a.name for a in getattr(node, "names", []))
            assert "django" not in module, path


amounts = st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False)
areas = st.decimals(min_value=Decimal("0.0001"), max_value=10**5, places=4, allow_nan=False)


@given(amounts, areas)
def test_the_threshold_is_met_exactly_when_the_fraction_meets_it(money, land):
    answer = decide(
        RULES["investment-per-mu"], {"own_land": True, "fixed_investment": money, "land": land}, inputs=INPUTS
    )
    assert (answer.outcome is Outcome.PASSED) == (Fraction(money) >= 5_000_000 * Fraction(land))


@given(amounts, areas, st.decimals(min_value=0, max_value=10**9, places=2))
def test_promising_more_never_turns_a_pass_into_a_failure(money, land, more):
    def outcome(amount):
        values = {"own_land": True, "tax_planned": amount, "land": land}
        return decide(RULES["tax-per-mu"], values, inputs=INPUTS).outcome

    assert outcome(money) is not Outcome.PASSED or outcome(money + more) is Outcome.PASSED


NAMES = [n for n in INPUTS if INPUTS[n].kind == "amount" and n.split("_")[-1] in ("demand", "reserve")]


@given(st.fixed_dictionaries({n: st.none() | amounts for n in NAMES}), st.sampled_from(NAMES))
def test_forgetting_a_figure_never_helps(values, forgotten):
    full = decide(RULES["utilities"], values, inputs=INPUTS).outcome
    less = decide(RULES["utilities"], {**values, forgotten: None}, inputs=INPUTS).outcome
    assert less is not Outcome.PASSED or full is Outcome.PASSED


@given(st.fractions(), st.fractions(), st.integers(0, 4))
def test_figures_that_differ_visibly_are_said_differently(a, b, places):
    one, other = say_apart(a, b, unit="万元", places=places)
    assert one == other or a != b
    if abs(a - b) >= Fraction(1, 10**11):
        assert one != other


@given(st.fractions(), st.integers(0, 6))
def test_rounding_is_off_by_half_a_unit_at_most(value, places):
    assert abs(Fraction(rounded(value, places)) - value) <= Fraction(1, 2 * 10**places)


def test_a_rule_counts_from_the_day_it_starts():
    names = {c.name for c in checks_on(Gate.SIGNING, date(2021, 2, 28))}
    assert "yangtze-one-kilometre" not in names
    assert "yangtze-one-kilometre" in {c.name for c in checks_on(Gate.SIGNING, date(2021, 3, 1))}


def test_land_is_checked_for_more_than_signing():
    signing, land = checks_on(Gate.SIGNING, date(2021, 6, 1)), checks_on(Gate.LAND, date(2021, 6, 1))
    assert {c.name for c in land} - {c.name for c in signing} == {"plot-ratio", "office-land-share"}


def test_a_zone_may_put_its_own_threshold_and_bad_files_are_reported_together(tmp_path):
    own = tmp_path / "admission"
    own.mkdir()
    text = (FOLDER / "tax-per-mu.yaml").read_text("utf-8")
    (own / "tax-per-mu.yaml").write_text(text.replace('"500000"', '"200000"'), "utf-8")
    (own / "plot-ratio.yaml").write_text(
        (FOLDER / "plot-ratio.yaml").read_text("utf-8").replace("floor_area: 平方米", "floor_area: 亩, colour: 红"),
        "utf-8",
    )
    use_rules_folder(tmp_path)
    try:
        with pytest.raises(ProblemsError) as wrong:
            check_rules()
        assert {p.kind for p in wrong.value.problems} == {"unknown_input", "unit_differs"}
        (own / "plot-ratio.yaml").unlink()
        assert check_rules()["tax-per-mu"].compare.limit == 200000
    finally:
        use_rules_folder(None)
