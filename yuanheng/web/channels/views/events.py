"""Events: the list with what came of each, one of them, guests and leads."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

from ..access import EVENTS, VIEW, access_event
from ..actions.events import add_event_lead, add_guests, record_event
from ..actions.relations import withdraw
from ..forms import WithdrawForm
from ..forms_money import EventForm, GuestsForm, LeadForm
from ..models import EventKind, PromotionEvent
from ..pages.events import event_page, yields_of
from ..rules import region_choices
from .records import kept


def _columns(known: dict[Any, Any]) -> tuple[Column, ...]:
    """With what came of each event, which `known` has by the time the rows are shown."""

    def after(event: Any, place: int) -> str:
        y = known[event.pk][place]
        return f"{y.leads}/{y.talks}/{y.signed}{'' if y.complete else ' …'}"

    return (
        Column("on", "日期", kind="date", sort="on"),
        Column("name", "活动", sort="name", link=lambda e: reverse("channels:event", args=[e.pk])),
        Column("kind", "类别", value=lambda e: e.get_kind_display(), minor=True),
        Column("region", "地区", sort="region", value=lambda e: f"{e.region} {e.city}".strip(), minor=True),
        Column("cost_yuan", "费用", kind="number", unit="yuan", sort="cost_yuan", minor=True),
        Column("guest_count", "来宾", kind="number", places=0, sort="guest_count", minor=True),
        *(
            Column(f"after{place}", f"{days} 天后", value=lambda e, p=place: after(e, p), minor=place != 2)
            for place, days in enumerate((30, 90, 365))
        ),
    )  # fmt: skip


@gate(VIEW)
def event_list(request: HttpRequest) -> HttpResponse:
    """All events, the newest first."""
    rows = PromotionEvent.objects.known(None).annotate(
        guest_count=Count("guests", filter=Q(guests__withdrawn_at__isnull=True))
    )
    years = [d.year for d in PromotionEvent.objects.known(None).dates("on", "year", order="DESC")]
    known: dict[Any, Any] = {}
    table = build_table(
        request, name="招商活动", rows=visible(request.user, VIEW, rows), columns=_columns(known),
        order=("-on",), per_page=25,
        filters=(
            TextFilter("q", "名称、地点、主办", apply=_matching),
            ChoiceFilter("year", "年度", choices=[(str(y), f"{y} 年") for y in years], apply=lambda r, v: r.filter(on__year=v)),
            ChoiceFilter("kind", "类别", choices=EventKind.choices, apply=lambda r, v: r.filter(kind=v)),
            ChoiceFilter("region", "地区", choices=region_choices(), apply=lambda r, v: r.filter(region=v)),
        ),
        empty="还没有招商活动", empty_advice="登记办过的活动:在哪里、花费、来宾和带来的项目,成效按天数自动统计。",
    )  # fmt: skip
    known.update(yields_of(table.rows if request.GET.get("export") else table.page, moment.today()))
    return table_page(request, "channels/events.html", table)


def _matching(rows: Any, text: str) -> Any:
    return rows.filter(Q(name__icontains=text) | Q(place__icontains=text) | Q(host__icontains=text))


@gate(VIEW)
def event(request: HttpRequest, pk: Any) -> HttpResponse:
    """One event."""
    found = access_event(request.user, pk)
    today = moment.today()
    context = {
        "page": event_page(found, on=today), "lead_form": LeadForm(initial={"on": today}), "guest_form": GuestsForm(),
    }  # fmt: skip
    return render(request, "channels/event.html", context)


@gate(EVENTS, post=EVENTS)
def new(request: HttpRequest) -> HttpResponse:
    """An event was held."""
    form = EventForm(request.POST or None, request.FILES or None, initial={"on": moment.today()})

    def do(data: dict[str, Any]) -> PromotionEvent:
        paper = kept(request, data)
        return record_event(file=paper, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(
        request, form, do, title="登记招商活动", back=reverse("channels:events"), done="已登记,请补充活动带来的项目。",
        after=lambda made: reverse("channels:event", args=[made.pk]),
    )  # fmt: skip


@gate(post=EVENTS)
def guests(request: HttpRequest, pk: Any) -> HttpResponse:
    """Who else came."""
    found = access_event(request.user, pk, needed=EVENTS)
    return act(
        request, GuestsForm(request.POST),
        lambda d: add_guests(found, d["guests"], by=request.user, at=moment.now()),  # type: ignore[arg-type]
        done="已登记来宾。", back=reverse("channels:event", args=[pk]),
    )  # fmt: skip


@gate(post=EVENTS)
def lead(request: HttpRequest, pk: Any) -> HttpResponse:
    """A project came of it."""
    found = access_event(request.user, pk, needed=EVENTS)

    def do(data: dict[str, Any]) -> Any:
        return add_event_lead(found, data["project"], on=data["on"], by=request.user, at=moment.now())  # type: ignore[arg-type]

    return act(
        request, LeadForm(request.POST), do, done="已登记活动带来的项目。", back=reverse("channels:event", args=[pk])
    )


@gate(post=EVENTS)
def withdraw_event(request: HttpRequest, pk: Any) -> HttpResponse:
    """It was entered wrongly."""
    found = access_event(request.user, pk, needed=EVENTS)

    def do(data: dict[str, Any]) -> Any:
        return withdraw(found, reason=data["reason"], by=request.user, at=moment.now())  # type: ignore[arg-type]

    return act(request, WithdrawForm(request.POST), do, done="已撤回,原记录保留。", back=reverse("channels:events"))
