"""Every shipped scheme against the cases beside it, which an official can read and sign."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
import yaml

from yuanheng.engines.rules import list_rules, rule_path
from yuanheng.engines.scoring import load_scheme, run_scheme
from yuanheng.engines.scoring.arithmetic import ExactAlgebra
from yuanheng.engines.scoring.formula import evaluate, parse_formula
from yuanheng.engines.scoring.numbers import round_half_away
from yuanheng.engines.scoring.prepare import needs
from yuanheng.engines.scoring.scheme import Scheme


def cases() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for name in list_rules("schemes"):
        path = rule_path("schemes", name).with_name(f"{name}.cases.yaml")
        found += [(name, case) for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]]
    return found


def amount(text: Any) -> Fraction:
    """A figure written as the sum that makes it."""
    return evaluate(parse_formula(str(text)), ExactAlgebra({})) or Fraction(0)


def column(cells: list[Any]) -> pa.Array:
    if any(isinstance(cell, float) for cell in cells):
        return pa.array([None if cell is None else Decimal(str(cell)) for cell in cells])
    return pa.array(cells)


def table(rows: dict[str, dict[str, Any]]) -> pa.Table:
    names = dict.fromkeys(name for row in rows.values() for name in row)
    return pa.table(
        {"subject_id": list(rows), **{name: column([row.get(name) for row in rows.values()]) for name in names}}
    )


def series(scheme: Scheme, asked: dict[str, Any]) -> pa.Table:
    """Firms of which number i has i times (for cost-type indicators, one i-th of) the figures of number 1."""
    down = {
        name
        for code in scheme.indicators
        for rule in scheme.rules(code).values()
        if rule.direction == "down"
        for name in (rule.formula,)
    }
    plain = {"land_area", "energy_tce", "employees", "emissions", "electricity", "rented_floor_area"}
    rows: dict[str, dict[str, Any]] = {}
    for i in range(1, asked["firms"] + 1):
        row: dict[str, Any] = {"scale": asked["scale"]} if "scale" in asked else {}
        for name in needs(scheme).measures():
            row[name] = 10 if name in plain else 1000 - i if name in down else i * 1000
        row |= dict.fromkeys(asked.get("flags", {}).get(i, ()), 1)
        row |= dict.fromkeys(asked.get("blank", {}).get(i, ()))
        row["utility"] = 1 if i <= asked.get("unclassified", 0) else None
        rows[f"{i:04d}"] = row
    return table(rows)


@pytest.mark.parametrize(("name", "case"), cases(), ids=lambda part: part if isinstance(part, str) else part["name"])
def test_the_case_beside_the_scheme_holds(name: str, case: dict[str, Any]) -> None:
    scheme = load_scheme(name)
    wide = series(scheme, case["series"]) if "series" in case else table(case["rows"])
    last = table(case["last"]) if "last" in case else None
    on = case.get("day")
    assert on is None or isinstance(on, datetime.date)
    run = run_scheme(scheme, wide, benchmark_table=last, on=on)
    rows = {row["subject_id"]: row for row in run.results.to_pylist()}
    if "counts" in case:
        found = {code: sum(row["grade"] == code for row in rows.values()) for code in case["counts"]}
        assert found == case["counts"]
    for subject, wanted in case.get("expect", {}).items():
        for key, text in wanted.items():
            found = rows[subject][key]
            if key in ("grade", "group") or text is None:
                assert found == text, (subject, key)
            elif key == "total":
                digits = scheme.total.round
                assert digits is not None and found == float(round_half_away(amount(text), digits)), (subject, found)
            else:
                assert found == pytest.approx(float(amount(text)), rel=1e-12, abs=1e-12), (subject, key)


@pytest.mark.parametrize("name", list_rules("schemes"))
def test_every_scheme_has_a_case_of_missing_data(name: str) -> None:
    assert any(case.get("missing") for other, case in cases() if other == name)


@pytest.mark.parametrize("name", list_rules("schemes"))
def test_what_was_not_seen_in_a_text_is_said_to_be_an_assumption(name: str) -> None:
    from yuanheng.engines.scoring import describe_scheme

    scheme = load_scheme(name)
    assert any(said.assumption for said in describe_scheme(scheme)), name
