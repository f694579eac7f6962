"""What would be counted by the year's end, and who must do what by when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.projects.models import Project

from ..access import TARGET, VIEW
from ..actions.targets import set_target
from ..forms_targets import TargetForm
from ..models import YearTarget
from ..pages.yearend import target_rows


@gate(VIEW)
def year_end_page(request: HttpRequest) -> HttpResponse:
    """The targets of a year, as of a day of it."""
    years = list(YearTarget.objects.order_by("-year").values_list("year", flat=True).distinct())
    asked = request.GET.get("year", "")
    year = next((y for y in years if str(y) == asked), years[0] if years else moment.today().year)
    on = _day(request.GET.get("on", ""), year)
    rows = target_rows(visible(request.user, VIEW, Project.objects.all()), year=year, on=on)
    return render(request, "delivery/year_end.html", {"rows": rows, "year": year, "years": years, "on": on})


def _day(text: str, year: int) -> date:
    """The day asked for, kept inside the year and not after today."""
    last = min(moment.today(), date(year, 12, 31))
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return max(last, date(year, 1, 1))
    return max(min(day, last), date(year, 1, 1))


@gate(TARGET, post=TARGET)
def new_target(request: HttpRequest) -> HttpResponse:
    """Another target."""
    return _form(request, None)


@gate(TARGET, post=TARGET)
def change_target(request: HttpRequest, pk: Any) -> HttpResponse:
    """Its wording, number or thresholds."""
    return _form(request, get_object_or_404(YearTarget, pk=pk))


def _form(request: HttpRequest, target: YearTarget | None) -> HttpResponse:
    initial: dict[str, Any] = {"year": moment.today().year}
    if target is not None:
        names = ("year", "label", "stage", "value", "source")
        wan = {k: None if (v := getattr(target, k)) is None else v / 10_000 for k in ("min_yuan", "min_usd")}
        initial = {name: getattr(target, name) for name in names} | wan
    form = TargetForm(request.POST or None, target=target, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = set_target(by=request.user, target=target, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, "目标已登记。")
        return redirect(f"{reverse('delivery:year_end')}?year={made.year}")
    return render(
        request, "delivery/target_form.html", {"form": form, "target": target}, status=422 if form.errors else 200
    )
