"""Offices: how many work there, what they brought, what they held, what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yuanheng.web.base.models import Post

from ..models import Channel, ChannelKind, ContactEntry, OfficeStaff, PromotionEvent
from .brought import Yielded, span_of, yielded
from .figures import Asked


@dataclass(frozen=True, slots=True)
class Staff:
    """A number and where it is from; None where nobody said."""

    count: int | None
    basis: str


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office in a year."""

    office: Channel
    staff: Staff
    events: int
    contacts: int
    yielded: Yielded


def staff_of(office: Channel, *, on: date, known_on: date | None = None) -> Staff:
    """The number kept for the day; else the posts held in its organisation on the day (as the site knows them now)."""
    kept = OfficeStaff.objects.known(known_on).filter(channel=office, since__lte=on).first()
    if kept is not None:
        return Staff(kept.count, f"{kept.since} 登记")
    if office.staffed_by_id is None:
        return Staff(None, "没有登记人数,也没有对应机构")
    held = Post.objects.filter(organisation=office.staffed_by_id, holder__isnull=False).filter(
        Q(held_since__isnull=True) | Q(held_since__lte=on), Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    )
    return Staff(held.values("holder").distinct().count(), "在岗岗位")


def office_row(office: Channel, asked: Asked) -> OfficeRow:
    """One office."""
    span = (date(asked.year, 1, 1), asked.on)
    events = PromotionEvent.objects.known(asked.known_on).filter(channel=office, on__range=span)
    contacts = ContactEntry.objects.known(asked.known_on).filter(channel=office, on__range=span)
    return OfficeRow(
        office=office, staff=staff_of(office, on=asked.on, known_on=asked.known_on), events=events.count(),
        contacts=contacts.count(), yielded=yielded(office, **span_of(asked)),
    )  # fmt: skip


def office_rows(asked: Asked) -> tuple[OfficeRow, ...]:
    """All that stand on the day."""
    rows = Channel.objects.filter(kind=ChannelKind.OFFICE).standing(asked.on, asked.known_on)
    return tuple(office_row(office, asked) for office in rows)
