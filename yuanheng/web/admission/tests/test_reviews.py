"""The joint review: the checks laid before the bureaus, their opinions, the conclusion back on the project."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from yuanheng.web.admission.actions.reviews import ReviewOpenError, open_review
from yuanheng.web.admission.models import JointReview, ReviewConclusion
from yuanheng.web.base.models import Notice
from yuanheng.web.cases.actions import act

from .making import DAY, at, project_of, run_of

DECIDER = "管委会 副主任"
BUREAUS = ["自然资源和规划局", "经济发展局"]


@pytest.fixture
def run(cast):
    """A run of the investment bureau."""
    return run_of(project_of(cast["promoter"]), cast["promoter"])


def opened(run, cast):
    return open_review(run, bureaus=BUREAUS, deciders=[DECIDER], by=cast["promoter"], at=at(DAY))


class Office:
    """Acts on a review's case, an hour apart."""

    def __init__(self, review, cast):
        self.case, self.cast, self.now = review.case, cast, at(DAY)

    def does(self, who, kind, step="", **data):
        """One event."""
        self.now += timedelta(hours=1)
        self.case = act(case=self.case, kind=kind, step=step, by=self.cast[who], at=self.now, data=data)


def test_the_review_carries_what_every_check_said(client_of, run, cast):
    answer = client_of("promoter").post(
        reverse("admission:review", args=[run.pk]), {"bureaus": BUREAUS, "deciders": [DECIDER]}
    )
    assert answer.status_code == 302
    review = JointReview.objects.get()
    opening = review.case.events.get(kind="opened")
    assert review.case.procedure == "admission-review"
    assert len(opening.data["checks"]) == run.results.count()
    assert opening.data["signers"]["opinions"] == BUREAUS
    said = client_of("leader").get(reverse("admission:checked", args=[run.pk])).content.decode()
    assert review.case.number in said


def test_the_land_bureau_s_opinion_and_the_decision_come_back_to_the_project(client_of, run, cast):
    review = opened(run, cast)
    office = Office(review, cast)
    office.does("promoter", "accepted")
    office.does("promoter", "step_done", "gather")
    office.does("neighbour", "signed", "opinions", opinion="用地指标已落实")
    office.does("clerk", "signed", "opinions", opinion="同意")
    office.does("leader", "signed", "decide", opinion="原则同意")
    assert not ReviewConclusion.objects.exists()
    office.does("promoter", "step_done", "notify")
    office.does("promoter", "completed")
    conclusion = ReviewConclusion.objects.get(review=review)
    assert conclusion.status == "同意"
    assert "自然资源和规划局 陆建国:同意,用地指标已落实" in conclusion.words
    assert Notice.objects.filter(to=cast["promoter"], text__contains="准入联审:同意").exists()
    said = client_of("leader").get(reverse("admission:project", args=[run.project_id])).content.decode()
    assert "用地指标已落实" in said


def test_a_refusal_is_a_conclusion_too(run, cast):
    office = Office(opened(run, cast), cast)
    office.does("promoter", "accepted")
    office.does("promoter", "step_done", "gather")
    office.does("neighbour", "refused", "opinions", reason="不符合规划")
    assert ReviewConclusion.objects.get().status == "不同意"
    assert "不符合规划" in ReviewConclusion.objects.get().words


def test_a_run_is_laid_before_the_bureaus_once(run, cast):
    opened(run, cast)
    with pytest.raises(ReviewOpenError, match="已发起联审"):
        opened(run, cast)
    again = run_of(run.project, cast["promoter"])
    assert open_review(again, bureaus=BUREAUS, deciders=[DECIDER], by=cast["promoter"], at=at(DAY)).pk


def test_a_review_without_bureaus_is_refused(client_of, run):
    answer = client_of("promoter").post(reverse("admission:review", args=[run.pk]), {"deciders": [DECIDER]})
    assert answer.status_code == 422
