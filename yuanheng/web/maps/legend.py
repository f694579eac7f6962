"""What the page is told of each layer: its shades with colours and counts, and the key of its tiles."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import shapely

from yuanheng.web.base import shown
from yuanheng.web.base.layers import Feature, MapLayer, Shade, layers_for
from yuanheng.web.base.models import User

from .days import Days
from .keeping import Kept, kept

PALETTE = {
    "green": "#2f9e6e", "blue": "#2f7fc1", "amber": "#e0a52c", "red": "#d1495b", "grey": "#8a94a6", "teal": "#1f9aa8",
    "purple": "#8460c2", "pink": "#d36fa6", "lime": "#86b73f", "orange": "#e07b39",
}  # fmt: skip
RAMP = ("#e4f0ee", "#b9dcd9", "#86c3c4", "#4fa3ad", "#267f93", "#0b5a76", "#08334f")
MISSING = "#cfd6de"
PLAIN = "teal"


def describe(user: User, days: Days) -> dict[str, Any]:
    """All layers of a user on a day, and the box that holds everything: [west, south, east, north] or None."""
    made = [(layer, kept(layer, user, days)) for layer in layers_for(user)]
    return {
        "on": days.on.isoformat(),
        "known": days.known_on.isoformat() if days.known_on else "",
        "bounds": bounds_of(f for _, each in made for f in each.features),
        "layers": [_layer(layer, each, user) for layer, each in made],
    }


def bounds_of(features: Iterable[Feature]) -> list[float] | None:
    """The box that holds them."""
    shapes = [f.geometry for f in features]
    return [round(float(v), 6) for v in shapely.total_bounds(shapes)] if shapes else None


def _layer(layer: MapLayer, each: Kept, user: User) -> dict[str, Any]:
    return {
        "code": layer.code, "label": layer.label, "shape": layer.shape, "background": layer.background,
        "colour": PALETTE[layer.colour or PLAIN], "key": each.key, "count": len(each.features),
        "shades": [_shade(shade, each.features) for shade in layer.shades_for(user)],
    }  # fmt: skip


def _shade(shade: Shade, features: tuple[Feature, ...]) -> dict[str, Any]:
    found = Counter(place_of(shade, f.properties.get(shade.code)) for f in features)
    rows = [
        {**row, "count": found[place]} for place, row in enumerate(_steps(shade) if shade.steps else _classes(shade))
    ]
    return {
        "code": shade.code, "label": shade.label, "unit": shade.unit, "steps": list(shade.steps), "rows": rows,
        "missing": {"label": "没有数据", "colour": MISSING, "count": found[-1]},
    }  # fmt: skip


def place_of(shade: Shade, value: Any) -> int:
    """Which row of the legend a value belongs to; -1 where it is missing or no class of the shade. A step starts its row."""
    if shade.steps:
        return -1 if value is None else bisect_right(shade.steps, value)
    return next((place for place, (code, _, _) in enumerate(shade.classes) if code == value), -1)


def _classes(shade: Shade) -> list[dict[str, Any]]:
    return [{"value": code, "label": label, "colour": PALETTE[colour]} for code, label, colour in shade.classes]


def _steps(shade: Shade) -> list[dict[str, Any]]:
    said = [_plain(step) for step in shade.steps]
    labels = [f"不到 {said[0]}", *(f"{a} – {b}" for a, b in pairwise(said)), f"{said[-1]} 以上"]
    return [{"label": label, "colour": colour} for label, colour in zip(labels, ramp(len(labels)), strict=True)]


def _plain(step: float) -> str:
    return shown.number(step, places=0 if float(step).is_integer() else 2)


def ramp(count: int) -> list[str]:
    """So many colours from light to dark."""
    last = len(RAMP) - 1
    return [RAMP[round(n * last / max(1, count - 1))] for n in range(count)]
