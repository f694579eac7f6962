"""Chains."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate

from ..access import VIEW_POWERS
from ..pages.matters import matter_named, matter_page


@gate(VIEW_POWERS)
def matter(request: HttpRequest, name: str) -> HttpResponse:
    """One chain with its items, papers and limit."""
    found = matter_named(name)
    if found is None:
        raise Http404("没有这个链条")
    return render(request, "approvals/matter.html", {"page": matter_page(found, on=moment.today()), "matter": found})
