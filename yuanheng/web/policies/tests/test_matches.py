"""Policies matched to firms and projects from the records, with the reason a condition; what is unknown is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuanheng.web.cultivation.actions.clusters import create_cluster
from yuanheng.web.cultivation.models import Cluster, ClusterMember, Qualification
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.investment.models import TargetCompany
from yuanheng.web.investment.rules import load_chains
from yuanheng.web.policies.actions.policies import PolicyError, note_answer
from yuanheng.web.policies.fits import fits_for, fits_of
from yuanheng.web.policies.gathering import of_enterprises, of_projects
from yuanheng.web.policies.matching import Verdict
from yuanheng.web.policies.models import KnownAnswer
from yuanheng.web.projects.actions.stages import record_stage

from .making import DAY, HALF_PER_CENT, TAX, at, firm_of, policy_of, project_of

TENANCY = {"field": "building_tenancy", "op": "is", "value": True}


def fit_of(policy, subject, kind="enterprise", on=DAY):
    return fits_of([policy], kind, subject, on=on)[policy.pk]


def test_a_firm_is_matched_by_last_year_s_figures(cast):
    policy = policy_of(cast["analyst"], TAX, support=HALF_PER_CENT)
    found = fit_of(policy, firm_of(tax_paid=20_000_000))
    assert found.verdict is Verdict.FITS
    assert found.worth.amount == 100_000
    assert found.findings[0].group == "enterprise.tax"
    assert "2020 年台账" in found.findings[0].sentence
    assert fit_of(policy, firm_of("乙厂", tax_paid=9_000_000)).verdict is Verdict.NOT
    missing = fit_of(policy, firm_of("丙厂", tax_paid=None))
    assert missing.verdict is Verdict.ASK
    assert "没有报送" in missing.findings[0].sentence
    assert fit_of(policy, firm_of("丁厂")).verdict is Verdict.ASK


def test_another_year_is_matched_by_the_figures_before_it(cast):
    policy = policy_of(cast["analyst"], TAX)
    firm = firm_of(tax_paid=20_000_000)
    assert fit_of(policy, firm, on=date(2022, 6, 1)).verdict is Verdict.ASK


def test_what_was_found_out_fills_what_the_record_does_not_say_and_never_overrules_it(cast):
    policy = policy_of(cast["analyst"], TAX, TENANCY)
    firm = firm_of(tax_paid=9_000_000)
    note = {"kind": "enterprise", "subject": firm, "basis": "租赁合同", "found_on": DAY, "by": cast["analyst"]}
    note_answer(field="tax_paid", value="20000000", at=at(DAY), **note)
    note_answer(field="building_tenancy", value=True, at=at(DAY), **note)
    found = fit_of(policy, firm)
    assert found.verdict is Verdict.NOT
    assert [f.outcome for f in found.findings] == ["not_met", "met"]
    assert "核实登记 2021-06-01,租赁合同" in found.findings[1].sentence
    note_answer(field="building_tenancy", value=False, at=at(DAY, 11), **note)
    assert [f.outcome for f in fit_of(policy, firm).findings] == ["not_met", "not_met"]


def test_a_firm_has_no_stage(cast):
    with pytest.raises(PolicyError, match="项目阶段"):
        note_answer(
            kind="enterprise", subject=firm_of(), field="stage", value="signed", basis="问", found_on=DAY,
            by=cast["analyst"], at=at(DAY),
        )  # fmt: skip


def test_qualifications_count_while_they_hold(cast):
    policy = policy_of(cast["analyst"], {"field": "qualification", "op": "one_of", "value": ["high_tech"]})
    firm = firm_of()
    assert fit_of(policy, firm).verdict is Verdict.NOT
    Qualification.objects.create(
        enterprise=firm, kind="high_tech", state="recognised", recognised_on=date(2020, 12, 1), counts_for=2020,
        expires_on=date(2023, 11, 30), known_at=at(date(2020, 12, 2)),
    )  # fmt: skip
    assert fit_of(policy, firm).verdict is Verdict.FITS
    assert fit_of(policy, firm, on=date(2023, 12, 1)).verdict is Verdict.NOT
    assert fit_of(policy, firm, on=date(2020, 11, 30)).verdict is Verdict.NOT


def test_clusters_are_those_of_the_list_and_the_list_speaks_last(cast):
    create_cluster(by=cast["analyst"], code="ne", name="新能源", synonyms=["新能源产业"], leading=True)
    cluster = Cluster.objects.get()
    cluster.prefixes = ["38"]
    cluster.save()
    firm = firm_of()
    firm.industry_code = "3825"
    firm.save()
    assert "新能源" in of_enterprises([firm], on=DAY)[firm.pk]["cluster"].value
    ClusterMember.objects.create(cluster=cluster, enterprise=firm, included=False, since=DAY, known_at=at(DAY))
    assert "新能源" not in of_enterprises([firm], on=DAY)[firm.pk]["cluster"].value
    assert "cluster" not in of_enterprises([other := firm_of("乙厂")], on=DAY)[other.pk]


def test_a_project_is_matched_by_its_record_in_its_own_currency(cast):
    policy = policy_of(
        cast["analyst"], {"field": "total_investment", "op": "at_least", "yuan": 100_000_000, "usd": 10_000_000},
        {"field": "stage", "op": "reached", "value": "signed"}, given_to="project",
    )  # fmt: skip
    yuan, dollars = project_of(cast["promoter"]), project_of(cast["promoter"], "外资项目", 9_000_000, "usd")
    found = fits_for(policy, [yuan, dollars], on=DAY)
    assert [f.outcome for f in found[yuan.pk].findings] == ["met", "not_met"]
    assert [f.outcome for f in found[dollars.pk].findings] == ["not_met", "not_met"]
    record_stage(yuan, stage="signed", on=DAY, by=cast["promoter"], at=at(DAY), order_reason="直接签约")
    yuan.refresh_from_db()
    assert fit_of(policy, yuan, "project").verdict is Verdict.FITS
    nothing = project_of(cast["promoter"], "未披露项目", None)
    assert fit_of(policy, nothing, "project").findings[0].outcome == "unknown"


def test_a_project_with_a_firm_knows_what_the_firm_knows(cast):
    firm = firm_of(tax_paid=20_000_000)
    project = project_of(cast["promoter"], enterprise=firm)
    facts = of_projects([project], on=DAY)[project.pk]
    assert facts["tax_paid"].value == Decimal(20_000_000)
    assert facts["registered_here"].value is True


def test_many_firms_take_as_many_queries_as_few(cast):
    policy = policy_of(cast["analyst"], TAX, TENANCY)
    for number in range(30):
        firm_of(f"第{number}厂", tax_paid=10_000_000 + number)

    def queries(rows):
        with CaptureQueriesContext(connection) as captured:
            fits_for(policy, rows, on=DAY)
        return len(captured)

    firms = list(Enterprise.objects.all())
    assert queries(firms) == queries(firms[:2])


def test_the_page_of_a_firm_gives_the_reason_and_hides_the_figure_from_who_may_not_see_it(client_of, cast):
    policy_of(cast["analyst"], TAX, TENANCY, support=HALF_PER_CENT)
    firm = firm_of(tax_paid=23_456_700)
    url = reverse("policies:subject", args=["enterprise", firm.pk]) + "?year=2021"
    analyst = client_of("analyst")
    years = reverse("policies:subject", args=["enterprise", firm.pk])
    said = analyst.get(url).content.decode()
    assert "2,345.67 万元" in said
    assert "11.73 万元" in said or "11.72 万元" in said
    assert "看租赁合同" in said
    assert reverse("policies:answer", args=["enterprise", firm.pk, "building_tenancy"]) in said
    hidden = client_of("promoter").get(url).content.decode()
    assert "2,345.67" not in hidden
    assert "11.73" not in hidden
    assert "上年度入库税收,要求不低于 1,000 万元:符合" in hidden
    assert "2021 年度" in analyst.get(years).content.decode()  # the year after the ledger's last


def test_an_answer_typed_on_the_page_settles_the_match(client_of, cast):
    policy = policy_of(cast["analyst"], TENANCY)
    firm = firm_of()
    url = reverse("policies:answer", args=["enterprise", firm.pk, "building_tenancy"])
    client = client_of("promoter")
    assert client.post(url, {"value": "yes", "basis": "", "found_on": "2021-05-01"}).status_code == 422
    assert client.post(url, {"value": "yes", "basis": "合同", "found_on": "2099-05-01"}).status_code == 422
    assert client.post(url, {"value": "yes", "basis": "合同", "found_on": "2021-05-01"}).status_code == 302
    assert KnownAnswer.objects.get().value is True
    assert fit_of(policy, firm).verdict is Verdict.FITS


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("rent_paid", {"value": "12.5"}, "125000"),
        ("capital", {"value": "1000", "currency": "usd"}, {"amount": "10000000", "currency": "usd"}),
        ("headquarters_kind", {"value": "research"}, "research"),
        ("founded_on", {"value": "2019-02-01"}, "2019-02-01"),
        ("cluster", {"value": "新能源、生物医药"}, ["新能源", "生物医药"]),
        ("qualification", {"value": ["high_tech"]}, ["high_tech"]),
    ],
)
def test_each_kind_of_answer_is_kept_exactly_and_read_back(client_of, cast, field, typed, kept):
    firm = firm_of()
    url = reverse("policies:answer", args=["enterprise", firm.pk, field])
    assert client_of("analyst").get(url).status_code == 200
    answer = client_of("analyst").post(url, {**typed, "basis": "材料", "found_on": "2021-05-01"})
    assert answer.status_code == 302
    assert KnownAnswer.objects.get().value == kept
    assert of_enterprises([firm], on=DAY)[firm.pk][field].value is not None


def test_the_panel_stands_on_the_pages_of_a_firm_and_a_project(client_of, cast):
    policy_of(cast["analyst"], title="人人可享")
    firm = firm_of()
    project = project_of(cast["promoter"], enterprise=firm)
    for name, thing in (("enterprises:enterprise", firm), ("projects:project", project)):
        page = client_of("leader").get(reverse(name, args=[thing.pk])).content.decode()
        assert "panel-policies" in page
        assert "人人可享" in page


def test_a_policy_lists_whom_it_fits(client_of, cast):
    policy = policy_of(cast["analyst"], TAX, support=HALF_PER_CENT)
    firm_of("甲厂", tax_paid=20_000_000), firm_of("乙厂", tax_paid=1), firm_of("丙厂")
    url = reverse("policies:matches", args=[policy.pk]) + "?year=2021&show="
    for shown, there, absent in (("fits", "甲厂", "乙厂"), ("ask", "丙厂", "甲厂"), ("not", "乙厂", "甲厂")):
        page = client_of("analyst").get(url + shown).content.decode()
        assert there in page
        assert absent not in page


def company_of(by, **values):
    return TargetCompany.objects.create(
        organisation=by.posts.first().organisation, by=by, created_at=at(DAY), **{"name": "上海启源新能源", **values}
    )


def test_a_target_company_is_matched_by_the_library_s_record_and_its_tax_is_asked_about(client_of, cast):
    chain = load_chains()[0]
    cluster = {"field": "cluster", "op": "one_of", "value": [chain.cluster]}
    origin = {"field": "origin", "op": "one_of", "value": ["foreign"]}
    policy = policy_of(cast["analyst"], cluster, origin, TAX, title="落地奖励")
    german = company_of(cast["promoter"], chain=chain.code, country="德国")
    home = company_of(cast["promoter"], name="苏州某公司", chain=chain.code, country="中国")
    found = fits_for(policy, [german, home], on=DAY, kind="company")
    assert [f.outcome for f in found[german.pk].findings] == ["met", "met", "unknown"]
    assert found[home.pk].verdict is Verdict.NOT
    page = client_of("promoter").get(reverse("policies:subject", args=["company", german.pk])).content.decode()
    assert "还没有" not in page
    assert reverse("policies:answer", args=["company", german.pk, "tax_paid"]) in page
    listed = client_of("promoter").get(reverse("policies:matches", args=[policy.pk]) + "?of=company&show=ask")
    assert "上海启源新能源" in listed.content.decode()
    assert "苏州某公司" not in listed.content.decode()


def test_a_target_company_that_settled_here_knows_what_its_firm_knows(cast):
    policy = policy_of(cast["analyst"], TAX, support=HALF_PER_CENT)
    company = company_of(cast["promoter"], enterprise=firm_of(tax_paid=20_000_000))
    assert fit_of(policy, company, "company").verdict is Verdict.FITS
