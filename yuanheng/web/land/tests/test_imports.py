"""A land file: asked, looked at, entered as a whole, and again without effect; what is wrong is named."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yuanheng.web.land.actions.imports import LandImportError, accept_import, answer
from yuanheng.web.land.models import Descent, Outline, Parcel, ParcelFact, StateSpan, Supply

from .making import DAY, MORNING, box, enter, geojson, read, run_jobs

pytestmark = pytest.mark.django_db
REAL = Path(__file__).parents[5] / "shared" / "data" / "landchina_supply_2005_2007.csv"


@pytest.fixture
def officer(cast):
    return cast["surveyor"]


def test_a_layer_of_a_declared_system_is_entered_whole_and_again_changes_nothing(officer):
    layer = geojson({"QD-1": box(0, 0, 100, 200), "QD-2": box(100, 0, 50, 200)})
    made = enter(read(officer, layer, "宗地.geojson"), officer)
    assert made.state == "accepted"
    assert {p.number: round(p.area_mu, 0) for p in Parcel.objects.all()} == {"QD-1": 30, "QD-2": 15}
    again = read(officer, layer, "宗地.geojson")
    assert (again.found["new"], again.found["same"], again.found["redrawn"]) == (0, 2, 0)
    enter(again, officer)
    assert [p.boundaries.count() for p in Parcel.objects.all()] == [1, 1]


def test_degrees_without_a_datum_are_a_question_and_nothing_is_read_until_a_person_answers(officer):
    made = read(officer, geojson({"QD-1": box(0, 0, 100, 200)}, crs=""), "宗地.geojson")
    assert made.state == "asking"
    assert "GCJ-02" in made.question["text"]
    with pytest.raises(LandImportError, match="等待回答"):
        accept_import(made, by=officer, at=MORNING)
    answer(made, by=officer, told="gcj02")
    run_jobs(made)
    enter(made, officer)
    assert not Parcel.objects.get().boundaries.get().exact


def test_what_is_wrong_with_a_layer_is_named_and_what_cannot_be_taken_is_left_out_only_when_agreed(officer):
    bow = [box(300, 0, 60, 60)[i] for i in (0, 2, 1, 3, 0)]
    layer = geojson({"QD-1": box(0, 0, 100, 200), "QD-2": box(90, 0, 50, 200), "QD-3": bow, "": box(500, 0, 60, 60)})
    made = read(officer, layer, "宗地.geojson")
    kinds = {f["kind"] for f in made.faults}
    assert {"overlap", "self_crossing", "repair"} <= kinds
    assert made.found["blocked"] == 2
    with pytest.raises(LandImportError, match="2 个宗地不能入库"):
        accept_import(made, by=officer, at=MORNING)
    offered = next(f for f in made.faults if f["kind"] == "repair")
    answer(made, by=officer, repairs=[offered["place"]])
    run_jobs(made)
    assert made.found["blocked"] == 1
    enter(made, officer, without_blocked=True)
    assert sorted(Parcel.objects.values_list("number", flat=True)) == ["QD-1", "QD-2", "QD-3"]


def test_a_parcel_in_another_country_is_named_and_not_taken(officer):
    ring = [[x - 50, y + 18] for x, y in box(0, 0, 100, 200)]
    made = read(officer, geojson({"QD-1": ring}), "宗地.geojson")
    assert made.state == "asking"
    assert "不在中国境内" in made.question["text"]


def test_a_split_parcel_is_retired_and_its_parts_say_where_they_came_from(officer):
    enter(read(officer, geojson({"QD-1": box(0, 0, 100, 200)}), "宗地.geojson", holds_from=date(2019, 1, 1)), officer)
    ledger = (
        "地块号,用地单位,供地时间,供地方式,约定开工时间,土地面积(亩)\nQD-1,甲公司,2018-03-01,挂牌出让,2018-09-01,30\n"
    )
    enter(read(officer, ledger, "台账.csv", kind="ledger"), officer)
    parts = geojson({"QD-1A": box(0, 0, 100, 120), "QD-1B": box(0, 120, 100, 80)})
    made = read(officer, parts, "分割.geojson")
    assert made.changes[0]["kind"] == "split"
    enter(made, officer)
    old = Parcel.objects.get(number="QD-1")
    assert old.retired_on == DAY
    assert [(d.kind, round(d.of_old, 2)) for d in Descent.objects.order_by("new__number")] == [
        ("split", Decimal("0.60")), ("split", Decimal("0.40")),
    ]  # fmt: skip
    idle = StateSpan.objects.filter(parcel__number="QD-1A", code="idle").get()
    assert idle.first == date(2019, 9, 1)  # the contract of the whole binds its parts


LEDGER = (
    "启东市土地台账\n地块号,合同编号,用地单位,供地方式,供地时间,约定开工时间,约定竣工时间,土地面积,成交价格(万元),用途,不动产权证号,持证面积(亩),停工时间\n"
    "QD-1,32068120190001,启东甲机械有限公司,挂牌出让,2019-03-01,2019-09-01,2021-03-01,30,900,工业用地,苏2019第1号,30.01,\n"
    "QD-2,32068120190002,乙公司,挂牌出让,1901-01-01,2019-09-01,2018-03-01,20,6000000,工业用地,,,\n"
    "QD-1,32068120190001,启东甲机械有限公司,挂牌出让,2019-03-01,2019-09-01,2021-03-01,30,900,工业用地,苏2019第1号,30.01,\n"
)


def test_a_ledger_asks_for_a_unit_names_its_traps_and_takes_no_doubted_figure(officer):
    made = read(officer, LEDGER, "台账.csv", kind="ledger")
    assert made.state == "asking"
    assert [c["header"] for c in made.question["columns"]] == ["土地面积"]
    answer(made, by=officer, units={"土地面积": "亩"})
    run_jobs(made)
    assert {"placeholder_date", "days_out_of_order", "odd_price", "repeated_row"} <= made.found["kinds"].keys()
    assert all("第 5 行" in p["where"] for p in made.problems if p["kind"] == "repeated_row")
    enter(made, officer)
    supply = Supply.objects.get()
    assert (supply.parcel.number, supply.price, supply.area_mu) == ("QD-1", Decimal(9_000_000), Decimal(30))
    assert supply.parcel.certified_mu == Decimal("30.01")
    assert [s.code for s in supply.parcel.spans.order_by("first")] == ["supplied_not_used", "idle"]
    again = read(officer, LEDGER.replace("土地面积", "土地面积(亩)"), "台账.csv", kind="ledger")
    enter(again, officer)
    assert again.found["entered"] == {"new": 0, "touched": 0}
    changed = LEDGER.replace("土地面积", "土地面积(亩)").replace(",900,", ",950,")
    enter(read(officer, changed, "台账更正.csv", kind="ledger"), officer)
    assert Supply.objects.known().get().price == Decimal(9_500_000)
    assert Supply.objects.known().get().replaces == supply


def test_the_ground_of_the_map_is_taken_and_a_newer_one_takes_its_place(officer):
    line = {"type": "Feature", "properties": {"类别": "道路", "名称": "银河路"},
            "geometry": {"type": "LineString", "coordinates": box(0, 0, 900, 0)[:2]}}  # fmt: skip
    content = (
        geojson({})
        .decode()
        .replace('"features": []', f'"features": [{__import__("json").dumps(line, ensure_ascii=False)}]')
    )
    enter(read(officer, content, "底图.geojson", kind="ground"), officer)
    enter(read(officer, content, "底图.geojson", kind="ground"), officer)
    assert [(o.kind, o.name) for o in Outline.objects.all()] == [("road", "银河路")]


@pytest.mark.skipif(not REAL.exists(), reason="the real file of land supplies is not in this checkout's neighbourhood")
def test_the_real_supplies_of_2005_to_2007_are_read_with_their_traps_named_and_a_district_of_them_entered(officer):
    content = REAL.read_bytes()
    made = read(officer, content, REAL.name, kind="ledger")
    kinds = made.found["kinds"]
    assert made.state == "preview", made.problems[:2]
    assert kinds["placeholder_date"] > 100
    assert kinds["zero_price"] > 1_000
    assert kinds["odd_price"] > 20
    assert kinds["several_terms"] > 100
    assert kinds["ambiguous_place"] >= 1
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert made.found["rows"] == len(rows)
    answer(made, by=officer, only="常山县")
    run_jobs(made)
    own = [r for r in rows if r["行政区"] == "常山县"]
    assert made.found["rows"] == len(own) > 5
    enter(made, officer)
    hectares = sum({r["面积(公顷)"] + r["项目位置"]: Decimal(r["面积(公顷)"]) for r in own}.values())
    assert Parcel.objects.count() <= len(own)
    assert sum(s.area_mu for s in Supply.objects.all()) <= hectares * 15 + 1
    assert not Supply.objects.filter(price=0).exclude(way="划拨").exists()
    assert ParcelFact.objects.filter(holds_from__lt=date(1986, 6, 25)).count() == 0
