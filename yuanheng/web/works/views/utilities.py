"""Utilities of the parks: what is left, what was told, what is promised to projects."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, build_table, table_page
from yuanheng.web.projects.access import access_project

from ..access import PROMISE, RECORD, UTILITY, access_reservation
from ..actions.utilities import promise, record_capacity, release, take_up
from ..forms import CapacityForm, PromiseForm, ReleaseForm
from ..models import Reservation
from ..models.utilities import UtilityKind
from ..pages.utilities import finish_label, kind_cards, park_rows
from ..reserving import parks


@gate(UTILITY)
def utility_page(request: HttpRequest) -> HttpResponse:
    """Every park with every utility."""
    rows = park_rows(on=moment.today())
    context = {"rows": rows, "kinds": UtilityKind.choices, "known": any(c.left for r in rows for c in r.cells)}
    return render(request, "works/utilities.html", context)


@gate(UTILITY)
def park_page(request: HttpRequest, park: str) -> HttpResponse:
    """One park: each utility by day, with the expansions and promises."""
    if park not in parks():
        raise Http404("没有这个区中园")
    today = moment.today()
    promises = _standing(visible(request.user, UTILITY, Reservation.objects.filter(park=park)))
    context = {
        "park": park, "label": parks()[park], "cards": kind_cards(park, on=today), "finish": finish_label(),
        "promises": promises.select_related("project"), "today": today,
    }  # fmt: skip
    return render(request, "works/park.html", context)


def _standing(rows: Any) -> Any:
    return rows.filter(released_on__isnull=True)


@gate(RECORD, post=RECORD)
def new_capacity(request: HttpRequest) -> HttpResponse:
    """What a supplier said of a day."""
    start = {"as_of": moment.today(), "park": request.GET.get("park", ""), "kind": request.GET.get("kind", "")}
    form = CapacityForm(request.POST or None, request.FILES or None, initial=start)

    def do(data: dict[str, Any]) -> Any:
        given = data.pop("file", None)
        scan = files.store(given, name=given.name, by=request.user) if given else None  # type: ignore[arg-type]
        return record_capacity(file=scan, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(
        request, form, do, title="登记配套容量", back=reverse("works:utilities"), done="已登记,余量已重算。",
        hint="按供电、供水、供热、污水处理单位提供的数登记;以前的登记保留,余量取截至日期最近的一次。",
    )  # fmt: skip


@gate(UTILITY)
def promise_list(request: HttpRequest) -> HttpResponse:
    """Every promise within reach."""
    today = moment.today()
    kinds, known = dict(UtilityKind.choices), parks()
    columns = (
        Column("project", "项目", value=lambda r: r.project.name, link=lambda r: _project(r.project_id)),
        Column("park", "区中园", value=lambda r: known.get(r.park, r.park), sort="park", minor=True),
        Column("kind", "设施", value=lambda r: kinds[r.kind], sort="kind"),
        Column("amount", "数量", kind="number", sort="amount"),
        Column("promised_on", "承诺日期", kind="date", sort="promised_on", minor=True),
        Column("until", "保留至", kind="date", sort="until"),
        Column("state", "状态", kind="badge", value=lambda r: state_of(r, today)[0], tone=lambda r: state_of(r, today)[1]),
    )  # fmt: skip
    rows = visible(request.user, UTILITY, Reservation.objects.select_related("project"))
    table = build_table(
        request, name="配套容量承诺", rows=rows, columns=columns,
        filters=(
            ChoiceFilter("park", "区中园", choices=list(known.items()), apply=lambda r, v: r.filter(park=v)),
            ChoiceFilter("kind", "设施", choices=UtilityKind.choices, apply=lambda r, v: r.filter(kind=v)),
            ChoiceFilter(
                "open", "状态", choices=[("yes", "未释放"), ("no", "已释放")],
                apply=lambda r, v: r.filter(released_on__isnull=v == "yes"),
            ),
        ),
        order=("until",), empty="还没有承诺", empty_advice="在项目页的“配套容量”里,核对余量后承诺。",
    )  # fmt: skip
    return table_page(request, "works/promises.html", table)


def state_of(row: Reservation, today: date) -> tuple[str, str]:
    """How a promise stands, in a word and its tone."""
    if row.released_on is not None:
        return "已释放", "secondary"
    if row.contracted_on is not None:
        return "已签供用合同", "green"
    return ("已到期", "red") if row.until < today else ("保留中", "blue")


@gate(post=PROMISE)
def promise_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Promise a project so much, from its page."""
    project = access_project(request.user, pk, needed=PROMISE)  # type: ignore[arg-type]

    def do(data: dict[str, Any]) -> Any:
        return promise(project, on=moment.today(), by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return act(request, PromiseForm(request.POST), do, done="已承诺,余量相应减少。", back=_project(pk))


@gate(post=PROMISE)
def release_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Release a promise."""
    found = access_reservation(request.user, pk)  # type: ignore[arg-type]

    def do(data: dict[str, Any]) -> Any:
        return release(found, on=moment.today(), reason=data["reason"], by=request.user, at=moment.now())  # type: ignore[arg-type]

    return act(request, ReleaseForm(request.POST), do, done="已释放。", back=_project(found.project_id))


@gate(post=PROMISE)
def take_up_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """The project signed with the supplier."""
    found = access_reservation(request.user, pk)  # type: ignore[arg-type]

    def do(data: dict[str, Any]) -> Any:
        return take_up(found, on=moment.today(), by=request.user, at=moment.now())  # type: ignore[arg-type]

    return act(
        request, None, do, done="已记为签约;供应单位下一次报数后由已签约数体现。", back=_project(found.project_id)
    )


def _project(pk: Any) -> str:
    return reverse("projects:project", args=[pk])
