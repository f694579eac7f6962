"""The whole tree of one grade: rank and cuts, points, values, benchmarks, measures, and each figure's origin."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from yuanheng.engines.errors import Problems
from yuanheng.engines.measures import load_measures, load_units
from yuanheng.engines.rules import Citation

from .formula import names, parse_formula, sentence
from .fractions_of_rows import exact_adjustment
from .indicators import IndicatorRule
from .lift import lifts
from .numbers import exact, plain, shown
from .results import GroupBenchmark, ScoreRun
from .storage import read_run


@dataclass(frozen=True)
class Explanation:
    """One node: a figure with its label, unit and sentence, where its rule comes from, and what it is made of.

    `kind` is one of grade, place, total, indicator, value, benchmark, measure, origin, adjustment, dimension, note.
    """

    kind: str
    label: str
    value: float | str | None = None
    unit: str = ""
    sentence: str = ""
    source: str = ""
    assumption: bool = False
    code: str = ""
    children: tuple[Explanation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """For JSON, a page and its waterfall chart."""
        own = {
            key: getattr(self, key)
            for key in ("kind", "label", "value", "unit", "sentence", "source", "assumption", "code")
        }
        return own | {"children": [child.to_dict() for child in self.children]}

    def to_text(self) -> str:
        """As an indented tree of plain text."""
        return "\n".join(self._lines(""))

    def walk(self) -> Iterator[Explanation]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def _lines(self, margin: str) -> Iterator[str]:
        yield self._line()
        for index, child in enumerate(self.children):
            last = index == len(self.children) - 1
            lines = list(child._lines(""))
            yield margin + ("└─ " if last else "├─ ") + lines[0]
            for line in lines[1:]:
                yield margin + ("   " if last else "│  ") + line

    def _line(self) -> str:
        figure = shown(self.value, 6) if isinstance(self.value, int | float) else (self.value or "")
        text = f"{self.label}:{figure}{self.unit}" if figure or self.kind in _FIGURES else self.label
        if self.value is None and self.kind in _FIGURES:
            text = f"{self.label}:缺"
        parts = [text, self.sentence, f"出处:{self.source}" if self.source else ""]
        return "  ".join(part for part in parts if part)


_FIGURES = ("value", "measure", "indicator", "total", "benchmark")

Trace = Callable[[str, str], Sequence[Explanation]]


def explain_subject(
    run: ScoreRun | str | Path, subject: str, *, table: str | Path | pa.Table | None = None, trace: Trace | None = None
) -> Explanation:
    """The tree of one subject's grade, from a run or from the folder `write_results` made.

    `subject` is an id or a full name. `table` is the wide table the run was made from (by default what the
    folder or the run itself holds). `trace(subject_id, measure)` gives the nodes below a measure:
    the facts with file, sheet and cell.

    Raises:
        ProblemsError: no such subject; near names are listed.
    """
    found = run if isinstance(run, ScoreRun) else read_run(run, table=table)
    return _Explainer(found, _find(found.results, subject), trace).tree()


def _find(results: pa.Table, subject: str) -> dict[str, Any]:
    for column in ("subject_id", "subject_name"):
        rows = results.filter(pc.equal(results.column(column), subject))
        if rows.num_rows == 1:
            return rows.to_pylist()[0]  # type: ignore[no-any-return]
    every = [*results.column("subject_id").to_pylist(), *results.column("subject_name").to_pylist()]
    near = difflib.get_close_matches(subject, [text for text in every[:200000] if text], n=5, cutoff=0.5)
    problems = Problems()
    problems.add(
        "unknown_subject", where="评价结果", found=subject,
        expected=f"结果中的企业代码或全称{f',相近的有 {chr(12289).join(dict.fromkeys(near))}' if near else ''}",
        advice="核对企业代码;同名企业请用代码",
    )  # fmt: skip
    problems.raise_if_any()
    raise AssertionError("unreachable")


class _Explainer:
    def __init__(self, run: ScoreRun, row: dict[str, Any], trace: Trace | None) -> None:
        self.run, self.row, self.trace, self.scheme = run, row, trace, run.scheme
        self.words = run.scheme.words()
        self.cells = _cells(run.table, row["subject_id"])
        self.set_name = self._set()

    def _set(self) -> str:
        groups = self.scheme.groups
        for part in groups.sets:
            if part.name in str(self.row["group"]).split("·"):
                return part.name
        return groups.unknown_set if groups.sets else ""

    def tree(self) -> Explanation:
        """The root: grade, place, total, adjustments, notes."""
        row = self.row
        grade, unit = (row["grade"], " 类") if row["grade"] else ("未定级", "")
        children = [*self._place(), self._total(), *self._lifts(), *self._notes()]
        return Explanation(
            kind="grade", label=f"{row['subject_name']}({row['subject_id']})", value=grade,
            unit=unit, sentence=row["reason"] or f"按《{self.scheme.title}》评价", code=row["subject_id"],
            source=self.scheme.source.sentence(), assumption=self.scheme.source.assumption, children=tuple(children),
        )  # fmt: skip

    # ---- place -------------------------------------------------------------------------------

    def _place(self) -> list[Explanation]:
        row = self.row
        if row["rank"] is None:
            return []
        cuts = [cut for cut in self.run.cuts if cut.group == row["group"]]
        lines = [
            Explanation(
                kind="place", label=rule.code, value=cut.lowest_total, unit=" 分起" if cut.lowest_total is not None else "",
                sentence=f"{rule.sentence()};至第 {cut.last_place} 名,{cut.count} 家",
                **_cited(rule.source or self.scheme.classes.source or self.scheme.source), code=rule.code,
            )
            for rule, cut in zip(self.scheme.classes.of_set(self.set_name).order, cuts, strict=True)
        ]  # fmt: skip
        total = exact(row["total"])
        text = []
        for index, cut in enumerate(cuts):
            better = cuts[index - 1] if index else None
            if cut.code == row["grade"] and total is not None:
                if better and better.lowest_total is not None and exact(better.lowest_total) > total:  # type: ignore[operator]
                    text.append(f"距 {better.code} 类最低分 {shown(exact(better.lowest_total) - total)} 分")  # type: ignore[operator]
                if cut.lowest_total is not None:
                    text.append(f"高出本类最低分 {shown(total - exact(cut.lowest_total))} 分")  # type: ignore[operator]
        ranked = cuts[0].ranked if cuts else 0
        return [
            Explanation(
                kind="place", label="名次", value=f"{row['group']} {ranked} 家中第 {row['rank']} 名",
                sentence=",".join(text), **_cited(self.scheme.classes.source or self.scheme.source), children=tuple(lines),
            )
        ]  # fmt: skip

    # ---- points ------------------------------------------------------------------------------

    def _total(self) -> Explanation:
        parts = self._dimension(self.scheme.dimensions.index).children if self.scheme.dimensions else tuple(
            self._indicator(code, rule) for code in self.scheme.indicators if (rule := self._rule(code)) is not None
        )  # fmt: skip
        extra = [self._adjustment("bonus", "加分", 1), self._adjustment("deduction", "减分", -1)]
        children = (*parts, *(node for node in extra if node is not None))
        last = self.scheme.total
        return Explanation(
            kind="total", label="总分", value=self.row["total"], unit=" 分", sentence=last.sentence(),
            **_cited(last.source or self.scheme.source), children=children,
        )  # fmt: skip

    def _rule(self, code: str) -> IndicatorRule | None:
        return self.scheme.indicators[code].rule(self.set_name)

    def _dimension(self, code: str) -> Explanation:
        assert self.scheme.dimensions is not None
        nodes, labels = self.scheme.dimensions.nodes, self.words
        labels = labels | {key: node.label for key, node in nodes.items()}
        children = []
        for part in nodes[code].of:
            if part in nodes:
                children.append(self._dimension(part))
            elif (rule := self._rule(part)) is not None:
                children.append(self._indicator(part, rule))
        return Explanation(
            kind="dimension", label=nodes[code].label, value=self.row.get(f"{code}_score"), unit=" 分",
            sentence=nodes[code].sentence(labels), code=code, children=tuple(children),
        )  # fmt: skip

    def _indicator(self, code: str, rule: IndicatorRule) -> Explanation:
        label = self.scheme.indicators[code].label
        in_tree = self.scheme.dimensions is not None
        formula = sentence(parse_formula(rule.formula), self.words)
        value = Explanation(
            kind="value", label="指标值", value=self.row.get(f"{code}_value"), unit=rule.unit, sentence=f"= {formula}",
            code=code, children=self._measures(rule.formula),
        )  # fmt: skip
        weight = Explanation(
            kind="weight",
            label="权重",
            value=float(rule.weight),
            code=code,
            **_cited(rule.source or self.scheme.source),
        )
        children = [value, *self._benchmark(code, rule), weight]
        return Explanation(
            kind="indicator", label=label, value=self.row.get(f"{code}_score"), unit=" 分", code=code,
            sentence=rule.sentence(in_tree=in_tree), **_cited(rule.source or self.scheme.source), children=tuple(children),
        )  # fmt: skip

    def _benchmark(self, code: str, rule: IndicatorRule) -> list[Explanation]:
        if not rule.benchmark.shown:
            return []
        found = next(
            (b for b in self.run.benchmarks if b.group == self.row["group"] and b.indicator == code),
            GroupBenchmark(str(self.row["group"]), code, None, None, None, None),
        )
        text = rule.benchmark.sentence(rule.unit)
        if found.low is not None:
            text += f";最小值 {shown(found.low, 6)},最大值 {shown(found.high, 6)}"
        if found.n is not None:
            text += f";由 {found.n} 家企业算出"
        value = self.row.get(f"{code}_benchmark")
        cited = _cited(rule.source or self.scheme.source)
        return [
            Explanation(
                kind="benchmark", label="基准值", value=value, unit=rule.unit, sentence=text, code=code, **cited
            )
        ]

    def _measures(self, formula: str) -> tuple[Explanation, ...]:
        return tuple(self._measure(name) for name in names(parse_formula(formula)))

    def _measure(self, name: str) -> Explanation:
        term = self.scheme.terms.get(name)
        if term is not None:
            text = f"= {sentence(parse_formula(term.formula), self.words)}"
            cited = _cited(term.source or self.scheme.source)
            children = self._measures(term.formula)
            return Explanation(
                kind="term", label=term.label, unit=term.unit, sentence=text, code=name, children=children, **cited
            )
        cell = exact(self.cells.get(name)) if not isinstance(self.cells.get(name), str) else None
        origins = tuple(self.trace(self.row["subject_id"], name)) if self.trace else ()
        return Explanation(
            kind="measure", label=self.words.get(name, name), value=None if cell is None else plain(cell),
            unit=_unit(name), code=name, children=origins,
        )  # fmt: skip

    def _adjustment(self, name: str, label: str, sign: int) -> Explanation | None:
        adjustments = self.scheme.bonus if name == "bonus" else self.scheme.deductions
        if not adjustments.tables:
            return None
        held, bit = 0, 0
        items = [item for part in adjustments.tables for item in part.items]
        for bit, item in enumerate(items):
            held |= (item.where.holds(self.cells, on=self.run.on) is True) << bit
        _, given = exact_adjustment(self.scheme, adjustments, held, self.cells)
        sources = {item.label: item.source for item in items}
        children = tuple(
            Explanation(
                kind="adjustment",
                label=text,
                value=float(points) * sign,
                unit=" 分",
                **_cited(sources[text] or self.scheme.source),
            )
            for text, points in given
        )
        words = ";".join(part.sentence(self.words) for part in adjustments.tables)
        value = self.row[name]
        return Explanation(
            kind="adjustment", label=label, value=None if value is None else value * sign, unit=" 分", sentence=words,
            code=name, children=children, **_cited(adjustments.source or self.scheme.source),
        )  # fmt: skip

    # ---- beside ------------------------------------------------------------------------------

    def _lifts(self) -> list[Explanation]:
        found = lifts(self.run, self.row, self.set_name)
        if found is None:
            return []
        children = tuple(
            Explanation(
                kind="lift", label=lift.label, value=lift.value, unit=lift.unit, sentence=lift.sentence, code=lift.code
            )
            for lift in found.lifts
        )
        return [
            Explanation(
                kind="lift",
                label=f"升到 {found.target} 类",
                value=found.points,
                unit=" 分",
                sentence=found.sentence,
                children=children,
            )
        ]

    def _notes(self) -> list[Explanation]:
        notes = [
            Explanation(kind="note", label="假设", sentence=text, assumption=True) for text in self.scheme.assumptions
        ]
        notes += [Explanation(kind="note", label="提示", sentence=text) for text in self.run.warnings]
        return [replace(note, code=f"note{index}") for index, note in enumerate(notes)]


def _unit(measure: str) -> str:
    known = load_measures().get(measure)
    return load_units()[known.unit].label if known else ""


def _cells(table: pa.Table | None, subject_id: str) -> dict[str, Any]:
    if table is None:
        return {}
    rows = table.filter(pc.equal(table.column("subject_id"), subject_id)).to_pylist()
    return rows[0] if rows else {}


def _cited(source: Citation) -> dict[str, Any]:
    return {"source": source.sentence(), "assumption": source.assumption}
