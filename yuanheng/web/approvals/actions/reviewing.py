"""Good and bad review by applicants (好差评): once an application, answered where it is bad."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI

from ..errors import Refused
from ..models import Application, Review
from ..rules import office


def review(application: Application, *, stars: int, words: str, at: datetime) -> Review:
    """The applicant's word on it; by whoever holds the receipt.

    Raises:
        Refused: not accepted yet (`review_too_early`), given before (`review_twice`).
    """
    if application.case.accepted_on is None:
        raise Refused(
            "review_too_early", where=str(application), found="尚未受理", expected="受理以后", advice="以后再评"
        )
    bad = stars <= Review.BAD
    due = load_calendar().after(at.astimezone(SHANGHAI).date(), office().review_days) if bad else None
    try:
        with transaction.atomic():
            made = Review.objects.create(application=application, stars=stars, words=words, at=at, due_on=due)
            record(None, "approvals.review.given", target=application, after={"stars": stars})
    except IntegrityError as error:
        raise Refused(
            "review_twice", where=str(application), found="已经评价过", expected="一件评价一次", advice="不能再评"
        ) from error
    return made


@transaction.atomic
def answer(given: Review, *, text: str, by: User, at: datetime) -> Review:
    """The bureau's answer."""
    fresh = Review.objects.select_for_update().get(pk=given.pk)
    fresh.answer, fresh.answered_by, fresh.answered_at = text, by, at
    fresh.save()
    record(by, "approvals.review.answered", target=fresh.application, after={"stars": fresh.stars})
    return fresh
