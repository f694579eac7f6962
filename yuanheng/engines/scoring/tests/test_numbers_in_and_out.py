"""Figures keep their value on the way in, and their text harmless on the way out."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.scoring import load_scheme, read_wide_table, run_scheme, write_results
from yuanheng.engines.scoring.arithmetic import ExactAlgebra
from yuanheng.engines.scoring.conditions import Condition
from yuanheng.engines.scoring.engine import open_engine
from yuanheng.engines.scoring.formula import check_formula, evaluate, parse_formula, sentence
from yuanheng.engines.scoring.numbers import UNIT, round_half_away
from yuanheng.engines.scoring.prepare import binary_column
from yuanheng.engines.scoring.storage import table_hash

from .test_first_runs import zone


@settings(deadline=None)
@given(st.lists(st.decimals(-(10**15), 10**15, places=12) | st.none(), min_size=1, max_size=30))
def test_decimals_become_binary_within_two_units(cells):
    found = binary_column(pa.chunked_array([pa.array(cells, pa.decimal128(38, 12))])).to_pylist()
    for cell, value in zip(cells, found, strict=True):
        assert (cell is None) == (value is None)
        if cell is not None:
            assert abs(Fraction(value) - Fraction(cell)) <= 4 * Fraction(UNIT) * abs(Fraction(cell))


def test_money_in_fen_becomes_the_nearest_binary_figure():
    cells = [Decimal("0.3"), Decimal("123456789.01"), Decimal("-0.07"), Decimal("99999999999.99")]
    column = pa.chunked_array([pa.array(cells, pa.decimal128(38, 12))])
    assert binary_column(column).to_pylist() == [float(cell) for cell in cells]


@settings(deadline=None)
@given(st.fractions(), st.integers(0, 6))
def test_rounding_is_half_away_from_zero_and_odd(value, digits):
    found = round_half_away(value, digits)
    assert abs(found - value) <= Fraction(1, 2 * 10**digits)
    assert round_half_away(-value, digits) == -found
    if abs(found - value) == Fraction(1, 2 * 10**digits):
        assert abs(found) > abs(value)


@pytest.mark.parametrize(
    "text", ["__import__('os')", "a.b", "a if b else c", "a ** 2", "max(a, b)", "1 + 2", "a[0]", "a +", "lambda: a"]
)
def test_a_formula_is_arithmetic_and_nothing_else(text):
    with pytest.raises(ValueError):
        check_formula(text)


def test_a_formula_reads_as_written_with_brackets_where_they_matter():
    words = {"a": "甲", "b": "乙", "c": "丙"}
    assert sentence(parse_formula("a / (b - c)"), words) == "甲 ÷ (乙 − 丙)"
    assert sentence(parse_formula("a - (b - filled(c, 0)) * 2"), words) == "甲 − (乙 − 丙(缺失时取 0)) × 2"
    assert evaluate(parse_formula("a - (b - c) / 0.1"), ExactAlgebra({"a": 1, "b": 0.3, "c": 0.1})) == -1


DAYS = ("2022-02-28", "2022-03-01", "2020-02-29", "2019-01-01")
KINDS = {"n": pa.float64(), "w": pa.string(), "d": pa.date32()}
CONDITIONS = st.recursive(
    st.sampled_from(
        [
            {"column": "n", "at_least": 3}, {"column": "n", "less_than": 0.1}, {"column": "w", "is": "规上"},
            {"column": "w", "in": ["规上", "规下"]}, {"column": "n", "listed": True}, {"column": "w", "missing": True},
            {"column": "d", "within_years": 2}, {"column": "d", "over_years": 4}, {"column": "absent", "at_least": 1},
            {"column": "n", "at_most": 3, "more_than": 0},
        ]
    ),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(CONDITIONS, st.integers(0, 10**6))
def test_a_condition_means_the_same_in_the_engine_and_in_an_explanation(data, seed):
    import datetime

    r, on = random.Random(seed), datetime.date(2024, 2, 29)
    cells = [
        {
            "n": r.choice([None, 0.0, 0.1, 3.0, -1.0, 5.5]), "w": r.choice([None, "规上", "规下", "其他"]),
            "d": r.choice([None, *(datetime.date.fromisoformat(day) for day in DAYS)]),
        }
        for _ in range(12)
    ]  # fmt: skip
    condition = Condition.model_validate(data)
    wide = pa.table({name: pa.array([cell[name] for cell in cells], kind) for name, kind in KINDS.items()})
    with open_engine("duckdb") as engine:
        table = engine.table("cells", wide)
        found = engine.fetch(table.select(found=condition.expression(table, on=on))).column("found").to_pylist()
    assert found == [condition.holds(cell, on=on) for cell in cells]


def test_ids_and_names_are_found_under_their_usual_names_and_twice_the_same_id_is_refused(tmp_path):
    path = tmp_path / "表.csv"
    path.write_bytes(
        '企业名称,统一社会信用代码,tax_paid\n甲,91320681MA1,"1,234.50"\n乙,91320681MA2,-\n'.encode("gb18030")
    )
    found = read_wide_table(path)
    assert found.column("subject_id").to_pylist() == ["91320681MA1", "91320681MA2"]
    assert found.column("tax_paid").to_pylist() == [Decimal("1234.50"), None]
    with pytest.raises(ProblemsError) as caught:
        read_wide_table(pa.table({"id": ["a", "a", "b", "b", "c"]}))
    assert [problem.kind for problem in caught.value.problems] == ["duplicate_id", "duplicate_id"]


def test_areas_that_look_like_square_metres_are_questioned():
    table = zone().set_column(4, "land_area", pa.array([6667.0] * 20))
    assert any("平方米" in text for text in run_scheme(load_scheme("huaian-2024"), table).warnings)


def test_formula_like_names_are_neutralised_and_the_book_speaks_chinese(tmp_path):
    table = zone().set_column(1, "subject_name", pa.array(["=cmd()", *[f"企业{i}" for i in range(19)]]))
    write_results(run_scheme(load_scheme("huaian-2024"), table), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "results.xlsx")
    cells = [[cell.value for cell in row] for row in book["评价结果"].iter_rows()]
    assert cells[0][:6] == ["企业代码", "企业名称", "组", "总分", "名次", "类别"]
    assert "'=cmd()" in [row[1] for row in cells]
    assert len(cells) == 21
    assert {"评价办法", "分档线", "基准值", "提示"} <= set(book.sheetnames)


def test_a_tables_hash_does_not_depend_on_the_order_of_rows_columns_or_chunks():
    table = zone()
    mixed = pa.concat_tables([table.slice(7), table.slice(0, 7)]).select(table.column_names[::-1])
    assert table_hash(mixed) == table_hash(table)
    changed = table.set_column(2, "tax_paid", pa.array([1.0] * 20))
    assert table_hash(changed) != table_hash(table)
