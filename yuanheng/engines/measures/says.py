"""What is said of each figure: how it came about, or why it is missing. Expressions, so that a million firms cost no loop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from .definitions import Measure

FIGURE = ("year", "subject_id", "measure")
NAMES = ("year", "subject_id", "measure", "amount", "status", "reason", "source", "used_measure", "fact_ids")
FALLBACKS = pa.schema([("code", pa.string()), ("measure", pa.string()), ("place", pa.int64()), ("lead", pa.string())])


def spoken(chosen: Any, cells: Any, *, through: int = 12) -> dict[str, Any]:
    """The columns of NAMES behind the first three, for a chosen candidate and its cells."""
    made = ibis.cases(
        (chosen.reports > 1, chosen.reports.cast("string") + " 个时段 " + cells.cells.cast("string") + " 个单元格相加"),
        (cells.cells > 1, cells.cells.cast("string") + " 个单元格相加"),
        else_="直接取自单元格",
    )
    span = "全年" if through == 12 else f"1—{through} 月"
    reason = ibis.cases(
        (chosen.clash == "rows", "同一企业同一时期有两个不同的数,待人工核定"),
        (chosen.clash == "files", "两个文件对同一时期报了不同的数,待人工核定"),
        (chosen.state == "overlap", "各报表时段互相重叠,无法相加,待人工核定"),
        (chosen.state == "partial", ibis.literal("缺 ") + _lacking(chosen.covered, through) + f" 月,{span}数不完整"),
        else_=made,
    )
    return {
        "amount": ibis.cases((chosen.good, chosen.amount), else_=ibis.null().cast(chosen.amount.type())),
        "status": ibis.cases((chosen.good, "used"), else_="missing"),
        "reason": reason,
        "source": chosen.source,
        "used_measure": chosen.measure,
        "fact_ids": cells.fact_ids,
    }


def left_out(placed: Any, chosen: Any, barred: Mapping[str, str]) -> Any:
    """Figures that exist but may not be used: of a barred source, or in another currency; only where nothing else stands."""
    why = ibis.cases(
        *((placed.source == source, f"有数但不得用于本次计算:{text}") for source, text in barred.items()),
        (~placed.same_unit, "有数但未计入:币种与口径不同,不作换算"),
        else_="",
    )
    told = placed.mutate(why=why).filter(_.why != "").anti_join(chosen, list(FIGURE))
    first = told.group_by(*FIGURE).agg(
        reason=_.why.min(), source=_.source.min(), fact_ids=_.fact_id.collect(order_by="fact_id")
    )
    return first.select(
        *FIGURE,
        amount=ibis.null().cast(placed.amount.type()),
        status=ibis.literal("missing"),
        reason=_.reason,
        source=_.source,
        used_measure=_.measure,
        fact_ids=_.fact_ids,
    )


def remarked(figures: Any, notes: Any) -> Any:
    """Figures with what was noted of them: instead of the plain word where the note is of the figure's own source, else before
    it; where there is no figure at all, the note is why. `notes`: FIGURE and `noted_by, note, note_ids`.
    """
    joined = figures.left_join(notes, list(FIGURE))
    own = (figures.source == notes.noted_by) & (figures.status == "used")
    said = ibis.cases((notes.note.isnull(), figures.reason), (own, notes.note), else_=notes.note + ";" + figures.reason)
    kept = joined.select(*(figures[name] if name != "reason" else said.name("reason") for name in figures.columns))
    alone = notes.anti_join(figures, list(FIGURE)).select(
        *FIGURE,
        amount=ibis.null().cast(figures.amount.type()),
        status=ibis.literal("missing"),
        reason=_.note,
        source=_.noted_by,
        used_measure=_.measure,
        fact_ids=_.note_ids,
    )
    return kept.union(alone.select(*figures.columns))


def stand_ins(figures: Any, plan: Any) -> Any:
    """Figures of a measure's fallbacks, where the measure itself was not reported at all; `plan` is `fallback_rows`."""
    found = figures.filter(_.status == "used").join(plan, "measure")
    order = ibis.window(group_by=["year", "subject_id", "code"], order_by="place")
    first = found.mutate(row=ibis.row_number().over(order)).filter(_.row == 0)
    standing = first.select(
        "year",
        "subject_id",
        measure=_.code,
        amount=_.amount,
        status=_.status,
        reason=_.lead + _.reason,
        source=_.source,
        used_measure=_.used_measure,
        fact_ids=_.fact_ids,
    )
    return standing.anti_join(figures.select(*FIGURE), list(FIGURE))


def fallback_rows(measures: Mapping[str, Measure]) -> pa.Table:
    """A row a measure and one that may stand in for it, with its place in the order and the words that say so."""
    rows = [
        {"code": code, "measure": other, "place": place, "lead": f"无{m.label},以{measures[other].label}计:"}
        for code, m in measures.items()
        for place, other in enumerate(m.fallback)
    ]
    return pa.Table.from_pylist(rows, schema=FALLBACKS)


def _lacking(covered: Any, through: int) -> Any:
    text = ibis.literal("")
    for month in range(1, through + 1):
        text = text + ibis.cases((covered & (1 << (month - 1)) == 0, f"{month}、"), else_="")
    return text.substr(0, text.length() - 1)
