"""Works: the board, the list, the Gantt, the plan's sentences, one of them, its form, its case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.procedures import load_procedure
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.tables import build_table, table_page
from yuanheng.web.cases.forms import OpenForm
from yuanheng.web.cases.pages import case_rows
from yuanheng.web.cases.views.cases import bureaus_to_open

from ..access import KEEP, OPEN, VIEW, access_work
from ..actions.works import change_work, open_work_case, register_work
from ..following import SUBJECT
from ..forms import WorkForm
from ..models import Work
from ..pages.board import LAMPS, topic_rows
from ..pages.board import board as board_of
from ..pages.gantt import WIDTH, gantt
from ..pages.lists import columns, filters
from ..pages.work import work_page
from ..rules import kind_of, kind_rules, topic_rules
from ..standing import standings

A_PAGE = 40
FIELDS = ("name", "kind", "topic", "organisation", "post", "contractor", "park", "utility", "adds", "summary")


def _rows(request: HttpRequest) -> QuerySet[Work]:
    return visible(request.user, VIEW, Work.objects.select_related("organisation", "case"))


def _filtered(request: HttpRequest) -> QuerySet[Work]:
    rows = _rows(request)
    for item in filters():
        text = request.GET.get(item.key, "").strip()[:100]
        if text and (item.kind != "choice" or text in dict(item.choices)):
            rows = item.apply(rows, text)
    return rows


def _shown(request: HttpRequest) -> list[tuple[Any, str]]:
    return [(item, request.GET.get(item.key, "").strip()[:100]) for item in filters()]


@gate(VIEW)
def board(request: HttpRequest) -> HttpResponse:
    """By kind with lights."""
    asked = request.GET.get("light", "")
    light = asked if asked in dict(LAMPS) else ""
    shown = board_of(list(_filtered(request)), on=moment.today(), light=light)
    context = {
        "board": shown, "light": light, "filters": _shown(request), "rule": kind_rules(),
        "any": light or any(v for _, v in _shown(request)),
    }  # fmt: skip
    return render(request, "works/board.html", context)


@gate(VIEW)
def work_list(request: HttpRequest) -> HttpResponse:
    """All works within reach."""
    found = standings(list(_rows(request)), on=moment.today())
    table = build_table(
        request, name="规划和工程", rows=_rows(request), columns=columns(found), filters=filters(), order=("kind", "number"),
        empty="还没有工程", empty_advice="从“登记工程”开始:规划、道路、征地、河道、污水、服务中心、学校、街区广场、扩容。",
    )  # fmt: skip
    return table_page(request, "works/list.html", table)


@gate(VIEW)
def chart(request: HttpRequest) -> HttpResponse:
    """Plan against actual, so many a page."""
    page = Paginator(_filtered(request).order_by("kind", "number"), A_PAGE).get_page(request.GET.get("page"))
    shown = gantt(list(page), on=moment.today())
    context = {"page": page, "chart": shown, "width": WIDTH, "filters": _shown(request)}
    return render(request, "works/gantt.html", context)


@gate(VIEW)
def plan(request: HttpRequest) -> HttpResponse:
    """Every sentence of the plan with the works that carry it out."""
    rows = topic_rows(list(_rows(request)), on=moment.today())
    return render(request, "works/plan.html", {"rows": rows, "source": topic_rules().source})


@gate(VIEW)
def work(request: HttpRequest, pk: Any) -> HttpResponse:
    """One work."""
    found = access_work(request.user, pk)  # type: ignore[arg-type]
    page = work_page(found, on=moment.today())
    rows = case_rows(request.user, SUBJECT, found.pk)
    return render(request, "works/work.html", {"page": page, "work": found, "rows": rows, "today": moment.today()})


@gate(KEEP, post=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """Register a work."""
    start = {"kind": request.GET.get("kind", ""), "topic": request.GET.get("topic", "")}
    form = WorkForm(request.POST or None, initial=start)

    def do(data: dict[str, Any]) -> Work:
        return register_work(by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(
        request, form, do, title="登记工程", back=reverse("works:board"), done="已登记,下一步发起办件。",
        after=lambda made: reverse("works:work", args=[made.pk]), hint="登记后从工程页发起办件,步骤和时限按这类工程的流程。",
    )  # fmt: skip


@gate(KEEP, post=KEEP)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Change a work; its kind stays."""
    found = access_work(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    form = WorkForm(request.POST or None, initial={name: getattr(found, name) for name in FIELDS})
    form.fields["kind"].disabled = True

    def do(data: dict[str, Any]) -> Work:
        data.pop("kind")
        return change_work(found, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(request, form, do, title=f"修改 {found}", back=reverse("works:work", args=[pk]), done="已保存。")


@gate(OPEN, post=OPEN)
def open_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Open the case of a work: which steps are not needed, who signs."""
    found = access_work(request.user, pk, needed=OPEN)  # type: ignore[arg-type]
    under = load_procedure(kind_of(found.kind).procedure)
    start = {"title": found.name, "subject_label": found.name}
    form = OpenForm(request.POST or None, under=under, bureaus=bureaus_to_open(request.user), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            open_work_case(
                found, by=request.user, at=moment.now(), organisation=form.cleaned_data["organisation"],  # type: ignore[arg-type]
                data=form.event_data(),
            )  # fmt: skip
        except YuanhengError as error:
            form.add_error(None, str(error.problem))
        else:
            messages.success(request, "已发起办件,各步骤的承办部门会收到提醒。")
            return redirect("works:work", pk=pk)
    context = {
        "form": form, "title": f"发起办件:{found}", "back": reverse("works:work", args=[pk]), "submit": "发起",
        "hint": f"按“{under.label}”流程办理;不需要的步骤在这里去掉。",
    }  # fmt: skip
    return render(request, "base/form_page.html", context, status=422 if request.method == "POST" else 200)
