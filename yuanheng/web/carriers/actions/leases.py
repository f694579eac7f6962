"""Leases: entered, corrected by a new row, renewed, ended early, withdrawn. Two never overlap on one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import Lease, RentBasis, Tenant, Unit
from ..policy.rent import Free, Step, Terms, faults
from ..rules import kind_choices
from ..terms import free_json, steps_json
from .refusing import CarrierError, a_span, an_area, day_of, guarded, in_the_way, overlap

MOST_RENT, MOST_DEPOSIT = Decimal(10) ** 9, Decimal(10) ** 11


@dataclass(frozen=True, slots=True)
class Said:
    """What a lease says; unknown is None or ''. `area` None: the unit's lettable area holds."""

    tenant: Tenant
    starts: date
    ends: date
    number: str = ""
    kind: str = ""
    area: Decimal | None = None
    rent: Decimal | None = None
    basis: str = ""
    deposit: Decimal | None = None
    steps: Sequence[Step] = field(default=())
    free: Sequence[Free] = field(default=())
    note: str = ""


@transaction.atomic
def enter_lease(
    unit: Unit, said: Said, *, by: User | None, at: datetime, file: Any = None, renews: Lease | None = None,
    replaces: Lease | None = None,
) -> Lease:  # fmt: skip
    """Let a unit.

    Raises:
        CarrierError: the unit is let within that time, is not lettable, or the terms contradict themselves.
    """
    check_terms(unit, said)
    other = in_the_way(unit, said.starts, said.ends)
    if other is not None:
        raise overlap(unit, said.starts, said.ends, other)
    made = Lease(
        unit=unit, tenant=said.tenant, number=said.number, kind=said.kind, starts_on=said.starts, ends_on=said.ends,
        area_m2=said.area, rent=said.rent, basis=said.basis if said.rent is not None else "",
        deposit_yuan=said.deposit, steps=steps_json(said.steps), free=free_json(said.free), note=said.note[:300],
        file=file, replaces=replaces, renews=renews, by=by, known_at=at,
    )  # fmt: skip
    with guarded(unit, said.starts, said.ends):
        made.save(force_insert=True)
    record(
        by, "carriers.lease.renewed" if renews else "carriers.lease.entered", target=made,
        after={"unit": str(unit), "tenant": str(said.tenant), "from": said.starts, "until": said.ends},
    )  # fmt: skip
    return made


def check_terms(unit: Unit, said: Said) -> None:
    """What no lease may say.

    Raises:
        CarrierError: it does.
    """
    where = f"{unit}"
    a_span(said.starts, said.ends, where)
    an_area(said.area, where)
    state = unit.states.filter(holds_from__lte=max(said.starts, _first(unit))).last()
    if state is not None and state.condition != "lettable":
        raise CarrierError(
            where=where, found=f"单元{state.get_condition_display()}", expected="可出租的单元", advice="先变更单元状态"
        )
    if said.rent is not None and (said.basis not in RentBasis.values or not 0 <= said.rent < MOST_RENT):
        raise CarrierError(
            where=where, found=f"租金 {said.rent} {said.basis or '(没有单位)'}", expected="、".join(RentBasis.labels),
            advice="写明租金的单位",
        )  # fmt: skip
    if said.deposit is not None and not 0 <= said.deposit < MOST_DEPOSIT:
        raise CarrierError(where=where, found=f"押金 {said.deposit}", expected="不小于 0 的金额(元)", advice="改正押金")
    if said.kind and said.kind not in dict(kind_choices()):
        raise CarrierError(
            where=where, found=f"业态 {said.kind}", expected="、".join(dict(kind_choices()).values()), advice="改选业态"
        )
    _check_rent(where, said)


def _first(unit: Unit) -> date:
    first = unit.states.first()
    return first.holds_from if first is not None else date.min


def _check_rent(where: str, said: Said) -> None:
    terms = Terms(said.starts, said.ends, said.rent or Decimal(0), "month", None, tuple(said.steps), tuple(said.free))
    wrong = faults(terms)
    if wrong:
        raise CarrierError(
            where=where, found=";".join(wrong), expected="租期内的递增日和免租期", advice="改正递增或免租期"
        )
    if said.rent is None and said.steps:
        raise CarrierError(where=where, found="有递增,没有租金", expected="租金", advice="补上租金,或去掉递增")


@transaction.atomic
def correct_lease(
    lease: Lease, said: Said, *, reason: str, by: User, at: datetime, file: Any = None, unit: Unit | None = None
) -> Lease:
    """The lease was entered wrongly: it is withdrawn with the reason and a new row takes its place.

    Raises:
        CarrierError: it was withdrawn before; no reason; the new terms cannot be.
    """
    row = _standing(lease)
    _take_back(row, reason=reason, by=by, at=at)
    made = enter_lease(unit or row.unit, said, by=by, at=at, file=file or row.file, renews=row.renews, replaces=row)
    if row.ended_on is not None and said.starts <= row.ended_on < said.ends:
        made.ended_on, made.ended_known_at, made.ended_reason = row.ended_on, row.ended_known_at, row.ended_reason
        made.save()
    record(by, "carriers.lease.corrected", target=made, before={"lease": str(row.pk)}, after={"reason": reason})
    return made


def _standing(lease: Lease) -> Lease:
    row: Lease = (
        Lease.objects.select_for_update(of=("self",)).select_related("unit__building__carrier", "tenant", "renews", "file")
        .get(pk=lease.pk)
    )  # fmt: skip
    if row.withdrawn_at is not None:
        raise CarrierError(
            where=str(row), found=f"已撤回:{row.withdrawn_reason}", expected="在册的租约", advice="刷新页面"
        )
    return row


def _take_back(row: Lease, *, reason: str, by: User | None, at: datetime) -> None:
    if not reason.strip():
        raise CarrierError(where=str(row), found="没有写原因", expected="原因", advice="写明原因")
    row.withdrawn_at, row.withdrawn_reason, row.withdrawn_by = at, reason.strip()[:200], by
    row.save()


@transaction.atomic
def withdraw_lease(lease: Lease, *, reason: str, by: User, at: datetime) -> Lease:
    """There is no such lease: it was entered by mistake.

    Raises:
        CarrierError: withdrawn before; no reason.
    """
    row = _standing(lease)
    _take_back(row, reason=reason, by=by, at=at)
    record(by, "carriers.lease.withdrawn", target=row, after={"reason": reason})
    return row


@transaction.atomic
def renew_lease(lease: Lease, said: Said, *, by: User, at: datetime, file: Any = None) -> Lease:
    """The same tenant goes on after the end, on terms of its own.

    Raises:
        CarrierError: another tenant; it begins before the old one ends; the unit is let.
    """
    row = _standing(lease)
    if said.tenant.pk != row.tenant_id or said.starts <= row.last:
        raise CarrierError(
            where=str(row), found=f"“{said.tenant}”自 {said.starts}", expected=f"“{row.tenant}”自 {row.last} 之后续租",
            advice="换了承租单位的,另行登记租约",
        )  # fmt: skip
    return enter_lease(row.unit, said, by=by, at=at, file=file, renews=row)


@transaction.atomic
def end_lease(lease: Lease, *, last: date, reason: str, by: User | None, at: datetime) -> Lease:
    """It ends earlier than written: `last` is the last day rented.

    Raises:
        CarrierError: ended before; the day is outside the lease or has not come; no reason.
    """
    row = _standing(lease)
    if row.ended_on is not None or not row.starts_on <= last < row.ends_on or not reason.strip():
        raise CarrierError(
            where=str(row), found=f"已于 {row.ended_on} 终止" if row.ended_on else f"{last},原因“{reason.strip() or '(空)'}”",
            expected=f"{row.starts_on} 至 {row.ends_on} 之前的一天,并写明原因", advice="改正日期;登记错的租约用更正",
        )  # fmt: skip
    if last > day_of(at):
        raise CarrierError(
            where=str(row), found=f"{last} 还没有到", expected=f"不晚于今天({day_of(at)})", advice="到那一天再登记"
        )
    row.ended_on, row.ended_known_at, row.ended_reason = last, at, reason.strip()[:200]
    row.save()
    record(
        by, "carriers.lease.ended", target=row, before={"until": row.ends_on}, after={"until": last, "reason": reason}
    )
    return row
