"""The map answers each user with what is his to see, says when nothing changed, and notices when something did."""

from __future__ import annotations

import gzip
from datetime import timedelta
from decimal import Decimal

import pytest
import shapely
from django.urls import reverse

from yuanheng.web.base import layers as registry
from yuanheng.web.base.layers import Fact, Feature, MapLayer, Shade
from yuanheng.web.carriers.tests import walk_samples as carriers
from yuanheng.web.land.actions.parcels import change_parcel
from yuanheng.web.maps import tilestore
from yuanheng.web.maps.basemap import base_map_from
from yuanheng.web.maps.legend import place_of

from .decoding import things
from .making import AT, DAY, PLACE, around, bound, parcel, road

SHADES = (
    Shade("state", "利用状态", classes=(("idle", "闲置", "red"), ("in_use", "在用", "green"))),
    Shade("tax", "亩均税收", steps=(2.0, 10.0), unit="万元/亩", group="enterprise.tax"),
)


@pytest.fixture
def probe(monkeypatch):
    """A layer of three things, with a figure of the tax bureau's and a property that nothing declares."""
    told = {"state": "idle", "tax": 12.5, "mu": 15.25, "owner": "启东示例电子有限公司", "undeclared": "x"}
    rows = [told, {**told, "state": "in_use", "tax": 2.0}, {**told, "state": "?", "tax": None}]

    def features(user, *, on, known_on):
        for n, row in enumerate(rows):
            yield Feature(str(n), shapely.Point(*PLACE).buffer(0.0004 * (n + 1)), f"QD-{n}", row)

    layer = MapLayer(
        code="probe", label="试验", shape="polygon", permission="land.parcel.view", features=features, version=lambda: "1",
        shades=SHADES, facts=(Fact("owner", "使用权人"), Fact("mu", "面积", "亩")), order=1,
    )  # fmt: skip
    monkeypatch.setitem(registry._layers, "probe", layer)
    return rows


def tile(client, layer, z=16, *, on=DAY, where=PLACE, **headers):
    z, x, y = around(z, *where)
    return client.get(reverse("maps:tile", args=[layer, z, x, y]), {"on": on.isoformat()}, headers=headers)


def read(response):
    return things(gzip.decompress(response.content) if response.get("Content-Encoding") == "gzip" else response.content)


def test_a_tile_carries_tax_to_those_who_see_tax_and_to_nobody_what_is_not_declared(probe, client_of):
    leader = read(tile(client_of("leader"), "probe"))
    assert [t.get("tax") for t in leader] == [12.5, 2.0, None]
    assert set(leader[0]) == {"pk", "label", "state", "tax", "mu", "owner", "*kind"}
    for who in ("surveyor", "operator", "clerk"):
        found = read(tile(client_of(who), "probe"))
        assert len(found) == 3
        assert all(set(t) == {"pk", "label", "state", "mu", "owner", "*kind"} for t in found)
    told = client_of("surveyor").get(reverse("maps:layers"), {"on": DAY.isoformat()}).json()
    (shades,) = (layer["shades"] for layer in told["layers"] if layer["code"] == "probe")
    assert [s["code"] for s in shades] == ["state"]
    card = client_of("surveyor").get(reverse("maps:card", args=["probe", "0"])).content.decode()
    assert "闲置" in card and "15.25" in card and "亩" in card and "税收" not in card and "12.5" not in card
    assert "万元/亩" in client_of("leader").get(reverse("maps:card", args=["probe", "0"])).content.decode()


def test_the_legend_counts_what_is_on_the_map_and_what_has_no_figure(probe, client_of):
    told = client_of("leader").get(reverse("maps:layers"), {"on": DAY.isoformat()}).json()
    layer = next(each for each in told["layers"] if each["code"] == "probe")
    state, tax = layer["shades"]
    assert [(r["label"], r["count"]) for r in state["rows"]] == [("闲置", 1), ("在用", 1)]
    assert state["missing"]["count"] == 1
    assert [(r["label"], r["count"]) for r in tax["rows"]] == [("不到 2", 0), ("2 – 10", 1), ("10 以上", 1)]
    assert tax["missing"]["count"] == 1
    west, south, east, north = told["bounds"]
    assert west < PLACE[0] < east and south < PLACE[1] < north
    assert [place_of(SHADES[1], v) for v in (None, 0, 1.99, 2, 9.99, 10, 500)] == [-1, 0, 0, 1, 1, 2, 2]


def test_a_thing_is_found_by_its_number_its_name_and_its_holder(probe, client_of):
    road("林洋路")
    find = client_of("surveyor").get
    assert [h["label"] for h in find(reverse("maps:find"), {"q": "qd-1"}).json()["hits"]] == ["QD-1"]
    held = find(reverse("maps:find"), {"q": "示例电子"}).json()["hits"]
    assert {h["at"] for h in held} == {"probe:0", "probe:1", "probe:2"}
    assert held[0]["said"] == "启东示例电子有限公司"
    assert [h["layer"] for h in find(reverse("maps:find"), {"q": "林洋"}).json()["hits"]] == ["道路"]
    assert find(reverse("maps:find"), {"q": " "}).json()["hits"] == []


def test_an_operator_sees_only_his_own_buildings(cast, client_of):
    place = {"longitude": Decimal(str(round(PLACE[0], 6))), "latitude": Decimal(str(round(PLACE[1], 6)))}
    mine = carriers.building(cast, carriers.carrier(cast, "科创大楼"), **place)
    theirs = carriers.building(cast, carriers.carrier(cast, "国动科技园", key="neighbour"), **place)
    assert {t["pk"] for t in read(tile(client_of("operator"), "buildings"))} == {str(mine.pk)}
    assert {t["pk"] for t in read(tile(client_of("leader"), "buildings"))} == {str(mine.pk), str(theirs.pk)}
    operator = client_of("operator")
    assert operator.get(reverse("maps:card", args=["buildings", mine.pk])).status_code == 200
    assert operator.get(reverse("maps:card", args=["buildings", theirs.pk])).status_code == 404
    assert operator.get(reverse("maps:find"), {"q": "国动"}).json()["hits"] == []
    assert "在图上看" in operator.get(reverse("carriers:building", args=[mine.pk])).content.decode()


def test_what_did_not_change_is_not_sent_again_and_what_did_is(cast, client_of, fresh):
    first, client = parcel(cast, holder_text="启东示例电子有限公司"), client_of("surveyor")
    answer = tile(client, "parcels")
    assert answer["Cache-Control"] == "private, no-cache"
    assert [t["label"] for t in read(answer)] == ["QD-001"]
    assert len(list(fresh.rglob("*.gz"))) == 1
    again = tile(client, "parcels", **{"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert tile(client_of("leader"), "parcels")["ETag"] != answer["ETag"], "who sees more figures shares nothing"

    second = parcel(cast, "QD-002", x=120)
    answer = tile(client, "parcels", **{"If-None-Match": answer["ETag"]})
    assert {t["label"] for t in read(answer)} == {"QD-001", "QD-002"}
    change_parcel(first, by=cast["surveyor"], version=first.version, number="QD-101")
    assert {t["label"] for t in read(tile(client, "parcels"))} == {"QD-101", "QD-002"}
    bound(second, cast, x=4000, at=AT + timedelta(days=1))
    assert {t["label"] for t in read(tile(client, "parcels"))} == {"QD-101"}
    known = client.get(reverse("maps:layers"), {"on": DAY.isoformat(), "known": AT.date().isoformat()}).json()
    assert next(each for each in known["layers"] if each["code"] == "parcels")["count"] == 2


@pytest.mark.parametrize("z", [5, 9, 12, 15, 17, 19])
def test_a_parcel_and_a_road_are_in_the_tile_of_every_zoom(z, cast, client_of):
    parcel(cast)
    road()
    client = client_of("surveyor")
    assert [(t["label"], t["*kind"]) for t in read(tile(client, "parcels", z))] == [("QD-001", 3)]
    on_road = (PLACE[0], PLACE[1] - 0.00145)
    assert [(t["label"], t["*kind"]) for t in read(tile(client, "ground-road", z, where=on_road))] == [("林洋路", 2)]
    assert tile(client, "parcels", 17, where=(100.0, 30.0)).status_code == 204


def test_what_is_asked_wrongly_is_told_so(cast, client_of):
    client = client_of("surveyor")
    assert client.get(reverse("maps:layers"), {"on": "2021-13-01"}).status_code == 400
    assert client.get(reverse("maps:tile", args=["parcels", 3, 9, 1])).status_code == 404
    assert client.get(reverse("maps:tile", args=["nothing", 3, 1, 1])).status_code == 404
    assert client.get(reverse("maps:card", args=["parcels", "none"])).status_code == 404
    assert client_of("approver").get(reverse("maps:tile", args=["buildings", 3, 1, 1])).status_code == 404
    assert client_of("administrator").get(reverse("maps:map")).status_code == 403
    page = client.get(reverse("maps:map"))
    assert "一张图" in page.content.decode()
    assert "tianditu" not in page["Content-Security-Policy"]


def test_old_keys_are_swept_and_a_full_disk_costs_no_tile(fresh, monkeypatch):
    for n in range(5):
        tilestore.save(tilestore.Address(f"{n}", 3, 1, 1), b"x")
    tilestore.sweep(keys=2)
    assert len(list(fresh.iterdir())) == 2

    def full(*_):
        raise OSError("no space left")

    monkeypatch.setattr(tilestore.os, "replace", full)
    tilestore.save(tilestore.Address("9", 3, 1, 1), b"x")
    assert tilestore.load(tilestore.Address("9", 3, 1, 1)) is None


def test_the_raster_map_is_a_setting_and_opens_the_browser_only_to_its_own_sites():
    assert base_map_from({}).origins == []
    national = base_map_from({"YUANHENG_MAP_KEY": "k123"})
    assert [len(layer) for layer in national.layers] == [8, 8]
    assert national.origins[0] == "https://t0.tianditu.gov.cn"
    assert "tk=k123" in national.layers[0][0] and "{z}" in national.layers[0][0]
    own = base_map_from(
        {"YUANHENG_MAP_TILES": "https://map.example.cn/a/{z}/{x}/{y}.png", "YUANHENG_MAP_ATTRIBUTION": "测绘院"}
    )
    assert (own.origins, own.attribution) == (["https://map.example.cn"], "测绘院")
    with pytest.raises(ValueError, match=r"缺 \{y\}"):
        base_map_from({"YUANHENG_MAP_TILES": "https://map.example.cn/{z}/{x}"})
