"""The library of target companies, and one of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import jobs, moment
from yuanheng.web.base.access import gate, may, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.audit import record
from yuanheng.web.base.tables import build_table, table_page
from yuanheng.web.projects.access import VIEW as PROJECTS
from yuanheng.web.projects.models import Project

from ..access import ACTIVITIES, ASSIGN, COMPANIES, EDIT, LOCK, access_company
from ..actions.companies import (
    add_news,
    assign_company,
    change_company,
    create_company,
    drop_company,
    lock_company,
    unlock_company,
)
from ..forms import AssignForm, CompanyForm, LockForm, NewsForm, ReasonForm
from ..models import Activity, FollowUp, TargetCompany
from ..pages.companies import columns, company_filters, company_page
from ..pages.lead import activities
from ..rules import follow_rule


def _page(pk: Any) -> str:
    return reverse("investment:company", args=[pk])


@gate(COMPANIES)
def companies(request: HttpRequest) -> HttpResponse:
    """All target companies within reach, the best fit first."""
    on = moment.today()
    rows = visible(request.user, COMPANIES, TargetCompany.objects.all()).select_related("assigned_to", "locked_by")
    if request.GET.get("state", "") != "dropped":
        rows = rows.exclude(state="dropped")
    from django.db.models import F

    table = build_table(
        request, name="招商目标对象", rows=rows, columns=columns(on), filters=company_filters(on, request.user),
        order=(F("fit").desc(nulls_last=True), "name_pinyin"), empty="没有符合条件的目标对象",  # type: ignore[arg-type]
        empty_advice="逐家登记,或把现有的名单导入进来;导入时每个金额要么读懂,要么列出来问。",
    )  # fmt: skip
    return table_page(request, "investment/companies.html", table)


@gate(EDIT, post=EDIT)
def new_company(request: HttpRequest) -> HttpResponse:
    """Enter a company."""
    form = CompanyForm(request.POST or None, initial={"place": request.GET.get("place", "")})
    return form_page(
        request, form,
        lambda d: create_company(by=request.user, at=moment.now(), **form.values()),  # type: ignore[arg-type]
        title="登记目标对象", back=reverse("investment:companies"), done="已登记,匹配度随后算出。",
        after=lambda made: _page(made.pk),
    )  # fmt: skip


@gate(EDIT, post=EDIT)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Change a company; who comes second is told."""
    found = access_company(request.user, pk, needed=EDIT)  # type: ignore[arg-type]
    names = ("name", "kind", "products", "city", "country", "uscc", "growth", "contact", "note", "version")
    first = {name: getattr(found, name) for name in names}
    first |= {"place": f"{found.chain}/{found.segment}" if found.chain else "", "capital": found.capital_text}
    if found.capital is not None and not found.capital_text:
        first["capital"] = f"{found.capital:f}{found.get_currency_display()}"
    form = CompanyForm(request.POST or None, initial=first)
    return form_page(
        request, form,
        lambda d: change_company(found, version=d["version"] or 0, by=request.user, **form.values()),  # type: ignore[arg-type]
        title=f"修改 {found}", back=_page(pk), done="已保存。",
    )  # fmt: skip


@gate(COMPANIES)
def company(request: HttpRequest, pk: Any) -> HttpResponse:
    """Everything known of a company, and the score line by line."""
    user: Any = request.user
    found = access_company(user, pk)
    on = moment.today()
    seen = (
        visible(user, ACTIVITIES, Activity.objects.filter(company=found))
        if may(user, ACTIVITIES)
        else Activity.objects.none()
    )
    most = follow_rule()
    context = {
        "page": company_page(found, visible(user, PROJECTS, Project.objects.all()), user=user, on=on),
        "activities": activities(seen), "hidden": Activity.objects.filter(company=found).count() - seen.count(),
        "step": FollowUp.objects.select_related("owner").filter(company=found).first(),
        "assign_form": AssignForm(initial={"to": found.assigned_to_id}), "news_form": NewsForm(),
        "lock_form": LockForm(initial={"until": on + timedelta(days=most.lock_days)}), "reason_form": ReasonForm(),
        "rule": most,
    }  # fmt: skip
    return render(request, "investment/company.html", context)


@gate(post=ASSIGN)
def assign(request: HttpRequest, pk: Any) -> HttpResponse:
    """Who follows it."""
    found = access_company(request.user, pk, needed=ASSIGN)  # type: ignore[arg-type]
    return act(
        request, AssignForm(request.POST), lambda d: assign_company(found, to=d["to"], by=request.user),  # type: ignore[arg-type]
        done="已分配。", back=_page(pk),
    )  # fmt: skip


@gate(post=LOCK)
def lock(request: HttpRequest, pk: Any) -> HttpResponse:
    """For oneself, until a day; whoever may see a company may lock it, unless another has."""
    found = access_company(request.user, pk)  # type: ignore[arg-type]
    return act(
        request, LockForm(request.POST),
        lambda d: lock_company(found, by=request.user, at=moment.now(), until=d["until"]),  # type: ignore[arg-type]
        done="已锁定。", back=_page(pk),
    )  # fmt: skip


@gate(post=LOCK)
def unlock(request: HttpRequest, pk: Any) -> HttpResponse:
    """Let go."""
    user: Any = request.user
    found = access_company(user, pk)
    decides = may(user, ASSIGN) and visible(user, ASSIGN, TargetCompany.objects.filter(pk=found.pk)).exists()
    return act(
        request, None, lambda d: unlock_company(found, by=user, decides=decides), done="已解除锁定。", back=_page(pk)
    )


@gate(post=EDIT)
def follow(request: HttpRequest, pk: Any) -> HttpResponse:
    """Leave it, or take it up again."""
    found = access_company(request.user, pk, needed=EDIT)  # type: ignore[arg-type]
    return act(
        request, ReasonForm(request.POST), lambda d: drop_company(found, reason=d["reason"], by=request.user),  # type: ignore[arg-type]
        done="已登记。", back=_page(pk),
    )  # fmt: skip


@gate(post=LOCK)
def news(request: HttpRequest, pk: Any) -> HttpResponse:
    """Something heard: whoever hears it may say it."""
    found = access_company(request.user, pk)  # type: ignore[arg-type]
    form = NewsForm(request.POST)
    return act(
        request, form, lambda d: add_news(found, news=form.news(), by=request.user, at=moment.now()),  # type: ignore[arg-type]
        done="动态已登记,匹配度随后更新。", back=_page(pk),
    )  # fmt: skip


@gate(post=EDIT)
def score(request: HttpRequest) -> HttpResponse:
    """Compute the fit of all companies anew."""

    def do(data: dict[str, Any]) -> None:
        with transaction.atomic():
            record(request.user, "investment.company.scored", target_label="招商目标对象库")  # type: ignore[arg-type]
            jobs.defer("investment.fit.compute", by=request.user, label="重算目标对象匹配度")  # type: ignore[arg-type]

    return act(request, None, do, done="正在重算,完成后通知您。", back=reverse("investment:companies"))
