"""The fees of commission contracts on a day: for each project brought within a contract, what landed makes due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.web.projects.models import Project, ProjectAmount
from yuanheng.web.projects.tallies import standing

from .models import Brought, Channel, Commission, CommissionPayment, Trigger, end_of
from .policy.fees import Fee, FeeRule, fee_of


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One project under one contract. `due` None: cannot be said (see `question`); 0 before the trigger is reached."""

    commission: Commission
    project: Project
    brought_on: date
    landed_on: date | None
    due: Decimal | None
    paid: Decimal
    sentence: str
    question: str

    @property
    def left(self) -> Decimal | None:
        """Still to pay; negative where more was paid than is due now."""
        return None if self.due is None else self.due - self.paid


def fees_of(channel: Channel, *, on: date, known_on: date | None = None) -> tuple[FeeRow, ...]:
    """Every project that the channel brought within a contract's span, contract by contract."""
    contracts = list(channel.commissions.known(known_on).filter(since__lte=on).order_by("since", "number"))
    mains = Brought.objects.known(known_on).filter(channel=channel, main=True, on__lte=on).select_related("project")
    brought = list(mains.order_by("on", "project__number"))
    if not contracts or not brought:
        return ()
    ids = [b.project_id for b in brought]
    arrived = _arrived(ids, on, known_on)
    stages = _stage_days(ids, on, known_on) | {(pk, str(Trigger.ARRIVED)): came[2] for pk, came in arrived.items()}
    paid = _paid(contracts, on, known_on)
    return tuple(
        _row(contract, b, stages, arrived, paid.get((contract.pk, b.project_id), Decimal(0)))
        for contract in contracts
        for b in brought
        if contract.since <= b.on and b.on <= contract.last_day(known_on)
    )


def fee_row(commission: Commission, project: Project, *, on: date, known_on: date | None = None) -> FeeRow | None:
    """One of them; None where the contract does not cover the project."""
    rows = fees_of(commission.channel, on=on, known_on=known_on)
    return next((r for r in rows if r.commission.pk == commission.pk and r.project.pk == project.pk), None)


def _row(contract: Commission, b: Brought, stages: dict[Any, date], arrived: dict[Any, Any], paid: Decimal) -> FeeRow:
    came = arrived.get(b.project_id)
    landed = stages.get((b.project_id, contract.trigger))
    if landed is None:
        fee = Fee(Decimal(0), f"还没有{contract.get_trigger_display()},不产生费用")
    else:
        rule = FeeRule(currency=contract.currency, fixed=contract.fixed, percent=contract.percent, cap=contract.cap)
        money, currency = (came[0], came[1]) if came else (None, "")
        fee = fee_of(rule, arrived=money, arrived_currency=currency)
    said = f"{landed} {contract.get_trigger_display()};{fee.sentence}" if landed else fee.sentence
    return FeeRow(contract, b.project, b.on, landed, fee.amount, paid, said, fee.question)


def _stage_days(ids: Iterable[Any], on: date, known_on: date | None) -> dict[Any, date]:
    """The first day of each stage of each project."""
    rows = standing(known_on).filter(project__in=list(ids), happened_on__lte=on).order_by("-happened_on")
    return {(project, stage): day for project, stage, day in rows.values_list("project", "stage", "happened_on")}


def _arrived(ids: Iterable[Any], on: date, known_on: date | None) -> dict[Any, tuple[Decimal, str, date]]:
    """The capital arrived by the day as last stated, its currency, and the first day any had arrived."""
    rows = ProjectAmount.objects.filter(project__in=list(ids), kind="arrived", holds_from__lte=on, amount__gt=0)
    moment = end_of(known_on)
    rows = rows if moment is None else rows.filter(known_at__lte=moment)
    found: dict[Any, tuple[Decimal, str, date]] = {}
    for row in rows.order_by("holds_from", "known_at", "pk"):
        first = found[row.project_id][2] if row.project_id in found else row.holds_from
        found[row.project_id] = (row.amount, row.currency, first)
    return found


def _paid(contracts: Iterable[Commission], on: date, known_on: date | None) -> dict[tuple[Any, Any], Decimal]:
    rows = CommissionPayment.objects.known(known_on).filter(commission__in=list(contracts), paid_on__lte=on)
    found: dict[tuple[Any, Any], Decimal] = {}
    for commission, project, amount in rows.values_list("commission", "project", "amount"):
        found[commission, project] = found.get((commission, project), Decimal(0)) + amount
    return found
