"""The rules of approvals as data (`rules/approvals/`) and the catalogue as the site reads it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from yuanheng.engines.powers import Matter, Power, load_matters, load_powers
from yuanheng.engines.rules import Citation, load_rule, rule_hash

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


Rule = TypeVar("Rule", bound=BaseModel)


def _rule(name: str, model: type[Rule]) -> Rule:
    """A rule of ours, read once for each content of its file."""
    return _read(name, model, rule_hash(KIND, name))


@lru_cache(maxsize=32)
def _read(name: str, model: type[Rule], _content: str) -> Rule:
    return load_rule(KIND, name, model)


def office() -> Office:
    """The shipped rule, or the zone's own."""
    return _rule("office", Office)


def limits() -> tuple[Limit, ...]:
    """The mechanisms that chains are measured by."""
    return _rule("limits", Limits).limits


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
    return _rule("promises", Promises)


class Platform(_Data):
    """A platform above: what its export is called, and which layout it wants uploaded ('' none)."""

    code: str
    label: str
    kind: str
    uploads: str = ""
    source: Citation


class FieldWords(_Data):
    """A field of an export, and what its columns are called."""

    label: str
    words: tuple[str, ...]
    required: bool = False


class Platforms(_Data):
    """All platforms and how their exports are read."""

    name: str
    label: str
    platforms: tuple[Platform, ...]
    fields: dict[str, FieldWords]
    statuses: dict[str, tuple[str, ...]]
    source: Citation


class ExportColumn(_Data):
    """One column: its heading and what goes into it."""

    heading: str
    field: str


class Layout(_Data):
    """A table reported upwards; `scope` says which applications go into it."""

    code: str
    label: str
    scope: Literal["construction", "all"]
    columns: tuple[ExportColumn, ...]
    source: Citation


class Exports(_Data):
    """All tables reported upwards."""

    name: str
    label: str
    layouts: tuple[Layout, ...]
    division: str
    source: Citation


class Messages(_Data):
    """What the applicant is told, by what happened."""

    name: str
    label: str
    texts: dict[str, str]
    source: Citation


def platforms() -> Platforms:
    """How exports of the platforms above are read."""
    return _rule("platforms", Platforms)


def exports() -> Exports:
    """The tables we report."""
    return _rule("exports", Exports)


def message_texts() -> dict[str, str]:
    """The sentence for each thing that happens."""
    return _rule("messages", Messages).texts


class Category(_Data):
    """A kind of relief: its limits (yuan a month and a head; None: no means test), standard, notice and re-check."""

    code: str
    label: str
    per: Literal["person", "household"]
    recheck_months: Literal[0, 3, 6, 12]
    notice_days: int = Field(ge=0)
    income_limit: int | None
    asset_limit: int | None
    standard: int | None


class ReliefRules(_Data):
    """All categories; `makes_up` are those that pay what is lacking to the standard."""

    name: str
    label: str
    categories: tuple[Category, ...]
    makes_up: tuple[str, ...]
    sources: tuple[Citation, ...]
    source: Citation


def relief_rules() -> ReliefRules:
    """The categories of relief."""
    return _rule("relief", ReliefRules)


def category_named(code: str) -> Category:
    """A category by code."""
    return next(c for c in relief_rules().categories if c.code == code)
