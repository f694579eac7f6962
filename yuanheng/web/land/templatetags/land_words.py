"""Words of land in templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def get(words: Mapping[str, Any], key: str) -> Any:
    """The word for a code; the code where there is none."""
    return words.get(key, key)
