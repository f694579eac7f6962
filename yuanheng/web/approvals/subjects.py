"""What an application is for: a power or a chain, under the terms of the day it came in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from yuanheng.engines.powers import (
    Matter,
    PaperNeed,
    Power,
    procedure_of_matter,
    procedure_of_mirror,
    procedure_of_power,
)
from yuanheng.engines.procedures import Procedure
from yuanheng.web.base.models import Organisation

from .models import Application, HeldPaper
from .policy.papers import NeedState, checked, needs_of
from .rules import matters, office, powers


def subject_named(kind: str, code: str) -> Power | Matter | None:
    """A power or a chain."""
    return matters().get(code) if kind == Application.MATTER else powers().get(code)


def procedure_for(subject: Power | Matter, *, on: date, mirrored: bool = False) -> Procedure:
    """What its case runs under."""
    if isinstance(subject, Matter):
        return procedure_of_matter(subject, powers(), on=on)
    return procedure_of_mirror(subject, on=on) if mirrored else procedure_of_power(subject, on=on)


def version_of(subject: Power | Matter, *, on: date) -> date:
    """From which day the terms it is under hold: a power's version, of a chain the newest among its items'."""
    if isinstance(subject, Matter):
        return max([subject.since, *(powers()[code].at(on).since for code in subject.codes)])
    return subject.at(on).since


def label_of(subject: Power | Matter) -> str:
    """How it is called."""
    return subject.label if isinstance(subject, Matter) else subject.name


def who_may(subject: Power | Matter, *, on: date) -> tuple[str, ...]:
    """Kinds of applicant that may ask for it."""
    return subject.who if isinstance(subject, Matter) else subject.at(on).who


def tolerates(subject: Power | Matter, *, on: date) -> bool:
    """Whether secondary papers may come later."""
    return subject.tolerates if isinstance(subject, Matter) else subject.at(on).tolerates


def takes_word(subject: Power | Matter, *, on: date) -> bool:
    """Whether the applicant's word may stand for a paper (告知承诺)."""
    return isinstance(subject, Power) and subject.at(on).by_word


def our_bureau() -> Organisation | None:
    """The approvals bureau of this site."""
    rule = office()
    return (
        Organisation.objects.filter(code=rule.bureau).first()
        or Organisation.objects.filter(name=rule.bureau_name).first()
    )


def needs(application: Application, skip: tuple[str, ...] = ()) -> tuple[PaperNeed, ...]:
    """The papers of an application under the version it came in under; '' where the rule file has gone."""
    subject = subject_named(application.kind, application.code)
    if subject is None:
        return ()
    return needs_of(subject, powers(), on=application.received_on, skip=skip)


def paper_states(application: Application, *, on: date) -> tuple[NeedState, ...]:
    """How each paper of an application stands on a day."""
    skip = tuple((application.case.events.get(serial=1).data or {}).get("skip") or ())
    return checked(needs(application, skip), papers_in(application), on=on)


def papers_in(application: Application) -> Mapping[str, HeldPaper]:
    """Papers used in an application, by kind."""
    return {row.kind: row.paper for row in application.papers.select_related("paper__file")}


def store_of(applicant: Any, kinds: list[str]) -> dict[str, HeldPaper]:
    """The newest paper of each kind in an applicant's store."""
    found: dict[str, HeldPaper] = {}
    rows = HeldPaper.objects.filter(applicant=applicant, kind__in=kinds, withdrawn_at__isnull=True)
    for paper in rows.order_by("given_at", "pk"):
        found[paper.kind] = paper
    return found
