"""What projects show elsewhere: on a firm's page, on the desk, in the search box."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit
from yuanheng.web.enterprises.models import Enterprise

from .access import VIEW
from .models import Project
from .pages.lists import money_text, stage_label, with_total

SHOWN = 8


def _lines(rows: Any) -> list[tuple[Project, str, str]]:
    return [(p, stage_label(p.stage), money_text(p.total, p.currency)) for p in with_total(rows)[:SHOWN]]


def of_enterprise(request: HttpRequest, enterprise: Enterprise) -> dict[str, Any] | None:
    """The projects that founded, or were founded by, a firm."""
    lines = _lines(visible(request.user, VIEW, Project.objects.filter(enterprise=enterprise)))
    return {"lines": lines} if lines else None


def desk(request: HttpRequest, thing: Any) -> dict[str, Any] | None:
    """The projects one looks after."""
    rows = Project.objects.active().filter(manager=request.user).order_by("-stage_on")
    lines = _lines(visible(request.user, VIEW, rows))
    return {"lines": lines} if lines else None


def find_projects(user: User, text: str, limit: int) -> Iterable[Hit]:
    """For the search box."""
    for project in visible(user, VIEW, Project.objects.matching(text))[:limit]:
        yield Hit(project.name, reverse("projects:project", args=[project.pk]), stage_label(project.stage))
