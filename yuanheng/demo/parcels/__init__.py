"""The invented zone's land: parcels of its firms and projects, its roads and rivers, and the land bureau's ledger.

`write_land(folder, firms=..., seed=2021, last_year=2021)` writes `land/parcels.geojson`, `land/底图.geojson` and
`land/土地台账.xlsx`; the same seed gives the same bytes. Nothing in it is a real parcel.
"""

from .inventing import Lot, invent
from .writing import GROUND, LEDGER, PARCELS, write_land

__all__ = ["GROUND", "LEDGER", "PARCELS", "Lot", "invent", "write_land"]
