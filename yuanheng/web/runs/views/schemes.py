"""Schemes to read: those on offer, and the one a run was bound to."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.engines.errors import ProblemsError
from yuanheng.web.base.access import gate

from ..access import SCHEMES, VIEW, access_run
from ..pages.scheme import scheme_page
from ..schemes import every_scheme, offered, scheme_names, scheme_of


@gate(SCHEMES)
def scheme_list(request: HttpRequest) -> HttpResponse:
    """All schemes, as cards."""
    return _list(request)


def _list(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    good, broken = every_scheme()
    context = {"schemes": [scheme_page(each) for each in good], "broken": broken}
    return render(request, "runs/schemes.html", context, status=status)


@gate(SCHEMES)
def scheme_view(request: HttpRequest, name: str) -> HttpResponse:
    """One scheme in sentences, and as written; a file that cannot be used: what is wrong with it."""
    if name not in scheme_names():
        raise Http404("没有这个评价办法")
    try:
        chosen = offered(name)
    except ProblemsError:
        return _list(request, status=422)
    return render(request, "runs/scheme.html", {"page": scheme_page(chosen)})


@gate(VIEW)
def run_scheme(request: HttpRequest, pk: Any) -> HttpResponse:
    """The scheme as it was when the run was made."""
    run = access_run(request.user, pk)
    return render(request, "runs/scheme.html", {"page": scheme_page(scheme_of(run)), "run": run})
