"""What waits for a person in policies."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.todos import Todo

from .access import NOTICE, REQUESTS
from .models import Fulfilment, FulfilmentState, SupportRequest


def overdue_requests(user: User) -> Iterable[Todo]:
    """Letters the city should have answered by now."""
    today = moment.today()
    count = visible(user, REQUESTS, SupportRequest.objects.overdue(today)).count()
    url = f"{reverse('policies:requests')}?state=overdue"
    yield Todo(text="件请示上级支持,超期未答复", url=url, count=count, urgent=True, icon="building-bank")


def notices_run_out(user: User) -> Iterable[Todo]:
    """Notices that have run out and wait to be closed."""
    today = moment.today()
    rows = visible(user, NOTICE, Fulfilment.objects.filter(state=FulfilmentState.OPEN))
    rows = rows.filter(case__steps__code="notice", case__steps__status="active", notices__until__lt=today)
    rows = rows.exclude(notices__until__gte=today)
    url = f"{reverse('policies:fulfilments')}?state=open&step=notice"
    yield Todo(text="件政策兑现公示期满,待办结", url=url, count=rows.distinct().count(), icon="speakerphone")
