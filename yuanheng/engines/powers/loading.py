"""Read the catalogues (`rules/powers/`) and the chains (`rules/matters/`); every fault of a file at once, with its line.

A catalogue's file names papers and flows once and refers to them, so that thirty items stay readable.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ..errors import Problems
from ..procedures import Step
from ..rules import Citation, list_rules, load_rule, rule_hash, rule_line, rule_path
from .definition import Holder, Matter, Outcome, PaperNeed, Power, Terms, Who, merged_terms

POWERS, MATTERS = "powers", "matters"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Change(_Strict):
    since: datetime.date | None = None
    bureau: str | None = None
    who: tuple[Who, ...] | None = None
    papers: tuple[str, ...] | None = None
    secondary: tuple[str, ...] | None = None
    flow: str | None = None
    promised: int | None = Field(default=None, ge=0)
    statutory: int | None = Field(default=None, ge=0)
    fee: str | None = None
    result: Outcome | None = None
    basis: tuple[Citation, ...] | None = None
    tolerates: bool | None = None
    by_word: bool | None = None
    suspensions: tuple[str, ...] | None = None


class _Item(_Change):
    code: str
    name: str
    field: str
    kind: str = "行政许可"
    external: bool = False
    repeatable: bool = False
    delegated_by: str | None = None
    changes: tuple[_Change, ...] = ()


class _Paper(_Strict):
    label: str
    valid_months: int | None = Field(default=None, gt=0)
    result_of: tuple[str, ...] = ()


class _Catalogue(_Strict):
    name: str
    label: str
    holder: Holder
    sample: bool = False
    delegated_by: str = ""
    source: Citation
    defaults: dict[str, Any] = {}
    papers: dict[str, _Paper]
    flows: dict[str, tuple[Step, ...]]
    items: tuple[_Item, ...]


def load_powers() -> dict[str, Power]:
    """Every power by code, of all catalogues.

    Raises:
        ProblemsError: a file that is not a catalogue, a code twice, an unknown paper or flow, a promise longer than the
            law's limit, versions out of order; all at once, with file and line.
    """
    return dict(_powers(tuple((name, rule_hash(POWERS, name)) for name in list_rules(POWERS))))


@lru_cache(maxsize=16)
def _powers(files: tuple[tuple[str, str], ...]) -> dict[str, Power]:
    problems = Problems()
    found: dict[str, Power] = {}
    for name, _ in files:
        path = rule_path(POWERS, name)
        catalogue = load_rule(POWERS, path, _Catalogue)
        for place, item in enumerate(catalogue.items):
            if item.code in found:
                _fault(problems, POWERS, path, ("items", place, "code"), kind="power_twice", found=item.code,
                       expected="每个事项代码只用一次", advice="改名或删去其一")  # fmt: skip
                continue
            made = _power(catalogue, item, path, place, problems)
            if made is not None:
                found[item.code] = made
    problems.raise_if_any()
    return found


def _power(catalogue: _Catalogue, item: _Item, path: Path, place: int, problems: Problems) -> Power | None:
    said = item.model_dump(exclude_none=True, exclude={"code", "name", "field", "kind", "external", "repeatable",
                                                       "delegated_by", "changes"}, exclude_unset=True)  # fmt: skip
    raw = merged_terms(
        {**catalogue.defaults, **said},
        [change.model_dump(exclude_none=True, exclude_unset=True) for change in item.changes],
    )
    faults = list(_faults(catalogue, raw))
    for key, kind, wrong, expected, advice in faults:
        _fault(problems, POWERS, path, ("items", place, key), kind=kind, found=f"{item.name}:{wrong}",
               expected=expected, advice=advice)  # fmt: skip
    if faults:
        return None
    return Power(
        code=item.code, name=item.name, field=item.field, kind=item.kind, holder=catalogue.holder,
        delegated_by=item.delegated_by or catalogue.delegated_by, external=item.external, repeatable=item.repeatable,
        sample=catalogue.sample, catalogue=catalogue.label,
        versions=tuple(_terms(catalogue, terms) for terms in raw),
    )  # fmt: skip


def _faults(catalogue: _Catalogue, raw: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, str, str]]:
    """Key, kind, found, expected, advice of everything wrong with one item."""
    for terms in raw:
        missing = [key for key in ("bureau", "who", "papers", "flow", "promised", "fee", "result") if key not in terms]
        if missing:
            yield "code", "terms_missing", "缺 " + "、".join(missing), "各项齐全(可写在 defaults)", "补写"
            return
        for kind in (*terms["papers"], *terms.get("secondary", ())):
            if kind not in catalogue.papers:
                yield "papers", "unknown_paper", kind, "、".join(catalogue.papers), "在 papers 里补上,或改正"
        if terms["flow"] not in catalogue.flows:
            yield "flow", "unknown_flow", terms["flow"], "、".join(catalogue.flows), "在 flows 里补上,或改正"
        law = terms.get("statutory")
        if law is not None and terms["promised"] > law:
            yield ("promised", "promise_over_law", f"承诺 {terms['promised']} 个工作日", f"不超过法定 {law} 个工作日",
                   "改正承诺时限或法定时限")  # fmt: skip
    days = [terms["since"] for terms in raw]
    if days != sorted(set(days)):
        yield "changes", "versions_out_of_order", "、".join(map(str, days)), "各版本的起始日由早到晚", "改正 since"


def _terms(catalogue: _Catalogue, raw: Mapping[str, Any]) -> Terms:
    secondary = set(raw.get("secondary", ()))
    papers = tuple(
        PaperNeed(kind=kind, secondary=kind in secondary, **catalogue.papers[kind].model_dump())
        for kind in raw["papers"]
    )
    kept = {key: value for key, value in raw.items() if key not in ("papers", "secondary", "flow")}
    kept.setdefault("basis", (catalogue.source,))
    return Terms(papers=papers, flow=catalogue.flows[raw["flow"]], **kept)


def load_matters() -> dict[str, Matter]:
    """Every chain by name.

    Raises:
        ProblemsError: a chain over unknown powers, waiting for what is not in it or for itself, a power twice.
    """
    return dict(_matters(tuple((n, rule_hash(MATTERS, n)) for n in list_rules(MATTERS)), tuple(load_powers())))


@lru_cache(maxsize=16)
def _matters(files: tuple[tuple[str, str], ...], powers: tuple[str, ...]) -> dict[str, Matter]:
    problems = Problems()
    found: dict[str, Matter] = {}
    for name, _ in files:
        path = rule_path(MATTERS, name)
        matter = load_rule(MATTERS, path, Matter)
        for key, kind, wrong, expected, advice in _chain_faults(matter, powers):
            _fault(problems, MATTERS, path, key, kind=kind, found=wrong, expected=expected, advice=advice)
        found[matter.name] = matter
    problems.raise_if_any()
    return found


def _chain_faults(
    matter: Matter, powers: tuple[str, ...]
) -> Iterator[tuple[tuple[str | int, ...], str, str, str, str]]:
    for place, link in enumerate(matter.links):
        if link.power not in powers:
            yield ("links", place, "power"), "unknown_power", link.power, "rules/powers 里的事项代码", "改正代码"
        if matter.codes.count(link.power) > 1:
            yield ("links", place, "power"), "power_twice", link.power, "每个事项一次", "删去其一"
        for code in link.after:
            if code not in matter.codes:
                yield ("links", place, "after"), "unknown_step", code, "、".join(matter.codes), "改成链条里的事项"
        if link.power in matter.before(link.power):
            yield ("links", place, "after"), "step_cycle", f"{link.power} 等待自己", "事项之间不成环", "去掉其中一处"
        if link.group and link.group not in matter.groups:
            yield ("links", place, "group"), "unknown_group", link.group, "、".join(matter.groups), "在 groups 里补上"
    if matter.until not in matter.codes:
        yield ("until",), "unknown_step", matter.until, "、".join(matter.codes), "改成链条里的事项"


def _fault(
    problems: Problems, rules: str, path: Path, loc: tuple[str | int, ...], *, kind: str, found: str, expected: str,
    advice: str,
) -> None:  # fmt: skip
    line = rule_line(rules, path, loc)
    where = f"{path.name} › 第 {line} 行 › {' › '.join(map(str, loc))}"
    problems.add(kind, where=where, found=found, expected=expected, advice=advice, file=path.name, cell=f"L{line}")
