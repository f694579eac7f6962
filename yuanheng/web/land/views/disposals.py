"""Disposals: the list, one with its papers, opening, another road, the fee."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, build_table, table_page

from ..access import DISPOSE, VIEW, access_disposal, access_parcel
from ..actions.disposals import change_way, open_disposal, record_fee_paid
from ..forms_disposals import ChangeWayForm, DisposalForm, FeeForm
from ..models import Cause, Disposal, Way
from ..pages.disposals import disposal_page
from ..papers import paper_document, template

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLUMNS = (
    Column("parcel", "地块号", value=lambda d: d.parcel.number, link=lambda d: reverse("land:disposal", args=[d.pk]),
    sort="parcel__number"),
    Column("holder", "使用权人", value=lambda d: d.parcel.holder_name, minor=True),
    Column("area_mu", "面积", kind="number", unit="亩", sort="area_mu"),
    Column("opened_on", "立案", kind="date", sort="opened_on"),
    Column("cause", "原因", value=lambda d: Cause(d.cause).label, minor=True),
    Column("way", "方式", value=lambda d: Way(d.way).label),
    Column("fee", "闲置费", kind="number", unit="yuan", sort="fee", minor=True),
    Column("step", "当前步骤", value=lambda d: d.case.next_label or d.case.get_status_display()),
    Column("carried_out_on", "落实", kind="date", sort="carried_out_on", minor=True),
    Column("reused_on", "重新利用", kind="date", sort="reused_on", minor=True),
)  # fmt: skip
FILTERS = (
    ChoiceFilter(
        "stage", "进度", choices=(("running", "在办"), ("carried", "已落实"), ("reused", "已重新利用")),
        apply=lambda r, v: {
            "running": lambda: r.filter(case__status__in=("draft", "open", "suspended")),
            "carried": lambda: r.filter(carried_out_on__isnull=False), "reused": lambda: r.filter(reused_on__isnull=False),
        }[v](),
    ),
    ChoiceFilter(
        "way", "方式", choices=[(w.value, w.label) for w in Way if w != Way.UNKNOWN], apply=lambda r, v: r.filter(way=v)
    ),
)  # fmt: skip


@gate(VIEW)
def disposals(request: HttpRequest) -> HttpResponse:
    """All disposals."""
    rows = visible(request.user, VIEW, Disposal.objects.select_related("parcel", "parcel__holder", "case"))
    table = build_table(
        request, name="土地处置", rows=rows, columns=COLUMNS, filters=FILTERS, order=("-opened_on",), empty="还没有处置办件",
        empty_advice="打开一宗闲置的地,在它的页面上立案。",
    )  # fmt: skip
    return table_page(request, "land/disposals.html", table)


@gate(VIEW)
def disposal(request: HttpRequest, pk: Any) -> HttpResponse:
    """One disposal: where its case stands, its papers, what came of it."""
    found = access_disposal(request.user, pk)
    context = {
        "page": disposal_page(found, user=request.user, today=moment.today()),
        "fee_form": FeeForm(initial={"on": moment.today()}),
    }
    return render(request, "land/disposal.html", context)


@gate(DISPOSE, post=DISPOSE)
def open_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Open the case of an idle parcel."""
    parcel = access_parcel(request.user, pk, needed=DISPOSE)
    form = DisposalForm(request.POST or None)

    def do(data: dict[str, Any]) -> Disposal:
        return open_disposal(parcel, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(
        request, form, do, title=f"立案处置 {parcel.number}", back=reverse("land:parcel", args=[pk]), done="已立案,办件已登记。",
        submit="立案", after=lambda made: reverse("land:disposal", args=[made.pk]),
        hint="初查后选定原因和方式;调查发现不同,可以再改走另一条路。认定、征缴、收回由市里决定,本区登记文号、日期和扫描件。",
    )  # fmt: skip


@gate(DISPOSE, post=DISPOSE)
def change_road(request: HttpRequest, pk: Any) -> HttpResponse:
    """Another cause was found."""
    found = access_disposal(request.user, pk, needed=DISPOSE)
    form = ChangeWayForm(request.POST or None)

    def do(data: dict[str, Any]) -> Disposal:
        return change_way(found, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(
        request, form, do, title=f"改变处置方式 {found.parcel.number}", back=reverse("land:disposal", args=[pk]),
        done="原办件已终止,新办件已登记。", after=lambda made: reverse("land:disposal", args=[made.pk]),
    )  # fmt: skip


@gate(post=DISPOSE)
def fee_paid(request: HttpRequest, pk: Any) -> HttpResponse:
    """The fee was paid."""
    found = access_disposal(request.user, pk, needed=DISPOSE)
    return act(
        request, FeeForm(request.POST), lambda d: record_fee_paid(found, on=d["on"], by=request.user),  # type: ignore[arg-type]
        done="已登记缴清。", back=reverse("land:disposal", args=[pk]),
    )  # fmt: skip


@gate(VIEW)
def paper(request: HttpRequest, pk: Any, step: str) -> HttpResponse:
    """A paper of a step, filled in."""
    found = access_disposal(request.user, pk)
    try:
        label, content = paper_document(found, step, on=moment.today())
    except LookupError as error:
        raise Http404("这一步没有文书") from error
    return _word(content, f"{label}_{found.parcel.number}.docx")


@gate(VIEW)
def paper_template(request: HttpRequest) -> HttpResponse:
    """The template of all papers."""
    return _word(template(), "土地处置文书模板.docx")


def _word(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
