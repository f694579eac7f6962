"""What a park still has of a utility on a day, and whether a need may be promised from it.

reserve = capacity of the newest fact + expansions done since then - the greater of contracted and used - promises that hold.
A promise holds from its day to its last day unless released; once its project has signed with the supplier it holds until a
fact of that day or later, which has it among the contracted. Without a fact nothing is known: nothing is promised.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fact:
    """What the supplier said, as of a day."""

    as_of: date
    capacity: Decimal
    contracted: Decimal
    used: Decimal | None


@dataclass(frozen=True, slots=True)
class Added:
    """An expansion: so much from a day on."""

    on: date
    amount: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise to a project."""

    project: Hashable
    amount: Decimal
    since: date
    until: date
    contracted_on: date | None = None
    released_on: date | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """The reserve with its parts; `amount` may be below nothing, where more is used than there is."""

    amount: Decimal
    capacity: Decimal
    added: Decimal
    taken: Decimal
    promised: Decimal
    as_of: date

    @property
    def sentence(self) -> str:
        """The sum in words."""
        added = f" + 新投运 {plain(self.added)}" if self.added else ""
        told = f"能力 {plain(self.capacity)}{added} - 已签约(或最大使用){plain(self.taken)} - 已承诺 {plain(self.promised)}"
        return f"{told} = {plain(self.amount)}(截至 {self.as_of})"


def plain(amount: Decimal) -> str:
    """1,060.5: thousands parted, no zeros that say nothing."""
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def holds(promise: Promised, *, on: date, as_of: date) -> bool:
    """Whether a promise takes from the reserve on a day, given the day of the newest fact."""
    if promise.since > on or (promise.released_on is not None and promise.released_on <= on):
        return False
    if promise.contracted_on is not None and promise.contracted_on <= on:
        return promise.contracted_on > as_of
    return on <= promise.until


def reserve_of(
    fact: Fact | None, added: Sequence[Added], promises: Sequence[Promised], *, on: date, but: Hashable = None
) -> Left | None:
    """The reserve on a day, without the promises of the project `but`; None where no fact is known."""
    if fact is None:
        return None
    more = sum((a.amount for a in added if fact.as_of < a.on <= on), Decimal(0))
    taken = max(fact.contracted, fact.used if fact.used is not None else fact.contracted)
    held = [p for p in promises if p.project != but and holds(p, on=on, as_of=fact.as_of)]
    promised = sum((p.amount for p in held), Decimal(0))
    return Left(fact.capacity + more - taken - promised, fact.capacity, more, taken, promised, fact.as_of)


Answer = Literal["enough", "short", "unknown", "none"]


def check_need(need: Decimal | None, left: Left | None) -> Answer:
    """Whether a need is within the reserve; `unknown` where need or reserve is not known, `none` for a need of nothing."""
    if need is None:
        return "unknown"
    if need == 0:
        return "none"
    if left is None:
        return "unknown"
    return "enough" if need <= left.amount else "short"
