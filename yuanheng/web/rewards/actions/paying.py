"""A month's run: computed, approved by another person, paid; computed again as a further run with its difference."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from yuanheng.engines.pay import LineChange, PayLine, compare_slips, compute_pay
from yuanheng.engines.pay import PaySlip as Computed
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.notices import notify

from ..days import day_of, not_after
from ..errors import RewardsError
from ..models import PayDeduction, PayRun, PaySlip, RunState, Staff
from ..payable import as_payee, payable, payees
from ..schemes import scheme_for

LOCK = 0x7061_7901


@transaction.atomic
def compute_run(*, month: date, by: User, at: datetime, reason: str = "") -> PayRun:
    """Compute a month as known now: a draft. A further run of a paid month says, line by line, what differs.

    Raises:
        RewardsError: the month has not begun, an approved run waits to be paid, a further run without a reason.
        PayRefused: overlapping contracts, an unknown deduction.
    """
    first = month.replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, first.year * 12 + first.month])
    not_after(at, first, f"{first:%Y-%m} 工资")
    newest = PayRun.objects.filter(month=first).order_by("-serial").first()
    _may_follow(newest, reason, first)
    scheme = scheme_for(first)
    due = payable(scheme, first, known_at=at)
    previous = PayRun.objects.filter(month=first, state=RunState.PAID).order_by("-serial").first()
    people = payees(first, due.events)
    slips = {p: compute_pay(scheme, as_payee(p, first), due.events, first) for p in people}
    run = PayRun.objects.create(
        month=first, serial=newest.serial + 1 if newest else 1, scheme=scheme.name, scheme_label=scheme.label,
        scheme_hash=scheme.hash, known_at=at, reason=reason.strip(), previous=previous, drafted_by=by,
        questions=list(due.questions), events_counted=sorted(e.key for e in due.events),
    )  # fmt: skip
    rows = _slips(run, slips, previous)
    PaySlip.objects.bulk_create(rows)
    run.people, run.total = sum(1 for r in rows if r.lines), sum((r.total for r in rows), Decimal(0))
    run.difference = sum((r.difference for r in rows), Decimal(0)) if previous else Decimal(0)
    run.save()
    record(by, "rewards.run.computed", target=run, after={"scheme": scheme.name, "reason": run.reason})
    return run


def _may_follow(newest: PayRun | None, reason: str, first: date) -> None:
    if newest is None:
        return
    if newest.state == RunState.APPROVED:
        raise RewardsError(where=str(newest), found="已批准、尚未发放", expected="发放以后再重算", advice="先登记发放")
    if not reason.strip():
        raise RewardsError(
            where=f"{first:%Y-%m} 工资", found="没有写重算原因", expected="一句原因", advice="写明为什么重算"
        )


def _slips(run: PayRun, slips: dict[Staff, Computed], previous: PayRun | None) -> list[PaySlip]:
    """One row a person; who was paid before and is not now has a slip of nothing, which says what went."""
    before = {s.staff: s for s in previous.slips.select_related("staff")} if previous else {}
    rows = []
    for person in sorted({*slips, *before}, key=lambda p: p.number):
        new = slips.get(person) or Computed(person.number, person.name, run.month, ())
        old = read_slip(before[person]) if person in before else None
        if not new.lines and not new.questions and old is None:
            continue
        changes = compare_slips(old, new) if previous else ()
        rows.append(
            PaySlip(
                run=run,
                staff=person,
                base=new.base,
                performance=new.performance,
                deducted=new.deducted,
                total=new.total,
                difference=sum((c.difference for c in changes), Decimal(0)),
                lines=[line.to_dict() for line in new.lines],
                changes=[_plain(c) for c in changes],
                questions=list(new.questions),
            )
        )
    return rows


def _plain(change: LineChange) -> dict[str, Any]:
    told = {**asdict(change), "difference": change.difference}
    return {k: str(v) if isinstance(v, Decimal) else v for k, v in told.items()}


def read_slip(row: PaySlip) -> Computed:
    """A stored slip as the engine's value."""
    lines = tuple(PayLine.from_dict(line) for line in row.lines)
    return Computed(row.staff.number, row.staff.name, row.run.month, lines, tuple(row.questions))


def _locked(run: PayRun) -> PayRun:
    return PayRun.objects.select_for_update(of=("self",)).get(pk=run.pk)


@transaction.atomic
def approve_run(run: PayRun, *, by: User, at: datetime) -> PayRun:
    """Another person than who computed it approves the newest draft of its month; each may then see their own slip.

    Raises:
        RewardsError: not a draft, a newer run stands, the same person.
    """
    row = _locked(run)
    newer = PayRun.objects.filter(month=row.month, serial__gt=row.serial).exists()
    if row.state != RunState.DRAFT or newer or row.drafted_by_id == by.pk:
        found = "已有更新的批次" if newer else row.get_state_display()
        found = f"{by} 自己计算的批次" if row.drafted_by_id == by.pk else found
        raise RewardsError(where=str(row), found=found, expected="他人计算的最新草稿", advice="核对批次")
    row.state, row.approved_by, row.approved_at = RunState.APPROVED, by, at
    row.save()
    record(by, "rewards.run.approved", target=row)
    return row


@transaction.atomic
def pay_run(run: PayRun, *, by: User, at: datetime) -> PayRun:
    """What was approved has been paid: everybody with a login is told where to look, not how much.

    Raises:
        RewardsError: not approved.
    """
    row = _locked(run)
    if row.state != RunState.APPROVED:
        raise RewardsError(
            where=str(row), found=row.get_state_display(), expected="已批准的批次", advice="先请领导批准"
        )
    row.state, row.paid_by, row.paid_at = RunState.PAID, by, at
    row.save()
    record(by, "rewards.run.paid", target=row)
    for slip in row.slips.filter(staff__user__isnull=False).select_related("staff__user"):
        notify(slip.staff.user, f"{row.month:%Y-%m} 工资条可以查看", url=reverse("rewards:slip", args=[slip.pk]))
    return row


@transaction.atomic
def add_deduction(
    staff: Staff, *, code: str, quantity: Decimal, reason: str, on: date, by: User, at: datetime
) -> PayDeduction:
    """Units of a deduction of the scheme, with a reason; it takes effect when the month is computed.

    Raises:
        RewardsError: a day to come, not in the scheme, nothing, no reason.
    """
    not_after(at, on, f"{staff} › 扣减")
    known = {d.code: d.label for d in scheme_for(on.replace(day=1)).deductions}
    if code not in known or quantity <= 0 or not reason.strip():
        raise RewardsError(
            where=f"{staff} › 扣减", found=f"{code} {quantity} {reason}".strip(), 
            expected=f"{'、'.join(known.values())},数量大于 0,写明原因",
            advice="核对后再登记",
        )  # fmt: skip
    made = PayDeduction.objects.create(
        staff=staff, code=code, quantity=quantity, reason=reason.strip(), on=on, by=by, known_at=at
    )
    record(by, "rewards.deduction.added", target=made)
    return made


@transaction.atomic
def withdraw_deduction(row: PayDeduction, *, by: User, at: datetime) -> PayDeduction:
    """A deduction entered wrongly; months already computed stay as they are.

    Raises:
        RewardsError: withdrawn already.
    """
    found = PayDeduction.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if found.withdrawn_at is not None:
        raise RewardsError(where=str(found), found="已撤回", expected="有效的扣减", advice="核对")
    found.withdrawn_at = at
    found.save()
    record(by, "rewards.deduction.withdrawn", target=found, after={"on": day_of(at)})
    return found


@transaction.atomic
def note_reading(by: User, run: PayRun, *, slip: PaySlip | None = None, code: str = "rewards.slip.read") -> None:
    """Somebody who runs the pay looked at another's slip, or took the whole run away: that is written down, without figures."""
    after = {"staff": slip.staff.number} if slip else None
    record(by, code, target=run, after=after)
