"""The library, one policy, entering and changing it, its budget and end, whom it fits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import build_table, table_page

from ..access import BUDGET, MANAGE, MATCH, VIEW, access_policy
from ..actions.policies import change_policy, end_policy, enter_policy, set_budget
from ..forms.conditions import ConditionRows, rows_of
from ..forms.policies import BudgetForm, EndForm, PolicyForm
from ..matching import Verdict, load_fields
from ..models import Policy
from ..money import moneys
from ..pages import policies as pages
from ..years import chosen, offered


@gate(VIEW)
def policy_list(request: HttpRequest) -> HttpResponse:
    """All policies."""
    today = moment.today()
    rows = visible(request.user, VIEW, pages.library(today))
    year = chosen(request.GET.get("year", ""), today)
    money = {pk: m for (pk, _), m in moneys(rows.values_list("pk", flat=True), year).items()}
    table = build_table(
        request,
        name="政策库",
        rows=rows,
        columns=pages.columns(today, year, money),
        filters=pages.filters(today),
        order=("-issued_on", "title"),
        empty="没有符合条件的政策",
        empty_advice="点右上角“登记政策”,把文件里的条件逐条写成可以核对的条件。",
    )
    found = list(money.values())
    budgets = [m.budget for m in found if m.budget is not None]
    sums = {
        "budget": sum(budgets) if budgets else None,
        "paid": sum(m.paid for m in found) if found else None,
        "promised": sum(m.promised for m in found) if found else None,
    }
    return table_page(request, "policies/policies.html", table, year=year, years=offered(today), sums=sums)


@gate(VIEW)
def policy(request: HttpRequest, pk: Any) -> HttpResponse:
    """One policy."""
    found, today = access_policy(request.user, pk), moment.today()
    context = {
        "page": pages.policy_page(found, on=today),
        "budget_form": BudgetForm(initial={"year": today.year}),
        "end_form": EndForm(),
    }
    return render(request, "policies/policy.html", context)


@gate(VIEW)
def policy_file(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The document."""
    found = access_policy(request.user, pk)
    if found.file is None:
        raise Http404("这条政策没有文件")
    return files.attachment(found.file)


@gate(MATCH)
def matches(request: HttpRequest, pk: Any) -> HttpResponse:
    """Whom it fits."""
    found = access_policy(request.user, pk, needed=MATCH)
    asked = request.GET.get("show", Verdict.FITS.value)
    shown = Verdict(asked) if asked in set(Verdict) else Verdict.FITS
    today = moment.today()
    year = chosen(request.GET.get("year", ""), today)
    kind = "company" if request.GET.get("of") == "company" else ""
    page = pages.match_page(request.user, found, year=year, today=today, shown=shown, kind=kind)
    return render(request, "policies/matches.html", {"page": page, "policy": found})


@gate(MANAGE, post=MANAGE)
def new_policy(request: HttpRequest) -> HttpResponse:
    """Enter a policy."""
    return _edit(request, None)


@gate(MANAGE, post=MANAGE)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Correct a policy."""
    return _edit(request, access_policy(request.user, pk, needed=MANAGE))


def _edit(request: HttpRequest, found: Policy | None) -> HttpResponse:
    form = PolicyForm(request.POST or None, request.FILES or None, policy=found)
    rows = ConditionRows(
        request.POST if request.method == "POST" else None, prefix="c", initial=rows_of(found) if found else []
    )
    good = request.method == "POST" and all([form.is_valid(), rows.is_valid()])
    if good:
        try:
            given = {**form.values(), "conditions": rows.conditions(), "by": request.user}
            made = change_policy(found, **given) if found else enter_policy(at=moment.now(), **given)
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已{'修改' if found else '登记'}政策“{made}”。")
            return redirect("policies:policy", pk=made.pk)
    context = {
        "form": form, "rows": rows, "policy": found, "fields": load_fields(),
        "head": [form[n] for n in PolicyForm.head], "gives": [form[n] for n in PolicyForm.gives],
    }  # fmt: skip
    bad = request.method == "POST"
    return render(request, "policies/edit.html", context, status=422 if bad else 200)


@gate(post=BUDGET)
def budget(request: HttpRequest, pk: Any) -> HttpResponse:
    """Set a year's budget."""
    found = access_policy(request.user, pk, needed=BUDGET)
    form = BudgetForm(request.POST)
    if form.is_valid():
        try:
            set_budget(found, by=request.user, at=moment.now(), **form.values())
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已登记 {form.cleaned_data['year']} 年预算。")
            return redirect("policies:policy", pk=found.pk)
    return _again(request, found, budget_form=form, end_form=EndForm())


@gate(post=MANAGE)
def end(request: HttpRequest, pk: Any) -> HttpResponse:
    """It ends before its time."""
    found = access_policy(request.user, pk, needed=MANAGE)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_policy(found, by=request.user, **form.cleaned_data)
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{found}”到 {form.cleaned_data['on']} 为止。")
            return redirect("policies:policy", pk=found.pk)
    return _again(request, found, budget_form=BudgetForm(initial={"year": moment.today().year}), end_form=form)


def _again(request: HttpRequest, found: Policy, **forms: Any) -> HttpResponse:
    """The page with what was typed."""
    context = {"page": pages.policy_page(found, on=moment.today()), **forms}
    return render(request, "policies/policy.html", context, status=422)
