"""`FollowUp`: derived from the activities that stand, settled in the transaction that writes one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.projects.models import Project

from ..models import CONTACTS, Activity, ActivityKind, FollowUp, TargetCompany


def standing(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Those that nobody has corrected or taken back."""
    return rows.filter(corrected_by__isnull=True, void=False)


def settle(subject: Project | TargetCompany) -> FollowUp:
    """The last contact and the next step of a lead or a company. The next step is the newest word; silence has none."""
    key = "project" if isinstance(subject, Project) else "company"
    rows = standing(Activity.objects.filter(**{key: subject})).order_by("-on", "-known_at", "-pk")
    newest = rows.first()
    contacts = rows.filter(kind__in=CONTACTS)
    last = contacts.first()
    values: dict[str, Any] = {
        "last": last, "last_on": last.on if last else None, "contacts": contacts.count(),
        "next_step": newest.next_step if newest else "", "next_on": newest.next_on if newest else None,
        "owner_id": newest.next_owner_id if newest else None, "blocker": newest.blocker if newest else "",
    }  # fmt: skip
    made, _ = FollowUp.objects.update_or_create(**{key: subject}, defaults=values)
    if isinstance(subject, TargetCompany):
        _visited(subject, contacts)
    return made


def _visited(company: TargetCompany, contacts: QuerySet[Activity]) -> None:
    visit = contacts.filter(kind__in=("visit", "reception")).first()
    company.visited_on = visit.on if visit else None
    if company.state == "listed" and contacts.exists():
        company.state = "contacted"
    company.save(update_fields=["visited_on", "state"])


def pass_step_on(step: FollowUp, *, to: User, why: str, by: User, at: datetime) -> FollowUp:
    """The next step goes on, with its words and its day, as somebody else's; one line `交接` in the history says so."""
    subject = step.project or step.company
    Activity.objects.create(
        project=step.project, company=step.company, kind=ActivityKind.HANDOVER, on=at.astimezone(SHANGHAI).date(),
        note=why, next_step=step.next_step, next_on=step.next_on, next_owner=to, blocker=step.blocker, by=by,
        known_at=at, organisation=bureau_of(to) or bureau_of(by),
    )  # fmt: skip
    return settle(subject)  # type: ignore[arg-type]


def settle_many(*, projects: Iterable[Any] = (), companies: Iterable[Any] = ()) -> int:
    """The same for many at once, after activities were written in bulk: two queries and one write a kind; how many."""
    written = 0
    for key, ids in (("project_id", list(projects)), ("company_id", list(companies))):
        if not ids:
            continue
        rows = standing(Activity.objects.filter(**{f"{key}__in": ids})).order_by("on", "known_at", "pk")
        found: dict[Any, FollowUp] = {pk: FollowUp(**{key: pk}) for pk in ids}
        fields = (key, "pk", "kind", "on", "next_step", "next_on", "next_owner_id", "blocker")
        for pk, activity, kind, on, step, next_on, owner, blocker in rows.values_list(*fields).iterator(
            chunk_size=5000
        ):
            row = found[pk]
            row.next_step, row.next_on, row.owner_id, row.blocker = step, next_on, owner, blocker
            if kind != ActivityKind.HANDOVER:
                row.last_id, row.last_on, row.contacts = activity, on, row.contacts + 1
        FollowUp.objects.bulk_create(
            found.values(), batch_size=2000, update_conflicts=True, unique_fields=[key.removesuffix("_id")],
            update_fields=["last", "last_on", "next_step", "next_on", "owner", "blocker", "contacts"],
        )  # fmt: skip
        written += len(found)
    return written
