"""Bring a register in: hand in, look at what it would change, confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.models import Job
from yuanheng.web.base.tables import build_table, table_page

from ..access import IMPORT, access_import
from ..actions.imports import confirm_import, create_import, discard_import
from ..forms import ImportForm
from ..models import RegisterImport
from ..pages.lists import IMPORT_COLUMNS, shown_changes


@gate(IMPORT)
def import_list(request: HttpRequest) -> HttpResponse:
    """Register sheets handed in, and the form for another."""
    table = build_table(
        request,
        name="名录导入",
        rows=visible(request.user, IMPORT, RegisterImport.objects.select_related("by")),
        columns=IMPORT_COLUMNS,
        order=("-created_at",),
        empty="还没有导入过名录",
        empty_advice="先上传企业名录表。系统会列出新增和变更的企业,确认后才并入。",
    )
    return table_page(request, "enterprises/imports.html", table, form=ImportForm())


@gate(post=IMPORT)
def new_import(request: HttpRequest) -> HttpResponse:
    """Keep the sheet; it is read in the background."""
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, ";".join(errors))
        return redirect("enterprises:imports")
    try:
        made = create_import(by=request.user, given=form.cleaned_data["file"])
    except YuanhengError as error:
        messages.error(request, str(error.problem))
        return redirect("enterprises:imports")
    return redirect("enterprises:import", pk=made.pk)


@gate(IMPORT)
def register_import(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the sheet would change."""
    made = access_import(request.user, pk)
    new, changed = shown_changes(made)
    job = visible(request.user, "base.job.view", Job.objects.for_target(made)).first()
    context = {"made": made, "new": new, "changed": changed, "job": job}
    return render(request, "enterprises/import.html", context)


@gate(post=IMPORT)
def confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """Merge it, all or nothing."""
    made = access_import(request.user, pk)
    try:
        made = confirm_import(made, by=request.user, at=moment.now())
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, f"已并入名录:新增 {made.new} 家,变更 {made.changed} 家,不变 {made.same} 家。")
    return redirect("enterprises:import", pk=made.pk)


@gate(post=IMPORT)
def discard(request: HttpRequest, pk: Any) -> HttpResponse:
    """Leave it out."""
    made = access_import(request.user, pk)
    try:
        discard_import(made, by=request.user)
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, "已放弃,名录没有改动。")
    return redirect("enterprises:import", pk=made.pk)
