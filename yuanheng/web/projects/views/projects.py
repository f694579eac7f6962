"""One project: its page, its form, and a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.panels import panels_for

from ..access import CREATE, EDIT, VIEW, access_project
from ..actions.duplicates import likely_duplicates
from ..actions.projects import Money, ProjectChangedError, change_project, create_project
from ..forms import AmountForm, NewProjectForm, PairForm, ProjectForm, RecogniseForm, StageForm
from ..models import Project
from ..pages.project import project_page


@gate(VIEW)
def project(request: HttpRequest, pk: Any) -> HttpResponse:
    """Everything known of a project."""
    found = access_project(request.user, pk)
    today = moment.today()
    page = project_page(found)
    context = {
        "page": page,
        "panels": panels_for(request, "projects.project", found),
        "stage_form": StageForm(initial={"on": today}),
        "amount_form": AmountForm(initial={"holds_from": today}),
        "recognise_form": RecogniseForm(initial={"year": today.year, "dated": today}),
        "alike": likely_duplicates(found.name, [i.name for i in page.investors], but=found.pk),
        "pair_form": PairForm(),
    }
    return render(request, "projects/project.html", context)


@gate(CREATE, post=CREATE)
def new_project(request: HttpRequest) -> HttpResponse:
    """Enter a project; what looks like it is shown first."""
    form = NewProjectForm(request.POST or None)
    alike: list[Any] = []
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        investors = data["investors"]
        alike = likely_duplicates(data["name"], [i.name for i in investors])
        if not alike or data["confirmed"]:
            try:
                made = _create(request, data)
            except YuanhengError as error:
                form.add_error(None, str(error.problem))
            else:
                messages.success(request, f"已登记 {made.number}。")
                return redirect("projects:project", pk=made.pk)
    status = 422 if form.errors else (409 if alike else 200)
    return render(request, "projects/form.html", {"form": form, "alike": alike, "new": True}, status=status)


def _create(request: HttpRequest, data: dict[str, Any]) -> Project:
    total, currency = data.pop("total"), data.pop("currency")
    for name in ("confirmed", "version"):
        data.pop(name)
    amounts = []
    if total is not None:
        amounts.append(Money(kind="total", amount=total * 10_000, currency=currency, holds_from=moment.today()))
    return create_project(by=request.user, at=moment.now(), amounts=amounts, **data)  # type: ignore[arg-type]


@gate(EDIT, post=EDIT)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Change a project; whoever comes second is shown what the first changed, and keeps what was typed."""
    found = access_project(request.user, pk, needed=EDIT)
    form = ProjectForm(request.POST or None, initial=_initial(found))
    theirs: tuple[tuple[str, str, str], ...] | None = None
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        version = data.pop("version")
        try:
            change_project(found, version=version or 0, by=request.user, **data)  # type: ignore[arg-type]
        except ProjectChangedError as error:
            theirs = error.theirs
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = access_project(request.user, pk).version
        except YuanhengError as error:
            form.add_error(None, str(error.problem))
        else:
            messages.success(request, "已保存。")
            return redirect("projects:project", pk=pk)
    status = 409 if theirs is not None else (422 if form.errors else 200)
    context = {"form": form, "project": found, "theirs": theirs, "late": theirs is not None}
    return render(request, "projects/form.html", context, status=status)


def _initial(found: Project) -> dict[str, Any]:
    names = (
        "name", "national_code", "origin", "industry_code", "cluster", "source_kind", "source_name", "town", "land_mu",
        "plant_m2", "power_kva", "water_t_day", "manager", "leader", "summary", "version",
    )  # fmt: skip
    lines = []
    for i in found.investors.all():
        share = "" if i.share is None else f"{i.share.normalize():f}%"
        lines.append(",".join(part for part in (i.name, i.country, share) if part))
    manufacturing = {True: "yes", False: "no"}.get(found.manufacturing, "")  # type: ignore[arg-type]
    return {name: getattr(found, name) for name in names} | {
        "investors": "\n".join(lines),
        "manufacturing": manufacturing,
        "enterprise": found.enterprise.name if found.enterprise else "",
    }
