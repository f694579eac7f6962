"""Tallies as the plan sees them: what is on offer, with which filters, and one that people fill in by hand."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.plans import TallyOffer
from yuanheng.web.base.tallies import Tally, tallies

MANUAL = "manual"
ASKED = frozenset({"period", "on", "known_on"})
DAY = "日期"
"""The unit of a tally that says whether a milestone is reached: 1, or 0 before."""
EXACT_UNITS = frozenset({"元", "美元", "%", "位", "个百分点"})
KINDS = {"yuan": "amount", "usd": "amount", "flag": "yes_no", "choice": "choice"}
# What a filter is called where its tally does not say.
WORDS = {
    "amount_min_yuan": "金额不低于(元)", "amount_max_yuan": "金额低于(元)", "amount_below_yuan": "金额低于(元)",
    "amount_min_usd": "金额不低于(美元)", "amount_max_usd": "金额低于(美元)", "amount_below_usd": "金额低于(美元)",
    "cluster": "产业集群", "foreign": "外资", "manufacturing": "制造业", "source": "来源",
    "nested": "低档包含高档", "same_firms": "只比两年都有数的企业", "recognised": "只计已认定", "renewals": "含复审",
    "declared": "按企业自报", "above_size": "只计规上", "kind": "类别", "industry": "行业", "stage": "阶段",
}  # fmt: skip


class BindingError(YuanhengError):
    """A tally, a filter or a unit that cannot measure the target."""

    kind = "binding"


@dataclass(frozen=True, slots=True)
class Filter:
    """One parameter of a tally: name, words, kind (`amount`, `yes_no`, `choice`, `text`), and its value where none is given."""

    name: str
    label: str
    kind: str
    default: Any = None
    choices: tuple[tuple[str, str], ...] = ()


def filters_of(tally: Tally) -> tuple[Filter, ...]:
    """What a tally can be narrowed by: the filters it declares, then what else its function takes by name."""
    parameters = inspect.signature(tally.read).parameters
    found = [
        Filter(f.name, f.label, KINDS.get(f.kind, "text"), _default(parameters.get(f.name)), tuple(f.choices))
        for f in tally.filters
    ]
    named = {f.name for f in found} | ASKED | set(getattr(tally.read, "keywords", {}))
    for name, parameter in parameters.items():
        if name not in named and parameter.kind is not inspect.Parameter.VAR_KEYWORD:
            default = _default(parameter)
            found.append(Filter(name, WORDS.get(name, name), _kind(name, parameter, default), default))
    return tuple(found)


def _default(parameter: inspect.Parameter | None) -> Any:
    return None if parameter is None or parameter.default is inspect.Parameter.empty else parameter.default


def _kind(name: str, parameter: inspect.Parameter, default: Any) -> str:
    if name.startswith("amount_"):
        return "amount"
    return "yes_no" if isinstance(default, bool) or str(parameter.annotation).startswith("bool") else "text"


def offers() -> list[TallyOffer]:
    """Every registered tally, for the engine to choose from."""
    return [
        TallyOffer(
            code=t.code, label=t.label, unit=t.unit, synonyms=t.synonyms,
            filters=frozenset(f.name for f in filters_of(t)),
        )
        for t in tallies().values()
    ]  # fmt: skip


def tally_choices() -> list[tuple[str, str]]:
    """For a select: none, by hand, then every tally with its unit."""
    named = [(t.code, f"{t.label}({t.unit})") for t in tallies().values()]
    return [("", "暂不对应"), (MANUAL, "人工报送:以登记的报送数为准"), *named]


def tally_label(code: str) -> str:
    """How a tally is called; one that disappeared says so."""
    if code in ("", MANUAL):
        return dict(tally_choices())[code].split(":")[0]
    known = tallies().get(code)
    return known.label if known else f"{code}(口径已不存在)"


def check_binding(*, tally: str, unit: str, kind: str, filters: dict[str, Any]) -> None:
    """Refuse what cannot measure the target.

    Raises:
        BindingError: no such tally; another unit (家 against 元; a milestone against a count); a filter it does not take.
    """
    if tally in ("", MANUAL):
        return
    known = tallies().get(tally)
    if known is None:
        raise BindingError(
            where="统计口径", found=tally, expected="现有的统计口径", advice="在列表中另选一个,或选人工报送"
        )
    milestones = (kind == "milestone", known.unit == DAY)
    if milestones == (True, True):
        unit = known.unit
    if (any(milestones) and not all(milestones)) or ({unit, known.unit} & EXACT_UNITS and unit != known.unit):
        raise BindingError(
            where=f"目标与口径“{known.label}”", found=f"目标以{unit or '办成'}计,口径以{known.unit}计",
            expected="单位相同", advice="换一个口径,或选人工报送",
        )  # fmt: skip
    unknown = set(filters) - {f.name for f in filters_of(known)}
    if unknown:
        raise BindingError(
            where=f"口径“{known.label}”", found="、".join(sorted(unknown)), expected="这个口径有的筛选条件",
            advice="去掉这些条件",
        )  # fmt: skip


def stored_filters(filters: dict[str, Any]) -> dict[str, Any]:
    """As JSON keeps them: amounts as text."""
    return {k: str(v) if isinstance(v, Decimal) else v for k, v in filters.items() if v not in (None, "")}


def asked_filters(tally: Tally, filters: dict[str, Any]) -> dict[str, Any]:
    """As the tally takes them.

    Raises:
        BindingError: an amount that is no number.
    """
    made: dict[str, Any] = {}
    for item in filters_of(tally):
        if item.name not in filters:
            continue
        value = filters[item.name]
        try:
            made[item.name] = Decimal(str(value)) if item.kind == "amount" else value
        except InvalidOperation as error:
            raise BindingError(
                where=item.label, found=str(value), expected="一个数", advice="改成以元计的数"
            ) from error
    return made


def filters_said(code: str, filters: dict[str, Any]) -> list[str]:
    """The filters in words."""
    known = tallies().get(code)
    if known is None:
        return []
    return [_said(f, filters[f.name]) for f in filters_of(known) if f.name in filters]


def _said(item: Filter, value: Any) -> str:
    from .wording import amount

    if item.kind == "yes_no":
        return f"{item.label}:{'是' if value else '否'}"
    if item.kind == "amount":
        unit = "美元" if item.name.endswith("usd") else "元"
        return f"{item.label.split('(')[0]} {amount(Decimal(str(value)), unit)}"
    return f"{item.label}:{value}"
