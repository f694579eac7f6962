"""Layers of the map: each app offers what it can draw, and the map shows it without being imported by it.

    register_layer(MapLayer(code="parcels", label="宗地", shape="polygon", permission="land.parcel.view",
                            features=parcel_features, version=parcel_version, record="land:parcel",
                            shades=(Shade("state", "利用状态", classes=(("idle", "闲置", "red"),)),)))

Geometries are shapely's, in EPSG:4490 (longitude, latitude). `features` filters by what the user's scope reaches;
secret properties are not its business: a shade or a fact names the field group that its property needs, and the map
leaves the property out for everybody else. What no shade and no fact of the layer names stays off the map altogether.

What a user gets may depend on how far `permission` reaches for him and on the field groups he sees, on nothing else of
him: colleagues share what is made for the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from .access import may, sees
from .models import User

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing of a layer: where it lies, what it is called, what it may be coloured and filtered by."""

    pk: str
    geometry: Any
    label: str
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shade:
    """A way to colour a layer: by classes `(value, label, colour)` or by steps of a number in `unit`.

    Colours are names of the house's palette: green blue amber red grey, and teal purple pink lime orange for kinds.
    """

    code: str
    label: str
    classes: tuple[tuple[str, str, str], ...] = ()
    steps: tuple[float, ...] = ()
    unit: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property that gives no colour, but is read on the card and searched."""

    code: str
    label: str
    unit: str = ""
    group: str = ""


Features = Callable[..., Iterable[Feature]]


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One layer; `features(user, *, on, known_on)` answers its things as of a day, `version()` the key of what it knows."""

    code: str
    label: str
    shape: Literal["polygon", "line", "point"]
    permission: str
    features: Features
    version: Callable[[], str]
    shades: tuple[Shade, ...] = ()
    record: str = ""
    order: int = 100
    background: bool = False
    facts: tuple[Fact, ...] = ()
    colour: str = ""
    """A name of the palette, where no shade is chosen."""

    def shades_for(self, user: User) -> tuple[Shade, ...]:
        """The shades whose property this user may see."""
        return tuple(shade for shade in self.shades if not shade.group or sees(user, shade.group))

    def facts_for(self, user: User) -> tuple[Fact, ...]:
        """The facts this user may see."""
        return tuple(fact for fact in self.facts if not fact.group or sees(user, fact.group))

    def features_for(self, user: User, *, on: date, known_on: date | None = None) -> list[Feature]:
        """The things in the user's reach, with the properties that he may see."""
        open_to_him = {told.code for told in (*self.shades_for(user), *self.facts_for(user))}
        return [
            Feature(
                pk=feature.pk,
                geometry=feature.geometry,
                label=feature.label,
                properties={key: value for key, value in feature.properties.items() if key in open_to_him},
            )
            for feature in self.features(user, on=on, known_on=known_on)
        ]


_layers: dict[str, MapLayer] = {}
_page: dict[str, str] = {}


def register_map_page(*, url: str, permission: str) -> None:
    """Say where the map is: the address name of its page, and the permission to open it."""
    _page.update(url=url, permission=permission)


def map_page_for(user: User) -> str:
    """The address name of the map's page; '' where there is none or the user may not open it."""
    return _page["url"] if _page and may(user, _page["permission"]) else ""


def register_layer(layer: MapLayer) -> None:
    """Add a layer to the map."""
    _layers[layer.code] = layer


def layers_for(user: User) -> list[MapLayer]:
    """The layers the user may open, those that lie lowest first."""
    found = (layer for layer in _layers.values() if may(user, layer.permission))
    return sorted(found, key=lambda layer: (layer.order, layer.code))


def layer_for(user: User, code: str) -> MapLayer | None:
    """One layer, or None where there is none or the user may not open it."""
    layer = _layers.get(code)
    return layer if layer is not None and may(user, layer.permission) else None
