"""The permission matrix: what is permitted to whom, how far, and who sees which figures."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from ..access import gate
from ..audit import record
from ..export import exported
from ..pages.matrix import matrix_lines, matrix_page


@gate("base.matrix.view")
def matrix(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """The page, or with `?export=xlsx|csv` the same as a file."""
    kind = request.GET.get("export", "")
    if kind in ("xlsx", "csv"):
        with transaction.atomic():
            record(request.user, "base.matrix.exported")
        headings, lines = matrix_lines()
        return exported(kind, name="权限表", headings=headings, lines=lines)
    return render(request, "base/matrix.html", {"page": matrix_page()})
