"""One condition of a policy against what is known of a subject: met, not met, or not known. Unknown is never unmet.

A condition on money names a threshold in yuan, in dollars, or both; an amount is held against the threshold of its own
currency. An amount in a currency the policy names no threshold for is not known: nothing is converted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from .fields import Field, load_fields
from .saying import money, own_unit, typed


class Outcome(StrEnum):
    """What a condition came to."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in its currency (`yuan`, `usd`, …)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Known:
    """A value with where it is from; `value` None is unknown, `source` then says why.

    The value by the field's kind: words and set a frozenset, code and choice and stage a text, flag a bool, amount a
    Decimal in the stored unit, money a `Money`, date a date. `group` is the field group that may see it.
    """

    value: Any
    source: str = ""
    group: str = ""


class Condition(BaseModel):
    """One condition: a field, an operator, the value asked. Conditions of one `group` are alternatives: any will do.

    `value` is a list of words, codes or choices; a bool; a stage; a number in the stored unit (years for a date).
    Money has `yuan` and `usd` instead.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    op: str
    value: Any = None
    yuan: Decimal | None = None
    usd: Decimal | None = None
    group: str = ""

    @model_validator(mode="after")
    def fits_its_field(self) -> Condition:
        """The operator is one of the field's kind, and there is a value to hold against."""
        known = load_fields().get(self.field)
        if known is None:
            raise ValueError(f"没有“{self.field}”这个事项")
        if self.op not in known.operators:
            raise ValueError(f"“{known.label}”不能用“{self.op}”比较")
        if known.kind == "money":
            if self.yuan is None and self.usd is None:
                raise ValueError(f"“{known.label}”要写人民币或美元门槛")
        elif self.value is None or self.value == [] or self.value == "":
            raise ValueError(f"“{known.label}”要写比较的值")
        return self

    @property
    def about(self) -> Field:
        """What it asks about."""
        return load_fields()[self.field]


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition held against a subject: the sentence with the figure, `plain` without it, and what to find out."""

    condition: Condition
    outcome: Outcome
    sentence: str
    plain: str
    ask: str = ""
    group: str = ""


Labels = Mapping[str, Mapping[str, str]]


def say_condition(condition: Condition, labels: Labels | None = None) -> str:
    """A condition in words: 总投资不低于 1 亿元(或 1,000 万美元)."""
    return condition.about.label + _asked(condition, labels or {})


def hold(condition: Condition, known: Known | None, *, on: date, labels: Labels, order: tuple[str, ...]) -> Finding:
    """Hold a condition against what is known.

    Args:
        on: the day it is asked for.
        labels: names of stages and qualifications, by field and code.
        order: the stages in their order.
    """
    about, asked = condition.about, _asked(condition, labels)
    group = known.group if known else ""
    unknown = known is None or known.value is None
    if not unknown and isinstance(known.value, Money):
        unknown = _threshold(condition, known.value) is None
    if unknown or known is None:
        why = _why_unknown(condition, known)
        words = f"{about.label}{why},要求{asked}:待核实"
        return Finding(condition, Outcome.UNKNOWN, words, words, about.ask, group)
    good = _TESTS[condition.op](condition, known.value, on, order)
    tail = "符合" if good else "不符合"
    said = _said(about, condition, known.value, labels)
    where = f"({known.source})" if known.source else ""
    outcome = Outcome.MET if good else Outcome.NOT_MET
    return Finding(
        condition, outcome, f"{about.label}{said}{where},要求{asked}:{tail}", f"{about.label},要求{asked}:{tail}",
        group=group,
    )  # fmt: skip


def _why_unknown(condition: Condition, known: Known | None) -> str:
    if known is not None and isinstance(known.value, Money):
        return f" {money(known.value.amount, known.value.currency)},政策没有写这一币种的门槛"
    return f"未知({known.source})" if known is not None and known.source else "未知"


def _threshold(condition: Condition, value: Money) -> Decimal | None:
    return {"yuan": condition.yuan, "usd": condition.usd}.get(value.currency)


def _number(condition: Condition, value: Any) -> tuple[Decimal, Decimal]:
    if isinstance(value, Money):
        return value.amount, _threshold(condition, value) or Decimal(0)
    return Decimal(value), Decimal(str(condition.value))


def _at_least(condition: Condition, value: Any, on: date, order: tuple[str, ...]) -> bool:
    have, asked = _number(condition, value)
    return have >= asked


def _at_most(condition: Condition, value: Any, on: date, order: tuple[str, ...]) -> bool:
    have, asked = _number(condition, value)
    return have <= asked


def _one_of(condition: Condition, value: Any, on: date, order: tuple[str, ...]) -> bool:
    asked = {bare(word) for word in condition.value}
    have = value if isinstance(value, frozenset) else {value}
    return bool(asked & {bare(word) for word in have})


def _starts(condition: Condition, value: Any, on: date, order: tuple[str, ...]) -> bool:
    return str(value).startswith(tuple(condition.value))


def _reached(condition: Condition, value: Any, on: date, order: tuple[str, ...]) -> bool:
    return value in order and order.index(value) >= order.index(condition.value)


def _within_years(condition: Condition, value: Any, on: date, order: tuple[str, ...]) -> bool:
    """Not more than so many years old: the anniversary itself is within."""
    years = int(condition.value)
    try:
        last = value.replace(year=value.year + years)
    except ValueError:  # 29 February
        last = date(value.year + years, 3, 1)
    return bool(value <= on <= last)


_TESTS: dict[str, Callable[[Condition, Any, date, tuple[str, ...]], bool]] = {
    "one_of": _one_of,
    "none_of": lambda c, v, on, order: not _one_of(c, v, on, order),
    "starts": _starts,
    "not_starts": lambda c, v, on, order: not _starts(c, v, on, order),
    "is": lambda c, v, on, order: v is c.value,
    "at_least": _at_least,
    "at_most": _at_most,
    "reached": _reached,
    "within_years": _within_years,
}


def bare(word: str) -> str:
    """A cluster's name without the word for cluster: 新能源产业 is 新能源."""
    return word.strip().removesuffix("产业")


def _names(field: str, values: Any, labels: Labels) -> str:
    known = {**load_fields()[field].choices, **labels.get(field, {})}
    return "、".join(known.get(str(v), str(v)) for v in values)


def _asked(condition: Condition, labels: Labels) -> str:
    about, value = condition.about, condition.value
    match condition.op:
        case "at_least" | "at_most":
            word = "不低于" if condition.op == "at_least" else "不高于"
            if about.kind == "money":
                told = [(condition.yuan, "yuan"), (condition.usd, "usd")]
                parts = [money(amount, currency) for amount, currency in told if amount is not None]
                return f"{word} {parts[0]}{f'(或 {parts[1]})' if len(parts) > 1 else ''}"
            return f"{word} {typed(Decimal(str(value)), about)}"
        case "one_of":
            return f"属于{_names(condition.field, value, labels)}"
        case "none_of":
            return f"不属于{_names(condition.field, value, labels)}"
        case "starts" | "not_starts":
            return f"{'不' if condition.op == 'not_starts' else ''}以 {'、'.join(value)} 开头"
        case "is":
            return "为“是”" if value else "为“否”"
        case "reached":
            return f"已到“{_names(condition.field, [value], labels)}”"
    return f"距今不超过 {value} 年"


def _said(about: Field, condition: Condition, value: Any, labels: Labels) -> str:
    if isinstance(value, Money):
        return f" {money(value.amount, value.currency)}"
    if isinstance(value, bool):
        return "为“是”" if value else "为“否”"
    if isinstance(value, frozenset):
        return f":{_names(condition.field, sorted(value), labels) or '没有'}"
    if about.kind == "amount":
        return f" {own_unit(value, about, Decimal(str(condition.value)))}"
    return f":{_names(condition.field, [value], labels)}"
