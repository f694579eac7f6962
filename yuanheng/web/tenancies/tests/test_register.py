"""The register through its actions: both sides, open items, settlements, corrections, as known then; what a run counts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal as D

import pyarrow.parquet as pq
import pytest
from django.utils import timezone

from yuanheng.engines.measures import measure_table
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.snapshots import freeze
from yuanheng.web.tenancies.actions.errors import TenancyError
from yuanheng.web.tenancies.actions.holdings import record_holding
from yuanheng.web.tenancies.actions.meters import add_user, record_reading, register_account, settle_month
from yuanheng.web.tenancies.actions.offers import offer
from yuanheng.web.tenancies.actions.tenancies import Parties, Stated, confirm, register_tenancy, settle, withdraw
from yuanheng.web.tenancies.bureau import book_of, meters_of
from yuanheng.web.tenancies.reconciled import reconciled
from yuanheng.web.tenancies.tests.walk_samples import AT, agreed, firm, lease, said

pytestmark = pytest.mark.django_db
DAY = date(2021, 12, 31)
AUGUST = datetime(2021, 8, 20, 10, 0, tzinfo=SHANGHAI)
OWNER, TENANT = "启航机械有限公司", "小石五金厂"


def certified(cast, name=OWNER, mu="30", **values):
    wanted = {"certificate": f"证-{name}", "floor_m2": D(20000), "since": date(2016, 1, 1)} | values
    return record_holding(firm(name), land_mu=D(mu), by=cast["surveyor"], at=AT, **wanted)


def real(name, book):
    return book.balances[str(firm(name).pk)].real


def test_a_difference_is_open_until_a_person_settles_it_and_opens_again_when_undone(cast):
    certified(cast)
    certified(cast, TENANT, "0", certificate="", floor_m2=None)
    made = lease(cast)
    said(cast, made, "owner", "4000")
    said(cast, made, "tenant", "3800")
    book = book_of(on=DAY)
    (item,) = book.items
    assert (item.kind, item.gap, item.unit) == ("mismatch", 4000 - 3800, "㎡")
    assert "出租方 4,000 ㎡" in item.left.replace(".00", "") and "承租方 3,800 ㎡" in item.right.replace(".00", "")
    assert real(OWNER, book) == 30 and book.sums.out == 0  # not counted, and not balanced
    word = settle(made, what="floor", stands="owner", reason="以不动产测绘为准", by=cast["analyst"], at=AT)
    assert book_of(on=DAY).lease(str(made.pk)).state == "unconfirmed"
    confirm(made.statements.get(side="owner"), person="王厂长", on=date(2021, 2, 1), by=cast["surveyor"], at=AT)
    book = book_of(on=DAY)
    assert book.items == () and book.lease(str(made.pk)).mu == D(30) * 4000 / 20000 == 6
    assert real(OWNER, book) == 30 - 6 == 24 and real(TENANT, book) == 0 + 6
    assert book.sums.holds and book.sums.out == book.sums.into == 6
    withdraw(word, reason="测绘有误", by=cast["analyst"], at=AUGUST)
    assert [i.kind for i in book_of(on=DAY).items] == ["mismatch"]
    assert book_of(on=DAY, known_on=date(2021, 6, 30)).items == ()  # as known in June it was settled


def test_a_correction_stands_beside_what_was_said_and_reopens_what_was_settled(cast):
    certified(cast)
    made = lease(cast)
    said(cast, made, "owner", "4000")
    said(cast, made, "tenant", "3800")
    settle(made, what="floor", stands="owner", reason="以测绘为准", by=cast["analyst"], at=AT)
    with pytest.raises(TenancyError, match="理由"):
        said(cast, made, "tenant", "4000", at=AUGUST)
    said(cast, made, "tenant", "4000", reason="漏报一间", at=AUGUST)
    assert made.statements.filter(side="tenant").count() == 2
    now, june = book_of(on=DAY), book_of(on=DAY, known_on=date(2021, 6, 30))
    assert now.lease(str(made.pk)).open == () and not now.lease(str(made.pk)).told.settled
    assert june.lease(str(made.pk)).told.said["tenant"].floor_m2 == 3800


def test_one_side_alone_no_confirmation_and_no_base_are_items_and_never_nought(cast):
    alone = lease(cast)
    said(cast, alone, "owner", "4000")
    bare = lease(cast, "大洋泵业有限公司", "金星模具厂")
    agreed(cast, bare, "500")
    unsigned = lease(cast, "长江电器有限公司", "滨海包装厂")
    for side in ("owner", "tenant"):
        said(cast, unsigned, side, land="2")
    book = book_of(on=DAY)
    kinds = {lease.tenancy.pk: lease.state for lease in book.leases}
    assert kinds == {alone.pk: "one_sided", bare.pk: "no_land", unsigned.pk: "unconfirmed"}
    assert {lease.mu for lease in book.leases} == {None} and book.sums.out == 0
    assert all(item.advice and item.sentence for item in book.items) and len(book.items) == 3
    settle(alone, what="one_sided", stands="owner", reason="承租方已搬走", by=cast["analyst"], at=AT)
    with pytest.raises(TenancyError, match="没有申报"):
        settle(alone, what="one_sided", stands="tenant", reason="无", by=cast["analyst"], at=AT)


def test_uses_beyond_the_certificate_are_shown_with_both_figures(cast):
    certified(cast, mu="10", floor_m2=None)
    agreed(cast, lease(cast), land="7")
    agreed(cast, lease(cast, tenant="滨海包装厂"), land="4")
    kinds = {item.kind: item for item in book_of(on=DAY).items}
    assert kinds["over_holding"].gap == kinds["over_owned"].gap == (7 + 4) - 10
    assert kinds["over_owned"].left.replace(".000000", "") == "持证 10 亩"


def test_what_cannot_be_is_refused_in_words(cast):
    with pytest.raises(TenancyError, match="同一家"):
        lease(cast, OWNER, OWNER)
    with pytest.raises(TenancyError, match="至少一方"):
        register_tenancy(Parties(owner_name="外地甲", tenant_name="外地乙"), by=cast["surveyor"], at=AT)
    made = lease(cast)
    with pytest.raises(TenancyError, match="已经登记"):
        lease(cast)
    with pytest.raises(TenancyError, match="大于 0"):
        said(cast, made, "owner", "-5")
    with pytest.raises(TenancyError, match="没有面积"):
        said(cast, made, "owner")
    statement = said(cast, made, "owner", "4000")
    with pytest.raises(TenancyError, match="不晚于今天"):
        confirm(statement, person="王厂长", on=date(2030, 1, 1), by=cast["surveyor"], at=AT)
    with pytest.raises(TenancyError, match="没有权证号"):
        certified(cast, certificate="")


def test_an_operators_lease_is_offered_once_and_its_change_is_a_correction(cast):
    parties = Parties(owner=firm(OWNER), tenant=firm(TENANT))

    def offered(floor):
        stated = Stated(since=date(2021, 1, 1), floor_m2=D(floor))
        return offer(parties, side="owner", stated=stated, by=cast["operator"], at=AT, origin="载体租约 3-201")

    first = offered("4000")
    assert offered("4000").statement is None
    again = offered("4100")
    assert again.tenancy == first.tenancy and again.statement.reason == "按载体租约 3-201更正"


def facts_for(names, *, mu=D(30), kwh=None):
    """A snapshot's facts and links as the bureaus' sheets of 2021 would give them, and the register."""
    import pyarrow as pa

    from yuanheng.web.ledger.snapshots import LINKS_SCHEMA, SNAPSHOT_SCHEMA

    rows, links = [], []

    def fact(name, source, measure, period, amount, unit, account):
        rows.append(
            {"subject_name": name, "subject_key": "", "subject_address": "", "measure": measure, "period": period,
             "value": float(amount), "unit": unit, "source": source, "file": source, "sheet": "", "cell": "A1",
             "raw": str(amount), "amount": amount, "derived": False, "conflict": False, "account": account,
             "file_hash": "", "fact_id": len(rows) + 1}
        )  # fmt: skip
        link = {"source": source, "uscc": "", "name": name, "account": account, "right_id": str(firm(name).pk)}
        if link not in links:
            links.append(link)

    for name in names:
        fact(name, "land_registry", "land_area", "2021", mu, "mu", "")
        fact(name, "land_registry", "certified_land_area", "2021", mu, "mu", "")
        for month in range(1, 13) if kwh else ():
            fact(name, "power_grid", "electricity", f"2021-{month:02d}", kwh, "kWh", f"户-{name}")
    return pa.Table.from_pylist(rows, schema=SNAPSHOT_SCHEMA), pa.Table.from_pylist(links, schema=LINKS_SCHEMA)


def test_the_derived_facts_of_a_year_say_the_sum_or_why_the_bureaus_sheet_stands(cast):
    certified(cast)
    agreed(cast, lease(cast), "4000")
    open_ = lease(cast, "大洋泵业有限公司", "金星模具厂")
    said(cast, open_, "owner", land="2")
    facts, links = facts_for([OWNER, "大洋泵业有限公司", "长江电器有限公司"])
    found = {(f.name, f.measure, f.amount is None): f for f in reconciled(facts, links, None)}
    assert found[OWNER, "land_area", False].amount == 30 - 6
    assert found[OWNER, "leased_out_land_area", False].amount == found[TENANT, "leased_in_land_area", False].amount == 6
    assert found[TENANT, "land_area", False].amount == 0 - 0 + 6  # no sheet lists it: it owns nothing
    assert found[OWNER, "land_area", True].sentence.startswith("用地按租赁登记核定:持证 30 亩")
    note = found["大洋泵业有限公司", "land_area", True].sentence
    assert note == "租赁登记有 1 项未决,按自然资源局报表"
    assert ("大洋泵业有限公司", "land_area", False) not in found
    assert not [key for key in found if key[0] == "长江电器有限公司"]


def test_a_frozen_snapshot_holds_the_derived_facts_and_the_measures_say_which_counts(cast, tmp_path, monkeypatch):
    certified(cast)
    agreed(cast, lease(cast), "4000")
    monkeypatch.setattr("yuanheng.web.tenancies.reconciled.years_of", lambda facts: [2021])
    one, two = freeze(folder=tmp_path), freeze(folder=tmp_path)
    assert one.content_hash == two.content_hash
    facts, links = pq.read_table(one.facts_path), pq.read_table(one.links_path)
    assert set(facts["source"].to_pylist()) == {"tenancy_register"} and max(facts["fact_id"].to_pylist()) < 0
    measured = measure_table(facts, links, Enterprise.objects.to_register(), year=2021)
    trace = {(r["subject_id"], r["measure"]): r for r in measured.trace.to_pylist()}
    own = trace[str(firm(OWNER).pk), "land_area"]
    assert own["source"] == "tenancy_register" and own["reason"].startswith("用地按租赁登记核定")
    before = freeze(folder=tmp_path, known_on=date(2021, 2, 1))  # before anything was entered
    assert before.counts["facts"] == 0


def shared_year(cast, *, wrong=0):
    """The landlord's account with two sub-meters, twelve months of 1000 度: 600 + 380 + 20 lost."""
    made = register_account(account=f"户-{OWNER}", holder=firm(OWNER), by=cast["surveyor"], at=AT)
    late = datetime(2022, 1, 10, tzinfo=SHANGHAI)
    users = [
        add_user(made, firm(name), number=f"F{n}", multiplier=D(10), since=date(2021, 1, 1), by=cast["surveyor"], at=AT)
        for n, name in enumerate((OWNER, TENANT))
    ]
    for month in range(1, 13):
        for user, kwh in zip(users, (D(600), D(3800) if month == wrong else D(380)), strict=True):
            day = date(2021, month, 1)
            record_reading(made, month=day, kwh=kwh, user=user, by=cast["surveyor"], at=late)
    return made, users


def test_a_shared_account_gives_each_firm_its_part_of_the_year(cast):
    shared_year(cast)
    facts, links = facts_for([OWNER], kwh=D(1000))
    found = {(f.name, f.amount is None): f for f in reconciled(facts, links, None) if f.measure == "electricity"}
    mine, theirs = found[OWNER, False].amount, found[TENANT, False].amount
    assert mine == 12000 - 12 * 1000 + 12 * D("612.24") and theirs == 12 * D("387.76") and mine + theirs == 12000
    assert found[TENANT, True].sentence.startswith("用电按共用电表核定")


def test_a_wrong_multiplier_is_an_item_until_it_is_corrected_or_settled_and_the_year_falls_back(cast):
    account, users = shared_year(cast, wrong=6)
    facts, links = facts_for([OWNER], kwh=D(1000))
    notes = [f.sentence for f in reconciled(facts, links, None) if f.measure == "electricity"]
    assert notes == ["共用户号有 1 个月未核定,按供电公司报表"] * 2
    june = date(2021, 6, 1)
    late = datetime(2022, 2, 1, tzinfo=SHANGHAI)
    record_reading(account, month=june, kwh=D(1000), by=cast["surveyor"], at=late)
    (month,) = [m for m in meters_of(year=2021).months if m.month == june]
    assert (month.item.kind, month.split.loss) == ("meter", 1000 - (600 + 3800))
    settle_month(account, month=june, bill_kwh=D(1000), read_kwh=D(4400), reason="换表", by=cast["analyst"], at=late)
    assert next(m for m in meters_of(year=2021).months if m.month == june).reconciled
    with pytest.raises(TenancyError, match="理由"):
        record_reading(account, month=june, kwh=D(380), user=users[1], by=cast["surveyor"], at=late)
    record_reading(account, month=june, kwh=D(380), user=users[1], reason="倍率是 10", by=cast["surveyor"], at=late)
    (month,) = [m for m in meters_of(year=2021).months if m.month == june]
    assert month.settled is None and month.split.loss == 20  # other figures: the settlement does not cover them


def test_pages_show_the_sums_and_the_reason_to_who_may_see_them(cast, client_of):
    certified(cast)
    certified(cast, TENANT, "0", certificate="", floor_m2=None)
    made = agreed(cast, lease(cast), "4000")
    firm_pk = firm(OWNER).pk
    assert timezone.is_aware(made.known_at)
    page = client_of("surveyor").get(f"/tenancies/firms/{firm_pk}/?on=2021-12-31").content.decode()
    assert "30 亩" in page and "= 在用 24 亩" in page and "2021 年度评价用地按租赁登记核定" in page
    sums = client_of("surveyor").get("/tenancies/conservation/?on=2021-12-31").content.decode()
    assert "相等" in sums and "24.0000" in sums and "30.0000" in sums
    enterprise = client_of("surveyor").get(f"/enterprises/{firm_pk}/?on=2021-12-31").content.decode()
    assert "用地和租赁" in enterprise and "= 在用 24 亩" in enterprise
    hidden = client_of("clerk").get(f"/tenancies/{made.pk}/").content.decode()
    assert "••••" in hidden and "4,000" not in hidden
