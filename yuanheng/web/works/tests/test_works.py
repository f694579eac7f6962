"""A work through its case; money, registers, places; what the plan counts of it; with the cast."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from yuanheng.engines.calendars import Period
from yuanheng.engines.errors import ProblemsError
from yuanheng.web.base import files, moment
from yuanheng.web.base.layers import layer_for
from yuanheng.web.base.tallies import tallies
from yuanheng.web.cases.actions import act
from yuanheng.web.works.actions.money import pay, state_money
from yuanheng.web.works.actions.places import geometry_of_file, geometry_of_text, set_place
from yuanheng.web.works.actions.planning import add_paper
from yuanheng.web.works.actions.progressing import plan_step, report
from yuanheng.web.works.actions.rows import enter_row, import_rows, take_out
from yuanheng.web.works.models import Household, StepReached
from yuanheng.web.works.refusing import WorkError
from yuanheng.web.works.rowspecs import REGISTERS
from yuanheng.web.works.standing import standings

from .making import DAY, at, begun, sheet, work_of

ROAD = (
    ("project", date(2021, 3, 2)),
    ("design", date(2021, 3, 9)),
    ("tender", date(2021, 4, 1)),
    ("permit", date(2021, 4, 6)),
)


def read(code, *, on, known_on=None, **filters):
    return tallies()[f"works.{code}"].read(Period(2021), on=on, known_on=known_on, **filters)


def test_a_road_starts_and_opens_by_its_case_and_the_plan_counts_it_by_day_and_as_known(cast):
    road = begun(cast, work_of(cast, topic="south-roads"), *ROAD, ("start", date(2021, 4, 8)), skip=("land",))
    assert (road.state, road.started_on, road.done_on) == ("running", date(2021, 4, 8), None)
    report(road, on=date(2021, 5, 1), percent=Decimal(50), text="", by=cast["engineer"], at=at(date(2021, 5, 1)))
    enter_row(
        road,
        REGISTERS["stretches"],
        values={"key": "K0", "metres": Decimal(900), "done_metres": Decimal(300)},
        by=cast["engineer"],
        at=at(date(2021, 5, 2)),
    )
    road.refresh_from_db()
    assert road.progress == Decimal("53.9")  # (20+40+25+3+10+180/3) / (20+40+25+3+10+180+10+5) = 158/293
    assert read("started", on=date(2021, 4, 7)).value == 0
    assert read("started", on=date(2021, 4, 8), topic="south-roads").value == 1
    assert read("started", on=date(2021, 12, 31), known_on=date(2021, 4, 7)).value == 0
    assert read("south_roads", on=date(2021, 12, 31)).value == 0
    for step, day in (("build", 10), ("acceptance", 11), ("open", 12)):
        act(case=road.case, kind="step_done", step=step, by=cast["engineer"], at=at(date(2021, 6, day)), data={})
    road.refresh_from_db()
    assert (road.state, road.progress, road.done_on) == ("done", 100, date(2021, 6, 12))
    assert read("roads_open", on=date(2021, 12, 31)).value == read("south_roads", on=date(2021, 6, 12)).value == 1
    assert read("south_roads", on=date(2021, 6, 11)).value == 0
    assert StepReached.objects.filter(work=road).count() == 8


def test_a_planned_date_that_passed_lights_red_and_a_change_needs_its_reason(cast):
    road, by = begun(cast, work_of(cast)), cast["engineer"]
    plan_step(road, step="start", on=date(2021, 6, 30), by=by, at=at())
    with pytest.raises(WorkError, match="没有写调整原因"):
        plan_step(road, step="start", on=date(2021, 7, 31), by=by, at=at())
    plan_step(road, step="start", on=date(2021, 7, 31), reason="管线迁改", by=by, at=at())
    found = standings([road], on=date(2021, 8, 1))[road.pk]
    assert found.light.tone == "red"
    assert "“开工”计划 2021-07-31,已晚 1 天" in found.light.sentences
    assert (found.base, found.plan) == ({"start": date(2021, 6, 30)}, {"start": date(2021, 7, 31)})


def test_amounts_only_grow_and_nothing_is_paid_above_the_contract_without_a_flag(cast):
    road, by = work_of(cast), cast["engineer"]
    with pytest.raises(WorkError, match="没有登记合同价"):
        pay(road, amount=Decimal(1), on=DAY, by=by, at=at())
    state_money(road, kind="contract", amount=Decimal("1000.00"), on=DAY, by=by, at=at())
    with pytest.raises(WorkError, match="没有写调整原因"):
        state_money(road, kind="contract", amount=Decimal(900), on=DAY, by=by, at=at(hour=11))
    with pytest.raises(WorkError, match="到分的金额"):
        pay(road, amount=Decimal("0.001"), on=DAY, by=by, at=at())
    pay(road, amount=Decimal("999.99"), on=DAY, document="PZ-1", by=by, at=at())
    with pytest.raises(WorkError, match="一张凭证登记一次"):
        pay(road, amount=Decimal("999.99"), on=DAY, document="PZ-1", by=by, at=at())
    with pytest.raises(WorkError, match=r"付到 1,000.01 元,合同价 1,000.00 元"):
        pay(road, amount=Decimal("0.02"), on=DAY, by=by, at=at())
    assert pay(road, amount=Decimal("0.02"), on=DAY, reason="签证未补合同", by=by, at=at()).over
    found = standings([road], on=DAY)[road.pk]
    assert (found.money.paid, found.money.over, found.light.tone) == (Decimal("1000.01"), True, "orange")
    pay(road, amount=Decimal("-0.02"), on=DAY, reason="退回", by=by, at=at())
    assert standings([road], on=DAY)[road.pk].money.over is False
    assert read("paid", on=DAY).value == Decimal("999.99")


def test_households_are_imported_whole_or_not_at_all_and_names_are_secret(cast, client_of):
    land, by, today = begun(cast, work_of(cast, "果园路地块征收", "land")), cast["engineer"], moment.today()
    head = ["户主", "村组", "面积(亩)", "补偿金额(万元)", "签约日期", "付款日期"]
    rows = [["张某", "一组", 2.5, 20, date(2021, 3, 1), date(2021, 4, 1)], ["李某", "二组", 1.5, None, "未签", None]]

    def take(table, name="征地户.xlsx"):
        stored = files.store(sheet(table, name), name=name, by=by)
        return import_rows(land, REGISTERS["households"], stored, by=by, at=moment.now())

    bad = [
        [*head[:2], "面积", *head[3:]],
        ["王某", "一组", "约3亩", "x", "2099-01-01", None],
        ["王某", "一组", 3, 1, None, date(2021, 1, 1)],
    ]
    with pytest.raises(ProblemsError) as caught:
        take(bad)
    assert [(p.kind, p.cell) for p in caught.value.problems] == [
        ("unit_missing", "C1"), ("bad_cell", "C2"), ("bad_cell", "D2"), ("bad_cell", "E2"), ("row_contradicts",
            "A3"), ("row_twice", "A3"),
    ]  # fmt: skip
    assert not Household.objects.exists()
    assert take([["征地户清单"], head, *rows, ["合计", "", 4, 20, None, None]]) == (2, 0, 0)
    assert take([head, *rows]) == (0, 0, 2)
    rows[1][4] = today
    assert take([head, *rows]) == (0, 1, 1)
    assert take([head[:3], *[row[:3] for row in rows]]) == (0, 0, 2)  # a list without dates takes none away
    assert Household.objects.get(holder="张某").compensation == 200_000
    assert read("households_signed", on=date(2021, 12, 31)).value == 1
    assert read("acquired_mu", on=date(2021, 12, 31)).value == Decimal("2.5")
    url = reverse("works:rows", args=[land.pk, "households"])
    seen = {who: client_of(who).get(url).content.decode() for who in ("engineer", "builder")}
    assert "张某" in seen["engineer"]
    assert "张某" not in seen["builder"]
    assert "2/2 户" in seen["builder"]
    exported = client_of("builder").get(url, {"export": "csv"})
    assert "张某" not in b"".join(exported.streaming_content if exported.streaming else [exported.content]).decode(
        "utf-8-sig"
    )


def test_a_row_is_changed_with_a_reason_and_taken_out_with_its_history(cast):
    action, by = work_of(cast, "333 行动", "sewage", topic="sewage-333"), cast["engineer"]
    register = REGISTERS["compounds"]
    first = {"key": "紫薇花园", "what": "estate", "surveyed_on": DAY, "mixed": True, "pipe_m": Decimal(500)}
    enter_row(action, register, values=first, by=by, at=at())
    with pytest.raises(WorkError, match="没有写原因"):
        enter_row(action, register, values={**first, "mended_m": Decimal(200)}, by=by, at=at())
    with pytest.raises(WorkError, match="超过全长"):
        enter_row(action, register, values={**first, "mended_m": Decimal(501)}, reason="修复", by=by, at=at())
    later = at(DAY + timedelta(days=30))
    row = enter_row(
        action, register, values={**first, "mended_m": Decimal(500), "done_on": DAY}, reason="验收", by=by, at=later
    )
    enter_row(action, register, values={"key": "卫生院庭院", "what": "yard", "mixed": False}, by=by, at=at())
    share = read("sewage_compounds", on=date(2021, 12, 31))
    assert (share.value, share.numerator, share.denominator) == (Decimal("50.00"), 1, 2)
    assert read("sewage_compounds", on=date(2021, 12, 31), known_on=DAY).value == 0
    take_out(action, register, row, reason="不在范围", by=by, at=at(DAY + timedelta(days=31)))
    assert read("sewage_compounds", on=date(2021, 12, 31)).denominator == 1


def test_a_plan_is_approved_for_a_version_that_stands_with_number_and_years(cast):
    plan, by = work_of(cast, "开发建设规划", "planning"), cast["engineer"]
    with pytest.raises(WorkError, match="没有版本“报批稿”"):
        add_paper(plan, what="review", version="报批稿", on=DAY, by=by, at=at())
    add_paper(plan, what="version", version="报批稿", on=DAY, by=by, at=at())
    with pytest.raises(WorkError, match="文号或规划期不全"):
        add_paper(plan, what="approval", version="报批稿", on=DAY, by=by, at=at())
    made = add_paper(
        plan, what="approval", version="报批稿", on=DAY, number="示政复〔2021〕1 号", valid_from=date(2021, 1, 1),
        valid_until=date(2030, 12, 31), by=by, at=at(), body="市人民政府",
    )  # fmt: skip
    assert str(made) == "开发建设规划 报批稿"


def test_a_place_is_drawn_from_coordinates_or_a_file_and_swapped_axes_are_named(cast):
    road, by = work_of(cast), cast["engineer"]
    with pytest.raises(WorkError, match="经纬度写反了"):
        set_place(
            road, geometry_of_text("31.85,121.60\n31.86,121.60", kind="line", where="路"), source="填写", by=by, at=at()
        )
    with pytest.raises(WorkError, match="第 2 行"):
        geometry_of_text("121.60,31.85\n东边", kind="line", where="路")
    set_place(
        road, geometry_of_text("121.60,31.85\n121.61 31.85", kind="line", where="路"), source="填写", by=by, at=at()
    )
    corners = [
        ["地块号", "点号", "X", "Y"],
        *[["A", i, *p] for i, p in enumerate([(31.85, 121.6), (31.86, 121.6), (31.86, 121.61)], 1)],
    ]
    with pytest.raises(WorkError, match="选定后再导入"):
        geometry_of_file(sheet(corners, "界址点.xlsx"), system="", where="路")
    drawn = geometry_of_file(sheet(corners, "界址点.xlsx"), system="cgcs2000", where="路")
    assert drawn.geom_type == "Polygon"
    layer = layer_for(cast["leader"], "works_line")
    (feature,) = layer.features_for(cast["leader"], on=DAY)
    assert (feature.label, feature.properties["state"], feature.properties["kind"]) == (
        "林洋南路建设",
        "planned",
        "road",
    )
    assert list(layer.features_for(cast["leader"], on=DAY - timedelta(days=1))) == []


def test_pages_show_a_work_to_those_who_may_and_a_stranger_is_sent_to_sign_in(cast, client_of):
    road = begun(cast, work_of(cast, topic="south-roads"), *ROAD, skip=("land",))
    for name in ("board", "works", "gantt", "plan", "compounds", "utilities", "promises"):
        answer = client_of("leader").get(reverse(f"works:{name}"))
        assert answer.status_code == 200, name
        if name in ("board", "works", "gantt", "plan"):
            assert road.name in answer.content.decode(), name
    assert client_of("stranger").get(reverse("works:work", args=[road.pk])).status_code == 302
    assert client_of("leader").post(reverse("works:report", args=[road.pk]), {}).status_code == 403
    found = client_of("engineer").get(reverse("base:search"), {"q": "lynl"}).content.decode()
    assert road.name in found
    assert client_of("leader").get(reverse("works:figure", args=["started", 2021])).status_code == 200
