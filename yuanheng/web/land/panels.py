"""What land shows elsewhere: on a firm's page, in the search box."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit
from yuanheng.web.base.todos import Todo
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from .access import DISPOSE, IMPORT, VIEW
from .matching import matches, need_of, thresholds
from .models import STATES, TONES, Disposal, ImportState, LandImport, Offer, Parcel, Supply, with_state

SHOWN = 10


def of_enterprise(request: HttpRequest, enterprise: Enterprise) -> dict[str, Any] | None:
    """The parcels a firm holds."""
    rows = visible(request.user, VIEW, Parcel.objects.standing().filter(holder=enterprise)).order_by("number")
    found = list(with_state(rows, moment.today())[:SHOWN])
    lines = [(p, STATES.get(p.state, ""), TONES.get(p.state, "secondary")) for p in found]
    return {"lines": lines} if lines else None


def find_parcels(user: User, text: str, limit: int) -> Iterable[Hit]:
    """For the search box."""
    for parcel in visible(user, VIEW, Parcel.objects.standing().matching(text)).order_by("number")[:limit]:
        detail = " ".join(part for part in (parcel.holder_text, parcel.town, parcel.use) if part)
        yield Hit(str(parcel), reverse("land:parcel", args=[parcel.pk]), detail)


FEW = 3


def of_project(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """The land a project has, was offered, or could have; nothing where it needs none."""
    supplies = list(Supply.objects.known().filter(project=project).select_related("parcel"))  # type: ignore[attr-defined]
    offers = list(Offer.objects.known().filter(project=project).select_related("parcel", "by"))  # type: ignore[attr-defined]
    if not supplies and not offers and need_of(project) is None:
        return None
    found = [] if supplies else matches(project, on=moment.today(), most=FEW)
    return {
        "project": project,
        "supplies": supplies,
        "offers": offers,
        "matches": found,
        "thresholds": thresholds(project),
    }


def idle_without_case(user: User) -> Iterable[Todo]:
    """Idle parcels whose disposal nobody has begun: the notice is due within thirty days."""
    rows = visible(user, DISPOSE, Parcel.objects.standing())
    begun = Disposal.objects.values("parcel_id")
    count = with_state(rows.exclude(pk__in=begun), moment.today()).filter(state="idle").count()
    yield Todo(
        "宗地按规定已闲置,还没有立案", f"{reverse('land:parcels')}?state=idle", count=count, icon="alert-triangle"
    )


def waiting_imports(user: User) -> Iterable[Todo]:
    """Files that wait for an answer or a yes."""
    rows = visible(user, IMPORT, LandImport.objects.filter(state__in=(ImportState.ASKING, ImportState.PREVIEW)))
    yield Todo("份土地数据等您核对、入库", reverse("land:imports"), count=rows.count(), icon="table-import")
