"""The demo zone's land, loaded through the import a person uses (behind `make test-slow`)."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from yuanheng.demo.firms import zone
from yuanheng.demo.parcels import write_land
from yuanheng.web.base.layers import layers_for
from yuanheng.web.land.demo import load_land
from yuanheng.web.land.models import Disposal, LandImport, Outline, Parcel, with_state

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_nine_hundred_parcels_are_loaded_with_about_thirty_in_each_state(cast, tmp_path):
    write_land(tmp_path, firms=list(zone(firms=600, seed=2021, first_year=2019, last_year=2021)))
    load_land(tmp_path, cast=cast)
    assert [i.state for i in LandImport.objects.all()] == ["accepted"] * 3
    assert Parcel.objects.count() >= 900
    states = Counter(with_state(Parcel.objects.all(), date(2021, 12, 31)).values_list("state", flat=True))
    for code in ("approved_not_supplied", "supplied_not_used", "idle", "building", "unfinished", "underused"):
        assert states[code] >= 20, states
    assert states["in_use"] > 300
    assert Outline.objects.filter(kind="road").count() > 5
    assert Disposal.objects.count() == 8
    assert Disposal.objects.filter(carried_out_on__isnull=False).exists()
    for layer in layers_for(cast["surveyor"]):
        if layer.code == "parcels" or layer.code.startswith("ground-"):
            assert list(layer.features_for(cast["surveyor"], on=date(2021, 12, 31)))
