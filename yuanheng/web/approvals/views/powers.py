"""The catalogue of powers, one power, its life; the bureau's own set-up."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from yuanheng.engines.powers import Power
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.cases.models import Case
from yuanheng.web.cases.pages import case_rows

from ..access import KEEP_POWERS, VIEW_POWERS, access_power_event
from ..actions.powers import FOLLOWS, SUBJECT, ask_for_power, power_named, record_power, undo_power
from ..forms import AskForm, PowerEventForm, ReasonForm
from ..models import PowerState
from ..pages.powers import HOLDERS, catalogue_page, power_page
from ..rules import limits, matters, office

SETUP = "bureau-setup"


def _power(code: str) -> Power:
    found = power_named(code)
    if found is None:
        raise Http404("目录里没有这个事项")
    return found


@gate(VIEW_POWERS)
def catalogue(request: HttpRequest) -> HttpResponse:
    """All powers, with how they stand."""
    asked = {key: request.GET.get(key, "").strip()[:60] for key in ("text", "state", "field", "holder")}
    asked["state"] = asked["state"] if asked["state"] in PowerState.values else ""
    page = catalogue_page(on=moment.today(), **asked)
    setups = Case.objects.filter(procedure=SETUP).order_by("-opened_on")[:1]
    context = {
        "page": page, "asked": asked, "states": PowerState.choices, "holders": HOLDERS.items(), "limits": limits(),
        "matters": matters(), "setup": setups[0] if setups else None, "office": office(),
    }  # fmt: skip
    return render(request, "approvals/catalogue.html", context)


@gate(VIEW_POWERS)
def power(request: HttpRequest, code: str) -> HttpResponse:
    """One power: papers, steps, days, fee, result, legal basis, life."""
    found = _power(code)
    page = power_page(found, on=moment.today())
    cases = case_rows(request.user, SUBJECT, code)
    return render(request, "approvals/power.html", {"page": page, "power": found, "cases": cases})


@gate(KEEP_POWERS, post=KEEP_POWERS)
def record_event(request: HttpRequest, code: str) -> HttpResponse:
    """Delegated, taken over, in use, withdrawn."""
    found = _power(code)
    last = power_page(found, on=moment.today()).last
    states = tuple(s for s, before in FOLLOWS.items() if (last.state if last else "") in before and s != "asked")
    form = PowerEventForm(
        request.POST or None, request.FILES or None, states=states, initial={"on": moment.today()}
    )  # fmt: skip
    return form_page(
        request, form, lambda d: record_power(power=found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title=f"登记权限变化:{found.name}", back=reverse("approvals:power", args=[code]), done="已登记。",
    )  # fmt: skip


@gate(KEEP_POWERS, post=KEEP_POWERS)
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the city for a power: opens its case."""
    found = _power(code)
    form = AskForm(request.POST or None, initial={"on": moment.today()})
    return form_page(
        request, form, lambda d: ask_for_power(power=found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title=f"申请下放:{found.name}", back=reverse("approvals:power", args=[code]), done="已提出,办件已开立。",
        submit="提出申请", hint="提交后开立“申请下放审批权限”办件,按步骤推进到承接。",
    )  # fmt: skip


@gate(post=KEEP_POWERS)
def undo(request: HttpRequest, pk: Any) -> HttpResponse:
    """A wrong line is taken back, with the reason."""
    event = access_power_event(request.user, pk, needed=KEEP_POWERS)  # type: ignore[arg-type]
    back = reverse("approvals:power", args=[event.code])
    return act(
        request, ReasonForm(request.POST), lambda d: undo_power(event, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        done="已撤销,原记录保留。", back=back,
    )  # fmt: skip


@gate(VIEW_POWERS)
def evidence(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The scan behind a line."""
    event = access_power_event(request.user, pk)  # type: ignore[arg-type]
    if event.file is None:
        raise Http404("没有扫描件")
    return files.attachment(event.file)
