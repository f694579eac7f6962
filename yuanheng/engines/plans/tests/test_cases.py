"""Every sentence of the case file is read as it says; a clerk can review the file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml

from yuanheng.engines.plans import Target, extract
from yuanheng.engines.rules import rules_folder

CASES: list[dict[str, Any]] = yaml.safe_load(
    (rules_folder() / "plans" / "words.cases.yaml").read_text(encoding="utf-8")
)["cases"]


def written(target: Target) -> str:
    """A target in the short form of the case file."""
    value = "" if target.value is None else f"{target.value.normalize():f}"
    if target.value_max is not None:
        value += f"..{target.value_max.normalize():f}"
    limits = [
        f"{k}={v if isinstance(v, str) else format(Decimal(v), 'f')}"
        for k, v in target.filter.items()
        if k.startswith("amount_m")
    ]
    deadline = target.deadline.isoformat() if target.deadline else "undated"
    parent = "" if target.parent is None else f"of={target.parent}"
    parts = (target.kind, target.comparator or "", value, target.unit or "", *limits, deadline, parent)
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:24] for c in CASES])
def test_a_sentence_holds_exactly_the_targets_that_its_case_says(case: dict[str, Any]) -> None:
    targets = extract(case["text"], year=case["year"]).targets
    assert [written(t) for t in targets] == case["targets"]


def test_the_cases_cover_every_kind_and_comparator() -> None:
    said = " ".join(t for c in CASES for t in c["targets"])
    assert all(f"{kind} " in said for kind in ("count", "amount", "growth", "share", "rank", "milestone"))
    assert all(f" {sign} " in said for sign in (">=", "<=", "~", "="))
