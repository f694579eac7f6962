"""What higher apps do when a project changes; called inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Callable

from .models import Project

_follow_ups: dict[str, Callable[[Project, str], None]] = {}


def after_project_change(name: str, follow_up: Callable[[Project, str], None]) -> None:
    """Call `follow_up(project, what)`; `what` is `created`, `changed`, `amount`, `stage` or `recognition`."""
    _follow_ups[name] = follow_up


def project_changed(project: Project, what: str) -> None:
    """Tell those who asked."""
    for follow_up in _follow_ups.values():
        follow_up(project, what)
