"""A sheet that yields nothing never does so in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from yuanheng.engines.ledger.reading import read_here

from .corpus.case import A, B, Sheet, write_xlsx


def _problems(tmp_path: Path, rows: list[list[Any]]) -> list[tuple[str, str]]:
    path = tmp_path / "表.xlsx"
    write_xlsx([Sheet(rows)], path)
    reading = read_here(path, year=2021)
    assert reading.fact_count == 0
    return [(p.kind, p.cell) for p in reading.problems]


def test_columns_of_numbers_that_nobody_knows_are_named(tmp_path: Path) -> None:
    rows = [["2021年(单位:万元)"], ["序号", "企业名称", "神秘值", "备用值"], [1, A, 5, 3], [2, B, 6, 4]]
    assert _problems(tmp_path, rows) == [("unknown_column", "C2"), ("unknown_column", "D2")]


def test_they_are_named_beside_a_known_column_that_is_empty(tmp_path: Path) -> None:
    rows = [["2021年(单位:万元)"], ["序号", "企业名称", "税收", "备用值"], [1, A, None, 3], [2, B, None, 4]]
    assert _problems(tmp_path, rows) == [("unknown_column", "D2")]


@pytest.mark.parametrize(
    "rows",
    [
        [["企业名称", "税收(万元)"]],
        [["指标", "一", "二"], ["水", 5, 6]],
        [["企业名称", A, B], ["2020", 5, 6], ["2021", 5, 6]],
    ],
)
def test_a_file_without_any_figure_says_so(tmp_path: Path, rows: list[list[Any]]) -> None:
    assert [kind for kind, _ in _problems(tmp_path, rows)] == ["unknown_layout"]
