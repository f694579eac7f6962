"""The explanation of one firm's grade: the engine's tree, with what the reader may not see taken out, and its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yuanheng.engines.measures import load_measures
from yuanheng.engines.scoring import Explanation
from yuanheng.web.base.access import sees
from yuanheng.web.base.shown import decimal_or_none

from ..models import Result, Run
from .run import hidden_group

CellLink = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Origin:
    """One cell a figure was taken from."""

    place: str
    raw: str
    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure or a term: its figure, how it came about, its cells, and what it is made of."""

    label: str
    value: Decimal | None
    unit: str
    formula: str
    method: str
    basis: str
    missing: bool
    assumption: bool
    masked: bool
    origins: tuple[Origin, ...]
    parts: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator: value against benchmark, points out of weight, and the way down."""

    code: str
    label: str
    value: Decimal | None
    unit: str
    formula: str
    benchmark: Decimal | None
    benchmark_sentence: str
    weight: Decimal | None
    points: Decimal | None
    sentence: str
    source: str
    assumption: bool
    masked: bool
    lift: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class CutLine:
    """Where a class ends in this group."""

    code: str
    lowest: Decimal | None
    sentence: str
    source: str
    assumption: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Bonus or deduction with its items."""

    label: str
    points: Decimal | None
    sentence: str
    source: str
    assumption: bool
    items: tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class FirmPage:
    """Everything the page of one grade shows."""

    run: Run
    result: Result
    rule: str
    assumption: bool
    place: str
    up: tuple[str, Decimal] | None
    above: Decimal | None
    cuts: tuple[CutLine, ...]
    total_sentence: str
    lines: tuple[IndicatorLine, ...]
    adjustments: tuple[Adjusted, ...]
    target: str
    lift_sentence: str
    notes: tuple[Explanation, ...]
    chart_kind: str
    chart: dict[str, Any] | None
    history: tuple[Result, ...]
    masked: bool


def firm_page(
    result: Result, tree: Explanation, *, history: Sequence[Result], user: Any, cell_link: CellLink
) -> FirmPage:
    """The page from the engine's tree; no query."""
    run = result.run
    total = next(_of(tree, "total"))
    lift, place = next(_of(tree, "lift"), None), next(_of(tree, "place"), None)
    cuts = _cuts(tree, result)
    reader = _Reader(run, user, cell_link, {node.code: node for node in (lift.children if lift else ())})
    lines = tuple(reader.line(node) for node in total.walk() if node.kind == "indicator")
    adjustments = tuple(_adjusted(node) for node in total.children if node.kind == "adjustment")
    masked = any(line.masked for line in lines)
    additive = not any(node.kind == "dimension" for node in total.children)
    return FirmPage(
        run=run,
        result=result,
        rule=tree.source,
        assumption=tree.assumption,
        place=str(place.value) if place else "",
        up=(lift.label.removeprefix("升到 ").removesuffix(" 类"), _number(lift)) if lift else None,
        above=_above(cuts, result),
        cuts=cuts,
        total_sentence=total.sentence,
        lines=lines,
        adjustments=adjustments,
        target=lift.label if lift else "",
        lift_sentence=lift.sentence if lift else "",
        notes=tuple(_of(tree, "note")),
        chart_kind="waterfall" if additive else "bars",
        chart=None if masked or result.total is None else _chart(result, lines, adjustments, additive=additive),
        history=tuple(history),
        masked=masked,
    )


def _of(tree: Explanation, kind: str) -> Iterator[Explanation]:
    return (child for child in tree.children if child.kind == kind)


def _number(node: Explanation) -> Decimal | None:
    return decimal_or_none(node.value)


def _cuts(tree: Explanation, result: Result) -> tuple[CutLine, ...]:
    place = next(_of(tree, "place"), None)
    return tuple(
        CutLine(
            code=node.code,
            lowest=_number(node),
            sentence=node.sentence,
            source=node.source,
            assumption=node.assumption,
            own=node.code == result.grade,
        )
        for node in (place.children if place else ())
    )


def _above(cuts: Sequence[CutLine], result: Result) -> Decimal | None:
    """How far the total is above the lowest of its own class; None where that says nothing."""
    own = next((cut for cut in cuts if cut.own), None)
    if own is None or own.lowest is None or result.total is None or own is cuts[-1]:
        return None
    gap = result.total - own.lowest
    return gap if gap >= 0 else None


def _adjusted(node: Explanation) -> Adjusted:
    return Adjusted(
        label=node.label,
        points=_number(node),
        sentence=node.sentence,
        source=node.source,
        assumption=node.assumption,
        items=tuple((child.label, _number(child)) for child in node.children),
    )


class _Reader:
    """Turns nodes into lines for one user: figures of groups they may not see are not even carried."""

    def __init__(self, run: Run, user: Any, cell_link: CellLink, lifts: dict[str, Explanation]) -> None:
        self.user, self.cell_link, self.lifts = user, cell_link, lifts
        self.hidden = {item["code"]: bool(hidden_group(user, item)) for item in run.indicators}
        self.measures = load_measures()

    def line(self, node: Explanation) -> IndicatorLine:
        """One indicator."""
        masked = self.hidden.get(node.code, True)
        below = {child.kind: child for child in node.children}
        value, benchmark, weight = below["value"], below.get("benchmark"), below.get("weight")
        lift = self.lifts.get(node.code)
        return IndicatorLine(
            code=node.code,
            label=node.label,
            value=None if masked else _number(value),
            unit=value.unit,
            formula=value.sentence,
            benchmark=None if masked or benchmark is None else _number(benchmark),
            benchmark_sentence="" if masked or benchmark is None else _news(benchmark.sentence, beside=node.sentence),
            weight=_number(weight) if weight else None,
            points=None if masked else _number(node),
            sentence=node.sentence,
            source=node.source,
            assumption=node.assumption,
            masked=masked,
            lift="" if masked or lift is None else lift.sentence,
            figures=tuple(self.figure(child) for child in value.children),
        )

    def figure(self, node: Explanation) -> Figure:
        """A measure with its cells, or a term with its measures."""
        known = self.measures.get(node.code)
        masked = known is not None and not sees(self.user, known.field_group)
        method = next((child for child in node.children if child.kind == "method"), None)
        parts = tuple(self.figure(child) for child in node.children if child.kind in ("measure", "term"))
        return Figure(
            label=node.label,
            value=None if masked else _number(node),
            unit=known.unit if known else node.unit,
            formula=node.sentence,
            method=method.sentence if method and not masked else "",
            basis=method.source if method else "",
            missing=node.kind == "measure" and node.value is None,
            assumption=node.assumption,
            masked=masked,
            origins=() if masked else tuple(self.origin(child) for child in node.children if child.kind == "origin"),
            parts=parts,
        )

    def origin(self, node: Explanation) -> Origin:
        """One cell with its link."""
        raw = "" if node.value is None else str(node.value)
        return Origin(place=node.label, raw=raw, sentence=node.sentence, href=self.cell_link(node.code))


def _news(sentence: str, *, beside: str) -> str:
    """The clauses that the sentence beside it does not already say."""
    return ";".join(clause for clause in sentence.split(";") if clause not in beside)


def _chart(
    result: Result, lines: Sequence[IndicatorLine], adjustments: Sequence[Adjusted], *, additive: bool
) -> dict[str, Any]:
    """Points one by one up to the total; where dimensions weigh them, the points beside each other."""
    if not additive:
        values = [None if line.points is None else float(line.points) for line in lines]
        return {
            "categories": [line.label for line in lines],
            "series": [{"name": "得分", "values": values}],
            "unit": "分",
            "horizontal": True,
        }
    steps = [
        _step(line.label, line.points, f"权重 {line.weight:f}" if line.weight is not None else "") for line in lines
    ]
    steps += [_step(part.label, part.points, part.sentence) for part in adjustments if part.points]
    return {"steps": steps, "total": {"label": "总分", "value": float(result.total or 0)}, "unit": "分"}


def _step(label: str, points: Decimal | None, note: str) -> dict[str, Any]:
    return {"label": label, "value": float(points or 0), "note": note[:60]}
