"""The register of qualifications and honours."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page
from yuanheng.web.enterprises.models import Enterprise

from ..access import QUALIFICATIONS, RECOGNISE, access_qualification
from ..actions.qualifications import declare, end, recognise
from ..forms import DeclareForm, RecogniseForm
from ..models import Qualification, QualificationState
from ..rules import kinds

TONES = {"declared": "blue", "recognised": "green", "refused": "red", "withdrawn": "secondary"}
COLUMNS = (
    Column(
        "enterprise", "企业", sort="enterprise__name_pinyin", value=lambda q: q.enterprise.name,
        link=lambda q: reverse("cultivation:qualification", args=[q.pk]),
    ),
    Column("kind", "类别", sort="kind", value=lambda q: _label(q.kind)),
    Column("title", "名称", minor=True),
    Column(
        "state", "状态", kind="badge", sort="state", value=lambda q: q.get_state_display(), tone=lambda q: TONES[q.state]
    ),
    Column("renewal", "复审", value=lambda q: "复审" if q.renewal else "", minor=True),
    Column("declared_on", "申报", kind="date", sort="declared_on", minor=True),
    Column("recognised_on", "认定", kind="date", sort="recognised_on", minor=True),
    Column("counts_for", "计入年度", sort="counts_for", value=lambda q: q.counts_for or "", minor=True),
    Column("expires_on", "有效期至", kind="date", sort="expires_on", minor=True),
    Column("document", "文号", minor=True),
)  # fmt: skip


def _label(kind: str) -> str:
    return kinds()[kind].label if kind in kinds() else kind


def _filters() -> tuple[Any, ...]:
    years = Qualification.objects.exclude(counts_for=None).order_by("-counts_for")
    return (
        TextFilter(
            "q", "企业名称、代码、拼音",
            apply=lambda r, t: r.filter(enterprise__in=Enterprise.objects.matching(t)),
        ),
        ChoiceFilter(
            "kind", "类别", choices=[(n, k.label) for n, k in kinds().items()], apply=lambda r, v: r.filter(kind=v)
        ),
        ChoiceFilter("state", "状态", choices=QualificationState.choices, apply=lambda r, v: r.filter(state=v)),
        ChoiceFilter(
            "year", "计入年度",
            choices=[(str(y), str(y)) for y in years.values_list("counts_for", flat=True).distinct()],
            apply=lambda r, v: r.filter(counts_for=int(v)),
        ),
    )  # fmt: skip


@gate(QUALIFICATIONS)
def qualification_list(request: HttpRequest) -> HttpResponse:
    """All of them."""
    table = build_table(
        request, name="资质荣誉",
        rows=visible(request.user, QUALIFICATIONS, Qualification.objects.select_related("enterprise")),
        columns=COLUMNS, filters=_filters(), order=("-recognised_on", "-declared_on"), empty="还没有资质荣誉",
        empty_advice="企业申报时先登记;公布名单下来后,在“公布名单”一次导入,已申报的自动转为已认定。",
    )  # fmt: skip
    return table_page(request, "cultivation/qualifications.html", table)


@gate(RECOGNISE, post=RECOGNISE)
def new(request: HttpRequest) -> HttpResponse:
    """A firm has applied."""

    def do(data: dict[str, Any]) -> Qualification:
        return declare(data.pop("enterprise"), by=request.user, at=moment.now(), **data)

    return form_page(
        request, DeclareForm(request.POST or None), do, title="登记申报", back=reverse("cultivation:qualifications"),
        done="已登记申报。", after=lambda made: reverse("cultivation:qualification", args=[made.pk]),
    )  # fmt: skip


@gate(QUALIFICATIONS, post=RECOGNISE)
def one(request: HttpRequest, pk: Any) -> HttpResponse:
    """One; a POST recognises it."""
    found = access_qualification(request.user, pk, needed=RECOGNISE if request.method == "POST" else QUALIFICATIONS)
    back = reverse("cultivation:qualification", args=[pk])
    if request.method == "POST":

        def do(data: dict[str, Any]) -> None:
            recognise(found, by=request.user, at=moment.now(), **data)

        return act(request, RecogniseForm(request.POST), do, done="已认定。", back=back)
    today = moment.today()
    context = {
        "q": found, "kind": kinds()[found.kind], "tone": TONES[found.state],
        "form": RecogniseForm(initial={"on": today, "counts_for": today.year}),
    }  # fmt: skip
    return render(request, "cultivation/qualification.html", context)


@gate(post=RECOGNISE)
def end_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Refused, or withdrawn."""
    found = access_qualification(request.user, pk, needed=RECOGNISE)
    state = QualificationState.REFUSED if found.state == "declared" else QualificationState.WITHDRAWN

    def do(data: dict[str, Any]) -> None:
        end(found, state=state, on=moment.today(), by=request.user, at=moment.now())

    return act(request, None, do, done=f"已登记为{state.label}。", back=reverse("cultivation:qualification", args=[pk]))
