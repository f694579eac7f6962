"""Lists as departments write them: all questions at once with their cells, firms proposed, nothing entered twice."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from yuanheng.web.base.moment import today
from yuanheng.web.tenancies.actions.errors import TenancyError
from yuanheng.web.tenancies.actions.imports import enter_list, settle_list
from yuanheng.web.tenancies.models import Confirmation, MeterReading, Statement, Tenancy
from yuanheng.web.tenancies.tests.walk_samples import AT, firm, listed

pytestmark = pytest.mark.django_db
LEASES = """汇龙镇厂房租赁台账,,,,,,
序号,出租方,承租方,租赁面积(㎡),土地面积,租期,确认人
1,启航机械有限公司,小石五金厂,"4,000",,2021-01-01至2025-12-31,王厂长
2,启航机械有限公司,滨海包装厂,0.4公顷,1.5亩,2021.1.1-2025.12.31,
3,启航机械有限公司,外地某某公司,300,2,2021-01-01至2025-12-31,
4,启航机械有限公司,,abc,,不定期,
合计,,,4300,,,
"""
METERS = """户号,户名,分表号,用电企业,月份,倍率,起码,止码,电量(度),账单电量
3206001,启航机械有限公司,F1,启航机械有限公司,2021年3月,10,100,160,600,1000
,,F2,小石五金厂,,10,50,88,380,
,,F3,滨海包装厂,,,10,12,,
,,F4,金星模具厂,,40,5,7,90,
"""


@pytest.fixture
def firms(cast):
    return {name: firm(name) for name in ("启航机械有限公司", "小石五金厂", "滨海包装厂", "金星模具厂")}


def test_every_question_of_a_list_comes_at_once_with_its_cell(cast, firms):
    made = listed(cast, text=LEASES)
    asked = {(p["cell"], p["kind"]) for p in made.problems}
    assert asked >= {("E5", "unknown_unit"), ("C6", "unreadable"), ("D6", "unreadable"), ("F6", "unreadable")}
    assert all(p["where"].startswith("租赁台账.csv › ") and p["expected"] and p["advice"] for p in made.problems)
    values = [row["values"] for row in made.rows]
    assert values[0]["floor_m2"] == "4000" and values[0]["until"] == "2025-12-31"
    assert (values[1]["floor_m2"], values[1]["land_mu"]) == ("4000", "1.5")
    assert len(made.rows) == 4 and made.blocked == 2  # the row without a unit, and the last


def test_a_confirmed_list_is_entered_once_and_a_changed_figure_is_a_correction(cast, firms):
    by = cast["surveyor"]
    made = listed(cast, text=LEASES)
    with pytest.raises(TenancyError, match="待核"):
        enter_list(made, by=by, at=AT)
    enter_list(made, by=by, at=AT, without_blocked=True)
    assert Tenancy.objects.count() == 2 and Statement.objects.count() == 4
    assert Confirmation.objects.count() == 2  # the signed row, both sides
    again = listed(cast, text=LEASES)
    enter_list(again, by=by, at=AT, without_blocked=True)
    assert (Statement.objects.count(), again.__class__.objects.get(pk=again.pk).known) == (4, 2)
    enter_list(listed(cast, text=LEASES.replace("4,000", "4,200")), by=by, at=AT, without_blocked=True)
    newest = Statement.objects.filter(tenancy__tenant=firms["小石五金厂"], side="owner").last()
    assert newest.floor_m2 == 4200 and "更正" in newest.reason


def test_a_name_that_the_engine_is_not_sure_of_waits_for_a_person(cast, firms):
    made = listed(cast, text=LEASES.replace("300,2,", "300,2亩,"))
    row = next(r for r in made.rows if r["values"]["tenant"] == "外地某某公司")
    assert row["unnamed"] and row["firms"]["tenant"] == ""
    made = settle_list(made, columns={}, firms={"外地某某公司": "outside"}, by=cast["surveyor"], today=today())
    enter_list(made, by=cast["surveyor"], at=AT, without_blocked=True)
    assert Tenancy.objects.get(tenant=None).tenant_name == "外地某某公司"


def test_sub_meters_come_with_their_multiplier_and_merged_accounts(cast, firms):
    made = listed(cast, text=METERS, kind="meters")
    cells = {p["cell"]: p["found"] for p in made.problems}
    assert cells == {"F4": "没有倍率", "I5": "90 度"}  # (7 − 5) × 40 = 80
    enter_list(made, by=cast["surveyor"], at=AT, without_blocked=True)
    readings = {r.user.number if r.user else "账单": r.kwh for r in MeterReading.objects.all()}
    assert readings == {"F1": (160 - 100) * 10, "F2": (88 - 50) * 10, "账单": D(1000)}
