"""Tags of the house: icons, figures with units and sources, grade badges, charts. Loaded into every template."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe

from .. import access, audit, layers, shown
from ..forms import looks_of
from ..moment import SHANGHAI

register = template.Library()
GRADES = {"A": "a", "B": "b", "C": "c", "D": "d", "T": "t"}
CHART_SIZES = ("sm", "md", "lg")


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """One of Tabler's icons from our own sprite (the asset build puts in those that templates name)."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#tabler-{}"></use></svg>',
        extra,
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def on_map(context: template.Context, layer: str, pk: Any) -> str:
    """A button that opens the map at a thing of a layer; nothing for those who may not."""
    user = context["request"].user
    page = layers.map_page_for(user) if layers.layer_for(user, layer) else ""
    if not page:
        return ""
    return format_html('<a class="btn" href="{}?at={}:{}">{}在图上看</a>', reverse(page), layer, pk, icon("map-pin"))


@register.filter
def num(value: Any, places: int = 2) -> str:
    """1,234.50; a dash where it is missing."""
    return shown.number(value, places=int(places))


@register.filter
def in_unit(value: Any, unit: str) -> str:
    """The figure in the unit people use, with that unit."""
    text = shown.number(value, unit=unit)
    return text if text == shown.MISSING else f"{text} {shown.unit_of(unit).label}"


@register.filter
def unit_label(unit: str) -> str:
    """The unit people use for a stored unit."""
    return shown.unit_of(unit).label


@register.filter
def or_missing(value: Any) -> Any:
    """The value, or a dash that says 未报."""
    if value is None or value == "":
        return format_html('<span class="yh-missing" title="{}">{}</span>', shown.MISSING_MEANS, shown.MISSING)
    return value


@register.simple_tag(takes_context=True)
def figure(
    context: Mapping[str, Any],
    value: Any,
    unit: str = "",
    *,
    href: str = "",
    group: str = "",
    places: int | None = None,
    bare: bool = False,
    title: str = "",
) -> SafeString:
    """A figure with its unit and the way to its source.

    `group` is the field group: who may not see it gets dots. `bare` leaves the unit out (a column that names it).
    """
    request = context.get("request")
    if group and (request is None or not access.sees(request.user, group)):
        return format_html('<span class="yh-masked" title="{}">{}</span>', shown.MASKED_MEANS, shown.MASKED)
    text = shown.number(value, unit=unit, places=places)
    if text == shown.MISSING:
        return format_html('<span class="yh-missing" title="{}">{}</span>', title or shown.MISSING_MEANS, text)
    label = "" if bare else shown.unit_of(unit).label
    tail = format_html(' <span class="yh-unit">{}</span>', label) if label else ""
    if href:
        return format_html('<a class="yh-figure" href="{}" title="{}">{}</a>{}', href, title or "查看来源", text, tail)
    return format_html('<span class="yh-figure" title="{}">{}</span>{}', title, text, tail)


@register.simple_tag
def grade(letter: str | None, label: str = "") -> SafeString:
    """The badge of a class, in its one colour."""
    if not letter:
        return format_html('<span class="yh-missing" title="未评价">{}</span>', shown.MISSING)
    return format_html(
        '<span class="yh-grade yh-grade-{}" title="{} 类">{}</span>', GRADES.get(letter, "x"), letter, label or letter
    )


@register.filter
def sees(user: Any, group: str) -> bool:
    """May the user see that group of figures?"""
    return access.sees(user, group)


@register.filter
def may(user: Any, permission: str) -> bool:
    """Does the user hold that permission?"""
    return access.may(user, permission)


@register.filter
def may_open(user: Any, url: str) -> bool:
    """Does the user hold what the page at that address needs? For links that a job or a notice carries."""
    try:
        needed = resolve(url.split("?")[0].split("#")[0]).func.gate.needed("GET")
    except (Resolver404, AttributeError):
        return False
    return needed is not None and access.may(user, needed)


@register.filter
def when(value: Any) -> str:
    """2021-06-30 14:05 in Shanghai; a dash where there is none."""
    return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if value else shown.MISSING


@register.filter
def size(value: int) -> str:
    """A file's size as people say it."""
    amount = float(value)
    for unit in ("B", "KB", "MB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"


@register.simple_tag
def chart(name: str, kind: str, data: Any, size: str = "md", label: str = "") -> SafeString:
    """A place where `charts.js` draws: `kind` is one of its builders, `data` what that builder takes, as JSON.

    No script and no style is written into the page: the data lies in a JSON block, the height is a class.
    """
    if size not in CHART_SIZES:
        raise template.TemplateSyntaxError(f"chart size {size}: one of {', '.join(CHART_SIZES)}")
    return format_html(
        '<div class="yh-chart yh-chart-{}" data-chart="{}" data-source="chart-{}" role="img" aria-label="{}"></div>{}',
        size,
        kind,
        name,
        label,
        json_script(data, f"chart-{name}"),
    )


@register.simple_tag(takes_context=True)
def query(context: Mapping[str, Any], **changes: Any) -> SafeString:
    """This page's address with some parameters changed; an empty value takes one away."""
    given = context["request"].GET.copy()
    for key, value in changes.items():
        given.pop(key, None)
        if value not in (None, ""):
            given[key] = value
    return mark_safe("?" + urlencode(list(given.lists()), doseq=True).replace("&", "&amp;"))  # noqa: S308 - encoded


@register.filter
def dressed(field: BoundField) -> SafeString:
    """A form's field in the house's looks, whoever wrote the form."""
    return field.as_widget(attrs={} if "class" in field.field.widget.attrs else {"class": looks_of(field.field.widget)})


@register.filter
def pretty(value: Any) -> str:
    """A JSON value, indented."""
    return json.dumps(value, ensure_ascii=False, indent=2)


@register.filter
def action_label(code: str) -> str:
    """The words for an audit action."""
    return audit.action_label(code)
