"""What the demo zone is made of: each app registers how it loads its part.

    register_demo("ledger", load=load_demo_uploads, order=20)

`load(cast, say, small)` gets the cast by role name, a function to tell progress, and whether the small zone is wanted.
It must do nothing when its part is already there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .models import User

Load = Callable[[dict[str, User], Callable[[str], None], bool], None]


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    load: Load
    order: int


_parts: dict[str, _Part] = {}


def register_demo(name: str, *, load: Load, order: int = 100) -> None:
    """Add a part of the demo zone."""
    _parts[name] = _Part(name=name, load=load, order=order)


def load_demo(cast: dict[str, User], *, say: Callable[[str], None], small: bool = False) -> None:
    """Load every part in order."""
    for part in sorted(_parts.values(), key=lambda p: (p.order, p.name)):
        part.load(cast, say, small)
