"""Every shipped scheme against the cases beside it, and what its file may not say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.pay import ContractSpan, PayEvent, PayStaff, Share, compute_pay, list_pay_schemes, load_pay_scheme
from yuanheng.engines.rules import read_rule_text, rule_path


def cases() -> list[Any]:
    found = []
    for name in list_pay_schemes():
        path = rule_path("pay", name).with_name(f"{name}.cases.yaml")
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            found.append(pytest.param(name, case, id=f"{name}: {case['name']}"))
    return found


def person(row: dict[str, Any]) -> PayStaff:
    values = {k: v for k, v in row.items() if k != "base"}
    contract = ContractSpan("1", date(2021, 1, 1), date(2023, 12, 31), Decimal(row["base"]))
    return PayStaff(name="某", contracts=(contract,), **values)


def happened(number: int, row: dict[str, Any]) -> PayEvent:
    held = tuple(Share(*who.split(" "), Decimal(p)) for who, p in row["shares"].items())
    amount = None if row["amount"] is None else Decimal(row["amount"])
    before = Decimal(row.get("before", 0))
    values = {k: row[k] for k in ("kind", "happened", "known", "currency")}
    return PayEvent(key=f"XM{number}", subject="项目", amount=amount, before=before, shares=held, **values)


def by_hand(text: str) -> Decimal:
    return sum((Decimal(part) for part in text.split("+")), Decimal(0))


@pytest.mark.parametrize(("name", "case"), cases())
def test_a_shipped_scheme_does_what_the_case_beside_it_says(name: str, case: dict[str, Any]):
    events = [happened(n, row) for n, row in enumerate(case["events"])]
    slip = compute_pay(load_pay_scheme(name), person(case["staff"]), events, case["month"])
    wanted = dict(case["expect"])
    assert len(slip.questions) == wanted.pop("questions", 0)
    assert {key: getattr(slip, key) for key in wanted} == {key: by_hand(text) for key, text in wanted.items()}


@pytest.mark.parametrize("name", list_pay_schemes())
def test_every_scheme_has_a_case_of_something_missing(name: str):
    path = rule_path("pay", name).with_name(f"{name}.cases.yaml")
    assert any(case.get("missing") for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("from: 10000000, points: 10}", "from: 10000000, points: 10, yuan: 5}"), "写且只写一个"),
        (("point_yuan: 100\n", ""), "point_yuan"),
        (("from: 1000000000, points: 120", "from: 100000000, points: 120"), "同一起点写了两次"),
        (("上海办事处: 1.1", "上海办事处: 0"), "系数须大于 0"),
        (("currency: usd, from: 1000000, points: 10", "currency: gbp, from: 1000000, points: 10"), "其中之一"),
        (("code: late_report", "code: signed"), "代码写了两次"),
    ],
)  # fmt: skip
def test_a_wrong_scheme_is_refused_in_words(wrong: tuple[str, str], told: str, tmp_path: Path):
    text = read_rule_text("pay", "promoters-2021")
    assert wrong[0] in text
    path = tmp_path / "wrong.yaml"
    path.write_text(text.replace(wrong[0], wrong[1], 1), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_pay_scheme(path)
    assert told in str(caught.value)
