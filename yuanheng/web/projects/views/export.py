"""Tables for offices above."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.audit import record
from yuanheng.web.base.export import exported

from ..access import VIEW
from ..layouts import layouts as known_layouts
from ..layouts import lines
from ..models import Project
from ..pages.lists import filtered, with_total


@gate(VIEW)
def layouts(request: HttpRequest) -> HttpResponse:
    """The tables there are."""
    return render(
        request, "projects/layouts.html", {"layouts": known_layouts().values(), "query": request.GET.urlencode()}
    )


@gate(VIEW)
def export_layout(request: HttpRequest, name: str) -> HttpResponseBase:
    """One table over the projects within reach and within the filters of the address (logged)."""
    layout = known_layouts().get(name)
    if layout is None:
        raise Http404(f"没有表式 {name}")
    rows = filtered(with_total(visible(request.user, VIEW, Project.objects.all())), request.GET).order_by("number")
    with transaction.atomic():
        record(request.user, "base.table.exported", target_label=layout.label, after={"rows": rows.count()})  # type: ignore[arg-type]
    headings = [column.heading for column in layout.columns]
    return exported("xlsx", name=layout.label, headings=headings, lines=lines(layout, rows))
