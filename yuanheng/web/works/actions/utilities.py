"""Capacity as its supplier says it, and promises to projects: checked under a lock, so that nothing is promised twice."""

from __future__ import annotations

import zlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.projects.models import Project

from ..models import CapacityFact, Reservation
from ..models.utilities import UtilityKind
from ..policy.reserves import check_need, plain
from ..refusing import WorkError, not_after
from ..reserving import parks, reserves

LOCKS = 0x7574_696C


@transaction.atomic
def record_capacity(
    *, park: str, kind: str, as_of: date, capacity: Decimal, contracted: Decimal, used: Decimal | None, told_by: str,
    document: str, by: User | None, at: datetime, reason: str = "", file: Any = None,
) -> CapacityFact:  # fmt: skip
    """What the supplier said of a day; said again for the same day it is a correction and needs its reason.

    Raises:
        WorkError: no such park or utility; a day to come; below nothing; no document; a correction without a reason.
    """
    where = f"{parks().get(park, park)} › {dict(UtilityKind.choices).get(kind, kind)}"
    not_after(at, as_of, where)
    if park not in parks() or kind not in UtilityKind.values or not document.strip() or not told_by.strip():
        raise WorkError(
            where=where, found="区中园、设施、提供单位或依据文件不全", expected="四项都有", advice="补全后再登记"
        )
    if capacity < 0 or contracted < 0 or (used is not None and used < 0):
        raise WorkError(where=where, found="负数", expected="不小于零的能力、签约和使用", advice="改正")
    _lock(park, kind)
    if CapacityFact.objects.filter(park=park, kind=kind, as_of=as_of).exists() and not reason.strip():
        raise WorkError(where=where, found=f"{as_of} 已登记过", expected="更正原因", advice="写明为什么更正;原登记保留")
    made = CapacityFact.objects.create(
        park=park, kind=kind, as_of=as_of, capacity=capacity, contracted=contracted, used=used, told_by=told_by,
        document=document, reason=reason.strip(), file=file, known_at=at, by=by,
    )  # fmt: skip
    after = {"capacity": str(capacity), "contracted": str(contracted), "used": str(used), "as_of": str(as_of)}
    record(by, "works.capacity.recorded", target=made, after=after)
    return made


def _lock(park: str, kind: str) -> None:
    """Everybody who changes what one utility of one park has left queues here."""
    with connection.cursor() as cursor:
        number = zlib.crc32(f"{park}:{kind}".encode()) - 2**31
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCKS, number])


@transaction.atomic
def promise(
    project: Project, *, park: str, kind: str, amount: Decimal, on: date, until: date, by: User | None, at: datetime,
    document: str = "",
) -> Reservation:  # fmt: skip
    """Promise a project so much of a park's utility, if that much is left on the day.

    Raises:
        WorkError: more than is left, or nobody knows what is left; promised already; no amount; a span that ends before
            it begins; a day to come.
    """
    label = dict(UtilityKind.choices).get(kind, kind)
    where = f"{project.name} › {parks().get(park, park or '未定区中园')} {label}"
    not_after(at, on, where)
    if park not in parks() or kind not in UtilityKind.values or amount <= 0 or until < on:
        raise WorkError(
            where=where,
            found=f"数量 {amount},{on} 至 {until}",
            expected="区中园、设施、大于 0 的数量和先后有序的日期",
            advice="改正",
        )
    _lock(park, kind)
    if Reservation.objects.filter(project=project, park=park, kind=kind, released_on__isnull=True).exists():
        raise WorkError(
            where=where, found="已有承诺", expected="一个项目一项设施一份承诺", advice="先释放原来的承诺,再重新承诺"
        )
    left = reserves(on=on, park=park)[park, kind]
    if check_need(amount, left) != "enough":
        found = (
            f"需 {plain(amount)},余 {plain(left.amount)}。{left.sentence}"
            if left is not None
            else "没有登记能力,不知道余量"
        )
        raise WorkError(where=where, found=found, expected="不超过余量", advice="先扩容、减少需求,或改到别的区中园")
    made = Reservation.objects.create(
        project=project,
        park=park,
        kind=kind,
        amount=amount,
        promised_on=on,
        until=until,
        document=document,
        by=by,
        known_at=at,
    )
    record(
        by,
        "works.utility.promised",
        target=made,
        after={"amount": str(amount), "until": str(until), "park": park, "kind": kind},
    )
    return made


@transaction.atomic
def release(reservation: Reservation, *, on: date, reason: str, by: User | None, at: datetime) -> Reservation:
    """The project needs it no more; what it held is free from that day.

    Raises:
        WorkError: released already; no reason; a day to come or before the promise.
    """
    row = _open(reservation, on, at)
    if not reason.strip():
        raise WorkError(where=str(row), found="没有写原因", expected="释放原因", advice="写明为什么释放")
    row.released_on, row.released_reason = on, reason.strip()
    row.save()
    record(by, "works.utility.released", target=row, after={"on": str(on), "reason": reason})
    return row


@transaction.atomic
def take_up(reservation: Reservation, *, on: date, by: User | None, at: datetime) -> Reservation:
    """The project signed with the supplier: the promise holds until the supplier's next fact counts it as contracted.

    Raises:
        WorkError: released, expired or signed already; a day to come or before the promise.
    """
    row = _open(reservation, on, at)
    if row.contracted_on is not None or on > row.until:
        found = f"已于 {row.contracted_on} 签约" if row.contracted_on else f"承诺已于 {row.until} 到期"
        raise WorkError(where=str(row), found=found, expected="保留期内的承诺", advice="到期的重新承诺")
    row.contracted_on = on
    row.save()
    record(by, "works.utility.taken_up", target=row, after={"on": str(on)})
    return row


def _open(reservation: Reservation, on: date, at: datetime) -> Reservation:
    _lock(reservation.park, reservation.kind)
    row = Reservation.objects.select_for_update(of=("self",)).select_related("project").get(pk=reservation.pk)
    not_after(at, on, str(row))
    if row.released_on is not None or on < row.promised_on:
        found = f"已于 {row.released_on} 释放" if row.released_on else f"{on} 早于承诺日期 {row.promised_on}"
        raise WorkError(where=str(row), found=found, expected="现有的承诺和之后的日期", advice="刷新页面,核对日期")
    return row
