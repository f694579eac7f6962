"""One project's delivery: months, plan, pictures, difficulties, lamps; and what is written there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.procedures import load_procedure
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import act
from yuanheng.web.cases.forms import OpenForm
from yuanheng.web.cases.pages import case_rows
from yuanheng.web.cases.views.cases import bureaus_to_open

from ..access import OPEN, PLAN, RAISE, REMARK, REPORT, VIEW, access_delivery, access_picture
from ..actions.difficulties import raise_difficulty
from ..actions.projects import PROCEDURE, add_picture, open_delivery, report_month, set_plan
from ..actions.remarks import instruct, plan_year
from ..forms import DifficultyForm, InstructionForm, PictureForm, PlanForm, ReportForm, YearPlanForm
from ..pages.project import delivery_page


def _back(pk: Any) -> str:
    return reverse("delivery:project", args=[pk])


@gate(VIEW)
def project(request: HttpRequest, pk: Any) -> HttpResponse:
    """Everything of one project's delivery."""
    found = access_delivery(request.user, pk)
    today = moment.today()
    month = {"month": today.replace(day=1)}
    context = {
        **delivery_page(found, on=today),
        "rows": case_rows(request.user, "projects.project", found.pk),
        "plan_form": PlanForm(),
        "report_form": ReportForm(initial=month),
        "picture_form": PictureForm(initial=month),
        "difficulty_form": DifficultyForm(),
        "instruction_form": InstructionForm(),
        "year_form": YearPlanForm(initial={"year": today.year}),
    }
    return render(request, "delivery/project.html", context)


@gate(OPEN, post=OPEN)
def open_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Open the case of delivery: which steps are not needed, who signs."""
    found = access_delivery(request.user, pk, needed=OPEN)
    start = {"title": f"{found.name} 落地推进", "subject_label": found.name}
    form = OpenForm(
        request.POST or None, under=load_procedure(PROCEDURE),
        bureaus=bureaus_to_open(request.user), initial=start,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            open_delivery(
                found, by=request.user, at=moment.now(), title=said["title"], organisation=said["organisation"],
                data=form.event_data(),
            )  # fmt: skip
        except YuanhengError as error:
            form.add_error(None, str(error.problem))
        else:
            messages.success(request, "已发起落地推进。")
            return redirect("delivery:project", pk=pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "delivery/open.html", {"form": form, "project": found}, status=status)


@gate(post=PLAN)
def plan(request: HttpRequest, pk: Any) -> HttpResponse:
    """A milestone's date."""
    found = access_delivery(request.user, pk, needed=PLAN)
    return act(
        request, PlanForm(request.POST), lambda d: set_plan(found, by=request.user, at=moment.now(), **d),
        done="节点计划已登记,原计划保留。", back=_back(pk),
    )  # fmt: skip


@gate(post=PLAN)
def year_plan(request: HttpRequest, pk: Any) -> HttpResponse:
    """A year's planned investment."""
    found = access_delivery(request.user, pk, needed=PLAN)

    def do(data: dict[str, Any]) -> None:
        plan_year(found, year=data["year"], amount=data["amount"] * 10_000, by=request.user, at=moment.now())

    return act(request, YearPlanForm(request.POST), do, done="年度投资计划已登记。", back=_back(pk))


@gate(post=REPORT)
def report(request: HttpRequest, pk: Any) -> HttpResponse:
    """A month's progress."""
    found = access_delivery(request.user, pk, needed=REPORT)

    def do(data: dict[str, Any]) -> None:
        wan = {k: None if data[k] is None else data[k] * 10_000 for k in ("done", "cumulative")}
        report_month(found, month=data["month"], text=data["text"], by=request.user, at=moment.now(), **wan)

    return act(request, ReportForm(request.POST), do, done="本月进展已登记。", back=_back(pk))


@gate(post=REPORT)
def picture(request: HttpRequest, pk: Any) -> HttpResponse:
    """A picture of the site, with place and time."""
    found = access_delivery(request.user, pk, needed=REPORT)

    def do(data: dict[str, Any]) -> None:
        known = data["latitude"] is not None and data["longitude"] is not None
        place = (data["latitude"], data["longitude"]) if known else None
        add_picture(
            found, given=data["file"], month=data["month"], place=place, caption=data["caption"], by=request.user,
            at=moment.now(),
        )  # fmt: skip

    return act(request, PictureForm(request.POST, request.FILES), do, done="照片已保存。", back=_back(pk))


@gate(VIEW)
def picture_file(request: HttpRequest, pk: Any) -> HttpResponse:
    """A picture as it is shown: drawn anew when it came, so it holds nothing but pixels."""
    found = access_picture(request.user, pk)
    response = HttpResponse(files.path_of(found.file).read_bytes(), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400"
    return response


@gate(post=RAISE)
def new_difficulty(request: HttpRequest, pk: Any) -> HttpResponse:
    """A difficulty."""
    found = access_delivery(request.user, pk, needed=RAISE)
    return act(
        request, DifficultyForm(request.POST), lambda d: raise_difficulty(found, by=request.user, at=moment.now(), **d),
        done="难点已登记,责任人已收到通知。", back=_back(pk),
    )  # fmt: skip


@gate(post=REMARK)
def remark(request: HttpRequest, pk: Any) -> HttpResponse:
    """A leader's word."""
    found = access_delivery(request.user, pk, needed=REMARK)
    return act(
        request, InstructionForm(request.POST), lambda d: instruct(found, by=request.user, at=moment.now(), **d),
        done="批示已送达项目负责人。", back=_back(pk),
    )  # fmt: skip


@gate(VIEW)
def start(request: HttpRequest) -> HttpResponse:
    """The first page of delivery is the workbench of the first group."""
    return redirect("delivery:group", code="approvals")
