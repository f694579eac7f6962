"""What every page's frame shows: the bar, the bell, who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from yuanheng import __version__

from . import nav, notices
from .access import held


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame; a partial answered to htmx needs none of it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "htmx", False):
        return {"version": __version__}
    return {
        "version": __version__,
        "nav_sections": nav.bar(request),
        "unread_notices": notices.unread(user),
        "held_posts": held(user),
    }
