"""A file's features as they stand in it, before anybody knows the coordinate system."""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from ..errors import Problem
from .systems import Told


@dataclass(slots=True)
class RawFeature:
    """A polygon in the file's own coordinates, its attributes as text, its place in the file."""

    geometry: BaseGeometry
    attributes: dict[str, str]
    where: str


@dataclass(slots=True)
class RawLayer:
    """All features of a file, what it says of its coordinate system, and what could not be taken, each named."""

    told: Told
    features: list[RawFeature] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: int = 0

    def fault(self, kind: str, *, where: str, found: str, expected: str, advice: str) -> None:
        """Name one thing that is wrong and go on."""
        self.problems.append(Problem(kind=kind, where=where, found=found, expected=expected, advice=advice))


def text_of(value: object) -> str:
    """An attribute as text: '' for what is missing, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).strip()
