"""What delivery shows elsewhere: lamps on the project's page, what waits on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.todos import Todo
from yuanheng.web.cases.pages import case_rows
from yuanheng.web.projects.models import Project

from .access import VIEW
from .models import Difficulty
from .pages.overview import known_of_many
from .policy.flags import flags_of
from .rules import flag_rules


def panel(request: HttpRequest, project: Project) -> dict[str, Any]:
    """The lamps, the case, and the way to the page of delivery."""
    today = moment.today()
    known = known_of_many([project], on=today)[project.pk]
    return {
        "flags": flags_of(known, flag_rules(), on=today) if project.state == "active" else (),
        "project": project,
        "rows": case_rows(request.user, "projects.project", project.pk),
    }


def waiting(user: User) -> Iterable[Todo]:
    """Difficulties that wait for the user or the user's reach."""
    today = moment.today()
    mine = Difficulty.objects.filter(state="open", person=user)
    late = mine.filter(due_on__lt=today).count()
    url = reverse("delivery:difficulties")
    if late:
        yield Todo(text="个难点已过要求解决日", url=f"{url}?mine=1", count=late, urgent=True, icon="alert-triangle")
    yield Todo(text="个难点待您解决", url=f"{url}?mine=1", count=mine.count() - late, icon="alert-triangle")
    told = visible(
        user, VIEW, Difficulty.objects.filter(state="open", escalated_on__isnull=False, project__leader=user)
    )
    yield Todo(text="个难点已报到您这里", url=f"{url}?escalated=1", count=told.count(), icon="arrow-up-circle")
