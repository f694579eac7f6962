"""The same firm again: an identical row is dropped and said, other figures are both handed over and said."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

Figures = dict[tuple[str, str], str]


class RowSet(Protocol):
    """The rows of one table as comparison needs them."""

    number: int

    def figures(self, at: int) -> Figures:
        """Figures of a row by (measure, period), as written."""

    def apart(self, at: int) -> tuple[str, ...]:
        """Meter, parcel, address, project: what makes two rows of one firm two things."""

    def block(self, at: int) -> int:
        """The merged firm cell that a row belongs to, or -1."""

    def place(self, at: int) -> str:
        """Where a row is, for a message."""

    def mark(self, at: int) -> None:
        """The row is contradicted by a later one."""


Seen = tuple[RowSet, int]


@dataclass(slots=True)
class Registry:
    """Rows of one file by the firm's code and by its name."""

    by_key: dict[str, list[Seen]] = field(default_factory=dict)
    by_name: dict[str, list[Seen]] = field(default_factory=dict)

    def earlier(self, key: str, name: str) -> Sequence[Seen]:
        """Rows of the same firm so far."""
        if key and key in self.by_key:
            return self.by_key[key]
        return self.by_name.get(name, ()) if name else ()

    def note(self, key: str, name: str, seen: Seen) -> None:
        """Remember a row."""
        if key:
            self.by_key.setdefault(key, []).append(seen)
        if name:
            self.by_name.setdefault(name, []).append(seen)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row is to an earlier one."""

    identical: bool
    first: Seen


def fold_name(name: str) -> str:
    """A name for comparison: NFKC, no white space."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def compare(earlier: Sequence[Seen], rows: RowSet, at: int) -> Verdict | None:
    """The first earlier row that this one repeats or contradicts; None where it is another thing or another period."""
    mine: Figures | None = None
    for seen in earlier:
        if rows is seen[0] and rows.block(at) >= 0 and rows.block(at) == seen[0].block(seen[1]):
            continue
        if _told_apart(rows.apart(at), seen[0].apart(seen[1])):
            continue
        mine = rows.figures(at) if mine is None else mine
        verdict = _judge(mine, seen)
        if verdict is not None:
            return verdict
    return None


def _judge(mine: Figures, seen: Seen) -> Verdict | None:
    theirs = seen[0].figures(seen[1])
    common = mine.keys() & theirs.keys()
    if not common:
        return None
    if any(mine[k] != theirs[k] for k in common):
        return Verdict(False, seen)
    return Verdict(mine.keys() <= theirs.keys(), seen)


def _told_apart(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """True where a meter, parcel, address or project differs."""
    if len(mine) != len(theirs):
        return any(mine) and any(theirs) and set(filter(None, mine)) != set(filter(None, theirs))
    return mine != theirs
