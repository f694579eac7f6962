"""Facts → one candidate figure per subject, measure and source, as Ibis expressions.

Guarantees, for one subject, measure and source:
* several facts of one period in one file add up (meters, parcels);
* the same period in two files adds up only where the department's own keys differ; equal sums are one report sent twice; other
  sums contradict each other, and the figure is missing until a person decides;
* a flow needs all twelve months: the whole year, else the longest run from January and the months after it;
* a stock is its latest as-of figure of the year.

`through` stands for December where a figure is asked for in mid-year: a flow then needs the months up to it, no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ibis
from ibis import _

KEY = ("year", "subject_id", "measure", "source")
PERIOD = (*KEY, "first", "last")


def dated_facts(facts: Any, *, years: Sequence[int], through: int = 12) -> Any:
    """The facts whose period lies in one of `years` and ends by month `through`, with `first` and `last` month.

    A range over a year's end is in no year.
    """
    text = facts.period
    whole, month = text.length() == 4, text.length() == 7
    dated = facts.mutate(
        first=ibis.cases((whole, "01"), else_=text.substr(5, 2)).cast("int64"),
        last=ibis.cases((whole, "12"), (month, text.substr(5, 2)), else_=text.substr(14, 2)).cast("int64"),
        year=text.substr(0, 4),
        to_year=ibis.cases((whole | month, text.substr(0, 4)), else_=text.substr(9, 4)),
    )
    return dated.filter((_.year == _.to_year) & _.year.isin([str(year) for year in years]) & (_["last"] <= through))


def period_figures(facts: Any) -> Any:
    """One row per subject, measure, source and period: `amount`, `clash` ('' | rows | files) and the `file` to believe."""
    pairs = facts.group_by(*PERIOD, "file", "account").agg(amount=_.amount.sum(), conflict=_.conflict.any())
    files = pairs.group_by(*PERIOD, "file").agg(
        amount=_.amount.sum(), conflict=_.conflict.any(), pairs=_.count(), blank=(_.account == "").any()
    )
    accounts = pairs.group_by(*PERIOD).agg(accounts=_.account.nunique())
    periods = files.group_by(*PERIOD).agg(
        n_files=_.count(),
        total=_.amount.sum(),
        least=_.amount.min(),
        most=_.amount.max(),
        conflict=_.conflict.any(),
        pairs=_.pairs.sum(),
        blank=_.blank.any(),
        first_file=_.file.min(),
    )
    joined = periods.join(accounts, list(PERIOD))
    apart = (joined.accounts == joined.pairs) & ~joined.blank
    adds_up = (joined.n_files == 1) | apart
    return joined.select(
        *PERIOD,
        amount=ibis.cases((adds_up, joined.total), else_=joined.least),
        clash=ibis.cases((joined.conflict, "rows"), (adds_up | (joined.least == joined.most), ""), else_="files"),
        file=ibis.cases((adds_up, ""), else_=joined.first_file),
    )


def year_of_flows(periods: Any, *, through: int = 12) -> tuple[Any, Any]:
    """Flows: (candidates per KEY, the periods that made each). `covered` is a bit per month that any report covers."""
    one = ibis.literal(1, type="int64")
    bits = (one << periods["last"]) - (one << (periods["first"] - 1))
    spans = periods.mutate(months=periods["last"] - periods["first"] + 1, bits=bits)
    runs = spans.group_by(*KEY).agg(run=ibis.coalesce(_["last"].max(where=_["first"] == 1), 0))
    placed = spans.join(runs, list(KEY))
    placed = placed.mutate(
        opening=(placed["first"] == 1) & (placed["last"] == placed.run), after=placed["first"] > placed.run
    )
    whole = placed.group_by(*KEY, "run").agg(
        covered=_.bits.bit_or(),
        singles=(_.after & (_.months == 1)).sum(),
        rest_months=ibis.coalesce(_.months.sum(where=_.after), 0),
        rest_bits=ibis.coalesce(_.bits.bit_or(where=_.after), 0),
    )
    open_bits = (1 << through) - (one << whole.run)  # a bit for each of the months run+1..through
    plan = whole.select(
        *KEY,
        covered=whole.covered,
        by=ibis.cases(
            (whole.singles == through - whole.run, "singles"),
            ((whole.rest_months == through - whole.run) & (whole.rest_bits == open_bits), "spans"),
            else_="",
        ),
    )
    chosen = placed.join(plan, list(KEY))
    chosen = chosen.filter(
        (chosen.by != "") & (chosen.opening | (chosen.after & ((chosen.by == "spans") | (chosen.months == 1))))
    ).select(*PERIOD, "amount", "clash", "file")
    sums = chosen.group_by(*KEY).agg(amount=_.amount.sum(), clash=_.clash.max(), reports=_.count())
    figures = plan.left_join(sums, list(KEY)).select(
        *KEY,
        plan.covered,
        amount=sums.amount,
        clash=ibis.coalesce(sums.clash, ""),
        reports=ibis.coalesce(sums.reports, 0),
        state=ibis.cases((plan.by != "", "whole"), (plan.covered == (1 << through) - 1, "overlap"), else_="partial"),
    )
    return figures, chosen


def year_of_stocks(periods: Any) -> tuple[Any, Any]:
    """Stocks: the latest as-of figure of the year; of two that end together, the one over fewer months."""
    order = ibis.window(group_by=list(KEY), order_by=[ibis.desc("last"), ibis.desc("first")])
    chosen = periods.mutate(place=ibis.row_number().over(order)).filter(_.place == 0).drop("place")
    figures = chosen.select(
        *KEY,
        covered=ibis.literal(4095, type="int64"),
        amount=_.amount,
        clash=_.clash,
        reports=ibis.literal(1, type="int64"),
        state=ibis.literal("whole"),
    )
    return figures, chosen.select(*PERIOD, "amount", "clash", "file")
