"""What firms ask for: received, assigned, answered, called back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

from ..access import HANDLE, RECEIVE, REQUESTS, access_request
from ..actions.served import answer_request, assign_request, close_request, receive_request
from ..forms import AnswerForm, AssignForm, CallBackForm, RequestForm
from ..models import FirmRequest, RequestState

TONES = {"received": "orange", "assigned": "blue", "answered": "cyan", "closed": "green"}


def _columns(today: Any) -> tuple[Column, ...]:
    def late(row: FirmRequest) -> str:
        if row.due_on and row.due_on < today and row.state in ("received", "assigned"):
            return f"超期 {(today - row.due_on).days} 天"
        return ""

    return (
        Column("title", "诉求", sort="title", link=lambda r: reverse("cultivation:request", args=[r.pk])),
        Column("enterprise", "企业", sort="enterprise__name_pinyin", value=lambda r: r.enterprise.name),
        Column("received_on", "收到", kind="date", sort="received_on", minor=True),
        Column("organisation", "承办", value=lambda r: str(r.organisation or ""), minor=True),
        Column("due_on", "期限", kind="date", sort="due_on", minor=True),
        Column("late", "超期", kind="badge", value=late, tone=lambda r: "red"),
        Column(
            "state", "状态", kind="badge", sort="state", value=lambda r: r.get_state_display(),
            tone=lambda r: TONES[r.state],
        ),
    )  # fmt: skip


@gate(REQUESTS)
def request_list(request: HttpRequest) -> HttpResponse:
    """Within reach, the newest first."""
    today = moment.today()
    rows = FirmRequest.objects.select_related("enterprise", "organisation")
    table = build_table(
        request, name="企业诉求", rows=visible(request.user, REQUESTS, rows), columns=_columns(today),
        order=("-received_on",),
        filters=(
            TextFilter(
                "q", "诉求、企业",
                apply=lambda r, t: r.filter(title__icontains=t) | r.filter(enterprise__name__icontains=t),
            ),
            ChoiceFilter("state", "状态", choices=RequestState.choices, apply=lambda r, v: r.filter(state=v)),
            ChoiceFilter(
                "late", "期限", choices=[("late", "超期未答复")],
                apply=lambda r, v: r.filter(pk__in=FirmRequest.objects.overdue(today).values("pk")),
            ),
        ),
        empty="还没有企业诉求", empty_advice="走访和座谈中收到的诉求在这里登记,交办给部门,答复后回访。",
    )  # fmt: skip
    return table_page(request, "cultivation/requests.html", table)


@gate(RECEIVE, post=RECEIVE)
def new(request: HttpRequest) -> HttpResponse:
    """A firm asks for something."""
    initial = {"received_on": moment.today(), "enterprise": request.GET.get("firm", "")}

    def do(data: dict[str, Any]) -> FirmRequest:
        return receive_request(data.pop("enterprise"), by=request.user, at=moment.now(), **data)

    return form_page(
        request, RequestForm(request.POST or None, initial=initial), do, title="登记企业诉求",
        back=reverse("cultivation:requests"), done="已登记,请交办。",
        after=lambda made: reverse("cultivation:request", args=[made.pk]),
    )  # fmt: skip


@gate(REQUESTS)
def one(request: HttpRequest, pk: Any) -> HttpResponse:
    """One request, with the form for its next step."""
    found = access_request(request.user, pk)
    today = moment.today()
    forms = {
        "received": ("交办", "assign", AssignForm()),
        "assigned": ("答复", "answer", AnswerForm(initial={"on": today})),
        "answered": ("回访", "call_back", CallBackForm(initial={"on": today})),
    }
    label, name, form = forms.get(found.state, ("", "", None))
    context = {
        "r": found, "refused": found.answers.filter(refused_on__isnull=False),
        "tone": TONES[found.state], "form": form, "label": label,
        "action": reverse(f"cultivation:{name}", args=[pk]) if name else "",
        "late": found.due_on and found.due_on < today and found.state in ("received", "assigned"),
    }  # fmt: skip
    return render(request, "cultivation/request.html", context)


@gate(post=HANDLE)
def assign(request: HttpRequest, pk: Any) -> HttpResponse:
    """Give it to a bureau."""
    found = access_request(request.user, pk, needed=HANDLE)
    return act(
        request, AssignForm(request.POST), lambda d: assign_request(found, by=request.user, **d), done="已交办。",
        back=reverse("cultivation:request", args=[pk]),
    )  # fmt: skip


@gate(post=HANDLE)
def answer(request: HttpRequest, pk: Any) -> HttpResponse:
    """Answer it."""
    found = access_request(request.user, pk, needed=HANDLE)
    return act(
        request, AnswerForm(request.POST), lambda d: answer_request(found, by=request.user, at=moment.now(), **d),
        done="已答复。", back=reverse("cultivation:request", args=[pk]),
    )  # fmt: skip


@gate(post=HANDLE)
def call_back(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the firm says of the answer."""
    found = access_request(request.user, pk, needed=HANDLE)

    def do(data: dict[str, Any]) -> None:
        close_request(found, on=data["on"], satisfied=data["satisfied"] == "yes", by=request.user, at=moment.now())

    return act(
        request, CallBackForm(request.POST), do, done="已登记回访。", back=reverse("cultivation:request", args=[pk])
    )
