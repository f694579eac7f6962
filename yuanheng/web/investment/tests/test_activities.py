"""Visits and calls: what is kept, what is refused, what comes next."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from yuanheng.web.base import files, moment
from yuanheng.web.base.models import Notice
from yuanheng.web.delivery.policy.pictures import PictureError
from yuanheng.web.investment.actions.activities import Told, correct_activity, record_activity
from yuanheng.web.investment.actions.errors import InvestmentError
from yuanheng.web.investment.actions.following import settle_many
from yuanheng.web.investment.models import Activity, ActivityPicture, FollowUp
from yuanheng.web.investment.tests.conftest import at
from yuanheng.web.investment.tests.walk_samples import lead, shot, target
from yuanheng.web.projects.actions.stages import record_stage

MAY = at(2021, 5, 6)


def told(kind="visit", on=date(2021, 5, 6), note="看了厂房", **more):
    return Told(kind=kind, on=on, note=note, **more)


def record(cast, project=None, key="promoter", **values):
    values.setdefault("told", told())
    return record_activity(by=cast[key], at=values.pop("at", MAY), project=project, **values)


@pytest.fixture
def project(cast, db):
    return lead(cast)


def test_a_visit_dated_tomorrow_is_refused(cast, project):
    with pytest.raises(InvestmentError, match="不晚于今天"):
        record(cast, project, told=told(on=date(2021, 5, 7)))


def test_a_visit_dated_tomorrow_is_refused_on_the_page_and_nothing_typed_is_lost(client_of, cast, project):
    tomorrow = moment.today() + timedelta(days=1)
    data = {"kind": "visit", "on": str(tomorrow), "note": "看了厂房和设备"}
    answer = client_of("promoter").post(reverse("investment:record_project", args=[project.pk]), data)
    text = answer.content.decode()
    assert answer.status_code == 422 and "不晚于今天" in text and "看了厂房和设备" in text
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"next_on": date(2021, 5, 9)}, "下一步只有日期"),
        ({"next_step": "约见"}, "下一步没有日期"),
        ({"next_step": "约见", "next_on": date(2021, 5, 1)}, "早于本次"),
        ({"note": ""}, "空白"),
    ],
)
def test_what_says_too_little_or_the_impossible_is_refused(cast, project, more, why):
    with pytest.raises(InvestmentError, match=why):
        record(cast, project, told=told(**more))


def test_the_newest_word_says_what_comes_next_and_silence_ends_it(cast, project):
    record(cast, project, told=told(next_step="约见董事长", next_on=date(2021, 5, 20)))
    step = FollowUp.objects.get(project=project)
    assert (step.next_step, step.owner, step.last_on, step.contacts) == (
        "约见董事长",
        cast["promoter"],
        date(2021, 5, 6),
        1,
    )
    record(cast, project, told=told(kind="call", on=date(2021, 5, 8)), at=at(2021, 5, 8))
    step.refresh_from_db()
    assert (step.next_step, step.next_on, step.owner, step.contacts) == ("", None, None, 2)


def test_a_visit_entered_late_does_not_push_a_later_ones_next_step_away(cast, project):
    record(cast, project, told=told(on=date(2021, 5, 6), next_step="签框架", next_on=date(2021, 6, 1)))
    record(cast, project, told=told(on=date(2021, 5, 2), kind="call"), at=at(2021, 5, 9))
    step = FollowUp.objects.get(project=project)
    assert step.next_step == "签框架" and step.contacts == 2 and step.last_on == date(2021, 5, 6)


def test_who_is_given_the_next_step_is_told(cast, project):
    record(cast, project, told=told(next_step="落实电力", next_on=date(2021, 5, 20), next_owner=cast["builder"]))
    assert Notice.objects.filter(to=cast["builder"], text__contains="落实电力").exists()
    assert FollowUp.objects.get(project=project).owner == cast["builder"]


def test_a_correction_speaks_in_its_place_and_the_wrong_one_stays(cast, project):
    wrong = record(cast, project, told=told(next_step="约见", next_on=date(2021, 5, 20)))
    right = correct_activity(
        wrong, told=told(kind="call", on=date(2021, 5, 5)), reason="是电话", by=cast["promoter"], at=MAY
    )
    step = FollowUp.objects.get(project=project)
    assert Activity.objects.count() == 2 and right.corrects == wrong
    assert (step.last_on, step.contacts, step.next_step) == (date(2021, 5, 5), 1, "")
    with pytest.raises(InvestmentError, match="已更正过"):
        correct_activity(wrong, told=told(), reason="再改", by=cast["promoter"], at=MAY)


def test_a_visit_that_never_was_is_taken_back(cast, project):
    made = record(cast, project)
    correct_activity(made, told=None, reason="记错项目", by=cast["promoter"], at=MAY)
    assert FollowUp.objects.get(project=project).last_on is None


def test_nobody_changes_or_deletes_an_activity(cast, project):
    made = record(cast, project)
    for change in (
        lambda: Activity.objects.filter(pk=made.pk).update(note="改"),
        lambda: Activity.objects.filter(pk=made.pk)._raw_delete("default"),
    ):
        with pytest.raises(Exception, match=r"append-only|permission denied"), transaction.atomic():
            change()


def test_an_activity_without_a_lead_or_a_company_cannot_be_kept(cast, db):
    with pytest.raises(InvestmentError, match="没有对象"):
        record(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.create(kind="call", on=date(2021, 5, 6), by=cast["promoter"], known_at=MAY,
                                organisation=cast["promoter"].posts.get().organisation)  # fmt: skip


def test_an_ended_project_takes_no_visit(cast, project):
    record_stage(project, stage="ended", on=date(2021, 5, 1), by=cast["promoter"], at=MAY)
    project.refresh_from_db()
    with pytest.raises(InvestmentError, match="已终止"):
        record(cast, project)


def picture_with_place() -> BytesIO:
    """A picture as a phone takes it: time, place, and a maker's note."""
    exif = Image.Exif()
    exif[0x010F] = "SECRETPHONE"
    exif.get_ifd(0x8769)[0x9003] = "2021:05:06 09:12:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 48.0, 0.0), 3: "E", 4: (121.0, 39.0, 36.0)})
    out = BytesIO()
    Image.new("RGB", (320, 240), "navy").save(out, "JPEG", exif=exif)
    out.seek(0)
    out.name = "现场.jpg"
    return out


def test_a_pictures_place_is_kept_beside_it_and_its_data_is_not(cast, project):
    made = record(cast, project, pictures=[picture_with_place()])
    kept = ActivityPicture.objects.get(activity=made)
    assert (str(kept.latitude), str(kept.longitude), kept.place_basis) == ("31.800000", "121.660000", "exif")
    content = files.path_of(kept.file).read_bytes()
    assert b"SECRETPHONE" not in content and not Image.open(BytesIO(content)).getexif()


def test_a_file_that_is_no_picture_keeps_nothing_of_the_visit(cast, project):
    bad = BytesIO(b"<script>alert(1)</script>")
    bad.name = "photo.jpg"
    with pytest.raises(PictureError, match="打不开"):
        record(cast, project, pictures=[shot(), bad])
    assert not Activity.objects.exists()


def test_a_company_that_was_visited_says_so(cast, db):
    company = target(cast)
    record(cast, company=company)
    company.refresh_from_db()
    assert company.visited_on == date(2021, 5, 6) and company.state == "contacted"


def test_the_first_talks_can_be_recorded_with_the_visit(client_of, cast, project):
    data = {"kind": "meeting", "on": "2021-05-06", "note": "谈了用地", "talks": "on"}
    assert client_of("promoter").post(reverse("investment:record_project", args=[project.pk]), data).status_code == 302
    project.refresh_from_db()
    assert project.stage == "talks" and project.protection.first_talks_by == cast["promoter"]


def test_settling_many_at_once_says_the_same_as_one_by_one(cast, db):
    projects = [lead(cast, name=f"{n}号项目") for n in "甲乙丙"]
    for place, project in enumerate(projects):
        first = record(cast, project, told=told(next_step="约见", next_on=date(2021, 5, 20)))
        if place:
            correct_activity(first, told=told(kind="call"), reason="是电话", by=cast["promoter"], at=MAY)
    fields = ("project", "last_on", "next_step", "next_on", "owner", "contacts", "last")
    before = set(FollowUp.objects.values_list(*fields))
    FollowUp.objects.update(next_step="", last=None, contacts=0, last_on=None)
    settle_many(projects=[p.pk for p in projects])
    assert set(FollowUp.objects.values_list(*fields)) == before
