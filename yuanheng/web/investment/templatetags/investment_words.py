"""Words of investment promotion in templates."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..forms import active_users

register = template.Library()


@register.filter
def magnitude(number: int) -> int:
    """Without its sign."""
    return abs(number)


@register.simple_tag
def give_choices() -> SafeString:
    """A choice of whom to give a lead to."""
    people = active_users().order_by("full_name")
    options = format_html_join("", '<option value="{}">{}</option>', ((u.pk, str(u)) for u in people))
    return format_html(
        '<select class="form-select" name="to" required aria-label="交给"><option value="">请选择</option>{}</select>',
        options,
    )
