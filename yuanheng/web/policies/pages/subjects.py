"""The policies of one firm or project, each with the reason; the panels on their own pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import may, visible
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from ..access import FULFILMENTS, told
from ..fits import fits_of
from ..matching import Fit, Outcome, Verdict
from ..models import Fulfilment, Policy
from ..years import day_of, default_year, offered
from .policies import ORDER, VERDICTS

OUTCOMES = {
    Outcome.MET: ("check", "green"),
    Outcome.NOT_MET: ("x", "red"),
    Outcome.UNKNOWN: ("question-mark", "orange"),
}
RECORDS = {"project": "projects:project", "enterprise": "enterprises:enterprise", "company": "investment:company"}
ON_PANEL = 4


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A condition as the user may read it; `answer` is where the unknown can be noted."""

    words: str
    icon: str
    tone: str
    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A policy held against the subject."""

    policy: Policy
    verdict: Verdict
    label: str
    tone: str
    lines: tuple[FindingLine, ...]
    worth: Any
    worth_words: str
    asks: tuple[str, ...]
    apply: str
    applied: Fulfilment | None


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """A subject with all policies in force, best first, and its applications."""

    kind: str
    subject: Any
    record: str
    offers: tuple[Offer, ...]
    counts: tuple[tuple[str, str, int], ...]
    fulfilments: tuple[Fulfilment, ...]
    year: int
    years: tuple[int, ...]


def subject_page(user: User, kind: str, subject: Any, *, year: int, today: date) -> SubjectPage:
    """Everything in force in a year, held against the subject."""
    on = day_of(year, today)
    offers = offers_of(user, kind, subject, on=on)
    return SubjectPage(
        kind=kind,
        subject=subject,
        record=reverse(RECORDS[kind], args=[subject.pk]),
        offers=offers,
        counts=tuple((*VERDICTS[v], sum(o.verdict is v for o in offers)) for v in ORDER),
        fulfilments=applications(user, kind, subject),
        year=year,
        years=offered(today),
    )


def offers_of(user: User, kind: str, subject: Any, *, on: date) -> tuple[Offer, ...]:
    """The policies in force for a subject: fitting ones first, the dearer first.

    A project and a target company also see what their firm may have; a firm's own page leaves out what is for projects.
    """
    policies = list(Policy.objects.in_force(on))
    if kind == "enterprise":
        policies = [p for p in policies if p.given_to == "enterprise"]
    found = fits_of(policies, kind, subject, on=on)
    applied = {f.policy_id: f for f in applications(user, kind, subject) if f.year == on.year}
    offers = [_offer(user, p, found[p.pk], kind, subject, applied.get(p.pk)) for p in policies]
    return tuple(sorted(offers, key=lambda o: (ORDER.index(o.verdict), -(o.worth or 0), o.policy.title)))


def _offer(user: User, policy: Policy, fit: Fit, kind: str, subject: Any, applied: Fulfilment | None) -> Offer:
    label, tone = VERDICTS[fit.verdict]
    hidden = f"{policy.gives.sentence()}(金额涉及保密数据)"
    return Offer(
        policy=policy,
        verdict=fit.verdict,
        label=label,
        tone=tone,
        lines=tuple(_line(user, f, kind, subject) for f in fit.findings),
        worth=fit.worth.amount if told(user, "1", "", fit.worth.group) else None,
        worth_words=told(user, fit.worth.sentence, hidden, fit.worth.group),
        asks=fit.asks,
        apply=_apply(policy, kind, subject),
        applied=applied,
    )


def _apply(policy: Policy, kind: str, subject: Any) -> str:
    if policy.given_to == kind:
        return reverse("policies:apply", args=[policy.pk, kind, subject.pk])
    if kind != "enterprise" and policy.given_to == "enterprise" and subject.enterprise_id is not None:
        return reverse("policies:apply", args=[policy.pk, "enterprise", subject.enterprise_id])
    return ""


def _line(user: User, finding: Any, kind: str, subject: Any) -> FindingLine:
    icon, tone = OUTCOMES[finding.outcome]
    unknown = finding.outcome is Outcome.UNKNOWN
    here = unknown and (kind in finding.condition.about.of or kind != "enterprise")
    answer = reverse("policies:answer", args=[kind, subject.pk, finding.condition.field]) if here else ""
    words = told(user, finding.sentence, finding.plain, finding.group)
    return FindingLine(words=words, icon=icon, tone=tone, ask=finding.ask, answer=answer)


def applications(user: User, kind: str, subject: Any) -> tuple[Fulfilment, ...]:
    """The subject's applications within reach; a project's include its firm's, a firm's those of its projects."""
    if not may(user, FULFILMENTS):
        return ()
    if kind == "project":
        wanted = Q(project=subject)
        wanted |= Q(enterprise=subject.enterprise_id) if subject.enterprise_id else Q()
    elif kind == "company":
        wanted = Q(enterprise=subject.enterprise_id) if subject.enterprise_id else Q(pk__in=[])
    else:
        wanted = Q(enterprise=subject) | Q(project__enterprise=subject)
    rows = visible(user, FULFILMENTS, Fulfilment.objects.filter(wanted).with_money())
    return tuple(rows.select_related("policy", "case", "enterprise", "project"))


def firm_panel(request: HttpRequest, firm: Enterprise) -> dict[str, Any] | None:
    """On a firm's page."""
    return _panel(request.user, "enterprise", firm)


def project_panel(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """On a project's page."""
    return _panel(request.user, "project", project) if project.state == "active" else None


def _panel(user: User, kind: str, subject: Any) -> dict[str, Any] | None:
    today = moment.today()
    year = default_year(today)
    offers = offers_of(user, kind, subject, on=day_of(year, today))
    applied = applications(user, kind, subject)
    if not offers and not applied:
        return None
    count = {v: sum(o.verdict is v for o in offers) for v in ORDER}
    return {
        "fits": [o for o in offers if o.verdict is Verdict.FITS][:ON_PANEL],
        "asks": [o for o in offers if o.verdict is Verdict.ASK][:ON_PANEL],
        "year": year,
        "n_fits": count[Verdict.FITS],
        "n_asks": count[Verdict.ASK],
        "n_not": count[Verdict.NOT],
        "applied": applied[:ON_PANEL],
        "href": reverse("policies:subject", args=[kind, subject.pk]),
    }
