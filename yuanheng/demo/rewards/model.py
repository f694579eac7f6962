"""What an invented service company is: values only, money in whole yuan a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step of the set-up with its paper."""

    kind: str
    on: date
    document: str


@dataclass(frozen=True, slots=True)
class PersonFact:
    """One person; `selection` is the title of the open selection they came by, '' for those who were transferred."""

    number: str
    name: str
    post: str
    office: str
    entered: date
    base: int
    selection: str = ""
    contract_until: date = date(2023, 6, 30)
    renewed: int = 0
    left: date | None = None
    left_kind: str = ""
    left_reason: str = ""


@dataclass(frozen=True, slots=True)
class CandidateFact:
    """Somebody who applied; those taken carry their person's number."""

    name: str
    score: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class SelectionFact:
    """An open selection and the days of its steps."""

    title: str
    post: str
    places: int
    opened: date
    days: tuple[date, ...]
    candidates: tuple[CandidateFact, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """All of it."""

    steps: tuple[StepFact, ...]
    people: tuple[PersonFact, ...]
    selections: tuple[SelectionFact, ...]
