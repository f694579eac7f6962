"""The rules of channels as data (`rules/channels/channels.yaml`): regions, what counts as a relation, days, tiers."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from yuanheng.engines.rules import Citation, load_rule

Counting = Literal["evidence", "contact", "agreement", "registered"]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Region(_Data):
    """A region; `words` tell it in the source of a project that no channel is recorded for."""

    name: str
    words: tuple[str, ...] = ()


class Tier(_Data):
    """A tier of amounts, each currency by its own threshold; a tier ends where the one above begins."""

    code: str
    label: str
    short: str
    min_yuan: Decimal
    min_usd: Decimal


class ChannelRules(_Data):
    """All of them; the source says whose reading it is."""

    name: str
    label: str
    regions: tuple[Region, ...]
    counts_by: dict[str, Counting]
    promotion_kinds: tuple[str, ...]
    near_name: float
    yield_days: tuple[int, ...]
    tiers: tuple[Tier, ...]
    source: Citation


@cache
def channel_rules() -> ChannelRules:
    """The shipped rule, or the zone's own."""
    return load_rule("channels", "channels", ChannelRules)


def region_choices() -> list[tuple[str, str]]:
    """For a select."""
    return [(r.name, r.name) for r in channel_rules().regions]


def words_of(region: str) -> tuple[str, ...]:
    """The words of a region in a source's name; a region the rule does not name (浦东) is its own word."""
    return next((r.words for r in channel_rules().regions if r.name == region), (region,))
