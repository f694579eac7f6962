"""Nothing passes without a declared permission; a session ends when idle, and a user has only so many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from . import moment
from .access import ANYONE, Gate
from .audit import set_address
from .signin import client_address

FREE_OF_PASSWORD_CHANGE = ("account_logout", "account_change_password", "account_reauthenticate", "base:health")


class AccessMiddleware:
    """Before any view runs: it has a gate; a stranger is sent to sign in, and back afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note the address for the log; pages for people are never kept by a cache on the way."""
        set_address(client_address(request))
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse, send to sign in, or let through; the view's own wrapper checks the permission."""
        declared = getattr(view, "gate", None)
        if not isinstance(declared, Gate):
            raise PermissionDenied("这个页面没有声明权限")
        if _has_null(request):
            raise SuspiciousOperation("a null character, which no field of the database can hold")
        needed = declared.needed(request.method or "GET")
        if needed is None or needed == ANYONE:
            return None
        if not request.user.is_authenticated:
            return _sign_in(request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.must_change_password and name not in FREE_OF_PASSWORD_CHANGE:
            return redirect("account_change_password")
        return None


def _has_null(request: HttpRequest) -> bool:
    """Nobody types one; PostgreSQL takes none, so it would end in a fault of ours."""
    given = (value for values in (request.GET, request.POST) for _, found in values.lists() for value in found)
    return any("\x00" in value for value in given)


def _sign_in(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else "/"
    url = f"{resolve_url(settings.LOGIN_URL)}?next={quote(back)}"
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


class SessionLimitMiddleware:
    """Ends a session that was idle too long (those beyond the limit are deleted at sign-in, see `sessions.py`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check, note that the session is alive (at most once a minute), go on."""
        if request.user.is_authenticated:
            now = moment.now()
            if self._idle(request, now):
                logout(request)
        return self.get_response(request)

    def _idle(self, request: HttpRequest, now: datetime) -> bool:
        last = request.session.get("last_seen")
        seen = datetime.fromisoformat(last) if last else None
        if seen and now - seen > timedelta(minutes=settings.YUANHENG_IDLE_MINUTES):
            return True
        if seen is None or now - seen > timedelta(minutes=1):
            request.session["last_seen"] = now.isoformat()
        return False
