"""What a correction or an event touches: published grades, targets, lists handed out. Higher apps say what they know.

    register_touch("runs.grades", label="已公布的类别", permission=VIEW, find=grades_touched, order=10)

Nothing is changed by it: what was published stays, and stands here beside what it would be now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yuanheng.web.base.access import may
from yuanheng.web.base.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """A change of what is known: when it became known, of which firms, for which years and measures (empty: any)."""

    at: datetime
    enterprises: tuple[UUID, ...]
    years: tuple[int, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One thing that was published or handed out before: what it said, and what it would say now ('' not yet known)."""

    what: str
    href: str
    at: datetime
    stated: str
    now: str = ""
    note: str = ""
    group: str = ""

    @property
    def differs(self) -> bool:
        """True where something else would be said now."""
        return bool(self.now) and self.now != self.stated


@dataclass(frozen=True, slots=True)
class Touch:
    """A kind of things that can be touched."""

    code: str
    label: str
    permission: str
    find: Callable[[User, Restated], Iterable[Touched]]
    order: int


_touches: dict[str, Touch] = {}


def register_touch(
    code: str, *, label: str, permission: str, find: Callable[[User, Restated], Iterable[Touched]], order: int = 100
) -> None:
    """Offer a kind of things; `find` answers those that were published before `Restated.at`, newest first."""
    _touches[code] = Touch(code, label, permission, find, order)


def touched_by(user: User, change: Restated) -> list[tuple[str, list[Touched]]]:
    """(label, things) of each kind that the user may see, also where there are none."""
    kinds = sorted(_touches.values(), key=lambda touch: (touch.order, touch.code))
    return [(touch.label, list(touch.find(user, change))) for touch in kinds if may(user, touch.permission)]
