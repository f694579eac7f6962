"""Panels: a higher app shows what it knows on the page of a lower app's thing, without being imported by it.

    register_panel("enterprises.enterprise", "evaluation", title="历年评价", order=30, template="runs/panel.html",
                   context=grades_of, permission="runs.result.view")

`context(request, thing)` answers a dict for the template, or None to show nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .access import may


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of a page."""

    name: str
    title: str
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]
    permission: str
    order: int
    icon: str = ""


@dataclass(frozen=True, slots=True)
class ShownPanel:
    """A panel as a page shows it."""

    name: str
    title: str
    icon: str
    html: SafeString


_panels: dict[str, dict[str, Panel]] = {}


def register_panel(
    page: str,
    name: str,
    *,
    title: str,
    template: str,
    context: Callable[[HttpRequest, Any], dict[str, Any] | None],
    permission: str,
    order: int = 100,
    icon: str = "",
) -> None:
    """Add a panel to the page of a kind of thing (`enterprises.enterprise`)."""
    _panels.setdefault(page, {})[name] = Panel(
        name=name, title=title, template=template, context=context, permission=permission, order=order, icon=icon
    )


def panels_for(request: HttpRequest, page: str, thing: Any) -> list[ShownPanel]:
    """The panels the user may see and that have something to say, in order."""
    shown = []
    for panel in sorted(_panels.get(page, {}).values(), key=lambda p: (p.order, p.name)):
        if not may(request.user, panel.permission):
            continue
        context = panel.context(request, thing)
        if context is not None:
            html = render_to_string(panel.template, context, request=request)
            shown.append(ShownPanel(name=panel.name, title=panel.title, icon=panel.icon, html=html))
    return shown
