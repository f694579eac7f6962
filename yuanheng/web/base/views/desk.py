"""The desk: what waits for this person, and where to go; the search box; the bell."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from .. import moment, nav
from ..access import SIGNED_IN, gate, held
from ..actions.notices import read_notices
from ..models import Notice
from ..panels import panels_for
from ..search import search
from ..todos import todos_for


@gate(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """To-dos, panels of the apps (`register_panel("base.home", …)`), quick links by role, the latest notices."""
    quick = [entry for section in nav.bar(request) for entry in section.entries if entry.quick]
    notices = Notice.objects.filter(to=request.user)[:5]
    context = {"todos": todos_for(request.user), "quick": quick, "notices": notices, "posts": held(request.user)}
    context["panels"] = panels_for(request, "base.home", request.user)
    return render(request, "base/home.html", context | {"today": moment.today()})


@gate(SIGNED_IN)
def search_page(request: HttpRequest) -> HttpResponse:
    """All that the box finds, as a page."""
    text = request.GET.get("q", "")
    return render(
        request, "base/search.html", {"groups": search(request.user, text, limit=30), "search_text": text.strip()[:60]}
    )


@gate(SIGNED_IN)
def search_box(request: HttpRequest) -> HttpResponse:
    """The few best, below the box."""
    text = request.GET.get("q", "")
    return render(
        request, "base/search_hits.html", {"groups": search(request.user, text), "search_text": text.strip()[:60]}
    )


@gate(SIGNED_IN)
def notices_page(request: HttpRequest) -> HttpResponse:
    """The person's notices, newest first."""
    return render(request, "base/notices.html", {"notices": Notice.objects.filter(to=request.user)[:100]})


@gate(post=SIGNED_IN)
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark them all as read."""
    read_notices(request.user, at=moment.now())
    return redirect("base:notices")
