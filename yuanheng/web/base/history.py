"""What changed of a thing, from the versions its table keeps (pghistory)."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

MOST = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a field: when, which, from what to what."""

    at: datetime
    field: str
    before: str
    after: str


def changes_of(thing: Any, labels: Mapping[str, str], *, most: int = MOST) -> tuple[Change, ...]:
    """The changes of the fields named, by their labels, from one version of the row to the next, newest first."""
    events = list(thing.events.order_by("-pgh_id")[: most + 1])
    changes = [
        Change(after.pgh_created_at, label, said(getattr(before, field)), said(getattr(after, field)))
        for after, before in itertools.pairwise(events)
        for field, label in labels.items()
        if getattr(before, field) != getattr(after, field)
    ]
    return tuple(changes[:most])


def said(value: Any) -> str:
    """A value as a person reads it."""
    if value is None or value == "":
        return "(空)"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
