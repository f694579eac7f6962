"""The kinds of works and the sentences of the plan they carry out, as data (`rules/works/`)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from yuanheng.engines.rules import Citation, load_rule

MeasuredBy = Literal["", "stretches", "households", "compounds", "reports"]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Data):
    """A kind of work: its procedure, the steps that start, approve and finish it, what measures its longest step."""

    code: str
    label: str
    procedure: str
    colour: str
    start: str
    finish: str
    approve: str = ""
    measured: str = ""
    by: MeasuredBy = ""
    papers: bool = False
    registers: tuple[str, ...] = ()


class LightRule(_Data):
    """How many days before a planned date the light turns amber, and the rule in words."""

    plan_soon_days: int
    sentence: str


class Kinds(_Data):
    """All kinds, with the rules of progress and lights in words."""

    source: Citation
    progress: str
    light: LightRule
    kinds: tuple[Kind, ...]


class Milestone(_Data):
    """When a topic is done: every one of its works of these kinds has passed every one of these steps."""

    code: str
    label: str
    kinds: tuple[str, ...]
    steps: tuple[str, ...]
    words: tuple[str, ...] = ()


class Topic(_Data):
    """One sentence of the plan and the kinds of works that carry it out."""

    code: str
    label: str
    kinds: tuple[str, ...]
    quote: str
    due: date | None = None
    milestone: Milestone | None = None


class Topics(_Data):
    """The sentences of the plan."""

    source: Citation
    topics: tuple[Topic, ...]


@cache
def kind_rules() -> Kinds:
    """The shipped rule, or the zone's own."""
    return load_rule("works", "kinds", Kinds)


@cache
def topic_rules() -> Topics:
    """The shipped rule, or the zone's own."""
    return load_rule("works", "topics", Topics)


def kind_of(code: str) -> Kind:
    """A kind by code.

    Raises:
        LookupError: a work of a kind that the rules no longer have.
    """
    for kind in kind_rules().kinds:
        if kind.code == code:
            return kind
    raise LookupError(f"no kind of work {code}")


def topic_of(code: str) -> Topic | None:
    """A topic by code; None where the rules have none."""
    return next((topic for topic in topic_rules().topics if topic.code == code), None)


def kind_choices() -> list[tuple[str, str]]:
    """For a select."""
    return [(kind.code, kind.label) for kind in kind_rules().kinds]


def topic_choices() -> list[tuple[str, str]]:
    """For a select."""
    return [(topic.code, topic.label) for topic in topic_rules().topics]
