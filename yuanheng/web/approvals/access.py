"""The one way to what approvals keep."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User
from yuanheng.web.cases.seats import own_seats

from .models import Applicant, Application, Issued, PowerEvent, Relief

VIEW_POWERS = "approvals.power.view"
KEEP_POWERS = "approvals.power.keep"
VIEW = "approvals.application.view"
RECEIVE = "approvals.application.receive"
IMPORT = "approvals.mirror.import"
STATISTICS = "approvals.statistics.view"
URGE = "approvals.application.urge"
TEMPLATES = "approvals.template.keep"
REVIEWS = "approvals.review.view"
ANSWER = "approvals.review.answer"
RELIEF_VIEW = "approvals.relief.view"
RELIEF_KEEP = "approvals.relief.keep"
RELIEF_GROUP = "approvals.relief"


def own_applications(user: Any) -> Q:
    """What a person took in, or has a step of."""
    return Q(by=user) | Q(case__parties__overlap=sorted(own_seats(user)))


def bureau_applications(ids: frozenset[Any]) -> Q:
    """What a bureau keeps, or has a step of."""
    return Q(organisation__in=ids) | Q(case__parties__overlap=sorted(str(pk) for pk in ids))


def access_power_event(user: User, pk: Any, *, needed: str = VIEW_POWERS) -> PowerEvent:
    """A line of a power's life."""
    found: PowerEvent = access_one(user, needed, PowerEvent.objects.select_related("file", "by"), pk=pk)
    return found


def access_application(user: User, pk: Any, *, needed: str = VIEW) -> Application:
    """An application within reach."""
    rows = Application.objects.select_related(
        "applicant__enterprise", "project", "organisation", "case__organisation", "case__opened_by", "by"
    )
    found: Application = access_one(user, needed, rows, pk=pk)
    return found


def access_applicant(user: User, pk: Any, *, needed: str = VIEW) -> Applicant:
    """An applicant within reach."""
    found: Applicant = access_one(user, needed, Applicant.objects.select_related("enterprise"), pk=pk)
    return found


def access_issued(user: User, pk: Any, *, needed: str = VIEW) -> Issued:
    """A document within reach: its application is."""
    found: Issued = access_one(user, needed, Issued.objects.select_related("application__case", "file"), pk=pk)
    return found


def access_relief(user: User, pk: Any, *, needed: str = RELIEF_VIEW) -> Relief:
    """An application for relief: of the bureau that handles it, or of the village it came from."""
    found: Relief = access_one(user, needed, Relief.objects.select_related("case__organisation", "village"), pk=pk)
    return found
