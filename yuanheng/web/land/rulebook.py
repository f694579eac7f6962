"""The rules of land as the pages say them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import BaseModel, ConfigDict

from yuanheng.engines.rules import Citation, load_rule


class StateRule(BaseModel):
    """One state's rule, as far as a page says it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    code: str
    label: str
    since: date
    until: date | None = None
    sentence: str
    source: Citation
    assumption: bool = False


class StateBook(BaseModel):
    """The rules of states in words; what their figures mean is the engine's business."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    rules: tuple[StateRule, ...]
    assumptions: tuple[str, ...] = ()
    idle: dict[str, Any]

    @property
    def fee_share(self) -> Fraction:
        """Of the price, for land idle by its holder's cause."""
        return Fraction(str(self.idle["fee_share"]))


def state_book() -> StateBook:
    """As the file says today."""
    return load_rule("land", "states", StateBook)


class Factor(BaseModel):
    """One thing that makes a parcel harder or easier to bring to use: points when it is so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    label: str
    points: int


class EffortBook(BaseModel):
    """How much effort a parcel takes: points of its state, and of what else is so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    least: int
    states: dict[str, int]
    factors: tuple[Factor, ...]
    source: Citation


def effort_book() -> EffortBook:
    """As the file says today."""
    return load_rule("land", "effort", EffortBook)


class MatchBook(BaseModel):
    """What makes a parcel fit a project: points for each, and how near is near."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    ready: tuple[str, ...]
    later: tuple[str, ...]
    size_low: Fraction
    size_high: Fraction
    road_metres: int
    near_metres: int
    points: dict[str, int]
    checks: tuple[str, ...]
    source: Citation


def match_book() -> MatchBook:
    """As the file says today."""
    return load_rule("land", "matching", MatchBook)


class Paper(BaseModel):
    """A paper of a step: its title and paragraphs, with {names} to fill in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    step: str
    label: str
    draft: bool = False
    body: tuple[str, ...]


class PaperBook(BaseModel):
    """All papers of disposals."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    papers: tuple[Paper, ...]
    source: Citation


def paper_book() -> PaperBook:
    """As the file says today."""
    return load_rule("land", "papers", PaperBook)
