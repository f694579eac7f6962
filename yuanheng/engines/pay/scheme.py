"""A pay scheme as data: what an event earns by amount and currency, factors of offices, caps, deductions.

Nothing is converted: an amount is held against the tiers of its own currency, and a currency without tiers is a question.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ..rules import Citation

Currency = Literal["yuan", "usd", "hkd", "jpy", "eur"]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Tier(_Data):
    """From an amount on: so many points or yuan; `each` pays them once for every full `each` of the amount."""

    currency: Currency
    least: Decimal = Field(alias="from", ge=0)
    points: Decimal | None = Field(default=None, ge=0)
    yuan: Decimal | None = Field(default=None, ge=0)
    each: Decimal | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _one_reward(self) -> Tier:
        if (self.points is None) == (self.yuan is None):
            raise ValueError("points 和 yuan 写且只写一个")
        return self


class EventRule(_Data):
    """What one kind of event earns; the highest tier reached counts."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    tiers: tuple[Tier, ...]

    @model_validator(mode="after")
    def _tiers_apart(self) -> EventRule:
        seen = [(tier.currency, tier.least) for tier in self.tiers]
        if not seen or len(set(seen)) != len(seen):
            raise ValueError(f"“{self.label}”的档次为空,或同一币种同一起点写了两次")
        by_each = {tier.currency for tier in self.tiers if tier.each is not None}
        if any(sum(t.currency == c for t in self.tiers) > 1 for c in by_each):
            raise ValueError(f"“{self.label}”按每满多少计的币种只能有一档")
        return self

    def tiers_of(self, currency: str) -> tuple[Tier, ...]:
        """The tiers of a currency, lowest first."""
        return tuple(sorted((t for t in self.tiers if t.currency == currency), key=lambda t: t.least))


class Cap(_Data):
    """The most performance of a month; some posts have their own."""

    yuan: Decimal = Field(gt=0)
    posts: dict[str, Decimal] = {}

    def of(self, post: str) -> Decimal:
        """The cap of a post."""
        return self.posts.get(post, self.yuan)


class DeductionRule(_Data):
    """So many yuan off per unit (天, 次)."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    per: str
    yuan: Decimal = Field(gt=0)


class PayScheme(_Data):
    """A scheme in force from `since` to `until`. `hash` is the sha256 of its file.

    `recognised_in`: an event belongs to the month in which it happened, or, if it became known later, to the month in
    which it became known (`later_month`), so that what is recorded late never reopens a paid month. `leavers`: an event
    after a person left earns them nothing though their share stands; one before it does, or not at all (`none`).
    """

    name: str
    label: str
    purpose: str
    since: datetime.date
    until: datetime.date | None = None
    source: Citation
    assumptions: tuple[str, ...] = ()
    point_yuan: Decimal | None = Field(default=None, gt=0)
    roles: dict[str, str]
    events: tuple[EventRule, ...]
    offices: dict[str, Decimal] = {}
    cap: Cap | None = None
    deductions: tuple[DeductionRule, ...] = ()
    recognised_in: Literal["later_month", "happened_month"] = "later_month"
    leavers: Literal["happened_before_leaving", "none"] = "happened_before_leaving"
    hash: str = ""

    @model_validator(mode="after")
    def _whole(self) -> PayScheme:
        codes = [e.code for e in self.events] + [d.code for d in self.deductions]
        if len(set(codes)) != len(codes):
            raise ValueError("事项或扣减的代码写了两次")
        if self.point_yuan is None and any(t.points is not None for e in self.events for t in e.tiers):
            raise ValueError("有以分计的档次,须写明每分多少元(point_yuan)")
        if any(factor <= 0 for factor in self.offices.values()):
            raise ValueError("办事处系数须大于 0")
        if not self.roles:
            raise ValueError("至少写一个角色")
        return self

    def event(self, code: str) -> EventRule | None:
        """The rule of an event, or None."""
        return next((e for e in self.events if e.code == code), None)

    def deduction(self, code: str) -> DeductionRule | None:
        """The rule of a deduction, or None."""
        return next((d for d in self.deductions if d.code == code), None)

    def holds_in(self, month: datetime.date) -> bool:
        """Whether the scheme is in force in a month (its first day)."""
        first = month.replace(day=1)
        return self.since <= first and (self.until is None or first <= self.until)
