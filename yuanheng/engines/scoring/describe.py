"""A scheme in sentences: what a page, a workbook and a notice print about it, every figure with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from yuanheng.engines.rules import Citation

from .formula import parse_formula, sentence
from .numbers import plain
from .scheme import Scheme


@dataclass(frozen=True)
class Sentence:
    """One sentence about a scheme: its section, the text, where it comes from, whether it is an assumption."""

    section: str
    label: str
    text: str
    source: str = ""
    assumption: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def describe_scheme(scheme: Scheme) -> tuple[Sentence, ...]:
    """Every rule of the scheme as a sentence, in the order of the evaluation."""
    return tuple(_sentences(scheme))


def _sentences(scheme: Scheme) -> Iterator[Sentence]:
    words = scheme.words()
    yield _said("办法", scheme.title, f"{scheme.place}{scheme.subject}评价", scheme.source)
    yield from _scope(scheme, words)
    yield from _groups(scheme, words)
    for code, term in scheme.terms.items():
        text = f"{term.label} = {sentence(parse_formula(term.formula), words)}{_unit(term.unit)}"
        yield _said("指标", code, text, term.source or scheme.source)
    yield from _indicators(scheme, words)
    for code in scheme.dimensions.bottom_up() if scheme.dimensions else ():
        text = scheme.dimensions.nodes[code].sentence(words | _dimension_words(scheme)) if scheme.dimensions else ""
        yield _said("指标", code, text, scheme.source)
    yield from _adjustments(scheme, words)
    yield _said("总分", "总分", scheme.total.sentence(), scheme.total.source or scheme.source)
    yield from _classes(scheme, words)
    for text in scheme.assumptions:
        yield Sentence("假设", "", text, "", True)


def _scope(scheme: Scheme, words: dict[str, str]) -> Iterator[Sentence]:
    for part in scheme.exclude:
        yield _said("评价范围", part.label, part.sentence(words), part.source or scheme.source)
    if scheme.merge:
        figures = "、".join(words.get(name, name) for name in scheme.merge.sum)
        text = f"承租企业的{figures}并入土地使用权人({scheme.merge.holder_column} 列),共用评价结果"
        yield _said("评价范围", "合并评价", text, scheme.merge.source or scheme.source)


def _adjustments(scheme: Scheme, words: dict[str, str]) -> Iterator[Sentence]:
    for section, adjustments in (("加分", scheme.bonus), ("减分", scheme.deductions)):
        source = adjustments.source or scheme.source
        for table in adjustments.tables:
            yield _said(section, table.label, table.sentence(words), table.source or source)
        if adjustments.tables and adjustments.cap is not None:
            yield _said(section, "合计", f"{section}合计最高 {plain(adjustments.cap)} 分", source)


def _classes(scheme: Scheme, words: dict[str, str]) -> Iterator[Sentence]:
    classes = scheme.classes
    for name in ("", *classes.sets):
        for rule in classes.of_set(name).order:
            text = f"{name}:{rule.sentence()}" if name else rule.sentence()
            yield _said("分档", rule.code, text, rule.source or classes.source or scheme.source)
    yield _said("分档", "同分", classes.ties.sentence(words), classes.ties.source or classes.source or scheme.source)
    for veto in scheme.vetoes:
        yield _said("一票否决", veto.label, veto.sentence(words), veto.source or scheme.source)
    for shield in scheme.shields:
        yield _said("保护条款", shield.label, shield.sentence(words), shield.source or scheme.source)


def _groups(scheme: Scheme, words: dict[str, str]) -> Iterator[Sentence]:
    groups = scheme.groups
    for part in groups.sets:
        yield _said(
            "分组", part.name, f"{part.name}:{part.where.sentence(words)},单独评价排名", part.source or groups.source
        )
    by = "、".join(part.label or words.get(part.column, part.column) for part in groups.by)
    text = f"按{by}分组排名(表中无此列时不分)" if by else "不再分组"
    yield _said("分组", "排名", text, groups.source or scheme.source)
    rule = scheme.unclassified
    for item in rule.items:
        yield _said(
            rule.code, item.label, f"{item.sentence(words)}为{rule.label}:{rule.sentence()}", item.source or rule.source
        )


def _indicators(scheme: Scheme, words: dict[str, str]) -> Iterator[Sentence]:
    in_tree = scheme.dimensions is not None
    for code, indicator in scheme.indicators.items():
        for name, rule in scheme.rules(code).items():
            where = f"({name})" if name and len(scheme.groups.set_names) > 1 else ""
            formula = sentence(parse_formula(rule.formula), words)
            text = f"{indicator.label}{where} = {formula}{_unit(rule.unit)},权重 {plain(rule.weight)};"
            text += rule.sentence(in_tree=in_tree)
            yield _said("指标", code, text, rule.source or scheme.source)


def _dimension_words(scheme: Scheme) -> dict[str, str]:
    return {code: node.label for code, node in scheme.dimensions.nodes.items()} if scheme.dimensions else {}


def _unit(unit: str) -> str:
    return f"({unit})" if unit else ""


def _said(section: str, label: str, text: str, source: Citation | None) -> Sentence:
    return Sentence(section, label, text, source.sentence() if source else "", bool(source and source.assumption))
