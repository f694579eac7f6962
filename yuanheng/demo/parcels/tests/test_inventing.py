"""The invented land: so many parcels, each as large as it says, the same bytes for the same seed."""

from __future__ import annotations

import json
from itertools import islice

import shapely

from yuanheng.demo.firms import zone
from yuanheng.demo.parcels import LEDGER, PARCELS, invent, write_land
from yuanheng.demo.parcels.laying import lay
from yuanheng.engines.parcels import Parcel, area_mu, check_layer


def firms(count: int) -> list:
    return list(islice(zone(firms=600, seed=2021, first_year=2019, last_year=2021), count))


def test_nine_hundred_parcels_lie_beside_one_another_each_as_large_as_the_ledger_says():
    lots = invent(firms=firms(600), projects=[], seed=2021, last_year=2021)
    assert len(lots) >= 900
    placed, ground = lay(lots)
    parcels = [Parcel(lot.number, shapely.Polygon(ring)) for lot, ring in placed]
    assert check_layer(parcels) == ()
    worst = max(
        abs(float(area_mu(p.geometry)) - lot.area * 0.0015) / (lot.area * 0.0015)
        for (lot, _), p in zip(placed, parcels, strict=True)
    )
    assert worst < 0.0005
    around = shapely.Polygon(ground.boundary)
    assert all(around.covers(p.geometry) for p in parcels)


def test_the_same_seed_gives_the_same_files(tmp_path):
    for name in ("a", "b"):
        write_land(tmp_path / name, firms=firms(40))
    for path in (PARCELS, LEDGER):
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()
    data = json.loads((tmp_path / "a" / PARCELS).read_text(encoding="utf-8"))
    assert data["crs"]["properties"]["name"].endswith("4490")
