"""To-dos: each app says what waits for a person; the desk lists it.

    register_todo("ledger.review", permission="ledger.link.review", find=waiting_links)

`find(user)` answers `Todo`s with a count; those with 0 are not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from .access import may
from .models import User


@dataclass(frozen=True, slots=True)
class Todo:
    """One line of the desk, read as count and text together (`3 条记录待归户`); `urgent` puts it first, in red."""

    text: str
    url: str
    count: int = 1
    due: date | None = None
    urgent: bool = False
    icon: str = "checklist"


@dataclass(frozen=True, slots=True)
class _Source:
    permission: str
    find: Callable[[User], Iterable[Todo]]
    order: int


_sources: dict[str, _Source] = {}


def register_todo(name: str, *, permission: str, find: Callable[[User], Iterable[Todo]], order: int = 100) -> None:
    """Add a source of to-dos for those who hold the permission."""
    _sources[name] = _Source(permission=permission, find=find, order=order)


def todos_for(user: User) -> list[Todo]:
    """What waits for the user: urgent first, then as the sources are ordered."""
    found = [
        todo
        for source in sorted(_sources.values(), key=lambda s: s.order)
        if may(user, source.permission)
        for todo in source.find(user)
        if todo.count
    ]
    return sorted(found, key=lambda todo: not todo.urgent)
