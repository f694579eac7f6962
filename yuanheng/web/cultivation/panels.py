"""What cultivation shows elsewhere: on a firm's page, and on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import may, visible
from yuanheng.web.base.models import User
from yuanheng.web.base.todos import Todo
from yuanheng.web.enterprises.models import Enterprise

from .access import QUALIFICATIONS, REQUESTS, SERVICES
from .models import FirmRequest, Service
from .pages.clusters import contact_leaders
from .rules import kinds

SHOWN = 6


def cultivated(request: HttpRequest, enterprise: Enterprise) -> dict[str, Any] | None:
    """Qualifications, contact leader, services and requests of a firm."""
    user = request.user
    qualifications = list(enterprise.qualifications.all()[:SHOWN]) if may(user, QUALIFICATIONS) else []
    services = visible(user, SERVICES, Service.objects.filter(enterprises=enterprise))[:SHOWN]
    requests = visible(user, REQUESTS, FirmRequest.objects.filter(enterprise=enterprise))[:SHOWN]
    leader = contact_leaders([enterprise.pk], on=moment.today()).get(enterprise.pk, "")
    return {
        "firm": enterprise,
        "leader": leader,
        "qualifications": [(q, kinds()[q.kind].label) for q in qualifications if q.kind in kinds()],
        "services": services if may(user, SERVICES) else (),
        "requests": requests if may(user, REQUESTS) else (),
    }


def waiting_requests(user: User) -> Iterable[Todo]:
    """Requests of the user's reach that wait for an answer."""
    rows = visible(user, REQUESTS, FirmRequest.objects.waiting())
    late = visible(user, REQUESTS, FirmRequest.objects.overdue(moment.today())).count()
    url = reverse("cultivation:requests")
    if late:
        yield Todo(
            text="条企业诉求超期未答复", url=f"{url}?late=late", count=late, urgent=True, icon="message-question"
        )
    yield Todo(text="条企业诉求待答复", url=f"{url}?state=assigned", count=rows.count() - late, icon="message-question")
