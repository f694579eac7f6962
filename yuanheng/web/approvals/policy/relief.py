"""Relief decided without a database: whether means fit a category, how much a month, when it is looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ..rules import Category
from .days import months_after

YUAN = Decimal(1)


def means_faults(
    category: Category, *, income: Decimal | None, members: int, assets: Decimal | None, vehicles: int | None
) -> Iterator[str]:
    """What speaks against it, in words; missing figures are said to be missing, never taken for zero."""
    if category.income_limit is not None:
        if income is None:
            yield "没有家庭月收入"
        elif income / members > category.income_limit:
            head = (income / members).quantize(Decimal("0.01"))
            yield f"人均月收入 {head} 元,超过 {category.income_limit} 元"
    if category.asset_limit is not None:
        if assets is None:
            yield "没有家庭财产"
        elif assets / members > category.asset_limit:
            yield f"人均财产超过 {category.asset_limit} 元"
        if vehicles:
            yield f"有机动车 {vehicles} 辆,须说明"


def monthly_amount(category: Category, *, income: Decimal | None, members: int, makes_up: bool) -> Decimal | None:
    """Yuan a month, rounded half up to whole yuan: the standard a head, or (`makes_up`) what is lacking to it.

    None where the category has no standard (a person sets the sum) or the income is not known.
    """
    if category.standard is None:
        return None
    heads = members if category.per == "person" and makes_up else 1
    whole = Decimal(category.standard) * heads
    if makes_up:
        if income is None:
            return None
        whole = max(Decimal(0), whole - income)
    return whole.quantize(YUAN, rounding=ROUND_HALF_UP)


def next_recheck(category: Category, *, since: date) -> date | None:
    """When it is looked at again: quarterly, half-yearly or yearly by category; None for what is paid once."""
    return months_after(since, category.recheck_months) if category.recheck_months else None
