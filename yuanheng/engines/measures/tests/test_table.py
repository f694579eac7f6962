"""One subject's facts in, one year's figure out: a table of situations, then a plain-Python witness over generated ones."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.identities import Enterprise, Register
from yuanheng.engines.ledger.source import source_names
from yuanheng.engines.measures import TRACE_SCHEMA, load_measures, load_units, measure_table
from yuanheng.engines.rules import read_rule_text

FIRM = Enterprise(id="E1", name="启东恒达机械有限公司", uscc="", scale="规上")

REGISTER = Register.of([FIRM, Enterprise(id="E2", name="无报表企业")])


def fact(
    amount,
    period="2021",
    *,
    measure="tax_paid",
    source="tax_bureau",
    file="a.xlsx",
    account="",
    conflict=False,
    unit=None,
):
    unit = unit or {"mu": "m2"}.get(load_measures()[measure].unit, load_measures()[measure].unit)
    return {
        "subject_key": "", "subject_name": FIRM.name, "account": account, "source": source, "measure": measure,
        "period": period, "amount": Decimal(amount), "unit": unit, "file": file, "conflict": conflict,
    }  # fmt: skip


SCHEMA = pa.schema(
    [(c, pa.string()) for c in ("subject_key", "subject_name", "account", "source", "measure", "period")]
    + [("amount", pa.decimal128(38, 12)), ("unit", pa.string()), ("file", pa.string()), ("conflict", pa.bool_())]
)


def run(facts, **kw):
    table = pa.Table.from_pylist(facts, schema=SCHEMA)
    records = {(f["source"], f["subject_key"], f["subject_name"], f["account"]) for f in facts}
    links = pa.Table.from_pylist(
        [{"source": s, "uscc": k, "name": n, "account": a, "right_id": "E1"} for s, k, n, a in records],
        schema=pa.schema([(c, pa.string()) for c in ("source", "uscc", "name", "account", "right_id")]),
    )
    return measure_table(table, links, REGISTER, year=2021, **kw)


def value(facts, measure="tax_paid", **kw):
    return run(facts, **kw).table.column(measure)[0].as_py()


def why(facts, measure="tax_paid", **kw):
    rows = [r for r in run(facts, **kw).trace.to_pylist() if (r["subject_id"], r["measure"]) == ("E1", measure)]
    return rows[0] if rows else None


def months(first=1, last=12, amount=10, **kw):
    return [fact(amount, f"2021-{m:02d}", **kw) for m in range(first, last + 1)]


def test_a_year_figure_stands_as_it_is():
    assert value([fact(120)]) == 120


def test_twelve_months_add_up():
    assert value(months()) == 120


def test_eleven_months_are_a_missing_year_that_names_the_month():
    facts = [f for f in months() if f["period"] != "2021-06"]
    assert value(facts) is None
    assert "缺 6 月" in why(facts)["reason"]


def test_the_longest_cumulative_figure_and_the_months_after_it_add_up():
    facts = [fact(30, "2021-01..2021-03"), fact(60, "2021-01..2021-06"), *months(7, 12)]
    assert value(facts) == 120


def test_quarters_add_up():
    assert value([fact(30, f"2021-{q:02d}..2021-{q + 2:02d}") for q in (1, 4, 7, 10)]) == 120


def test_quarters_and_all_their_months_are_not_counted_twice():
    quarters = [fact(30, f"2021-{q:02d}..2021-{q + 2:02d}") for q in (1, 4, 7, 10)]
    assert value([*quarters, *months()]) == 120


def test_overlapping_reports_are_left_to_a_person():
    facts = [fact(30, "2021-01..2021-03"), fact(40, "2021-03..2021-07"), fact(70, "2021-06..2021-12")]
    assert value(facts) is None


def test_the_whole_year_wins_over_months_that_also_came():
    assert value([fact(125), *months()]) == 125


def test_meters_of_one_file_add_up():
    facts = [fact(5, measure="electricity", source="power_grid", account=a) for a in ("1001", "1002")]
    assert value(facts, "electricity") == 10


def test_meters_in_two_files_add_up_because_their_accounts_differ():
    facts = [fact(5, measure="electricity", source="power_grid", account=a, file=a) for a in ("1001", "1002")]
    assert value(facts, "electricity") == 10


def test_one_report_sent_twice_counts_once():
    facts = [fact(5, file="a.xlsx"), fact(5, file="a(1).xlsx")]
    assert value(facts) == 5
    assert why(facts)["fact_ids"] == [1]  # “a(1).xlsx” sorts first; its cell is the one shown


def test_two_files_that_contradict_each_other_give_no_figure():
    facts = [fact(5, file="a.xlsx"), fact(6, file="b.xlsx")]
    assert value(facts) is None
    assert "两个文件" in why(facts)["reason"]


def test_a_firm_reported_twice_with_other_figures_is_missing_until_a_person_decides():
    facts = [fact(5, conflict=True), fact(6, conflict=True)]
    assert value(facts) is None
    assert "待人工核定" in why(facts)["reason"]


def test_a_stock_takes_the_latest_figure_of_the_year():
    facts = [fact(80, "2021-06", measure="employees", source="enterprise_declaration"),
             fact(90, "2021-12", measure="employees", source="enterprise_declaration")]  # fmt: skip
    assert value(facts, "employees") == 90


def test_another_years_figures_stay_out():
    assert value([fact(5, "2020"), fact(7, "2020-12"), fact(3)]) == 3


def test_a_barred_source_is_traced_but_never_used():
    facts = [fact(5, measure="output_value", source="statistics_bureau")]
    bars = {"statistics_bureau": "《统计法》第二十五条"}
    assert value(facts, "output_value", barred_sources=bars) is None
    assert "《统计法》" in why(facts, "output_value", barred_sources=bars)["reason"]
    assert value(facts, "output_value") == 5


def test_the_first_believed_source_with_a_whole_figure_wins():
    facts = [fact(5, measure="output_value", source="statistics_bureau"),
             fact(6, measure="output_value", source="enterprise_declaration")]  # fmt: skip
    assert value(facts, "output_value") == 6
    assert value([*months(1, 3), fact(99, source="enterprise_declaration")]) == 99


def test_dollars_are_not_added_to_yuan():
    facts = [fact(5, unit="usd")]
    assert value(facts) is None
    assert "币种" in why(facts)["reason"]


def test_a_measure_that_stands_in_says_so():
    facts = [fact(5, measure="invoiced_sales")]
    assert value(facts, "taxable_sales") == 5
    assert why(facts, "taxable_sales")["used_measure"] == "invoiced_sales"


def test_a_firm_without_reports_has_no_zero_anywhere():
    measured = run([fact(5)])
    row = measured.table.slice(1, 1).to_pylist()[0]
    assert all(row[m] is None for m in load_measures())
    assert measured.trace.schema == TRACE_SCHEMA


def test_every_measure_has_a_unit_people_can_read():
    assert {m.unit for m in load_measures().values()} <= set(load_units())


def test_every_stand_in_and_its_measure_share_a_unit():
    measures = load_measures()
    pairs = [(m, measures[f]) for m in measures.values() for f in m.fallback]
    assert pairs
    assert all(a.unit == b.unit for a, b in pairs)


def test_in_mid_year_a_flow_is_whole_with_its_months_so_far_and_a_report_of_the_year_is_not_used():
    assert value(months(1, 6), through=6) == 60
    assert value([fact(70, "2021-01..2021-06"), *months(7, 12)], through=6) == 70
    assert value([fact(120)], through=6) is None
    assert why(months(1, 5), through=6)["reason"] == "缺 6 月,1—6 月数不完整"


def test_in_mid_year_a_stock_is_its_latest_figure_up_to_then():
    staff = [fact(30, "2021-03", measure="employees"), fact(50, "2021-09", measure="employees")]
    assert value(staff, "employees", through=6) == 30


PERIODS = [(a, b) for a in range(1, 13) for b in range(a, 13)]


def witness(spans, through=12):
    """The rule of the year in plain Python: the longest run from January, then single months, else spans that tile the rest."""
    spans = {p: v for p, v in spans.items() if p[1] <= through}
    run_end = max((b for a, b in spans if a == 1), default=0)
    used = {p: v for p, v in spans.items() if p == (1, run_end)}
    rest = {p: v for p, v in spans.items() if p[0] > run_end}
    singles = {p: v for p, v in rest.items() if p[0] == p[1]}
    if spans and len(singles) == through - run_end:
        return sum((used | singles).values())
    covered = [m for a, b in rest for m in range(a, b + 1)]
    if spans and sorted(covered) == list(range(run_end + 1, through + 1)):
        return sum((used | rest).values())
    return None


SPANS = st.dictionaries(st.sampled_from(PERIODS), st.integers(-999, 9999), min_size=1, max_size=9)


@settings(max_examples=6, deadline=None)
@given(st.lists(SPANS, min_size=20, max_size=40), st.sampled_from([1, 6, 9, 12, 12, 12]), st.randoms())
def test_any_mix_of_periods_agrees_with_the_plain_rule_in_any_order(firms, through, random):
    facts, links = [], []
    for index, spans in enumerate(firms):
        name = f"企业{index}"
        links.append({"source": "tax_bureau", "uscc": "", "name": name, "account": "", "right_id": name})
        for (first, last), amount in spans.items():
            period = f"2021-{first:02d}..2021-{last:02d}" if first != last else f"2021-{first:02d}"
            facts.append(fact(amount, period) | {"subject_name": name})
    random.shuffle(facts)
    register = Register.of([Enterprise(id=row["name"], name=row["name"]) for row in links])
    table = measure_table(
        pa.Table.from_pylist(facts, schema=SCHEMA), pa.Table.from_pylist(links), register, year=2021, through=through
    ).table
    assert table.column("tax_paid").to_pylist() == [witness(spans, through) for spans in firms]


def test_every_source_a_measure_believes_exists():
    named = {source for m in load_measures().values() for source in m.sources}
    assert named <= set(source_names())


def test_every_measure_the_reader_knows_has_a_definition():
    known = set(yaml.safe_load(read_rule_text("words", "measures"))["measures"])
    assert known <= set(load_measures())
