"""Who stands in for me, and for whom I do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import access_one, gate

from ..access import DELEGATE
from ..actions.delegating import delegate, end_delegation
from ..forms import DelegationForm
from ..models import Delegation
from ..refusals import refuse

SHOWN = 30


@gate(DELEGATE, post=DELEGATE)
def delegation_list(request: HttpRequest) -> HttpResponse:
    """Mine, given and received; and the form for a new one."""
    today = moment.today()
    form = DelegationForm(request.POST or None, user=request.user, initial={"since": today, "until": today})
    if request.method == "POST" and form.is_valid():
        try:
            made = delegate(who=request.user, at=moment.now(), **form.cleaned_data)
        except YuanhengError as error:
            refuse(form, error)
        else:
            messages.success(request, f"{made.since} 至 {made.until} 由 {made.to} 代办")
            return redirect("cases:delegations")
    rows = Delegation.objects.filter(Q(who=request.user) | Q(to=request.user)).select_related("who", "to")[:SHOWN]
    context = {"form": form, "rows": rows, "today": today}
    return render(request, "cases/delegations.html", context, status=422 if form.errors else 200)


@gate(post=DELEGATE)
def end(request: HttpRequest, pk: Any) -> HttpResponse:
    """I am back."""
    found = access_one(request.user, DELEGATE, Delegation.objects.select_related("who", "to"), pk=pk)
    end_delegation(found, by=request.user, at=moment.now())
    messages.success(request, "委托已结束")
    return redirect("cases:delegations")
