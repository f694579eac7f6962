"""What works show elsewhere: a project's utilities on its page, the search box, the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.admission.gathering import last_filled
from yuanheng.web.admission.policy import Gate
from yuanheng.web.base import moment
from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit
from yuanheng.web.base.todos import Todo
from yuanheng.web.projects.models import Project

from .access import KEEP, PROMISE, VIEW
from .forms import PromiseForm
from .models import Reservation, Work
from .models.utilities import UtilityKind
from .policy.reserves import Left, check_need
from .reserving import parks, reserves
from .standing import standings

KEPT_DAYS = 365
EXPIRING_DAYS = 30
ANSWERS = {
    "enough": ("够", "green"), "short": ("不够", "red"), "unknown": ("缺数", "orange"), "none": ("不需要", "secondary")
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One utility: what the project needs, what is left for it, and what is promised to it."""

    kind: str
    label: str
    need: Decimal | None
    left: Left | None
    word: str
    tone: str
    promise: Reservation | None


def needs_of(project: Project) -> tuple[dict[str, Decimal | None], str]:
    """What a project needs of each utility (its record, then its last admission check), and its park."""
    filled, park = last_filled(project, Gate.SIGNING)

    def asked(name: str) -> Decimal | None:
        return Decimal(str(filled[name])) if filled.get(name) not in (None, "") else None

    return {
        "power": project.power_kva if project.power_kva is not None else asked("power_demand"),
        "water": project.water_t_day if project.water_t_day is not None else asked("water_demand"),
        "heat": asked("heat_demand"),
        "sewage": asked("sewage_demand"),
    }, park


def utilities_of_project(request: HttpRequest, project: Project) -> dict[str, Any]:
    """The panel: need against reserve for the project's park, the promises it has, and a form to promise."""
    today = moment.today()
    needs, park = needs_of(project)
    asked = request.GET.get("park", "")
    park = asked if asked in parks() else park
    left = reserves(on=today, but=project.pk, park=park) if park else {}
    promised = {
        r.kind: r for r in Reservation.objects.filter(project=project, released_on__isnull=True).order_by("known_at")
    }
    rows = []
    for kind, label in UtilityKind.choices:
        found = left.get((park, kind))
        word, tone = ANSWERS[check_need(needs[kind], found)]
        rows.append(NeedRow(kind, label, needs[kind], found, word, tone, promised.get(kind)))
    first = next((r for r in rows if r.need and r.promise is None), None)
    start = {"park": park, "until": today + timedelta(days=KEPT_DAYS)}
    start |= {"kind": first.kind, "amount": first.need} if first else {}
    return {
        "project": project, "rows": rows, "park": park, "park_label": parks().get(park, ""), "parks": parks().items(),
        "form": PromiseForm(initial=start), "today": today, "promise_code": PROMISE,
    }  # fmt: skip


def find_works(user: User, text: str, limit: int) -> Iterable[Hit]:
    """For the search box."""
    for work in visible(user, VIEW, Work.objects.matching(text))[:limit]:
        yield Hit(work.name, reverse("works:work", args=[work.pk]), work.get_state_display())


def waiting(user: User) -> Iterable[Todo]:
    """Works in reach that are late or overpaid, and promises about to end."""
    today = moment.today()
    works = list(visible(user, KEEP, Work.objects.exclude(state__in=("done", "stopped"))).select_related("case"))
    lights = [s.light.tone for s in standings(works, on=today).values()]
    url = reverse("works:board")
    yield Todo(text="项工程滞后", url=f"{url}?light=red", count=lights.count("red"), urgent=True, icon="alert-triangle")
    yield Todo(text="项工程要关注", url=f"{url}?light=orange", count=lights.count("orange"), icon="crane")
    ending = Reservation.objects.filter(
        released_on__isnull=True,
        contracted_on__isnull=True,
        until__range=(today, today + timedelta(days=EXPIRING_DAYS)),
    )
    yield Todo(text="份配套容量承诺即将到期", url=reverse("works:promises"), count=ending.count(), icon="plug")
