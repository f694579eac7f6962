"""A power (审批事项) as data, with its terms by date; a matter (一件事) as a chain over powers of several bureaus."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..procedures import Step
from ..rules import Citation

Who = Literal["enterprise", "citizen", "organisation"]
Holder = Literal["delegated", "wanted", "partner"]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PaperNeed(_Data):
    """A paper an item asks for. `valid_months` from its date; `result_of` names powers whose result it is.

    A `secondary` paper may be promised and given later (容缺).
    """

    kind: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    secondary: bool = False
    valid_months: int | None = Field(default=None, gt=0)
    result_of: tuple[str, ...] = ()


class Outcome(_Data):
    """What the applicant gets: a certificate or a decision; `kind` is the paper it then is for other items."""

    label: str
    kind: str = ""
    valid_months: int | None = Field(default=None, gt=0)


class Terms(_Data):
    """The terms of a power from a day on. `promised` and `statutory` are working days; 0 promised is done at once.

    `tolerates`: secondary papers may be promised (容缺). `by_word`: the applicant's promise stands for the examination
    (告知承诺). `flow` names the steps in the catalogue's file.
    """

    since: datetime.date
    bureau: str
    who: tuple[Who, ...]
    papers: tuple[PaperNeed, ...]
    flow: tuple[Step, ...]
    promised: int = Field(ge=0)
    statutory: int | None = Field(default=None, ge=0)
    fee: str
    result: Outcome
    basis: tuple[Citation, ...] = Field(min_length=1)
    tolerates: bool = False
    by_word: bool = False
    suspensions: tuple[str, ...] = ()

    @property
    def secondary(self) -> tuple[str, ...]:
        """Labels of the papers that may be given later."""
        return tuple(p.label for p in self.papers if p.secondary) if self.tolerates else ()


class Power(_Data):
    """A power with every version of its terms, oldest first. `sample`: invented for a demonstration."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    field: str
    kind: str
    holder: Holder
    delegated_by: str = ""
    external: bool = False
    repeatable: bool = False
    sample: bool = False
    catalogue: str = ""
    versions: tuple[Terms, ...] = Field(min_length=1)

    def at(self, day: datetime.date) -> Terms:
        """The terms that hold on a day; before the first version, the first."""
        held = [terms for terms in self.versions if terms.since <= day]
        return held[-1] if held else self.versions[0]


class Link(_Data):
    """One item of a chain: a power by code, what it waits for, the chain's own promised days where it shortens them."""

    power: str
    after: tuple[str, ...] = ()
    days: int | None = Field(default=None, ge=0)
    group: str = ""
    optional: bool = False


class Matter(_Data):
    """A chain. `days` is its promise as a whole, kept at the item `until`; `limit` says which mechanism set it."""

    name: str
    label: str
    purpose: str
    subject: Literal["enterprise", "project", "citizen"]
    since: datetime.date
    who: tuple[Who, ...] = ("enterprise",)
    keeper: str
    days: int = Field(ge=0)
    until: str
    limit: str = ""
    tolerates: bool = True
    repeatable: bool = False
    suspensions: tuple[str, ...] = ()
    groups: Mapping[str, str] = {}
    links: tuple[Link, ...] = Field(min_length=1)
    assumptions: tuple[str, ...] = ()
    source: Citation

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of its items in the file's order."""
        return tuple(link.power for link in self.links)

    def before(self, code: str) -> frozenset[str]:
        """Items that are done before `code` begins."""
        links = {link.power: link.after for link in self.links}
        seen: set[str] = set()
        edge = set(links.get(code, ()))
        while edge:
            seen |= edge
            edge = {far for near in edge for far in links.get(near, ())} - seen
        return frozenset(seen)


def merged_terms(first: Mapping[str, Any], changes: Any) -> list[dict[str, Any]]:
    """Full terms of each version: what a change does not name goes on as it was."""
    found = [dict(first)]
    for change in changes or ():
        found.append({**found[-1], **change})
    return found
