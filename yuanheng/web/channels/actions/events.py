"""Events: held, with whom, and which projects came of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.projects.models import Project

from ..access import EVENTS
from ..models import EventGuest, EventKind, EventLead, PromotionEvent
from .refusing import ChannelError, a_sum, not_after


@dataclass(frozen=True, slots=True)
class Guest:
    """Who came."""

    name: str
    company: str = ""
    title: str = ""


@transaction.atomic
def record_event(
    *, name: str, kind: str, on: date, region: str, by: User, at: datetime, cost_yuan: Decimal | None = None,
    guests: Iterable[Guest] = (), organisation: Any = None, **values: Any,
) -> PromotionEvent:  # fmt: skip
    """An event that was held.

    Raises:
        ChannelError: the day has not come; the same event of that day stands already; the cost is no sum; no region.
    """
    not_after(at, on, name)
    a_sum(cost_yuan, f"{name} › 费用")
    if kind not in EventKind.values or not region.strip() or not name.strip():
        raise ChannelError(
            where=name or "招商活动", found=f"类别 {kind or '(空)'},地区 {region or '(空)'}",
            expected="名称、" + "、".join(EventKind.labels) + "之一,以及地区", advice="补全后再登记",
        )  # fmt: skip
    if PromotionEvent.objects.known(None).filter(name=name, on=on).exists():
        raise ChannelError(where=name, found=f"{on} 已登记", expected="一场活动登记一次", advice="打开已有的活动补充")
    made = PromotionEvent.objects.create(
        name=name, kind=kind, on=on, region=region, cost_yuan=cost_yuan, by=by, known_at=at,
        organisation=organisation or bureau_of(by, EVENTS), **values,
    )  # fmt: skip
    _keep_guests(made, guests, by=by, at=at)
    record(by, "channels.event.recorded", target=made, after={"name": name, "on": str(on), "region": region})
    return made


@transaction.atomic
def add_guests(event: PromotionEvent, guests: Iterable[Guest], *, by: User, at: datetime) -> int:
    """More of those who came; who is there already is left out. The number added."""
    added = _keep_guests(event, guests, by=by, at=at)
    record(by, "channels.guests.added", target=event, after={"added": added})
    return added


def _keep_guests(event: PromotionEvent, guests: Iterable[Guest], *, by: User, at: datetime) -> int:
    there = set(EventGuest.objects.known(None).filter(event=event).values_list("name", "company"))
    added = 0
    for guest in guests:
        if (guest.name, guest.company) not in there:
            there.add((guest.name, guest.company))
            EventGuest.objects.create(
                event=event, name=guest.name, company=guest.company, title=guest.title, by=by, known_at=at
            )
            added += 1
    return added


@transaction.atomic
def add_event_lead(event: PromotionEvent, project: Project, *, on: date, by: User, at: datetime) -> EventLead:
    """A project came of the event.

    Raises:
        ChannelError: it stands already; the day has not come, or lies before the event.
    """
    not_after(at, on, event.name)
    if on < event.on:
        raise ChannelError(
            where=event.name, found=f"线索日期 {on}", expected=f"不早于活动日期 {event.on}",
            advice="活动以前就有的项目不是活动带来的;核对日期",
        )  # fmt: skip
    if EventLead.objects.known(None).filter(event=event, project=project).exists():
        raise ChannelError(where=event.name, found=f"{project} 已登记", expected="每个项目登记一次", advice="刷新页面")
    made = EventLead.objects.create(event=event, project=project, on=on, by=by, known_at=at)
    record(by, "channels.lead.added", target=event, after={"project": project.number, "on": str(on)})
    return made
