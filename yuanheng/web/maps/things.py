"""One thing of a layer on its card, and finding things by what is written on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from yuanheng.web.base import shown
from yuanheng.web.base.layers import Feature, MapLayer, Shade, layers_for
from yuanheng.web.base.models import User

from .days import Days
from .keeping import kept
from .legend import bounds_of, place_of

HITS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One property as the card says it; `tone` is its colour on the map, by the name of the palette."""

    label: str
    value: str
    unit: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of a thing: its name, its properties, where its record is."""

    layer: MapLayer
    feature: Feature
    lines: tuple[Line, ...]
    record: str
    bounds: str

    @property
    def at(self) -> str:
        """How an address names the thing."""
        return f"{self.layer.code}:{self.feature.pk}"


def card_of(layer: MapLayer, feature: Feature, user: User) -> Card:
    """The card of a thing, without what is secret to the user (the feature has no more)."""
    facts = [Line(f.label, _plain(feature.properties.get(f.code)), f.unit) for f in layer.facts_for(user)]
    shades = [_line(shade, feature.properties.get(shade.code)) for shade in layer.shades_for(user)]
    bounds = bounds_of([feature]) or []
    record = reverse(layer.record, args=[feature.pk]) if layer.record else ""
    return Card(layer, feature, (*facts, *shades), record, ",".join(map(str, bounds)))


def _line(shade: Shade, value: Any) -> Line:
    if shade.steps:
        return Line(shade.label, _plain(value), shade.unit)
    place = place_of(shade, value)
    if place < 0:
        return Line(shade.label, _plain(value))
    _, label, colour = shade.classes[place]
    return Line(shade.label, label, tone=colour)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return (
        shown.number(value, places=0 if float(value).is_integer() else 2) if isinstance(value, int | float) else value
    )


def search(user: User, days: Days, text: str) -> list[dict[str, Any]]:
    """Things on whose label or any written property the text stands; those that begin with it first."""
    wanted = text.strip().casefold()
    found: list[tuple[int, int, dict[str, Any]]] = []
    for layer in layers_for(user) if wanted else []:
        told = [fact.code for fact in layer.facts_for(user)]
        for feature in kept(layer, user, days).features:
            rank = _rank(feature, told, wanted)
            if rank is not None:
                found.append((rank, len(found), _hit(layer, feature, told)))
    return [hit for _, _, hit in sorted(found, key=lambda f: f[:2])[:HITS]]


def _rank(feature: Feature, told: list[str], wanted: str) -> int | None:
    label = feature.label.casefold()
    if wanted in label:
        return 0 if label.startswith(wanted) else 1
    texts = (feature.properties.get(code) for code in told)
    return 2 if any(isinstance(t, str) and wanted in t.casefold() for t in texts) else None


def _hit(layer: MapLayer, feature: Feature, told: list[str]) -> dict[str, Any]:
    texts = [feature.properties.get(code) for code in told]
    said = next((t for t in texts if isinstance(t, str) and t), "")
    return {
        "at": f"{layer.code}:{feature.pk}", "label": feature.label or layer.label, "layer": layer.label, "said": said,
        "bounds": bounds_of([feature]),
    }  # fmt: skip
