"""What is left of a budget, and what is left of an approval: computed from the rows, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from .models import Fulfilment, FulfilmentState, Payment, Policy, PolicyBudget


@dataclass(frozen=True, slots=True)
class Money:
    """A policy's year: the budget (None: none entered), what is paid, what is approved and not paid yet; yuan."""

    year: int
    budget: Decimal | None
    paid: Decimal
    promised: Decimal
    document: str = ""

    @property
    def left(self) -> Decimal | None:
        """The budget less what is paid."""
        return None if self.budget is None else self.budget - self.paid

    @property
    def free(self) -> Decimal | None:
        """What is left once all that is approved has been paid; below zero where too much was approved."""
        return None if self.left is None else self.left - self.promised

    @property
    def used(self) -> Decimal | None:
        """Per cent of the budget paid."""
        return None if not self.budget else self.paid * 100 / self.budget


def moneys(policies: Iterable[Any], year: int | None = None) -> dict[tuple[Any, int], Money]:
    """By policy and year, in three queries; years without a budget and without a payment are absent."""
    keys = [getattr(p, "pk", p) for p in policies]
    only = {} if year is None else {"year": year}
    budgets: dict[tuple[Any, int], tuple[Decimal, str]] = {}
    for row in PolicyBudget.objects.filter(policy__in=keys, **only).order_by("at", "pk"):
        budgets[row.policy_id, row.year] = (row.amount_yuan, row.document)
    paid: dict[tuple[Any, int], Decimal] = {}
    promised: dict[tuple[Any, int], Decimal] = {}
    rows = Fulfilment.objects.filter(policy__in=keys, **only).with_money()
    for policy, of_year, state, approved, given in rows.values_list("policy", "year", "state", "approved", "paid"):
        key = (policy, of_year)
        paid[key] = paid.get(key, Decimal(0)) + given
        if state == FulfilmentState.OPEN and approved is not None:
            promised[key] = promised.get(key, Decimal(0)) + approved - given
    return {
        key: Money(
            year=key[1], budget=budgets[key][0] if key in budgets else None, paid=paid.get(key, Decimal(0)),
            promised=promised.get(key, Decimal(0)), document=budgets[key][1] if key in budgets else "",
        )
        for key in budgets.keys() | paid.keys()
    }  # fmt: skip


def money_of(policy: Policy, year: int) -> Money:
    """One policy's year."""
    found = moneys([policy], year)
    return found.get((policy.pk, year), Money(year=year, budget=None, paid=Decimal(0), promised=Decimal(0)))


def paid_on(fulfilment: Fulfilment) -> Decimal:
    """What has been paid on an application, reversals taken off."""
    total = Payment.objects.filter(fulfilment=fulfilment).aggregate(total=Sum("amount_yuan"))["total"]
    return total or Decimal(0)


def approved_for(fulfilment: Fulfilment) -> Decimal | None:
    """The newest approved amount; None where none is."""
    newest = fulfilment.approvals.order_by("-at", "-pk").first()
    return newest.amount_yuan if newest else None
