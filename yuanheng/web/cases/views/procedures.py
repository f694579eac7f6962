"""The library of procedures."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.web.base.access import gate

from ..access import PROCEDURES
from ..pages.procedures import library, procedure_page, running_under
from ..procedures import find_procedure


@gate(PROCEDURES)
def procedure_list(request: HttpRequest) -> HttpResponse:
    """All procedures, as cards; files that cannot be used with what is wrong."""
    good, broken = library()
    return render(request, "cases/procedures.html", {"procedures": good, "broken": broken})


@gate(PROCEDURES)
def procedure(request: HttpRequest, name: str) -> HttpResponse:
    """One procedure in sentences, with its chain."""
    found = find_procedure(name)
    if found is None:
        raise Http404("没有这个流程,或它的文件有误")
    page = procedure_page(found, running=running_under(name))
    return render(request, "cases/procedure.html", {"page": page, "procedure": found})
