"""What a higher app knows of the reserves goes before what was told here, where it is newer: it knows what is promised.

register_reserves("works", read): `read(park, on, project)` answers `{kind: (amount, as_of)}`; promises to the project itself
are not taken off. Told reserves (`Reserve`) hold where nothing newer is known.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from yuanheng.web.projects.models import Project

Known = dict[str, tuple[Decimal, date]]
Read = Callable[[str, date, Project | None], Known]

_known: dict[str, Read] = {}


def register_reserves(name: str, read: Read) -> None:
    """Add somebody who knows of reserves."""
    _known[name] = read


def known_elsewhere(park: str, on: date, project: Project | None) -> Known:
    """What the others know of a park's reserves on a day; of two that know, the newer."""
    found: Known = {}
    for read in _known.values():
        for kind, (amount, as_of) in read(park, on, project).items():
            if kind not in found or as_of > found[kind][1]:
                found[kind] = (amount, as_of)
    return found
