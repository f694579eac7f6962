"""Parcels: read, reprojected, measured, compared, checked, traced, judged by dated rules, drawn as vector tiles.

The names are loaded when first used: the child that reads a file starts without what only checks or draws.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .areas import area_mu, compare_area
    from .checking import check_layer, offer_repair
    from .landledger import read_land_rows
    from .lineage import lineage
    from .reading import read_layer
    from .states import Delay, ParcelFacts, State, state_of
    from .systems import Told
    from .tiles import TileLayer
    from .values import Bounds, LayerReading, Parcel

_HOMES = {
    "Bounds": "values",
    "LayerReading": "values",
    "Parcel": "values",
    "ParcelFacts": "states",
    "Delay": "states",
    "State": "states",
    "TileLayer": "tiles",
    "Told": "systems",
    "area_mu": "areas",
    "check_layer": "checking",
    "compare_area": "areas",
    "lineage": "lineage",
    "offer_repair": "checking",
    "read_land_rows": "landledger",
    "read_layer": "reading",
    "state_of": "states",
}

__all__ = [
    "Bounds",
    "Delay",
    "LayerReading",
    "Parcel",
    "ParcelFacts",
    "State",
    "TileLayer",
    "Told",
    "area_mu",
    "check_layer",
    "compare_area",
    "lineage",
    "offer_repair",
    "read_land_rows",
    "read_layer",
    "state_of",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
