"""Conditions on the columns of the wide table: whom a rule covers. Unknown is neither true nor false."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

import ibis
from pydantic import BaseModel, ConfigDict, Field, model_validator

from .numbers import Number, exact, plain

TRUE_WORDS = ("1", "是", "有", "true", "True", "TRUE", "Y", "y", "yes")


class Rule(BaseModel):
    """Base of every part of a scheme: closed keys, frozen values."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Condition(Rule):
    """One test on a column, or tests joined by all, any, not.

    Tests: `is`, `in`, `at_least`, `more_than`, `at_most`, `less_than`, `listed` (1 or 是 in a list column),
    `missing`, `within_years` (a date less than n years before the day of evaluation), `over_years` (n years or more).
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    negated: Condition | None = Field(default=None, alias="not")
    column: str = ""
    is_: str | int | bool | None = Field(default=None, alias="is")
    in_: tuple[str | int, ...] = Field(default=(), alias="in")
    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    less_than: Number | None = None
    listed: bool | None = None
    missing: bool | None = None
    within_years: int | None = None
    over_years: int | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [bool(self.all), bool(self.any), self.negated is not None, bool(self.column)]
        if sum(kinds) != 1:
            raise ValueError("一个条件只能写 all、any、not、column 之一")
        tested = bool(self.in_) or any(getattr(self, key) is not None for key in ("is_", *_TESTS))
        if self.column and not tested:
            raise ValueError(f"列 {self.column} 没有写检验(is、in、at_least、listed、missing……)")
        return self

    def columns(self) -> Iterator[str]:
        """Every column the condition reads."""
        if self.column:
            yield self.column
        for part in self._parts():
            yield from part.columns()

    def thresholds(self) -> Iterator[tuple[str, Decimal]]:
        """Every column compared with a number, and the number."""
        for key in _COMPARE:
            if getattr(self, key) is not None:
                yield self.column, getattr(self, key)
        for part in self._parts():
            yield from part.thresholds()

    def dates(self) -> Iterator[str]:
        """Every column read as a date, against the day of evaluation."""
        if self.within_years is not None or self.over_years is not None:
            yield self.column
        for part in self._parts():
            yield from part.dates()

    def _parts(self) -> tuple[Condition, ...]:
        return (*self.all, *self.any, *((self.negated,) if self.negated else ()))

    def expression(self, table: ibis.Table, *, on: datetime.date | None) -> ibis.expr.types.BooleanValue:
        """The condition as an Ibis boolean, NULL where unknown (column absent, cell blank, no date given)."""
        if self.all:
            return _fold(self.all, table, on, lambda a, b: a & b)
        if self.any:
            return _fold(self.any, table, on, lambda a, b: a | b)
        if self.negated is not None:
            return ~self.negated.expression(table, on=on)
        if self.column not in table.columns:
            return ibis.literal(True) if self.missing else ibis.null("boolean")
        return _tests(self, table[self.column], on)

    def holds(self, row: Mapping[str, Any], *, on: datetime.date | None) -> bool | None:
        """The same for one row in plain Python; None where unknown. For explaining, never for grading."""
        if self.all:
            return _three_valued([part.holds(row, on=on) for part in self.all], decisive=False)
        if self.any:
            return _three_valued([part.holds(row, on=on) for part in self.any], decisive=True)
        if self.negated is not None:
            inner = self.negated.holds(row, on=on)
            return None if inner is None else not inner
        return _three_valued(list(_cell_tests(self, row.get(self.column), on)), decisive=False)

    def sentence(self, labels: Mapping[str, str]) -> str:
        """The condition in Chinese."""
        if self.all:
            return "且".join(_bracket(part, labels) for part in self.all)
        if self.any:
            return "或".join(_bracket(part, labels) for part in self.any)
        if self.negated is not None:
            return f"并非({self.negated.sentence(labels)})"
        return labels.get(self.column, self.column) + "、".join(_words(self))


_COMPARE: dict[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "at_least": ("不低于 {}", lambda column, value: column >= value),
    "more_than": ("高于 {}", lambda column, value: column > value),
    "at_most": ("不高于 {}", lambda column, value: column <= value),
    "less_than": ("低于 {}", lambda column, value: column < value),
}
_TESTS = (*_COMPARE, "listed", "missing", "within_years", "over_years")


def _three_valued(found: list[bool | None], *, decisive: bool) -> bool | None:
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def _cell_tests(rule: Condition, cell: Any, on: datetime.date | None) -> Iterator[bool | None]:
    if rule.missing is not None:
        yield (cell is None) == rule.missing
    if rule.listed is not None:
        yield (cell is not None and _true(cell)) == rule.listed
    number = exact(cell) if isinstance(cell, int | float | Decimal) else None
    for key, (_, test) in _COMPARE.items():
        if (edge := getattr(rule, key)) is not None:
            yield None if number is None else bool(test(number, Fraction(edge)))
    if rule.is_ is not None:
        yield None if cell is None else _equal(cell, rule.is_)
    if rule.in_:
        yield None if cell is None else any(_equal(cell, value) for value in rule.in_)
    yield from _date_tests(rule, cell, on)


def _date_tests(rule: Condition, cell: Any, on: datetime.date | None) -> Iterator[bool | None]:
    for years, late in ((rule.within_years, True), (rule.over_years, False)):
        if years is not None:
            yield _dated(cell, years, late, on)


def _dated(cell: Any, years: int, late: bool, on: datetime.date | None) -> bool | None:
    if cell is None or on is None:
        return None
    try:
        day = datetime.date.fromisoformat(str(cell)[:10])
    except ValueError:
        return None
    return (day > years_before(on, years)) == late


def _true(cell: Any) -> bool:
    return cell.strip() in TRUE_WORDS if isinstance(cell, str) else bool(cell)


def _equal(cell: Any, value: str | int | bool) -> bool:
    if isinstance(value, bool):
        return _true(cell) == value
    return str(cell).strip() == str(value)


def years_before(day: datetime.date, years: int) -> datetime.date:
    """The same day `years` earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _fold(
    parts: tuple[Condition, ...], table: ibis.Table, on: datetime.date | None, join: Callable[[Any, Any], Any]
) -> Any:
    result = parts[0].expression(table, on=on)
    for part in parts[1:]:
        result = join(result, part.expression(table, on=on))
    return result


def _tests(rule: Condition, column: Any, on: datetime.date | None) -> Any:
    found: list[Any] = []
    if rule.is_ is not None:
        found.append(_listed(column) == rule.is_ if isinstance(rule.is_, bool) else _same(column, (rule.is_,)))
    if rule.in_:
        found.append(_same(column, rule.in_))
    for key, (_, test) in _COMPARE.items():
        if (value := getattr(rule, key)) is not None:
            found.append(test(column.cast("float64"), float(value)))
    if rule.listed is not None:
        listed = _listed(column).fill_null(False)
        found.append(listed if rule.listed else ~listed)
    if rule.missing is not None:
        found.append(column.isnull() if rule.missing else column.notnull())
    found.extend(_dates(rule, column, on))
    result = found[0]
    for test in found[1:]:
        result = result & test
    return result


def _dates(rule: Condition, column: Any, on: datetime.date | None) -> Iterator[Any]:
    for years, late in ((rule.within_years, True), (rule.over_years, False)):
        if years is None:
            continue
        if on is None:
            yield ibis.null("boolean")
            continue
        edge = ibis.literal(years_before(on, years), type="date")
        day = column.cast("date")
        yield day > edge if late else day <= edge


def _same(column: Any, values: tuple[str | int, ...]) -> Any:
    if column.type().is_string():
        return column.strip().isin([str(value) for value in values])
    if column.type().is_numeric() and all(isinstance(value, int) for value in values):
        return column.isin(list(values))
    return column.cast("string").isin([str(value) for value in values])


def _listed(column: Any) -> Any:
    if column.type().is_boolean():
        return column
    if column.type().is_string():
        return column.strip().isin(TRUE_WORDS)
    return column.cast("float64") != 0


def _bracket(part: Condition, labels: Mapping[str, str]) -> str:
    text = part.sentence(labels)
    return f"({text})" if part.all or part.any else text


def _words(rule: Condition) -> Iterator[str]:
    if rule.is_ is not None:
        yield ("为是" if rule.is_ else "为否") if isinstance(rule.is_, bool) else f"为 {rule.is_}"
    if rule.in_:
        yield "属于 " + "、".join(str(value) for value in rule.in_)
    for key, (words, _) in _COMPARE.items():
        if (value := getattr(rule, key)) is not None:
            yield words.format(plain(value))
    yield from _state_words(rule)


def _state_words(rule: Condition) -> Iterator[str]:
    if rule.listed is not None:
        yield "在列" if rule.listed else "不在列"
    if rule.missing is not None:
        yield "缺失" if rule.missing else "有数"
    if rule.within_years is not None:
        yield f"距评价日不满 {rule.within_years} 年"
    if rule.over_years is not None:
        yield f"距评价日已满 {rule.over_years} 年"
