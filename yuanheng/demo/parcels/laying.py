"""Where the parcels lie: rows of them along roads near Qidong, town by town; areas exact to a hundredth of a per cent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil, cos, radians, sin, sqrt

from .inventing import Lot

WEST, SOUTH = 121.56, 31.80
DEPTH, WIDE, COLUMNS = 150.0, 1_160.0, 5
STEP, ROAD, RIVER = 1_200.0, 24.0, 60.0
RIVER_COLUMN, RIVER_ROWS = 2, 9
CHAMFER, EVERY = 14.0, 100.0
Point = tuple[float, float]
_A, _E2 = 6378137.0, 0.00669438002290


@dataclass(slots=True)
class Ground:
    """What lies between them: lines with their kind and name, and the boundary around it all."""

    lines: list[tuple[str, str, list[Point]]] = field(default_factory=list)
    boundary: list[Point] = field(default_factory=list)


@dataclass(slots=True)
class _Pen:
    """Where the next parcel goes: metres east and north of the south-western corner."""

    x: float = 0.0
    y: float = 0.0
    depth: float = DEPTH
    rows: int = 0
    roads: list[float] = field(default_factory=list)
    rivers: list[float] = field(default_factory=list)


def lay(lots: Iterable[Lot]) -> tuple[list[tuple[Lot, list[Point]]], Ground]:
    """Every parcel with its ring in degrees, and the ground."""
    pen, placed, town = _Pen(), [], ""
    for n, lot in enumerate(lots):
        if town and lot.town != town:
            _next_row(pen)
        town = lot.town
        depth = max(DEPTH, lot.area / WIDE)
        if depth > DEPTH and pen.x:
            _next_row(pen)
        pen.depth = max(pen.depth, depth)
        width = lot.area / depth
        column = int(pen.x // STEP)
        if pen.x + width > column * STEP + WIDE + 1:
            pen.x = (column + 1) * STEP
        if pen.x + width > COLUMNS * STEP:
            _next_row(pen)
            pen.depth = max(pen.depth, depth)
        corner = n % 4 == 0 and depth == DEPTH and lot.area > 5 * CHAMFER * DEPTH and _faces_road(pen)
        cut = CHAMFER if corner else 0.0
        width += cut * cut / 2 / depth
        placed.append((lot, _ring(pen.x, pen.y, width, depth, cut)))
        pen.x += width
    _next_row(pen)
    return placed, _ground(pen)


def _faces_road(pen: _Pen) -> bool:
    """Whether a road or a river lies north of the row: only there is a corner cut off, so that nothing is left between rows."""
    return (pen.rows + 1) % 2 == 0 or (pen.rows + 1) % RIVER_ROWS == 0


def _next_row(pen: _Pen) -> None:
    """The next row to the north: behind a road after every second one, behind a river after every ninth."""
    pen.y += pen.depth
    pen.x, pen.depth, pen.rows = 0.0, DEPTH, pen.rows + 1
    if pen.rows % RIVER_ROWS == 0:
        pen.rivers.append(pen.y + RIVER / 2)
        pen.y += RIVER
    elif pen.rows % 2 == 0:
        pen.roads.append(pen.y + ROAD / 2)
        pen.y += ROAD


def _ring(x: float, y: float, width: float, depth: float, cut: float) -> list[Point]:
    """Its corners; long edges along a parallel have a point every hundred metres, so that neighbours bend alike."""
    stops = [each * EVERY for each in range(ceil((x + 1) / EVERY), ceil((x + width - 1) / EVERY))]
    corners = [(x, y), *((stop, y) for stop in stops), (x + width, y)]
    corners += [(x + width, y + depth - cut), (x + width - cut, y + depth)] if cut else [(x + width, y + depth)]
    corners += [*((stop, y + depth) for stop in reversed(stops) if stop < x + width - cut), (x, y + depth)]
    made = [at(px, py) for px, py in corners]
    return [*made, made[0]]


def at(x: float, y: float) -> Point:
    """Degrees of a place in metres: along the meridian first, then along the parallel there."""
    lat = SOUTH
    for _ in range(3):
        middle = radians((SOUTH + lat) / 2)
        lat = SOUTH + y / (radians(1) * _A * (1 - _E2) / (1 - _E2 * sin(middle) ** 2) ** 1.5)
    here = radians(lat)
    return WEST + x / (radians(1) * _A / sqrt(1 - _E2 * sin(here) ** 2) * cos(here)), lat


def _ground(pen: _Pen) -> Ground:
    made, high, long = Ground(), pen.y, COLUMNS * STEP
    names = (
        "银河路",
        "创业路",
        "江海路",
        "科技路",
        "华石路",
        "林荫路",
        "纬三路",
        "纬五路",
        "新港路",
        "振兴路",
        "钱塘江路",
        "人民西路",
    )
    for n, y in enumerate(pen.roads):
        made.lines.append(
            (
                "道路",
                names[n % len(names)] + ("" if n < len(names) else f"{n // len(names) + 1}段"),
                [at(-40, y), at(long + 40, y)],
            )
        )
    for column in range(1, COLUMNS):
        x = column * STEP - (STEP - WIDE) / 2
        if column == RIVER_COLUMN:
            made.lines.append(("河流", "灵峰河", [at(x + 8 * sin(k), k * high / 40) for k in range(41)]))
        else:
            made.lines.append(("道路", f"经{'一二三四五六'[column - 1]}路", [at(x, -40), at(x, high + 40)]))
    for n, y in enumerate(pen.rivers):
        made.lines.append(
            (
                "河流",
                ("通江河", "紫薇河", "银河路河", "华石路河")[n % 4],
                [at(k * long / 40, y + 10 * sin(k / 2)) for k in range(41)],
            )
        )
    edge = [
        (-150.0, -150.0),
        (long + 150, -120),
        (long + 220, high * 0.6),
        (long + 120, high + 160),
        (-120, high + 150),
        (-200, high * 0.4),
    ]
    made.boundary = [at(x, y) for x, y in [*edge, edge[0]]]
    return made
