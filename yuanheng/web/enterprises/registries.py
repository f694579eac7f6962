"""What higher apps add to the register without being imported by it: marks to filter by, and what follows a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Mark:
    """A property of enterprises that a higher app knows: `find()` answers the primary keys of those that have it."""

    code: str
    label: str
    find: Callable[[], QuerySet[object]]


_marks: dict[str, Mark] = {}
_follow_ups: dict[str, Callable[[], None]] = {}
_holds: dict[str, Callable[[Any], str]] = {}
_life_follow_ups: dict[str, Callable[[], None]] = {}


def register_mark(code: str, *, label: str, find: Callable[[], QuerySet[object]]) -> None:
    """Offer a mark as a filter of the list."""
    _marks[code] = Mark(code=code, label=label, find=find)


def marks() -> dict[str, Mark]:
    """All marks."""
    return dict(_marks)


def after_register_change(name: str, follow_up: Callable[[], None]) -> None:
    """Call `follow_up` in the transaction of every change of names or codes in the register (it may defer a job)."""
    _follow_ups[name] = follow_up


def register_hold(code: str, *, find: Callable[[Any], str]) -> None:
    """Say what keeps a firm though no row points to it (a frozen file): `find(firm)` answers a few words, '' for nothing."""
    _holds[code] = find


def held_by(firm: Any) -> list[str]:
    """What keeps the firm, in words."""
    return [words for find in _holds.values() if (words := find(firm))]


def after_life_change(name: str, follow_up: Callable[[], None]) -> None:
    """Call `follow_up` in the transaction of every event of a firm's life that is recorded or withdrawn."""
    _life_follow_ups[name] = follow_up


def life_changed() -> None:
    """Tell those who asked."""
    for follow_up in _life_follow_ups.values():
        follow_up()


def register_changed() -> None:
    """Tell those who asked."""
    for follow_up in _follow_ups.values():
        follow_up()
