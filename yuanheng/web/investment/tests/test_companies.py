"""Target companies: entered once, locked by one, scored, imported from lists as they are."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse

from yuanheng.engines.calendars import Period
from yuanheng.engines.errors import ProblemsError
from yuanheng.web.base import jobs
from yuanheng.web.base.models import Job
from yuanheng.web.base.tallies import tallies
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.investment.actions.companies import (
    CompanyChangedError,
    CompanyLockedError,
    News,
    add_news,
    assign_company,
    change_company,
    create_company,
    drop_company,
    lock_company,
    unlock_company,
)
from yuanheng.web.investment.actions.errors import InvestmentError
from yuanheng.web.investment.actions.fit import compute_fit
from yuanheng.web.investment.actions.groups import end_group, form_group
from yuanheng.web.investment.actions.imports import confirm_import, create_import, enter_companies
from yuanheng.web.investment.models import CompanyImport, CompanyNews, TargetCompany
from yuanheng.web.investment.tests.conftest import at
from yuanheng.web.investment.tests.walk_samples import listed, target

MAY = at(2021, 5, 6)
SHARED = Path(__file__).resolve().parents[5] / "shared" / "data"


def read(given, cast, key="promoter"):
    """Hand in and read, as the worker would."""
    made = create_import(given=given, by=cast[key], at=MAY)
    jobs.run(str(Job.objects.for_target(made).get().pk))
    return CompanyImport.objects.get(pk=made.pk)


def enter(made, cast):
    """Confirm and enter."""
    confirm_import(made, by=cast["promoter"])
    return enter_companies(made, by=cast["promoter"], at=MAY)


def test_a_company_is_entered_once_whatever_its_spelling(cast, db):
    target(cast, name="苏州恒远光电有限公司")
    with pytest.raises(InvestmentError, match="库中已有"):
        target(cast, name="苏州 恒远光电有限公司")


def test_all_that_is_wrong_with_a_company_is_said_at_once(cast, db):
    with pytest.raises(InvestmentError) as refused:
        create_company(
            name="甲", by=cast["promoter"], at=MAY, chain="new-energy", segment="chips", uscc="123", capital=Decimal(1)
        )
    found = str(refused.value)
    assert "没有环节 chips" in found and "信用代码 123" in found and "没有币种" in found


def test_products_place_a_company_in_its_segment(cast, db):
    assert target(cast, products="体外诊断试剂").segment == "diagnostics"


def test_who_comes_second_is_told_who_holds_it_and_until_when(cast, colleague, db):
    company = lock_company(target(cast), by=cast["promoter"], at=MAY, until=date(2021, 6, 30))
    with pytest.raises(CompanyLockedError, match=f"由 {cast['promoter']} 锁定至 2021-06-30"):
        lock_company(company, by=colleague, at=at(2021, 6, 30))
    with pytest.raises(InvestmentError):
        unlock_company(company, by=colleague)
    assert lock_company(company, by=colleague, at=at(2021, 7, 1)).locked_by == colleague  # it ran out


def test_the_page_tells_another_promoter_of_the_lock(cast, colleague, client_of):
    company = target(cast)
    lock_company(company, by=cast["promoter"], at=MAY, until=date(2021, 10, 30))
    TargetCompany.objects.update(locked_until=date(2099, 1, 1))
    client = client_of("promoter")
    client.force_login(colleague)
    page = client.get(reverse("investment:company", args=[company.pk])).content.decode()
    assert f"{cast['promoter']} 锁定至 2099-01-01" in page and "investment/leads/new/?company" not in page


def test_a_lock_keeps_within_the_rule(cast, db):
    with pytest.raises(InvestmentError):
        lock_company(target(cast), by=cast["promoter"], at=MAY, until=date(2022, 5, 6))


def test_a_new_follower_ends_anothers_lock(cast, colleague, db):
    company = lock_company(target(cast), by=cast["promoter"], at=MAY)
    assert assign_company(company, to=colleague, by=cast["leader"]).locked_by is None


def test_the_second_editor_is_told_and_nothing_is_overwritten(cast, db):
    company = target(cast)
    change_company(company, version=1, by=cast["promoter"], city="上海")
    with pytest.raises(CompanyChangedError):
        change_company(company, version=1, by=cast["builder"], city="无锡")
    company.refresh_from_db()
    assert company.city == "上海"


def test_a_company_left_comes_back_as_it_was(cast, db):
    company = drop_company(target(cast), reason="已落户外地", by=cast["promoter"])
    assert (
        company.state == "dropped" and drop_company(company, reason="又有意向", by=cast["promoter"]).state == "listed"
    )


def test_news_dated_tomorrow_is_refused(cast, db):
    with pytest.raises(InvestmentError, match="不晚于今天"):
        add_news(target(cast), news=News(text="扩产", on=date(2021, 5, 7)), by=cast["promoter"], at=MAY)


def test_a_missing_segment_makes_a_company_fit_better_than_a_crowded_one(cast, db):
    for place in range(8):
        Enterprise.objects.create(code=f"E{place}", name=f"电缆{place}厂", industry_code="3831")
    known = {"city": "上海", "capital": Decimal(50_000_000), "currency": "yuan", "growth": Decimal(10)}
    missing = target(cast, name="甲风电", chain="new-energy", segment="wind", **known)
    crowded = target(cast, name="乙电缆", chain="new-energy", segment="cables", **known)
    unknown = target(cast, name="丙公司")
    assert compute_fit(on=date(2021, 5, 6)) == 3
    for row in (missing, crowded, unknown):
        row.refresh_from_db()
    assert missing.fit > crowded.fit and unknown.fit is None and unknown.fit_known == 0


def test_the_page_shows_the_score_line_by_line_and_the_list_orders_the_unknown_last(cast, client_of, db):
    target(cast, name="甲风电", chain="new-energy", segment="wind", city="上海", growth=Decimal(10))
    target(cast, name="丙公司")
    compute_fit(on=date(2021, 5, 6))
    page = client_of("leader").get(reverse("investment:company", args=[TargetCompany.objects.get(name="甲风电").pk]))
    text = page.content.decode()
    for words in ("补链", "就近配套", "不计", "已知的项占权重", "假设"):
        assert words in text
    listed_page = client_of("leader").get(reverse("investment:companies")).content.decode()
    assert listed_page.index("甲风电") < listed_page.index("丙公司")


MESSY = (
    "招商名单,,,,,\n企业名称,产业,环节,注册资本,营收增速,投资方\n"
    "恒远光电,新能源,风电装备,3.5亿人民币,12.5%,鼎珮投资集团 国投创业\n"
    "启元药业,生物医药,医疗器械,未披露,0.125,鼎珮资本\n"
    "澜川半导体,半导体装备及材料,量测与检测,数千万人民币,三成,\n"
    ",新能源,,2000万美元,,\n"
    "示例电池,新能源,海底电缆,2000万美元,-3%,\n合计,,,,,\n"
)


def test_every_amount_of_a_list_is_understood_or_asked_about_and_nothing_is_dropped(cast, db):
    made = read(listed(MESSY), cast)
    assert made.state == "preview" and made.new == 4
    # understood: 3.5亿, 2000万美元 twice (one in the row without a name); asked: 数千万; not disclosed: 未披露
    assert made.counts == {"understood": 3, "undisclosed": 1, "asked": 1, "empty": 0, "investors": 3, "shared_cells": 1}
    kinds = [p["kind"] for p in made.problems]
    assert sorted(kinds) == sorted(
        ["unknown_amount", "missing_name", "unknown_segment", "bad_percent", "bad_percent", "investor_two_names"]
    )
    enter(made, cast)
    one = TargetCompany.objects.get(name="恒远光电")
    assert (one.capital, one.currency, one.segment, one.growth) == (350_000_000, "yuan", "wind", Decimal("12.50"))
    vague = TargetCompany.objects.get(name="澜川半导体")
    assert vague.capital is None and vague.capital_text == "数千万人民币"


def test_the_same_list_again_adds_nothing(cast, db):
    enter(read(listed(MESSY), cast), cast)
    before = (TargetCompany.objects.count(), CompanyNews.objects.count())
    again = read(listed(MESSY), cast)
    assert (again.new, again.known) == (0, 4)
    enter(again, cast)
    assert (TargetCompany.objects.count(), CompanyNews.objects.count()) == before


def test_a_file_that_is_no_list_is_refused_in_words(cast, db):
    made = read(listed("a,b\n1,2\n"), cast)
    assert made.state == "refused" and "表头" in made.problems[0]["found"]


def test_columns_are_taken_as_a_person_says(cast, client_of, db):
    made = read(listed("企业名称,城市,别的\n恒远光电,苏州,风电主轴\n"), cast)
    client_of("promoter").post(reverse("investment:map_import", args=[made.pk]), {"c-0-2": "products"})
    made.refresh_from_db()
    assert made.rows[0]["texts"]["segment"] == "wind"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here")
def test_the_real_list_of_events_is_read_whole_with_counts_that_add_up(cast, db):
    path = SHARED / "investment_events_2k.csv"
    given = BytesIO(path.read_bytes())
    given.name = path.name
    made = read(given, cast)
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig")))
    counts = made.counts
    assert counts["understood"] + counts["undisclosed"] + counts["asked"] + counts["empty"] == len(rows) == 2000
    assert counts["undisclosed"] == sum("未披露" in r["金额"] for r in rows)
    assert counts["understood"] > 700 and counts["asked"] < 300 and counts["shared_cells"] > 400
    enter(made, cast)
    assert TargetCompany.objects.count() == made.new
    plain = CompanyNews.objects.filter(company__name="月芯科技").get()
    assert (plain.amount, plain.currency, plain.investors, plain.on) == (
        1_000_000,
        "yuan",
        ["洪泰智造"],
        date(2019, 2, 27),
    )


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here")
def test_the_real_list_of_investors_is_read_whole(cast, db):
    path = SHARED / "investors_1k.csv"
    given = BytesIO(path.read_bytes())
    given.name = path.name
    made = read(given, cast)
    assert sum(made.counts[k] for k in ("understood", "undisclosed", "asked", "empty")) == 1000
    assert made.counts["understood"] >= 150 and made.new + made.blocked >= 990
    enter(made, cast)
    assert TargetCompany.objects.filter(kind="investor").count() == made.new


def group(cast, label="风电组", chain="new-energy", formed=date(2021, 2, 1), when=MAY):
    return form_group(
        chain=chain, label=label, formed_on=formed, members=["朱晨", "李教授"], by=cast["promoter"], at=when
    )


def counted(code, year=2021, on=date(2021, 12, 31), known_on=None, **filters):
    return tallies()[code].read(Period(year), on=on, known_on=known_on, **filters).value


def test_research_groups_count_from_the_day_they_are_formed_until_they_end(cast, db):
    made = group(cast)
    group(cast, "药组", "biomedicine", date(2021, 4, 1))
    code = "investment.research_groups"
    assert counted(code) == 2 and counted(code, cluster="生物医药") == 1
    assert counted(code, on=date(2021, 3, 1)) == 1
    assert counted(code, known_on=date(2021, 5, 5)) == 0  # entered on the sixth of May
    end_group(made, on=date(2021, 11, 1), by=cast["promoter"], at=at(2021, 11, 2))
    assert counted(code) == 1 and counted(code, on=date(2021, 10, 1)) == 2
    assert counted(code, year=2022, on=date(2022, 12, 31)) == 1


def test_a_group_needs_somebody_in_it_and_one_name_is_used_once(cast, db):
    group(cast)
    with pytest.raises(InvestmentError):
        group(cast)
    with pytest.raises(InvestmentError):
        form_group(
            chain="biomedicine", label="空组", formed_on=date(2021, 2, 1), members=[], by=cast["promoter"], at=MAY
        )


def test_companies_and_visits_count_as_known_on_a_day(cast, db):
    from yuanheng.web.investment.actions.activities import Told, correct_activity, record_activity

    company = target(cast)
    assert counted("investment.companies") == 1 and counted("investment.companies", known_on=date(2021, 5, 5)) == 0
    visit = record_activity(
        told=Told(kind="visit", on=date(2021, 5, 4), note="看厂"), by=cast["promoter"], at=MAY, company=company
    )
    assert counted("investment.visits") == 1 and counted("investment.visits", known_on=date(2021, 5, 5)) == 0
    correct_activity(visit, told=None, reason="没去", by=cast["promoter"], at=at(2021, 6, 1))
    assert counted("investment.visits") == 0 and counted("investment.visits", known_on=date(2021, 5, 31)) == 1


def test_the_plans_sentence_binds_to_the_tally():
    from yuanheng.engines.plans import TallyOffer, extract, propose

    offers = [
        TallyOffer(
            code=t.code, label=t.label, unit=t.unit, synonyms=t.synonyms, filters=frozenset(f.name for f in t.filters)
        )
        for t in tallies().values()
    ]
    reading = extract("围绕生物医药、半导体装备材料和新能源产业,组建三个产业研究小组,锁定重点目标企业。", year=2021)
    (goal,) = [t for t in reading.targets if "小组" in t.quote]
    assert propose(goal, offers).tally == "investment.research_groups"


def test_a_chain_shows_who_is_here_what_is_missing_and_whom_we_court(cast, client_of, db):
    Enterprise.objects.create(code="E1", name="启东风能装备有限公司", industry_code="3415")
    target(cast, name="氢启动力", chain="new-energy", segment="hydrogen")
    page = client_of("analyst").get(reverse("investment:chain", args=["new-energy"])).content.decode()
    assert "启东风能装备有限公司" in page and "氢启动力" in page and "示例划分" in page
    assert page.count(">缺</span>") == 6  # of seven segments only wind has a firm


def test_a_refused_file_says_all_its_problems():
    with pytest.raises(ProblemsError):
        from yuanheng.web.investment.library import find_tables

        find_tables(Path(__file__))


def test_a_lock_is_shown_only_while_it_runs(cast, db):
    from yuanheng.web.investment.pages.companies import lock_text

    company = lock_company(target(cast), by=cast["promoter"], at=MAY)
    assert lock_text(company, company.locked_until) and not lock_text(company, company.locked_until + timedelta(days=1))
