"""Words of projects in templates."""

from __future__ import annotations

from django import template

from ..pages.lists import stage_label as label

register = template.Library()


@register.filter
def stage_label(code: str) -> str:
    """A stage as people call it."""
    return label(code)
