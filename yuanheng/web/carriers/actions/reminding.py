"""Reminders of leases that end: 90, 60 and 30 days before (rule), each once, to those who keep the carrier's leases."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from yuanheng.web.base.access import may
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import Post, User
from yuanheng.web.base.notices import notify

from ..access import LEASES
from ..ending import ending
from ..models import Lease, LeaseReminder
from ..rules import lease_rules


@transaction.atomic
def remind(*, on: date, at: datetime) -> int:
    """Send what is due on the day and was not sent; how many leases. A day that was missed is made up for.

    Of several that are due at once only the nearest is sent, and the others count as sent.
    """
    days = sorted(lease_rules().remind_days)
    rows = ending(on=on).select_related("unit__building__carrier", "tenant").select_for_update(of=("self",))
    sent = set(LeaseReminder.objects.filter(lease__in=rows).values_list("lease_id", "days"))
    told = 0
    for lease in rows:
        left = (lease.last - on).days
        due = [d for d in days if left <= d and (lease.pk, d) not in sent]
        nearest = next((d for d in days if left <= d), None)
        if due and nearest in due:
            _tell(lease, left)
            told += 1
        LeaseReminder.objects.bulk_create([LeaseReminder(lease=lease, days=d, at=at) for d in due])
    if told:
        record(None, "carriers.lease.reminded", target_label=f"{told} 份租约", after={"on": on, "leases": told})
    return told


def _tell(lease: Lease, left: int) -> None:
    text = f"{lease.unit} 租给“{lease.tenant}”,{lease.last} 到期(还有 {left} 天):请联系续租或招租"
    level = "warning" if left <= min(lease_rules().remind_days) else "info"
    for person in keepers(lease):
        notify(person, text, url=reverse("carriers:lease", args=[lease.pk]), level=level)


def keepers(lease: Lease) -> list[User]:
    """Those of the operating organisation who keep leases."""
    posts = Post.objects.filter(organisation=lease.unit.building.carrier.organisation_id, ended_on__isnull=True)
    people = {
        post.holder for post in posts.select_related("holder") if post.holder is not None and post.holder.is_active
    }
    return [person for person in sorted(people, key=lambda p: p.username) if may(person, LEASES)]
