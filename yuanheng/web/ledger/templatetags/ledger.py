"""Figures of measures and facts in the unit that people read each measure in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString

from yuanheng.web.base.templatetags.yh import figure

from ..models import Fact
from ..wording import shown_in

register = template.Library()


@register.simple_tag(takes_context=True)
def measured(
    context: Mapping[str, Any],
    amount: Decimal | None,
    measure: str,
    unit: str = "",
    *,
    href: str = "",
    bare: bool = False,
    title: str = "",
) -> SafeString:
    """A figure of a measure, stored in its inside unit, shown in the unit people use; `unit` is the fact's own."""
    how = shown_in(measure, unit)
    value = None if amount is None else amount / how.divisor
    return figure(context, value, how.shown, href=href, places=how.decimals, bare=bare, title=title)


@register.simple_tag(takes_context=True)
def fact_figure(context: Mapping[str, Any], fact: Fact, *, href: str = "") -> SafeString:
    """The figure of a fact."""
    return measured(context, fact.amount, fact.measure, fact.unit, href=href)


@register.filter
def measure_unit(measure: str) -> str:
    """The unit people read a measure in."""
    return shown_in(measure).shown


@register.filter
def share(value: float | Decimal) -> str:
    """A probability for reading: 99.95%, 93.2%; near one with two places, for there they matter."""
    number = float(value)
    return f"{number:.2%}" if 0.99 <= number < 1 else f"{number:.1%}"


@register.filter
def signed(value: float) -> str:
    """A weight of evidence with its sign."""
    return f"{value:+.1f}"


@register.filter
def unlocalized(value: float | Decimal) -> str:
    """A number for an attribute: a point, no groups, no exponent."""
    return f"{value:f}"
