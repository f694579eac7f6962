"""A person leaves: what they hold goes to another in one step."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, reach, visible
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.models import User

from ..access import HAND_OVER
from ..actions.handover import hand_over, held_by, open_leads_of_leavers
from ..forms import HandOverForm
from ..models import HandOver
from ..pages.people import holders

SHOWN = 50


@gate(HAND_OVER)
def handovers(request: HttpRequest) -> HttpResponse:
    """Who holds how much; those who have left first; what was handed over."""
    far = reach(request.user, HAND_OVER)
    lines = holders(bureaus=None if far.zone else far.bureaus, leavers=open_leads_of_leavers())
    made = visible(request.user, HAND_OVER, HandOver.objects.select_related("from_user", "to_user", "by"))[:SHOWN]
    return render(request, "investment/handovers.html", {"lines": lines, "made": made})


@gate(HAND_OVER, post=HAND_OVER)
def hand_over_from(request: HttpRequest, pk: Any) -> HttpResponse:
    """The list of what moves, and to whom."""
    far = reach(request.user, HAND_OVER)
    near = {
        line.user.pk for line in holders(bureaus=None if far.zone else far.bureaus, leavers=open_leads_of_leavers())
    }
    found = User.objects.filter(pk=pk).first()
    if found is None or found.pk not in near:
        raise Http404("没有这个人,或不在您的管理范围内")
    form = HandOverForm(request.POST or None)
    return form_page(
        request, form,
        lambda d: hand_over(from_user=found, to_user=d["to"], reason=d["reason"], by=request.user, at=moment.now()),  # type: ignore[arg-type]
        title=f"移交 {found} 的项目", back=reverse("investment:handovers"), done="已移交,接手人会收到通知。", submit="全部移交",
        template="investment/hand_over.html", held=held_by(found), person=found,
    )  # fmt: skip
