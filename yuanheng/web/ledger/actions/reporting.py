"""Who answers for which table, and from when tables are owed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import Organisation, User

from ..models import LedgerStart, SourceOwner


@transaction.atomic
def assign_source(*, source: str, organisation: Organisation | None, contact: str, owed: bool, by: User) -> SourceOwner:
    """This bureau hands in that source (or the zone does not need it)."""
    known = SourceOwner.objects.select_for_update(of=("self",)).filter(pk=source).select_related("organisation").first()
    before = _said(known) if known else None
    made = known or SourceOwner(source=source)
    made.organisation, made.contact, made.owed = organisation, contact, owed
    made.save()
    record(by, "ledger.source.assigned", target=made, before=before, after=_said(made))
    return made


def _said(owner: SourceOwner) -> dict[str, object]:
    return {
        "organisation": owner.organisation.name if owner.organisation else None,
        "contact": owner.contact,
        "owed": owner.owed,
    }


@transaction.atomic
def set_start(*, starts_on: date | None, year: int | None, by: User) -> LedgerStart:
    """From which month tables are owed, and which year the zone works on."""
    known = LedgerStart.objects.select_for_update().first()
    before = {"starts_on": known.starts_on, "year": known.year} if known else None
    made = known or LedgerStart(pk=1)
    made.starts_on, made.year = starts_on, year
    made.save()
    record(by, "ledger.start.set", target=made, before=before, after={"starts_on": starts_on, "year": year})
    return made
