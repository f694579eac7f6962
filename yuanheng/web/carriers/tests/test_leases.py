"""Leases as their keepers meet them: never two at once, corrected by new rows, known as of a day, read from lists, shared."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from yuanheng.engines.calendars import Period
from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.plans import TallyOffer, extract, propose
from yuanheng.web.base.layers import layer_for
from yuanheng.web.base.models import Notice
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import tallies
from yuanheng.web.carriers.actions.carriers import state_unit
from yuanheng.web.carriers.actions.imports import confirm_import, enter_leases, settle_columns
from yuanheng.web.carriers.actions.leases import Said, correct_lease, end_lease, enter_lease, renew_lease
from yuanheng.web.carriers.actions.reminding import remind
from yuanheng.web.carriers.actions.tenants import match_tenant
from yuanheng.web.carriers.book import book_of, occupancy_of
from yuanheng.web.carriers.models import Lease, LeaseReminder, Unit
from yuanheng.web.carriers.tax import Sharing, TaxMonths
from yuanheng.web.carriers.tests.walk_samples import (
    AT,
    DAY,
    HEADS,
    building,
    carrier,
    firm,
    lease,
    listed,
    project,
    tenant,
    unit,
)

D = Decimal


def at(year: int, month: int = 6, day: int = 1) -> datetime:
    return datetime(year, month, day, 10, tzinfo=SHANGHAI)


def text_of(response):
    return response.content.decode()


def read(code: str, year: int, *, known_on: date | None = None, **filters):
    return tallies()[f"carriers.{code}"].read(Period(year), on=date(year, 12, 31), known_on=known_on, **filters)


def test_two_leases_never_overlap_on_one_unit_whoever_writes(cast):
    found = unit(cast, building(cast))
    first = lease(cast, found)
    with pytest.raises(YuanhengError, match="同一单元同一天只有一份租约") as refused:
        lease(cast, found, "启东示例软件有限公司", starts=date(2022, 12, 31), ends=date(2023, 5, 1))
    assert "启东示例电子有限公司" in str(refused.value.problem)
    copy = {"unit": found, "tenant": first.tenant, "known_at": AT}
    with pytest.raises(IntegrityError, match="lease_overlap"), transaction.atomic():
        Lease.objects.create(starts_on=date(2021, 1, 1), ends_on=date(2021, 1, 1), **copy)
    with pytest.raises(IntegrityError, match="terms of a lease"), transaction.atomic():
        Lease.objects.filter(pk=first.pk).update(ends_on=date(2024, 1, 1))
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        Lease.objects.filter(pk=first.pk).delete()
    assert lease(cast, found, starts=date(2023, 1, 1), ends=date(2023, 5, 1)).pk


def test_a_corrected_ended_and_renewed_lease_is_told_as_it_was_known(cast):
    found, by = unit(cast, building(cast)), cast["operator"]
    first = lease(cast, found)
    again = correct_lease(
        first,
        Said(tenant=first.tenant, starts=date(2020, 1, 1), ends=date(2021, 12, 31)),
        reason="到期日写错",
        by=by,
        at=at(2021, 3),
    )
    end_lease(again, last=date(2021, 5, 31), reason="退租", by=by, at=at(2021, 6))
    again.refresh_from_db()
    renewed = renew_lease(
        again, Said(tenant=first.tenant, starts=date(2021, 9, 1), ends=date(2022, 8, 31)), by=by, at=at(2021, 8)
    )
    first.refresh_from_db()
    assert (first.withdrawn_reason, again.replaces, again.last, renewed.renews) == (
        "到期日写错",
        first,
        date(2021, 5, 31),
        again,
    )
    july, october = date(2021, 7, 15), date(2021, 10, 1)

    def let(day: date, known: date | None = None) -> Lease | None:
        return book_of(known_on=known).at(day)[0].lease

    assert let(july) is None and let(july, date(2021, 5, 1)) == again and let(july, date(2021, 2, 1)) == first
    assert let(october) == renewed and let(october, date(2021, 7, 1)) is None
    assert [read("occupancy", 2020, known_on=k).value for k in (None, date(2019, 1, 1), date(2021, 12, 31))] == [
        100,
        None,
        100,
    ]


def test_occupancy_leaves_out_own_use_and_says_which_units_have_no_area(cast):
    home = building(cast)
    rooms = [
        unit(cast, home, n, lettable_m2=D(a) if a else None)
        for n, a in (("301", 100), ("302", 300), ("303", 0), ("304", 50))
    ]
    state_unit(
        rooms[3],
        holds_from=date(2020, 6, 1),
        condition="own",
        lettable_m2=D(50),
        reason="物业办公",
        by=cast["operator"],
        at=AT,
    )
    lease(cast, rooms[0])
    lease(cast, rooms[2])
    with pytest.raises(YuanhengError, match="没有租约的单元才能停用或自用"):
        state_unit(rooms[0], holds_from=DAY, condition="closed", reason="维修", by=cast["operator"], at=AT)
    found = occupancy_of(book_of().at(DAY))
    assert (found.let_m2, found.lettable_m2, found.let_units, found.units, found.unmeasured) == (100, 400, 2, 3, 1)
    assert (found.rate, found.vacant_m2) == (25, 300)
    reading = read("occupancy", 2021)
    assert (reading.value, reading.numerator, reading.denominator) == (
        25,
        100,
        400,
    ) and "1 套没有登记面积" in reading.note
    assert round(read("occupancy", 2021, by="count").value, 2) == D("66.67")
    assert occupancy_of(book_of().at(date(2020, 5, 31))).units == 4
    assert read("vacant_m2", 2021).value == 300 and read("tenants", 2021).value == 1
    assert read("new_tenants", 2020).value == 1 and read("new_tenants", 2021).value == 0
    assert read("headquarters", 2021).value == 1 and read("tax", 2021).value is None


def test_a_firms_month_is_shared_by_area_among_the_buildings_it_rents_in(cast):
    home = building(cast)
    other = building(cast, home.carrier, "B 座")
    one, two = unit(cast, home, lettable_m2=D(100)), unit(cast, other, lettable_m2=D(300))
    lease(cast, one)
    lease(cast, two)
    here = firm()
    match_tenant(tenant(), enterprise=here, by=cast["operator"], at=AT)
    months = {(2020, 12): D("1000.00")}
    shares = Sharing(book_of(), TaxMonths({str(here.pk): months}, (2020, 12)), {tenant().pk: here.pk})
    day = date(2020, 12, 31)
    parts = [shares.paid(shares.book.of_building(b.pk, day), day).amount for b in (home, other)]
    assert parts == [D("250.00"), D("750.00")]
    unknown = shares.paid(shares.book.at(date(2020, 11, 30)), date(2020, 11, 30))
    assert unknown.amount is None and (unknown.known, unknown.firms) == (0, 1)


def test_a_list_is_read_with_every_doubt_at_its_cell_and_enters_once(cast):
    rows = [
        [*HEADS[:6], "租金", *HEADS[7:]],
        [
            "3F",
            "301",
            120.5,
            "启东示例电子有限公司",
            "2020-01-01",
            "2022-12-31",
            1.2,
            9000,
            "3个月",
            "每年5%",
            "金融后台",
        ],
        [None, "302", 80, "空置", None, None, None, None, None, None, None],
        [None, "303", 90, "启东示例软件有限公司", "2021-01-01", "2020-12-31", 1.1, None, None, None, None],
        [None, "301", 120.5, "启东示例贸易有限公司", "2022-06-01", "2023-05-31", 1.3, None, None, None, None],
        ["四楼", "401", -5, "启东示例传媒有限公司", "2021-02-30", None, "面议", None, "看情况", None, "殡葬"],
        ["5F", "501", 100, None, "2021-01-01", "2021-12-31", 1, None, None, None, None],
        ["合计", None, 390, None, None, None, None, None, None, None, None],
    ]
    home = carrier(cast)
    made = listed(cast, home, rows=rows)
    kinds = {(p["cell"], p["kind"]) for p in made.problems}
    assert {
        ("G1", "no_rent_unit"), ("F4", "ends_before_start"), ("E5", "lease_overlap"), ("A6", "bad_floor"), ("C6", "bad_area"),
        ("E6", "bad_date"), ("F6", "missing_ends"), ("G6", "bad_rent"), ("K6", "unknown_kind"), ("D7", "missing_tenant"),
    } <= kinds  # fmt: skip
    assert len(made.rows) == 6 and made.new == 0  # without the unit of the rent nothing let is taken
    by = cast["operator"]
    made = settle_columns(made, said={}, bases={"A 座": {"rent": "m2_day"}}, by=by, today=DAY)
    assert (made.new, made.blocked, made.counts) == (1, 4, {"units": 2, "vacant": 1})
    with pytest.raises(YuanhengError, match="待核"):
        confirm_import(made, by=by)
    enter_leases(confirm_import(made, by=by, without_blocked=True), by=by, at=AT)
    entered = Lease.objects.get()
    assert (str(entered.unit), entered.rent, entered.basis, entered.kind) == (
        "科创大楼 A 座 301",
        D("1.2"),
        "m2_day",
        "finance",
    )
    assert entered.free == [{"from": "2020-01-01", "until": "2020-03-31"}] and len(entered.steps) == 2
    assert Unit.objects.count() == 2 and book_of().at(DAY)[1].vacant
    again = listed(cast, home, rows=[HEADS, [*rows[1][:6], 1.2, *rows[1][7:]], [*rows[4][:6], 1.3, *rows[4][7:]]])
    assert (again.known, again.new, again.blocked) == (1, 0, 1)
    assert "lease_in_the_way" in {p["kind"] for p in again.problems}


def test_a_rent_ten_thousand_times_too_much_is_asked_about(cast):
    row = ["3F", "301", 100, "启东示例电子有限公司", "2020-01-01", "2022-12-31", 12000, None, None, None, None]
    made = listed(cast, carrier(cast), rows=[HEADS, row])
    assert made.blocked == 1 and "360,000.00 元" in made.problems[-1]["found"]


def test_reminders_go_out_once_for_each_threshold_and_not_after_a_renewal(cast):
    home = building(cast)
    ends = lease(cast, unit(cast, home), ends=date(2021, 3, 1))
    gone = lease(cast, unit(cast, home, "302"), ends=date(2021, 3, 1))
    renew_lease(
        gone, Said(tenant=gone.tenant, starts=date(2021, 3, 2), ends=date(2022, 3, 1)), by=cast["operator"], at=AT
    )
    sent = [
        remind(on=day, at=AT) for day in (date(2020, 11, 1), date(2020, 12, 1), date(2020, 12, 2), date(2021, 2, 15))
    ]
    assert sent == [0, 1, 0, 1] and LeaseReminder.objects.filter(lease=ends).count() == 3
    notices = Notice.objects.filter(to=cast["operator"])
    assert notices.count() == 2 and "还有 14 天" in notices.order_by("-pk")[0].text


def test_who_may_see_rents_and_whose_carriers(cast, client_of):
    mine = lease(cast, unit(cast, building(cast)), rent=D("1.37"))
    theirs = building(cast, carrier(cast, "邻局载体", key="neighbour"))
    url = reverse("carriers:lease", args=[mine.pk])
    assert "1.37" in text_of(client_of("operator").get(url)) and "1.37" in text_of(client_of("auditor").get(url))
    hidden = text_of(client_of("promoter").get(url))
    assert "1.37" not in hidden and "••••" in hidden
    rows = client_of("promoter").get(reverse("carriers:leases"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "1.37" not in rows and "启东示例电子有限公司" in rows
    assert client_of("operator").get(reverse("carriers:building", args=[theirs.pk])).status_code == 404
    here = firm()
    match_tenant(mine.tenant, enterprise=here, by=cast["operator"], at=AT)
    for home, number in ((mine.unit.building, "901"), (theirs, "902")):
        lease(cast, unit(cast, home, number), starts=DAY, ends=date(2040, 1, 1))
    seen = {key: text_of(client_of(key).get(reverse("carriers:headquarters"))) for key in ("operator", "leader")}
    assert "901" in seen["operator"] and "902" not in seen["operator"] and "902" in seen["leader"]
    assert client_of("leader").get(reverse("carriers:building", args=[theirs.pk])).status_code == 200
    theirs.carrier.longitude, theirs.carrier.latitude = D("121.65"), D("31.81")
    theirs.carrier.save()
    layer = layer_for(cast["promoter"], "buildings")
    shown = layer.features_for(cast["promoter"], on=DAY)
    assert [f.label for f in shown] == ["邻局载体 A 座"] and "tax_per_m2" not in shown[0].properties
    assert "tax_per_m2" in layer_for(cast["leader"], "buildings").features_for(cast["leader"], on=DAY)[0].properties
    assert list(layer.features_for(cast["operator"], on=DAY)) == []


def test_a_vacant_unit_is_offered_from_the_projects_page_and_answered(cast, client_of):
    home = building(cast)
    lease(cast, unit(cast, home, "301"))
    free = [unit(cast, home, n) for n in ("302", "303")]
    found, client = project(cast, plant_m2=D(200)), client_of("promoter")
    page = reverse("projects:project", args=[found.pk])
    shown = text_of(client.get(page))
    assert "需要厂房或用房 200 ㎡" in shown and "2 套相邻,可合并" in shown
    let = lease(cast, free[0], "启东示例贸易有限公司", starts=date(2018, 1, 1), ends=date(2018, 12, 31))
    ids = ",".join(str(u.pk) for u in free)
    client.post(reverse("carriers:offer", args=[found.pk]), {"units": ids, "on": "2021-01-04", "note": "免租 2 个月"})
    offers = list(found.unit_offers.all())
    assert len(offers) == 2 and let.last < DAY
    client.post(
        reverse("carriers:answer_offer", args=[offers[0].pk]),
        {"answer": "declined", "on": "2021-01-05", "note": "层高不够"},
    )
    shown = text_of(client.get(page))
    assert "不合适" in shown and "层高不够" in shown and "待答复" in shown
    taken = client.post(
        reverse("carriers:offer", args=[found.pk]),
        {"units": str(let.unit.building.units.first().pk), "on": "2021-01-06"},
        follow=True,
    )
    assert "expected" not in text_of(taken) and "租给“启东示例电子有限公司”" in text_of(taken)


def test_a_tenant_is_proposed_and_a_person_decides(cast, client_of):
    ends = date(2040, 12, 31)
    found = lease(cast, unit(cast, building(cast)), "启东示例电子公司", ends=ends).tenant
    here = firm()
    client, url = client_of("operator"), reverse("carriers:tenant", args=[found.pk])
    assert "是这家" in text_of(client.get(url))
    client.post(reverse("carriers:match_tenant", args=[found.pk]), {"enterprise": here.name, "why": "营业执照"})
    found.refresh_from_db()
    assert (found.state, found.enterprise) == ("linked", here)
    assert "科创大楼 A 座 301" in text_of(client_of("leader").get(reverse("enterprises:enterprise", args=[here.pk])))
    assert here.name in text_of(client_of("leader").get(reverse("carriers:headquarters")))
    enter_lease(
        unit(cast, Unit.objects.get().building, "302"),
        Said(tenant=found, starts=DAY, ends=DAY),
        by=cast["operator"],
        at=AT,
    )
    client.post(reverse("carriers:outside_tenant", args=[found.pk]))
    assert [m.enterprise for m in found.matches.all()] == [here, None]


def test_sentences_of_a_plan_find_their_figure_and_their_threshold():
    told = (
        "2021 年工作计划\n一、发展楼宇经济。年末载体平台入驻率达到85%以上,新增税收超1000万元楼宇2幢、亿元楼宇1幢,"
        "新引进区域总部3家,楼宇税收达到1.2亿元,新增入驻企业60家,盘活空置楼宇面积2万平方米。"
    )
    offers = [
        TallyOffer(
            code=t.code, label=t.label, unit=t.unit, synonyms=t.synonyms, filters=frozenset(f.name for f in t.filters)
        )
        for t in tallies().values()
    ]
    found = [(propose(t, offers), t) for t in extract(told, year=2021).targets]
    assert [p.tally for p, _ in found] == [
        f"carriers.{code}"
        for code in (
            "occupancy",
            "buildings_over",
            "buildings_over",
            "new_headquarters",
            "tax",
            "new_tenants",
            "vacant_m2",
        )
    ]
    assert [p.filters.get("amount_min_yuan") for p, _ in found[1:3]] == [D(10_000_000), D(100_000_000)]
