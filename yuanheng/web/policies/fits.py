"""Policies held against subjects as the records stand: the one place where both meet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from .gathering import Facts, field_labels, of_companies, of_enterprises, of_projects, of_subject, stage_order
from .matching import Fit, fit
from .models import Policy

GATHER = {"enterprise": of_enterprises, "project": of_projects, "company": of_companies}


def fits_of(policies: Iterable[Policy], kind: str, subject: Any, *, on: date) -> dict[Any, Fit]:
    """Each policy against one subject, by the policy's primary key."""
    facts = of_subject(kind, subject, on=on)
    return {policy.pk: fit_facts(policy, facts, on=on) for policy in policies}


def fits_for(policy: Policy, subjects: Iterable[Any], *, on: date, kind: str = "") -> dict[Any, Fit]:
    """One policy against many subjects, of the kind it is given to unless told otherwise, by their primary keys."""
    found = GATHER[kind or policy.given_to](subjects, on=on)
    return {pk: fit_facts(policy, facts, on=on) for pk, facts in found.items()}


def fit_facts(policy: Policy, facts: Facts, *, on: date) -> Fit:
    """One against the facts of one."""
    return fit(policy.asked, policy.gives, facts, on=on, labels=field_labels(), order=stage_order())
