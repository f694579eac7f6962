"""The same firm again: an identical row is dropped and said, other figures are both handed over and said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Figures = dict[tuple[str, str], str]


@dataclass(slots=True)
class Seen:
    """One row met before: where it was, what made it apart, its figures by (measure, period)."""

    place: str
    apart: tuple[str, ...]
    block: tuple[int, int]
    figures: Callable[[], Figures]
    conflicts: set[int]
    position: int


@dataclass(slots=True)
class Registry:
    """Rows of one file by the firm's code and by its name."""

    by_key: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))

    def earlier(self, key: str, name: str) -> Sequence[Seen]:
        """Rows of the same firm so far."""
        if key and key in self.by_key:
            return self.by_key[key]
        return [s for s in self.by_name.get(name, ())] if name else ()

    def note(self, key: str, name: str, seen: Seen) -> None:
        """Remember a row."""
        if key:
            self.by_key[key].append(seen)
        if name:
            self.by_name[name].append(seen)


@dataclass(slots=True)
class Verdict:
    """What a row is to an earlier one."""

    identical: bool
    first: Seen


def compare(
    earlier: Sequence[Seen], apart: tuple[str, ...], block: tuple[int, int], figures: Callable[[], Figures]
) -> Verdict | None:
    """The first earlier row that this one repeats or contradicts; None where it is another thing or another period."""
    mine: Figures | None = None
    for seen in earlier:
        if block == seen.block and block[1] >= 0:
            continue
        if _told_apart(apart, seen.apart):
            continue
        mine = figures() if mine is None else mine
        theirs = seen.figures()
        common = mine.keys() & theirs.keys()
        if not common:
            continue
        different = [k for k in common if mine[k] != theirs[k]]
        if not different and len(common) == len(mine) == len(theirs):
            return Verdict(True, seen)
        if different:
            return Verdict(False, seen)
        return Verdict(len(mine) <= len(theirs), seen) if mine.keys() <= theirs.keys() else Verdict(False, seen)
    return None


def _told_apart(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """True where a meter, parcel, address or project differs."""
    if len(mine) != len(theirs):
        return bool(set(filter(None, mine)) ^ set(filter(None, theirs))) and bool(any(mine) and any(theirs))
    return any(a != b for a, b in zip(mine, theirs, strict=True))
