"""The one way to a project."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import Project, SavedView

VIEW = "projects.project.view"
CREATE = "projects.project.create"
EDIT = "projects.project.edit"
STAGE = "projects.stage.record"
RECOGNISE = "projects.recognition.record"
IMPORT = "projects.library.import"
MERGE = "projects.duplicate.settle"
KEEP = "projects.view.keep"


def access_project(user: User, pk: Any, *, needed: str = VIEW) -> Project:
    """A project within reach."""
    rows = Project.objects.select_related("organisation", "manager", "leader", "enterprise", "by")
    found: Project = access_one(user, needed, rows, pk=pk)
    return found


def access_view(user: User, pk: Any) -> SavedView:
    """A saved view of one's own."""
    found: SavedView = access_one(user, KEEP, SavedView.objects.all(), pk=pk)
    return found
