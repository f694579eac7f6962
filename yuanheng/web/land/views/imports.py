"""Bring a land file in: hand in, answer, look, accept."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act
from yuanheng.web.base.models import Job
from yuanheng.web.base.tables import Column, build_table, table_page

from ..access import IMPORT, access_import
from ..actions.imports import accept_import, answer, create_import, discard_import
from ..forms_imports import ImportForm
from ..models import ImportState, LandImport
from ..pages.imports import FAULTS, KINDS, TONES, figures

COLUMNS = (
    Column("name", "文件", link=lambda i: reverse("land:import", args=[i.pk]), sort="name"),
    Column("kind", "内容", value=lambda i: i.get_kind_display(), sort="kind", minor=True),
    Column("holds_from", "截至", kind="date", sort="holds_from", minor=True),
    Column("by", "上传人", value=lambda i: str(i.by), minor=True),
    Column("created_at", "上传时间", kind="moment", sort="created_at"),
    Column(
        "state", "状态", kind="badge", sort="state", value=lambda i: i.get_state_display(),
        tone=lambda i: TONES[ImportState(i.state)],
    ),
)  # fmt: skip


def _page(pk: Any) -> str:
    return reverse("land:import", args=[pk])


@gate(IMPORT, post=IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """Hand in a file; what was handed in before."""
    form = ImportForm(request.POST or None, request.FILES or None, initial={"holds_from": moment.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = create_import(
                kind=data["kind"], given=data["file"], holds_from=data["holds_from"], whole=data["whole"],
                by=request.user, at=moment.now(),  # type: ignore[arg-type]
            )  # fmt: skip
        except YuanhengError as error:
            form.add_error(None, str(error.problem))
        else:
            return redirect("land:import", pk=made.pk)
    table = build_table(
        request, name="土地数据导入", rows=visible(request.user, IMPORT, LandImport.objects.select_related("by")),
        columns=COLUMNS, order=("-created_at",), empty="还没有导入过土地数据",
        empty_advice="先导入宗地图层,再导入土地台账;底图(界线、道路、河流)可以最后导入。",
    )  # fmt: skip
    return table_page(request, "land/imports.html", table, form=form)


@gate(IMPORT)
def one(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was read, what is asked, what is wrong, what it would change."""
    made = access_import(request.user, pk)
    job = visible(request.user, "base.job.view", Job.objects.for_target(made)).first()
    context = {
        "made": made, "job": job, "tone": TONES[ImportState(made.state)], "figures": figures(made), "faults": FAULTS,
        "kinds": [(KINDS.get(k, k), n) for k, n in (made.found.get("kinds") or {}).items()],
        "repairs": [f for f in made.faults if f["kind"] == "repair"],
        "others": [f for f in made.faults if f["kind"] != "repair"],
        "fault_counts": [(FAULTS.get(k, k), n) for k, n in (made.found.get("faults") or {}).items()],
        "area": Decimal(made.found["mu"]) if made.found.get("mu") else None,
    }  # fmt: skip
    return render(request, "land/import.html", context)


@gate(post=IMPORT)
def answer_import(request: HttpRequest, pk: Any) -> HttpResponse:
    """The coordinate system, the units, the repairs, the district."""
    made = access_import(request.user, pk)
    said: dict[str, Any] = {}
    if "told" in request.POST:
        typed = request.POST.get("typed", "").strip()
        said["told"] = typed or request.POST["told"]
    if "units" in request.POST:
        columns = (made.question or {}).get("columns", [])
        said["units"] = {
            c["header"]: request.POST[f"u-{n}"]
            for n, c in enumerate(columns)
            if request.POST.get(f"u-{n}") in c["units"]
        }
    if "repairs" in request.POST:
        said["repairs"] = [int(v) for v in request.POST.getlist("place") if v.isdigit()]
    if "only" in request.POST:
        said["only"] = request.POST["only"]
    return act(
        request, None, lambda d: answer(made, by=request.user, **said),  # type: ignore[arg-type]
        done="正在按新的回答重读。", back=_page(pk),
    )  # fmt: skip


@gate(post=IMPORT)
def accept(request: HttpRequest, pk: Any) -> HttpResponse:
    """All of it, or nothing."""
    made = access_import(request.user, pk)
    leave = request.POST.get("without_blocked") == "on"
    return act(
        request, None,
        lambda d: accept_import(made, by=request.user, at=moment.now(), without_blocked=leave),  # type: ignore[arg-type]
        done="正在入库,可以离开这个页面。", back=_page(pk),
    )  # fmt: skip


@gate(post=IMPORT)
def discard(request: HttpRequest, pk: Any) -> HttpResponse:
    """Leave it out."""
    made = access_import(request.user, pk)
    return act(
        request,
        None,
        lambda d: discard_import(made, by=request.user),
        done="已放弃,登记簿没有改动。",
        back=_page(pk),  # type: ignore[arg-type]
    )
