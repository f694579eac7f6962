"""Clusters: all of them with their figures, one with its members."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, sees
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.ledger.models import Figure
from yuanheng.web.ledger.wording import field_group

from ..access import MANAGE, VIEW, access_cluster
from ..actions.clusters import change_cluster, create_cluster, name_member
from ..forms import ClusterForm, MemberForm
from ..pages.clusters import cluster_page, cluster_rows
from ..tallies import SALES


def _year(request: HttpRequest) -> tuple[int, list[int]]:
    years = sorted(Figure.objects.values_list("year", flat=True).distinct(), reverse=True)
    asked = request.GET.get("year", "")
    newest = years[0] if years else moment.today().year
    return next((y for y in years if str(y) == asked), newest), years


def sees_sales(user: Any) -> bool:
    """Taxable sales are figures of the tax bureau: only for roles that see its group."""
    return sees(user, field_group(SALES))


@gate(VIEW)
def cluster_list(request: HttpRequest) -> HttpResponse:
    """Every cluster: how many firms, sales, growth."""
    year, years = _year(request)
    rows = cluster_rows(year=year, on=moment.today(), sales_shown=sees_sales(request.user))
    return render(request, "cultivation/clusters.html", {"rows": rows, "year": year, "years": years})


@gate(VIEW)
def cluster(request: HttpRequest, pk: Any) -> HttpResponse:
    """One cluster."""
    found = access_cluster(request.user, pk)
    year, years = _year(request)
    page = cluster_page(found, year=year, on=moment.today(), sales_shown=sees_sales(request.user))
    context = {"page": page, "year": year, "years": years, "form": MemberForm(initial={"since": moment.today()})}
    return render(request, "cultivation/cluster.html", context)


@gate(MANAGE, post=MANAGE)
def new_cluster(request: HttpRequest) -> HttpResponse:
    """Another cluster."""
    return form_page(
        request, ClusterForm(request.POST or None), lambda d: create_cluster(by=request.user, **d), title="新建产业集群",
        back=reverse("cultivation:clusters"), done="已新建。",
        after=lambda made: reverse("cultivation:cluster", args=[made.pk]),
    )  # fmt: skip


@gate(MANAGE, post=MANAGE)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Its names and its rule."""
    found = access_cluster(request.user, pk, needed=MANAGE)
    initial = {
        "pk": found.pk, "code": found.code, "name": found.name, "synonyms": "、".join(found.synonyms),
        "prefixes": "、".join(found.prefixes), "leading": found.leading, "source": found.source,
    }  # fmt: skip
    return form_page(
        request, ClusterForm(request.POST or None, initial=initial),
        lambda d: change_cluster(found, by=request.user, **d), title=f"修改 {found}",
        back=reverse("cultivation:cluster", args=[pk]), done="已保存。",
    )  # fmt: skip


@gate(post=MANAGE)
def member(request: HttpRequest, pk: Any) -> HttpResponse:
    """Name a firm in or out."""
    found = access_cluster(request.user, pk, needed=MANAGE)

    def do(data: dict[str, Any]) -> None:
        name_member(
            found, data["enterprise"], included=data["included"] == "in", since=data["since"], reason=data["reason"],
            by=request.user, at=moment.now(),
        )  # fmt: skip

    return act(request, MemberForm(request.POST), do, done="已登记。", back=reverse("cultivation:cluster", args=[pk]))
