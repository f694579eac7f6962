"""Runs of the checks, exemptions and the reserves behind them, with the cast."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from yuanheng.web.admission.actions.checks import NotExemptableError, grant_exemption, record_reserve
from yuanheng.web.admission.gathering import of_reserves
from yuanheng.web.admission.models import CheckRun, Exemption
from yuanheng.web.admission.policy import Gate
from yuanheng.web.admission.standing import gaps, standing
from yuanheng.web.base.models import AuditEntry

from .making import DAY, at, project_of, reserves, run_of, stage


@pytest.fixture
def project(cast):
    """A project of the investment bureau, in a park whose reserves are told."""
    reserves(cast["builder"])
    return project_of(cast["promoter"])


def grant(result, by, **change):
    given = {"reason": "延链补链", "document": "会议纪要〔2021〕3 号", "dated": DAY, **change}
    return grant_exemption(result, by=by, at=at(DAY), **given)


def test_good_figures_pass_both_gates_and_each_check_says_why(project, cast):
    for gate in Gate:
        run = run_of(project, cast["promoter"], gate)
        assert run.outcome == "passed", [r.sentence for r in run.results.all()]
        assert standing(project, gate).through
        assert all(r.sentence and r.source and len(r.rule_hash) == 64 for r in run.results.all())


def test_a_missing_figure_leaves_the_run_open_never_passed(project, cast):
    run = run_of(project, cast["promoter"], energy_planned=None)
    assert run.outcome == "unknown"
    assert run.results.get(check_name="energy-intensity").sentence.startswith("缺达产年综合能耗")
    assert standing(project, Gate.SIGNING).state == "unknown"


def test_a_park_without_a_told_reserve_is_unknown_and_one_told_later_does_not_count(project, cast):
    assert run_of(project, cast["promoter"], park="other").outcome == "unknown"
    for kind in ("power", "water", "sewage"):
        record_reserve(
            park="other", kind=kind, amount=Decimal(9999), as_of=DAY + timedelta(days=1), told_by="供电公司",
            by=cast["builder"], at=at(DAY),
        )  # fmt: skip
    assert run_of(project, cast["promoter"], park="other").outcome == "unknown"
    later = run_of(project, cast["promoter"], park="other", on=DAY + timedelta(days=1))
    assert later.outcome == "passed"


def test_the_newest_reserve_counts_and_the_old_one_stays(project, cast):
    told = {"park": "semiconductor", "kind": "power", "told_by": "供电公司", "by": cast["builder"]}
    record_reserve(amount=Decimal(100), as_of=date(2021, 3, 1), at=at(DAY), **told)
    assert of_reserves("semiconductor", date(2021, 2, 28))["power_reserve"] == 8000
    assert of_reserves("semiconductor", date(2021, 3, 1))["power_reserve"] == 100
    assert run_of(project, cast["promoter"]).results.get(check_name="utilities").outcome == "failed"


def test_checking_again_keeps_the_first_run_and_nobody_can_change_it(project, cast):
    first = run_of(project, cast["promoter"], tax_planned=Decimal(1))
    run_of(project, cast["promoter"])
    assert CheckRun.objects.filter(project=project).count() == 2
    assert CheckRun.objects.get(pk=first.pk).outcome == "failed"
    assert standing(project, Gate.SIGNING).state == "passed"
    with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
        CheckRun.objects.filter(pk=first.pk).update(outcome="passed")


def test_a_failed_check_passes_only_with_reason_and_paper(client_of, project, cast):
    result = run_of(project, cast["promoter"], tax_planned=Decimal(1)).results.get(check_name="tax-per-mu")
    url = reverse("admission:exempt", args=[result.pk])
    assert client_of("leader").post(url, {"reason": "", "document": "", "dated": ""}).status_code == 422
    assert client_of("promoter").get(url).status_code == 403
    given = {"reason": "延链补链", "document": "会议纪要〔2021〕3 号", "dated": "2021-06-02"}
    assert client_of("leader").post(url, given).status_code == 302
    assert standing(project, Gate.SIGNING).state == "exempted"
    assert AuditEntry.objects.filter(action="admission.exemption.granted").count() == 1
    said = client_of("auditor").get(reverse("admission:checked", args=[result.run_id])).content.decode()
    assert "延链补链" in said
    assert "会议纪要〔2021〕3 号" in said


def test_an_exemption_stands_for_the_same_figures_and_falls_with_other_ones(project, cast):
    grant(
        run_of(project, cast["promoter"], tax_planned=Decimal(1)).results.get(check_name="tax-per-mu"), cast["leader"]
    )
    run_of(project, cast["promoter"], tax_planned=Decimal("1.00"))
    assert standing(project, Gate.SIGNING).state == "exempted"
    run_of(project, cast["promoter"], tax_planned=Decimal(2))
    assert standing(project, Gate.SIGNING).state == "failed"


def test_what_is_unknown_is_to_be_supplied_not_excused(project, cast):
    result = run_of(project, cast["promoter"], tax_planned=None).results.get(check_name="tax-per-mu")
    with pytest.raises(NotExemptableError, match="缺数的先补数据"):
        grant(result, cast["leader"])
    assert not Exemption.objects.exists()


def test_a_signing_without_admission_is_recorded_and_warned_of(client_of, project, cast):
    stage(project, "signed", date(2021, 6, 10), by=cast["promoter"])
    (gap,) = gaps(project)
    assert gap.sentence.startswith("签约(2021-06-10)时准入审查未审查,至今未审查")
    said = client_of("leader").get(reverse("admission:project", args=[project.pk])).content.decode()
    assert "签约(2021-06-10)时准入审查未审查" in said
    run_of(project, cast["promoter"], on=date(2021, 7, 1))
    (gap,) = gaps(project)
    assert gap.sentence == "签约(2021-06-10)时准入审查未审查,事后补审通过。"


def test_a_passed_admission_before_signing_leaves_no_warning(project, cast):
    run_of(project, cast["promoter"], on=date(2021, 6, 9))
    stage(project, "signed", date(2021, 6, 10), by=cast["promoter"])
    assert gaps(project) == ()


def test_the_form_takes_people_s_units_and_keeps_the_stored_ones_exactly(client_of, project, cast):
    url = reverse("admission:run", args=[project.pk, "signing"])
    data = {
        "project_name": "清洗设备", "industry_code": "C3562", "products": "清洗机", "own_land": "yes", "land": "100",
        "fixed_investment": "49999.9999", "park": "semiconductor",
    }  # fmt: skip
    answer = client_of("promoter").post(url, data)
    assert answer.status_code == 302
    result = CheckRun.objects.get().results.get(check_name="investment-per-mu")
    assert result.outcome == "failed"
    assert {i["name"]: i["value"] for i in result.inputs}["fixed_investment"] == "499999999"
    again = client_of("promoter").get(url).content.decode()
    assert 'value="49999.9999"' in again
    assert "清洗机" in again


def test_an_industry_code_of_letters_is_refused_in_words(client_of, project):
    url = reverse("admission:run", args=[project.pk, "signing"])
    answer = client_of("promoter").post(url, {"industry_code": "电子"})
    assert answer.status_code == 422
    assert "2 到 4 位数字" in answer.content.decode()


def test_another_bureau_s_project_is_not_checked_by_the_investment_bureau(client_of, cast):
    theirs = project_of(cast["builder"])
    assert client_of("promoter").get(reverse("admission:run", args=[theirs.pk, "signing"])).status_code == 404
    assert client_of("builder").get(reverse("admission:run", args=[theirs.pk, "signing"])).status_code == 200
    assert client_of("stranger").get(reverse("admission:project", args=[theirs.pk])).status_code == 302


def test_a_reserve_of_tomorrow_is_refused(client_of):
    data = {"park": "other", "kind": "power", "amount": "1", "as_of": "2999-01-01", "told_by": "供电公司"}
    answer = client_of("builder").post(reverse("admission:new_reserve"), data)
    assert answer.status_code == 422
    assert "晚于今天" in answer.content.decode()


def test_the_rules_page_marks_every_assumption(client_of):
    said = client_of("clerk").get(reverse("admission:rules")).content.decode()
    assert "长江岸线一公里" in said
    assert "非正式规定" in said
    assert "太仓" in said


def test_the_list_shows_both_gates_in_as_many_queries_for_thirty_projects_as_for_three(client_of, cast):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def some(n):
        for number in range(n):
            run_of(project_of(cast["promoter"], f"项目{number}"), cast["promoter"])

    client, url = client_of("leader"), reverse("admission:projects")
    some(3)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    some(27)
    with CaptureQueriesContext(connection) as many:
        said = client.get(url).content.decode()
    assert len(many) == len(few)
    assert "缺数待补" in said


def test_a_stage_ahead_of_its_admission_tells_the_manager_once_and_is_not_refused(project, cast):
    from yuanheng.web.base.models import Notice

    stage(project, "signed", date(2021, 6, 10), by=cast["promoter"])
    stage(project, "registered", date(2021, 7, 1), by=cast["promoter"])
    assert project.stages.count() == 2
    (notice,) = Notice.objects.filter(to=cast["promoter"])
    assert "签约(2021-06-10)时准入审查未审查" in notice.text
    assert AuditEntry.objects.filter(action="admission.check.overtaken").count() == 1
