"""Reading a row of a list by the name of a field; floor and land areas are kept under their units."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()
KEPT = {"floor": ("floor_m2", " ㎡"), "land": ("land_mu", " 亩"), "rent": ("rent_yuan", "")}


@register.filter
def said(values: Mapping[str, str], name: str) -> str:
    """The value of a field as the list has it."""
    key, unit = KEPT.get(name, (name, ""))
    found = values.get(key, "")
    return f"{found}{unit}" if found else ""
