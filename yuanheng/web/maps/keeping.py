"""A layer as one class of users sees it on a day, made once and kept: its things, and what cuts them into tiles.

The key tells everything that the things depend on: the layer and what it declares, `version()` (changes with the data),
both days, how far the user's permission reaches, and which groups of figures the user sees. Who has the same key may
share, whoever else may not; a key is never taken from the address.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from django.db import connection

from yuanheng import __version__
from yuanheng.engines.parcels import TileLayer
from yuanheng.web.base.access import held, reach
from yuanheng.web.base.layers import Feature, MapLayer
from yuanheng.web.base.models import User

from .days import Days

MOST_THINGS = 400_000
"""So many things stay in memory, of all layers and days together; the layers not asked for longest go first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The things of a layer, and their tiles; `places` tells where a thing of a key stands."""

    key: str
    features: tuple[Feature, ...]
    tiles: TileLayer
    places: Mapping[str, int]

    def thing(self, pk: str) -> Feature | None:
        """One of them by its key."""
        place = self.places.get(pk)
        return None if place is None else self.features[place]


def key_of(layer: MapLayer, user: User, days: Days) -> str:
    """The key of what this user sees of a layer: a hash, safe to name files and to show."""
    far = reach(user, layer.permission)
    whose = "zone" if far.zone else f"{sorted(map(str, far.bureaus))} {user.pk if far.own else ''}"
    groups = sorted({group for post in held(user) for group in post.role.fields})
    declared = [(told.code, told.group) for told in (*layer.shades, *layer.facts)]
    told = (
        __version__, connection.settings_dict["NAME"], layer.code, declared, layer.version(), days.on.isoformat(),
        str(days.known_on), whose, groups,
    )  # fmt: skip
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


_kept: OrderedDict[str, Kept] = OrderedDict()
_making: dict[str, Lock] = {}
_lock = Lock()


def kept(layer: MapLayer, user: User, days: Days, *, key: str = "") -> Kept:
    """The layer as the user sees it, from memory or made now; many who ask at once wait for one making."""
    key = key or key_of(layer, user, days)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
        turn = _making.setdefault(key, Lock())
    with turn:
        found = _kept.get(key)
        if found is None:
            found = _make(layer, user, days, key)
            _keep(found)
    return found


def _make(layer: MapLayer, user: User, days: Days, key: str) -> Kept:
    features = tuple(layer.features_for(user, on=days.on, known_on=days.known_on))
    rows = [{"pk": f.pk, "label": f.label, **f.properties} for f in features]
    return Kept(
        key=key,
        features=features,
        tiles=TileLayer.of(layer.code, [f.geometry for f in features], rows),
        places={f.pk: place for place, f in enumerate(features)},
    )


def _keep(made: Kept) -> None:
    with _lock:
        _kept[made.key] = made
        _making.pop(made.key, None)
        while len(_kept) > 1 and sum(len(k.features) for k in _kept.values()) > MOST_THINGS:
            _kept.popitem(last=False)


def forget() -> None:
    """Away with all that is in memory."""
    with _lock:
        _kept.clear()
