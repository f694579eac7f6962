"""Every messy workbook of the corpus gives its facts and its problems, and all together reach the aim."""

from __future__ import annotations

from pathlib import Path

import pytest

from .corpus import CASES, score_case


@pytest.mark.parametrize("name", list(CASES), ids=list(CASES))
def test_a_messy_workbook_gives_its_facts_and_its_problems(name: str, tmp_path: Path) -> None:
    score = score_case(CASES[name], tmp_path)
    assert (score.missing, score.wrong, score.problems_missing, score.problems_wrong) == ([], [], [], [])


def test_the_corpus_is_broad() -> None:
    facts = sum(len(c.facts) for c in CASES.values())
    kinds = {kind for c in CASES.values() for kind, _ in c.problems}
    assert len(CASES) >= 100 and facts >= 400
    assert kinds >= {
        "unreadable_number",
        "bad_uscc",
        "duplicate_row",
        "error_cell",
        "unknown_unit",
        "missing_value",
        "total_mismatch",
        "ambiguous_header",
    }
