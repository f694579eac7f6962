"""Somebody stands in while one is away."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.notices import notify

from ..models import Delegation


class DelegationRefused(YuanhengError):
    """A delegation that cannot be: to oneself, backwards, or twice over the same days."""

    kind = "delegation_refused"


@transaction.atomic
def delegate(*, who: User, to: User, since: date, until: date, reason: str, at: datetime) -> Delegation:
    """`to` acts for `who` in every case from `since` to `until`; both are told of it in the log.

    Raises:
        DelegationRefused: to oneself, an end before the start, or days for which somebody stands in already.
    """
    User.objects.select_for_update().get(pk=who.pk)
    standing = Delegation.objects.filter(who=who, ended_at__isnull=True, since__lte=until, until__gte=since).first()
    if who.pk == to.pk:
        _refuse(who, "委托给本人", "另一个人", "改选代办人")
    if until < since:
        _refuse(who, f"{since} 至 {until}", "止日不早于起日", "改正日期")
    if standing is not None:
        _refuse(who, f"{standing.since} 至 {standing.until} 已委托 {standing.to}", "同一时间只委托一人", "先结束原委托")
    made = Delegation.objects.create(who=who, to=to, since=since, until=until, reason=reason, made_at=at)
    after = {"to": str(to), "since": since, "until": until, "reason": reason}
    record(who, "cases.delegation.made", target=made, after=after)
    notify(to, f"{who} 在 {since} 至 {until} 委托您代办", url="/cases/todo/")
    return made


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: User, at: datetime) -> Delegation:
    """The one who was away is back; ending twice changes nothing."""
    fresh = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if fresh.ended_at is None:
        fresh.ended_at = at
        fresh.save()
    record(by, "cases.delegation.ended", target=fresh, after={"to": str(fresh.to)})
    notify(fresh.to, f"{fresh.who} 结束了委托", url="/cases/todo/")
    return fresh


def _refuse(who: User, found: str, expected: str, advice: str) -> None:
    raise DelegationRefused(where=f"{who} 的委托", found=found, expected=expected, advice=advice)
