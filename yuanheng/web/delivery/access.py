"""The permissions of delivery, and the only way to its things."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User
from yuanheng.web.projects.access import access_project
from yuanheng.web.projects.models import Project

from .models import Difficulty, Picture

VIEW = "delivery.project.view"
REPORT = "delivery.progress.report"
PLAN = "delivery.plan.set"
RAISE = "delivery.difficulty.handle"
OPEN = "delivery.case.open"
TARGET = "delivery.target.set"
REMARK = "delivery.project.remark"


def access_delivery(user: User, pk: Any, *, needed: str = VIEW) -> Project:
    """A project within reach of a permission of delivery."""
    return access_project(user, pk, needed=needed)


def access_difficulty(user: User, pk: Any, *, needed: str = VIEW) -> Difficulty:
    """A difficulty within reach."""
    rows = Difficulty.objects.select_related("project", "organisation", "person")
    found: Difficulty = access_one(user, needed, rows, pk=pk)
    return found


def access_picture(user: User, pk: Any) -> Picture:
    """A picture of a project within reach."""
    found: Picture = access_one(user, VIEW, Picture.objects.select_related("file"), pk=pk)
    return found
