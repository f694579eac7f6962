"""The words of the grammar, read from `rules/plans/words.yaml`, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from ..rules import Citation, load_rule


class PlanWords(BaseModel):
    """Every list of the rule, by its part in the grammar."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Citation
    strengths: list[list[str]]
    floor_before: list[str]
    floor_after: list[str]
    ceiling_before: list[str]
    ceiling_after: list[str]
    about_before: list[str]
    about_after: list[str]
    exact_before: list[str]
    intent: list[str]
    promise: list[str]
    past: list[str]
    weak_past: list[str]
    past_headings: list[str]
    plan_headings: list[str]
    task_headings: list[str]
    work: list[str]
    given: list[str]
    meeting: list[str]
    described: list[str]
    slogans: list[str]
    making: list[str]
    outcome: list[str]
    events: list[str]
    growth: list[str]
    growth_nouns: list[str]
    falls: list[str]
    to_words: list[str]
    share_nouns: list[str]
    price_nouns: list[str]
    rank_verbs: list[str]
    rank_moves: list[str]
    each: list[str]
    all: list[str]
    part_of: list[str]
    lead_words: list[str]
    bearers: list[str]
    names_not_thresholds: list[str]
    manners: list[str]
    actions: list[str]


@lru_cache(maxsize=1)
def words() -> PlanWords:
    """The shipped words."""
    return load_rule("plans", "words", PlanWords)


def any_of(items: Iterable[str]) -> str:
    """A pattern that matches the longest of `items` first."""
    return _any_of(tuple(items))


@lru_cache(maxsize=512)
def _any_of(items: tuple[str, ...]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, items), key=len, reverse=True)) + ")"


# 搬迁安置点, 开工率, 投产项目: an event that only names a thing
_NOT_IN_A_NOUN = "(?!安置|户|率|数|点|区|面积|人口|群众|物流|类)"


@lru_cache(maxsize=64)
def finder(name: str) -> re.Pattern[str]:
    """The pattern of one list of the rule."""
    found = any_of(getattr(words(), name))
    return re.compile(found + _NOT_IN_A_NOUN if name == "events" else found)


@lru_cache(maxsize=1)
def strengths() -> tuple[re.Pattern[str], ...]:
    """One pattern a rank of strength, the strongest first."""
    return tuple(re.compile(any_of(group)) for group in words().strengths)
