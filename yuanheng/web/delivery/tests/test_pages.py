"""Delivery as its people meet it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse

from yuanheng.web.base.models import Notice
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cases.models import Case, CaseStep
from yuanheng.web.delivery.actions.difficulties import move_difficulty, raise_difficulty
from yuanheng.web.delivery.actions.escalating import escalate
from yuanheng.web.delivery.actions.projects import DeliveryError, open_delivery, report_month, set_plan
from yuanheng.web.delivery.models import PlanDate
from yuanheng.web.delivery.tests.walk_samples import jpeg, signed
from yuanheng.web.projects.tests.walk_samples import project

NOW = datetime(2021, 6, 1, 10, tzinfo=SHANGHAI)


@pytest.fixture
def made(cast):
    """A signed project with a contact leader."""
    found = signed(cast, "promoter", "智造基地")
    found.leader = cast["leader"]
    found.save()
    return found


def trouble(made, cast, due=date(2021, 6, 10), severity="critical"):
    return raise_difficulty(
        made, title="征地余留两户", severity=severity, organisation=cast["neighbour"].posts.get().organisation,
        person=cast["neighbour"], due_on=due, by=cast["builder"], at=NOW,
    )  # fmt: skip


def test_a_project_that_is_not_signed_has_no_delivery(cast):
    with pytest.raises(DeliveryError, match="签约"):
        open_delivery(project(cast), by=cast["builder"], at=NOW)


def test_the_case_of_delivery_brings_each_group_its_steps_and_is_opened_once(client_of, cast, made):
    said = {
        "procedure": "project-delivery", "title": "智造基地 落地推进", "skip": ["energy"],
        "organisation": cast["builder"].posts.get().organisation_id,
    }  # fmt: skip
    client_of("builder").post(reverse("delivery:open", args=[made.pk]), said)
    case = Case.objects.of_subject("projects.project", made.pk).get()
    groups = set(CaseStep.objects.filter(case=case).values_list("group", flat=True))
    assert {"approvals", "land", "construction"} <= groups
    assert client_of("builder").post(reverse("delivery:open", args=[made.pk]), said).status_code == 422
    assert Case.objects.of_subject("projects.project", made.pk).count() == 1
    page = client_of("approver").get(reverse("delivery:group", args=["approvals"])).content.decode()
    assert "企业注册" in page and "智造基地" in page


def test_the_first_plan_is_the_baseline_and_a_change_needs_its_reason(cast, made):
    set_plan(made, milestone="started", on=date(2021, 9, 1), reason="", by=cast["builder"], at=NOW)
    with pytest.raises(DeliveryError, match="原因"):
        set_plan(made, milestone="started", on=date(2021, 10, 1), reason=" ", by=cast["builder"], at=NOW)
    set_plan(made, milestone="started", on=date(2021, 10, 1), reason="图纸调整", by=cast["builder"], at=NOW)
    assert list(PlanDate.objects.values_list("serial", "planned_on")) == [(1, date(2021, 9, 1)), (2, date(2021, 10, 1))]


def test_a_month_to_come_or_an_empty_report_is_refused_and_a_missing_month_is_shown_as_such(client_of, cast, made):
    said = {"done": None, "cumulative": None, "text": "", "by": cast["builder"], "at": NOW}
    with pytest.raises(DeliveryError):
        report_month(made, month=date(2021, 7, 1), **{**said, "text": "x"})
    with pytest.raises(DeliveryError):
        report_month(made, month=date(2021, 5, 1), **said)
    for month in (2, 4):
        report_month(made, month=date(2021, month, 1), **{**said, "text": f"{month}月"})
    page = client_of("leader").get(reverse("delivery:project", args=[made.pk])).content.decode()
    assert "未报,不作零" in page


def test_a_difficulty_goes_to_the_contact_leader_once_after_its_working_days(cast, made):
    trouble(made, cast)
    assert escalate(on=date(2021, 6, 10), at=NOW) == 0
    assert escalate(on=date(2021, 6, 11), at=NOW) == 1
    assert escalate(on=date(2021, 6, 20), at=NOW) == 0
    assert Notice.objects.filter(to=cast["leader"], text__contains="征地余留两户").count() == 1


def test_a_solved_difficulty_is_not_escalated_and_steps_out_of_turn_are_refused(cast, made):
    found = trouble(made, cast)
    with pytest.raises(DeliveryError):
        move_difficulty(found, kind="closed", text="x", by=cast["builder"], at=NOW)
    move_difficulty(found, kind="resolved", text="已签约", by=cast["neighbour"], at=NOW)
    assert escalate(on=date(2021, 7, 30), at=NOW) == 0
    move_difficulty(found, kind="reopened", text="反悔", by=cast["builder"], at=NOW)
    assert escalate(on=date(2021, 7, 30), at=NOW) == 1


def test_a_picture_keeps_the_browsers_place_and_something_else_is_refused(client_of, cast, made):
    client, url = client_of("promoter"), reverse("delivery:picture", args=[made.pk])
    place = {"latitude": "31.808000", "longitude": "121.657000"}
    client.post(url, {"month": "2021-05", "file": jpeg(), **place})
    kept = made.pictures.get()
    assert (str(kept.latitude), kept.place_basis) == ("31.808000", "browser")
    shown = client.get(reverse("delivery:picture_file", args=[kept.pk]))
    assert shown["Content-Type"] == "image/jpeg" and shown.content[:2] == b"\xff\xd8"
    from io import BytesIO

    bad = BytesIO(b"<svg onload=alert(1)>")
    bad.name = "x.jpg"
    client.post(url, {"month": "2021-05", "file": bad})
    assert made.pictures.count() == 1


def test_an_instruction_reaches_the_manager_and_only_a_leader_gives_one(client_of, cast, made):
    made.manager = cast["promoter"]
    made.save()
    url = reverse("delivery:remark", args=[made.pk])
    assert client_of("clerk").post(url, {"text": "x"}).status_code == 403
    client_of("leader").post(url, {"text": "抓紧开工"})
    assert Notice.objects.filter(to=cast["promoter"], text__contains="抓紧开工").exists()


def test_a_lamp_is_said_in_words_on_the_projects_own_page(client_of, cast, made):
    trouble(made, cast)
    page = client_of("leader").get(reverse("projects:project", args=[made.pk])).content.decode()
    assert "难点逾期" in page and "征地余留两户" in page


def test_the_demo_fills_the_workbenches_and_is_loaded_once(cast, tmp_path):
    from yuanheng.demo.projects import TRUTH, write_projects
    from yuanheng.web.delivery.demo import load_demo_delivery
    from yuanheng.web.delivery.models import Difficulty, Progress
    from yuanheng.web.delivery.pages.groups import group_counts
    from yuanheng.web.projects.demo import load_projects
    from yuanheng.web.projects.models import Project

    write_projects(tmp_path, projects=60)
    load_projects(tmp_path / TRUTH, cast=cast)
    for _ in range(2):
        load_demo_delivery(cast, lambda text: None, small=True)
    assert Progress.objects.exists() and Difficulty.objects.count() == 14
    assert 0 < Case.objects.filter(procedure="project-delivery").count() <= 12
    assert all(
        g.waiting for g in group_counts(Project.objects.all(), on=date(2021, 12, 31)) if g.code != "construction"
    )
