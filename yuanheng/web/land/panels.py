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
from yuanheng.web.enterprises.models import Enterprise

from .access import VIEW
from .models import STATES, TONES, Parcel, with_state

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
