"""What carriers show elsewhere: on a firm's and a project's page, in the search box, on the desk."""

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
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from .access import LEASES, MATCH, OFFER, VIEW
from .ending import ending
from .forms import AnswerForm, OfferForm, ReasonForm
from .models import Building, Carrier, Lease, Tenant, UnitOffer
from .pages.offers import for_project
from .pages.standing import reader
from .rules import kind_label, lease_rules

SHOWN = 12


def of_enterprise(request: HttpRequest, firm: Enterprise) -> dict[str, Any] | None:
    """The units a firm rents and rented."""
    rows = (
        Lease.objects.known(None).with_last().filter(tenant__enterprise=firm).select_related("unit__building__carrier")
    )
    leases = list(visible(request.user, VIEW, rows).order_by("-starts_on")[:SHOWN])
    today = moment.today()
    lines = [(lease, kind_label(lease.kind), lease.starts_on <= today <= lease.last) for lease in leases]
    return {"lines": lines, "today": today} if lines else None


def of_project(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """Vacant units for a project in talks, and what was offered to it."""
    today = moment.today()
    found = for_project(request.user, project, on=today)  # type: ignore[arg-type]
    if not found.looking and not found.offers:
        return None
    return {
        "found": found, "offer_form": OfferForm(initial={"on": today}), "answer_form": AnswerForm(initial={"on": today}),
        "reason_form": ReasonForm(), "may_offer": may(request.user, OFFER),
    }  # fmt: skip


def find_carriers(user: User, text: str, limit: int) -> Iterable[Hit]:
    """For the search box: carriers, then tenants."""
    for carrier in visible(user, VIEW, Carrier.objects.matching(text))[:limit]:
        yield Hit(carrier.name, reverse("carriers:carrier", args=[carrier.pk]), carrier.get_kind_display())
    for tenant in visible(user, VIEW, Tenant.objects.matching(text))[:limit]:
        yield Hit(tenant.name, reverse("carriers:tenant", args=[tenant.pk]), "承租单位")


def ending_soon(user: User) -> Iterable[Todo]:
    """Leases that end soon and are not renewed."""
    today, days = moment.today(), sorted(lease_rules().remind_days)
    url = reverse("carriers:leases")
    near = visible(user, LEASES, ending(on=today, within=days[0])).count()
    every = visible(user, LEASES, ending(on=today)).count()
    yield Todo(
        text=f"份租约 {days[0]} 天内到期,还没有续租", url=f"{url}?soon={days[0]}", count=near, urgent=True, icon="alarm"
    )
    yield Todo(
        text=f"份租约 {days[-1]} 天内到期", url=f"{url}?soon={days[-1]}", count=every - near, icon="calendar-due"
    )


def to_match(user: User) -> Iterable[Todo]:
    """Tenants that nobody has matched to the register."""
    rows = visible(user, MATCH, Tenant.objects.filter(state="waiting"))
    yield Todo(
        text="家承租单位待核对应企业",
        url=f"{reverse('carriers:tenants')}?state=waiting",
        count=rows.count(),
        icon="users",
    )


def ringing(user: User) -> Iterable[Todo]:
    """Buildings whose alarms ring."""
    asked = reader(on=moment.today())
    rows = visible(user, VIEW, Building.objects.select_related("carrier"))
    count = sum(bool(asked.of_building(b).alarms) for b in rows)
    yield Todo(text="幢楼宇入驻率或税收预警", url=reverse("carriers:economy"), count=count, icon="alert-triangle")


def unanswered(user: User) -> Iterable[Todo]:
    """One's own offers that wait for an answer."""
    rows = UnitOffer.objects.known(None).filter(answer="waiting", by=user).select_related("project")
    first = rows.order_by("offered_on").first()
    if first is not None:
        url = f"{reverse('projects:project', args=[first.project_id])}#carriers"
        yield Todo(text="套推介的单元等项目方答复", url=url, count=rows.count(), icon="building-skyscraper")
