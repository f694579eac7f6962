"""The one search box: each app offers what it can find by name, code or pinyin.

    register_search("enterprises", label="企业", permission="enterprises.enterprise.view", find=find_enterprises)

`find(user, text, limit)` answers `Hit`s; it must filter by what the user may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .access import may
from .models import User


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one source."""

    label: str
    icon: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    label: str
    icon: str
    permission: str
    find: Callable[[User, str, int], Iterable[Hit]]
    order: int


_sources: dict[str, _Source] = {}


def register_search(
    name: str,
    *,
    label: str,
    permission: str,
    find: Callable[[User, str, int], Iterable[Hit]],
    icon: str = "search",
    order: int = 100,
) -> None:
    """Add a source to the search box."""
    _sources[name] = _Source(label=label, icon=icon, permission=permission, find=find, order=order)


def search(user: User, text: str, *, limit: int = 8) -> list[Group]:
    """What the user may see that matches; an empty text finds nothing."""
    text = " ".join(text.split())[:60]
    if not text:
        return []
    groups = []
    for source in sorted(_sources.values(), key=lambda s: s.order):
        if may(user, source.permission):
            hits = tuple(source.find(user, text, limit))[:limit]
            if hits:
                groups.append(Group(label=source.label, icon=source.icon, hits=hits))
    return groups
