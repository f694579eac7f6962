"""What channels show elsewhere: who brought a project, on its page; in the search box; on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import may, visible
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit
from yuanheng.web.base.todos import Todo
from yuanheng.web.projects.models import Project

from .access import FEES, KEEP, VIEW
from .counting import without_evidence
from .fees import fee_row
from .forms import BroughtByForm
from .models import Brought, Channel, Commission, EventLead, Partnership


def brought_by(request: HttpRequest, project: Project) -> dict[str, Any]:
    """By whom a project was brought, at which event, with whom it pairs, and what is owed for it."""
    brought = list(
        Brought.objects.known(None).filter(project=project).select_related("channel").order_by("-main", "on")
    )
    main = next((b for b in brought if b.main), None)
    return {
        "project": project,
        "brought": brought,
        "main": main,
        "leads": EventLead.objects.known(None).filter(project=project).select_related("event"),
        "pairs": Partnership.objects.known(None).filter(project=project).select_related("channel"),
        "fees": _fees(main) if main is not None and may(request.user, FEES) else (),
        "form": BroughtByForm(initial={"on": moment.today()}),
    }


def _fees(main: Brought) -> list[Any]:
    contracts = Commission.objects.known(None).filter(channel=main.channel_id).select_related("channel")
    rows = (fee_row(contract, main.project, on=moment.today()) for contract in contracts)
    return [row for row in rows if row is not None]


def find_channels(user: User, text: str, limit: int) -> Iterable[Hit]:
    """For the search box."""
    for channel in visible(user, VIEW, Channel.objects.matching(text))[:limit]:
        yield Hit(channel.name, reverse("channels:channel", args=[channel.pk]), channel.get_kind_display())


def lacking_papers(user: User) -> Iterable[Todo]:
    """Channels that do not count because no paper shows the relation."""
    rows = visible(user, KEEP, without_evidence(on=moment.today()))
    url = reverse("channels:channels")
    yield Todo(text="个招商渠道未附佐证,不计入", url=f"{url}?state=lacking", count=rows.count(), icon="file-alert")
