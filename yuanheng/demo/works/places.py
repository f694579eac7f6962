"""Where the works lie: roads, rivers and areas on the six kilometres of the demo's parcels (CGCS2000)."""

from __future__ import annotations

from typing import Any

WEST, SOUTH = 121.565, 31.799

# Lines bend a little, as roads and rivers do; numbers are thousandths of a degree east and north of the corner.
LINES: dict[str, tuple[tuple[float, float], ...]] = {
    "linyang": ((22, 2), (22.4, 8), (22.6, 14)), "haihong": ((30, 1), (30.1, 7), (30.6, 14.5)),
    "qingfeng": ((20, 32), (20.5, 38), (21, 44)), "guoyuan": ((28, 32), (28.2, 37), (29, 43)),
    "centre-road": ((24, 16), (27, 16.2), (27.2, 19), (24.2, 18.8), (24, 16)), "kechuang": ((36, 15), (46, 16)),
    "binjiang": ((6, 22), (9, 31), (13, 41)), "lingfeng": ((14, 8), (18, 12), (21, 19), (27, 24)),
    "huashi": ((12, 26), (20, 26.6), (30, 26.2)), "tongjiang": ((10, 4), (16, 3), (27, 4.2), (38, 3.4)),
    "yinhe": ((33, 18), (33.4, 24), (32.8, 30)), "renmin": ((8, 17), (15, 17.4), (20, 17)),
    "ziwei": ((38, 20), (42, 25), (43, 31)), "qiantang": ((26, 26.5), (26.3, 31), (26, 36)),
    "power-east": ((40, 34), (45, 34.4), (48, 36)), "power-chip": ((34, 8), (39, 9), (42, 9.4)),
    "water-chip": ((33, 6), (38, 6.4), (43, 6.8)), "heat-east": ((41, 31), (44, 36), (45, 39)),
    "water-north": ((18, 31), (23, 36), (30, 40)),
}  # fmt: skip
AREAS: dict[str, tuple[float, float, float, float]] = {
    "zone": (4, 0, 52, 47), "zone-core": (18, 14, 34, 30), "east-park": (38, 30, 50, 42), "chip-park": (34, 4, 46, 13),
    "riverside": (4, 20, 13, 44), "south-a": (19, 9, 24, 13), "south-b": (25, 9, 29, 13), "south-c": (19, 4, 24, 8.5),
    "land-a": (19, 33, 23, 41), "land-b": (26.5, 33, 30.5, 42), "land-c": (44, 36, 50, 42),
}  # fmt: skip
POINTS: dict[str, tuple[float, float]] = {
    "centre": (25.6, 17.5), "neighbours": (21.5, 20.5), "school": (23, 6.2), "shengang": (29.6, 19.2), "plaza": (27.9, 21.4),
    "south-street": (21.6, 12.4), "park-plaza": (18.6, 23), "sewage-a": (24.4, 22.6), "sewage-b": (31, 22.2),
    "sewage-works": (47, 5),
}  # fmt: skip


def _at(east: float, north: float) -> list[float]:
    return [round(WEST + east / 1000, 6), round(SOUTH + north / 1000, 6)]


def place_of(name: str) -> dict[str, Any]:
    """A place as GeoJSON in EPSG:4490."""
    if name in LINES:
        return {"type": "LineString", "coordinates": [_at(*p) for p in LINES[name]]}
    if name in POINTS:
        return {"type": "Point", "coordinates": _at(*POINTS[name])}
    west, south, east, north = AREAS[name]
    cut = min(east - west, north - south) / 6
    ring = [
        (west, south),
        (east - cut, south),
        (east, south + cut),
        (east, north),
        (west + cut, north),
        (west, north - cut),
        (west, south),
    ]
    return {"type": "Polygon", "coordinates": [[_at(*p) for p in ring]]}
