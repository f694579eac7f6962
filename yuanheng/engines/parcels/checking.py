"""What is wrong with a layer: overlaps, gaps, slivers, crossings of itself, doubles; each with its measure and place.

Measured in metres about the meridian through the layer's middle, where the scale is off by less than 0.02 % within half a
degree; tolerances are far coarser. Nothing is mended: a repair is offered, with what it would change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from .areas import area_mu
from .systems import to_metres
from .values import MU_PER_M2, Parcel

LABELS = {
    "self_crossing": "界线自相交", "overlap": "重叠", "gap": "缝隙", "sliver": "狭长", "double": "重复", "empty": "没有面积",
}  # fmt: skip


GRID = 0.01


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Below these a thing is drawing noise. Areas in m2, widths in m; a hole larger than `widest_gap` is land of others."""

    overlap: float = 0.5
    gap: float = 0.05
    widest_gap: float = 700.0
    sliver_width: float = 0.5


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing found: its parcels by position in the layer and by name, its measure, where it lies in degrees."""

    kind: str
    parcels: tuple[int, ...]
    names: tuple[str, ...]
    measure: Decimal
    unit: str
    lon: float
    lat: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A mended geometry that somebody may take: what it was, what it would be, by how many mu it differs."""

    before: BaseGeometry
    after: BaseGeometry
    change_mu: Decimal
    sentence: str


@dataclass(slots=True)
class _Layer:
    parcels: Sequence[Parcel]
    metres: list[BaseGeometry]
    back: Callable[[Point], tuple[float, float]]

    def name(self, place: int) -> str:
        return self.parcels[place].number or self.parcels[place].where or f"第 {place + 1} 个"

    def fault(self, kind: str, at: Point, parcels: tuple[int, ...], measure: float, unit: str, said: str) -> Fault:
        exact = Decimal(repr(float(measure))) * (MU_PER_M2 if unit == "亩" else 1)
        lon, lat = self.back(at)
        names = tuple(self.name(p) for p in parcels)
        shown = exact.quantize(Decimal("0.0001") if unit == "亩" else Decimal("0.01"))
        where = f"东经 {lon:.6f}°、北纬 {lat:.6f}°"
        return Fault(
            kind, parcels, names, shown, unit, lon, lat, f"{'、'.join(names)}:{LABELS[kind]}{said},在{where}。"
        )


def check_layer(parcels: Sequence[Parcel], *, tolerances: Tolerances | None = None) -> tuple[Fault, ...]:
    """Everything wrong with a layer, by kind, then by size, largest first."""
    allowed = tolerances or Tolerances()
    layer = _in_metres(parcels)
    found = [*_crossings(layer), *_doubles(layer), *_slivers(layer, allowed)]
    sound = _sound(layer)
    twice = {f.parcels for f in found if f.kind == "double"}
    found += _overlaps(layer, sound, allowed, twice)
    found += _gaps(layer, sound, allowed)
    order = list(LABELS)
    return tuple(sorted(found, key=lambda f: (order.index(f.kind), -f.measure, f.parcels)))


def _sound(layer: _Layer) -> list[int]:
    if not layer.metres:
        return []
    found: list[int] = np.flatnonzero(shapely.is_valid(layer.metres) & ~shapely.is_empty(layer.metres)).tolist()
    return found


def _in_metres(parcels: Sequence[Parcel]) -> _Layer:
    shapes = [p.geometry for p in parcels]
    coordinates = shapely.get_coordinates(shapes)
    middle = coordinates.mean(axis=0) if len(coordinates) else np.array([120.0, 32.0])
    meridian = round(float(middle[0]), 6)
    shift = np.array([500_000.0, 0.0])  # smaller numbers keep more digits for the difference of near lines
    changed = list(shapely.transform(shapes, lambda c: to_metres(c, meridian) - shift)) if shapes else []

    def back(point: Point) -> tuple[float, float]:
        from .systems import CoordinateSystem

        system = CoordinateSystem(datum="cgcs2000", meridian=meridian)
        lon, lat = system.to_degrees(np.array([[point.x, point.y]]) + shift)[0]
        return float(lon), float(lat)

    return _Layer(parcels, changed, back)


def _crossings(layer: _Layer) -> list[Fault]:
    found: list[Fault] = []
    if not layer.metres:
        return found
    valid, areas = shapely.is_valid(layer.metres), shapely.area(layer.metres)
    for place in np.flatnonzero(~valid | (areas == 0)).tolist():
        shape = layer.metres[place]
        if shape.is_empty or shape.area == 0:
            at = Point(0, 0) if shape.is_empty else Point(shape.envelope.centroid)
            found.append(layer.fault("empty", at, (place,), 0.0, "亩", ""))
        else:
            at = _place_in(explain_validity(shape)) or Point(shape.representative_point())
            found.append(layer.fault("self_crossing", at, (place,), shape.area, "亩", ""))
    return found


def _place_in(said: str) -> Point | None:
    """Self-intersection[12.5 30.1]: the place GEOS names."""
    if "[" not in said:
        return None
    x, y = said.split("[", 1)[1].rstrip("]").split()[:2]
    return Point(float(x), float(y))


def _doubles(layer: _Layer) -> list[Fault]:
    """The same number twice, or the same outline to a centimetre."""
    found: list[Fault] = []
    known: dict[str | bytes, int] = {}
    if not layer.metres:
        return found
    rounded = shapely.transform(layer.metres, lambda c: np.rint(c * 100) + 0.0)
    outlines = shapely.to_wkb(shapely.normalize(rounded))
    for place, shape in enumerate(layer.metres):
        if shape.is_empty:
            continue
        number = layer.parcels[place].number
        for key, said in ((number, f",编号同为 {number}"), (bytes(outlines[place]), ",界线相同")):
            first = known.setdefault(key, place) if key else place
            if first != place:
                found.append(layer.fault("double", Point(shape.centroid), (first, place), shape.area, "亩", said))
    return found


def _slivers(layer: _Layer, allowed: Tolerances) -> list[Fault]:
    found: list[Fault] = []
    if not layer.metres:
        return found
    parts, of_shape = shapely.get_parts(layer.metres, return_index=True)
    lengths = shapely.length(parts)
    widths = np.divide(2 * shapely.area(parts), lengths, out=np.zeros(len(parts)), where=lengths > 0)
    narrow = (widths > 0) & (widths < allowed.sliver_width) & shapely.is_valid(parts)
    for number in np.flatnonzero(narrow).tolist():
        width, at = float(widths[number]), Point(parts[number].representative_point())
        said = f",平均宽 {width:.2f} 米"
        found.append(layer.fault("sliver", at, (int(of_shape[number]),), width, "米", said))
    return found


def _overlaps(layer: _Layer, sound: list[int], allowed: Tolerances, twice: set[tuple[int, ...]]) -> list[Fault]:
    shapes = [layer.metres[i] for i in sound]
    if not shapes:
        return []
    left, right = STRtree(shapes).query(shapes, predicate="intersects")
    pairs = [(int(a), int(b)) for a, b in zip(left, right, strict=True) if a < b]
    common = shapely.intersection([shapes[a] for a, _ in pairs], [shapes[b] for _, b in pairs]) if pairs else []
    found = []
    for (a, b), shape in zip(pairs, common, strict=True):
        where = (sound[a], sound[b])
        if shape.area > allowed.overlap and where not in twice:
            mu = Decimal(repr(shape.area)) * MU_PER_M2
            at = Point(shape.representative_point())
            found.append(layer.fault("overlap", at, where, shape.area, "亩", f" {mu:.4f} 亩"))
    return found


def _gaps(layer: _Layer, sound: list[int], allowed: Tolerances) -> list[Fault]:
    """Holes of parcels laid together that are no parcel's own hole, and small enough to be meant closed."""
    found = []
    for group in _touching([layer.metres[i] for i in sound]):
        places = [sound[i] for i in group]
        shapes = [layer.metres[i] for i in places]
        whole = shapely.union_all(shapes, grid_size=GRID)  # corners on a neighbour's edge close up to a centimetre
        tree = STRtree(shapes)
        for hole in _holes(whole):
            if not allowed.gap < hole.area <= allowed.widest_gap or 2 * hole.area < 2 * GRID * hole.length:
                continue  # what is narrower than the grid's own rounding is no gap
            beside = sorted(int(i) for i in tree.query(hole.buffer(2 * GRID), predicate="intersects"))
            if len(beside) > 1:
                said = f" {Decimal(repr(hole.area)) * MU_PER_M2:.4f} 亩"
                at = Point(hole.representative_point())
                found.append(layer.fault("gap", at, tuple(places[i] for i in beside), hole.area, "亩", said))
    return found


def _holes(whole: BaseGeometry) -> list[Polygon]:
    parts = whole.geoms if isinstance(whole, MultiPolygon) else [whole]
    return [Polygon(ring) for part in parts for ring in part.interiors]


def _touching(shapes: list[BaseGeometry]) -> list[list[int]]:
    """Groups of two and more that hang together, each within two centimetres of another: a union is of one group only."""
    if len(shapes) < 2:
        return []
    left, right = STRtree(shapes).query(shapes, predicate="dwithin", distance=2 * GRID)
    parent = list(range(len(shapes)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        if a < b:
            parent[root(b)] = root(a)
    groups: dict[int, list[int]] = {}
    for i in range(len(shapes)):
        groups.setdefault(root(i), []).append(i)
    return [group for group in groups.values() if len(group) > 1]


def offer_repair(parcel: Parcel) -> Repair | None:
    """A valid polygon near the one drawn, for somebody to take or leave; None where nothing is wrong.

    The mended one keeps what the drawn line encloses (GEOS `make_valid`); lines and points that come out of it are left off.
    """
    before = parcel.geometry
    if before.is_valid:
        return None
    made = shapely.make_valid(before)
    parts = [p for p in getattr(made, "geoms", [made]) if isinstance(p, Polygon | MultiPolygon) and p.area > 0]
    after = shapely.union_all(parts)
    was = shapely.make_valid(before) if before.is_empty else before
    change = area_mu(after) - area_mu(was)
    pieces = len(after.geoms) if isinstance(after, MultiPolygon) else 1
    said = f"修补后 {pieces} 块,共 {area_mu(after):,.4f} 亩,比原界线计算的{'多' if change >= 0 else '少'} {abs(change):,.4f} 亩。"
    return Repair(before, after, change, said)
