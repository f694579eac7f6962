"""What the engine hands over: parcels in CGCS2000 degrees, what is wrong with a file, what has to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from shapely.geometry.base import BaseGeometry

from ..errors import Problem

MU_PER_M2 = Decimal("0.0015")


@dataclass(frozen=True, slots=True)
class Bounds:
    """West, south, east, north in degrees: where the zone lies."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a place lies within."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel: its number ('' where the file says none), a Polygon or MultiPolygon in EPSG:4490 (longitude, latitude),
    its attributes as the file has them, and where in the file it stands. `exact` is False where it came from GCJ-02."""

    number: str
    geometry: BaseGeometry
    attributes: Mapping[str, str] = field(default_factory=dict)
    where: str = ""
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """What a file does not say and nobody may assume: the choices by code, the likely one first where there is one."""

    kind: str
    text: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LayerReading:
    """A file read: its parcels, or the question that stands before them; every problem; the system as it was taken."""

    file: str
    parcels: tuple[Parcel, ...]
    problems: tuple[Problem, ...]
    question: Question | None = None
    system: str = ""
    features: int = 0
