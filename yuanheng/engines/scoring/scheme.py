"""A scheme: one published way of evaluating, as dated, cited data."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from pydantic import Field, PrivateAttr, field_validator, model_validator

from yuanheng.engines.measures import load_measures
from yuanheng.engines.rules import Citation, load_rule

from .adjustments import Adjustments, Exclusion, Shield, TotalRule, UnclassifiedRule, Veto
from .classes import Classes
from .conditions import Condition, Rule
from .dimensions import Dimensions
from .formula import FormulaText, Node, Ref, names, parse_formula, substitute
from .indicators import Indicator, IndicatorRule

COLUMN_LABELS: dict[str, str] = {
    "scale": "企业规模", "industry_code": "行业代码", "cluster": "产业集群", "town": "镇街", "founded_on": "成立日期",
    "production_on": "投产日期", "status": "经营状态", "utility": "公用事业企业", "county": "县区", "group": "分组",
}  # fmt: skip


RESULT_PARTS = ("value", "benchmark", "score", "own", "plain", "fill", "target", "num", "den", "dz", "b", "lo", "hi")
RESULT_COLUMNS = ("total", "raw_total", "rank", "grade", "reason", "bonus", "deduction")


class Term(Rule):
    """A named part of formulas, such as 评价税收 over kinds of tax."""

    label: str
    formula: FormulaText
    unit: str = ""
    source: Citation | None = None
    note: str = ""


class GroupBy(Rule):
    """A column whose values are ranked apart. `column` is optional in the table; without it all are one group."""

    column: str
    label: str = ""
    unknown: str = "未分组"


class FirmSet(Rule):
    """Firms scored by their own rules and ranked apart; the first set whose condition holds."""

    name: str
    where: Condition
    source: Citation | None = None
    note: str = ""


class Groups(Rule):
    """Which firms are ranked against which. Firms of no set (unknown) go to `unknown_set`, with a warning."""

    by: tuple[GroupBy, ...] = ()
    sets: tuple[FirmSet, ...] = ()
    unknown_set: str = ""
    label: str = "全部企业"
    source: Citation | None = None

    @model_validator(mode="after")
    def _known_set(self) -> Self:
        if self.sets and self.unknown_set not in [part.name for part in self.sets]:
            raise ValueError("unknown_set 要写明规模等不明的企业归入哪一组(须是 sets 中的一个)")
        return self

    @property
    def set_names(self) -> tuple[str, ...]:
        """Names of the sets; one nameless set where none is written."""
        return tuple(part.name for part in self.sets) or ("",)


class Merge(Rule):
    """Unit of evaluation: tenants' figures are added to the holder of the land, and all share the result."""

    holder_column: str
    sum: tuple[str, ...]
    source: Citation | None = None


class Scheme(Rule):
    """Everything a run needs to know."""

    name: str
    title: str
    place: str = ""
    source: Citation
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    subject: str = "企业"
    notes: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    labels: dict[str, str] = Field(default_factory=dict)
    merge: Merge | None = None
    exclude: tuple[Exclusion, ...] = ()
    groups: Groups = Groups()
    unclassified: UnclassifiedRule = UnclassifiedRule()
    terms: dict[str, Term] = Field(default_factory=dict)
    indicators: dict[str, Indicator] = Field(min_length=1)
    dimensions: Dimensions | None = None
    bonus: Adjustments = Adjustments()
    deductions: Adjustments = Adjustments()
    vetoes: tuple[Veto, ...] = ()
    shields: tuple[Shield, ...] = ()
    total: TotalRule = TotalRule()
    classes: Classes
    _nodes: dict[str, Node] = PrivateAttr(default_factory=dict)

    @field_validator("source", mode="before")
    @classmethod
    def _needs_a_document(cls, value: Any) -> Any:
        if not value:
            raise ValueError("评价办法要写明出处 source(文件名、文号、日期、确信度)")
        return value

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        faults = [*self._set_faults(), *self._class_faults(), *self._term_faults(), *self._name_faults()]
        if self.dimensions is not None:
            faults += self.dimensions.faults(set(self.indicators))
        if faults:
            raise ValueError(";".join(faults))
        return self

    def _set_faults(self) -> Iterator[str]:
        known = self.groups.set_names
        for code, indicator in self.indicators.items():
            for name in indicator.sets:
                if name not in known:
                    yield f"指标 {code} 写了不存在的分组 {name},只有 {'、'.join(known) or '不分组'}"
        for name in self.classes.sets:
            if name not in known:
                yield f"分档写了不存在的分组 {name},只有 {'、'.join(known) or '不分组'}"
        for name in known:
            if not any(indicator.rule(name) for indicator in self.indicators.values()):
                yield f"分组 {name} 没有任何指标"

    def _class_faults(self) -> Iterator[str]:
        codes = self.classes.codes
        named = [code for veto in self.vetoes for code in (*veto.bar, veto.force) if code not in (None, "last")]
        named += [self.unclassified.managed_as] if self.unclassified.managed_as else []
        for code in named:
            if code not in codes:
                yield f"写了不存在的类别 {code},只有 {'、'.join(codes)}"
        if any(veto.refill for veto in self.vetoes) and (self.classes.by_score or self.classes.ties.share):
            yield "名额递补(refill)不能与按分数分档、同分同类并用"
        if any(set(veto.bar) >= set(codes) for veto in self.vetoes):
            yield "一票否决不能排除所有类别"

    def _term_faults(self) -> Iterator[str]:
        seen: set[str] = set()
        for code, term in self.terms.items():
            for name in names(parse_formula(term.formula)):
                if name in self.terms and name not in seen:
                    yield f"分式 {code} 用到了写在它后面的 {name}"
            seen.add(code)
        both = seen & set(self.indicators)
        if both:
            yield f"指标与分式同名:{'、'.join(sorted(both))}"

    def _name_faults(self) -> Iterator[str]:
        """Columns of the table may be called like an indicator, but not like one of its result columns."""
        taken = {f"{code}_{part}" for code in self.indicators for part in RESULT_PARTS} | set(RESULT_COLUMNS)
        formulas = [rule.formula for code in self.indicators for rule in self.rules(code).values()]
        used = {name for text in formulas for name in names(self.node(text))}
        used |= {column for condition in self.conditions() for column in condition.columns()}
        if clash := sorted(used & taken):
            yield f"这些列名与结果列重名,请在数据中改名:{'、'.join(clash)}"

    # ---- what follows from the text -------------------------------------------------------------

    def rules(self, code: str) -> dict[str, IndicatorRule]:
        """The rule of an indicator in each set that uses it."""
        found = {name: self.indicators[code].rule(name) for name in self.groups.set_names}
        return {name: rule for name, rule in found.items() if rule is not None}

    def uses_policy(self, code: str, kind: str) -> bool:
        """True where some rule of the indicator has this policy."""
        return any(policy.kind == kind for rule in self.rules(code).values() for policy in rule.policies)

    def rounds(self, code: str) -> bool:
        """True where some rule of the indicator rounds its points."""
        return any(rule.round is not None for rule in self.rules(code).values())

    def node(self, formula: str) -> Node:
        """A formula with its terms written out: only measures are left."""
        if formula not in self._nodes:
            self._nodes[formula] = self._written_out(formula)
        return self._nodes[formula]

    def _written_out(self, formula: str) -> Node:
        def replace(ref: Ref) -> Node:
            term = self.terms.get(ref.name)
            return ref if term is None else self.node(term.formula)

        return substitute(parse_formula(formula), replace)

    def conditions(self) -> Iterator[Condition]:
        """Every condition of the scheme."""
        yield from (part.where for part in self.groups.sets)
        for named in (*self.exclude, *self.unclassified.items, *self.vetoes, *self.shields):
            yield named.where
        for part in (self.bonus, self.deductions):
            for table in part.tables:
                for item in table.items:
                    yield item.where

    def weight_total(self, set_name: str) -> Decimal:
        """Sum of the weights in a set."""
        rules = (indicator.rule(set_name) for indicator in self.indicators.values())
        return sum((rule.weight for rule in rules if rule), Decimal(0))

    def words(self) -> dict[str, str]:
        """Chinese labels of measures, columns, terms and indicators."""
        own = {code: term.label for code, term in self.terms.items()}
        measures = {code: measure.label for code, measure in load_measures().items()}
        return (
            COLUMN_LABELS | measures | own | {code: part.label for code, part in self.indicators.items()} | self.labels
        )


def load_scheme(name_or_path: str | Path) -> Scheme:
    """A scheme by name (`huaian-2024`) or from a file.

    Raises:
        ProblemsError: no such scheme, or every fault of the file with line, key, what was found and what is expected.
    """
    return load_rule("schemes", name_or_path, Scheme)
