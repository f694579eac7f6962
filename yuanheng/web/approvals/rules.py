"""The rules of approvals as data (`rules/approvals/`) and the catalogue as the site reads it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from yuanheng.engines.powers import Matter, Power, load_matters, load_powers
from yuanheng.engines.rules import Citation, load_rule

KIND = "approvals"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Office(_Data):
    """The bureau's names, numbers and days; `bureau` is the code of its organisation, `bureau_name` how rules name it."""

    name: str
    label: str
    organ: str
    bureau: str
    bureau_name: str
    numbers: dict[str, str]
    yellow_days: int = Field(ge=0)
    review_days: int = Field(ge=1)
    escalate_days: int = Field(ge=1)
    source: Citation


class LimitPart(_Data):
    """One number of a mechanism: what is done within how many working days, measured on a chain or on one power."""

    label: str
    days: int = Field(ge=0)
    matter: str
    power: str


class Limit(_Data):
    """A mechanism (1120, 3550) with the sureness of its reading."""

    code: str
    label: str
    parts: tuple[LimitPart, ...]
    source: Citation


class Limits(_Data):
    """All mechanisms."""

    name: str
    label: str
    limits: tuple[Limit, ...]
    source: Citation


def office() -> Office:
    """The shipped rule, or the zone's own."""
    return load_rule(KIND, "office", Office)


def limits() -> tuple[Limit, ...]:
    """The mechanisms that chains are measured by."""
    return load_rule(KIND, "limits", Limits).limits


def powers() -> dict[str, Power]:
    """Every power by code."""
    return load_powers()


def matters() -> dict[str, Matter]:
    """Every chain by name."""
    return load_matters()


class Promises(_Data):
    """How long a paper may be promised for, what follows where it does not come, and who may not promise."""

    name: str
    label: str
    tolerance_days: int = Field(ge=1)
    beyond_due: bool
    on_broken: Literal["terminate", "remind"]
    excludes: tuple[Literal["listed", "broken"], ...]
    word_check_days: int = Field(ge=1)
    tolerance: Citation
    consequence: Citation
    source: Citation


def promises() -> Promises:
    """The shipped rule, or the zone's own."""
    return load_rule(KIND, "promises", Promises)
