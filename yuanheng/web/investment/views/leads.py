"""A new lead, looked for first; and what leaders decide of its protection."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import act
from yuanheng.web.base.tables import Column, build_table, table_page
from yuanheng.web.projects.access import access_project
from yuanheng.web.projects.actions.projects import Backer, Money
from yuanheng.web.projects.pages.lists import stage_label

from ..access import CLAIM, COMPANIES, DECIDE, LEAD, access_company, access_protection
from ..actions.activities import Told
from ..actions.leads import Lead, LeadTakenError, Rival, report_lead
from ..actions.protection import extend_protection, give_lead, release_protection, take_released
from ..forms import ClaimForm, ExtendForm, GiveForm, LeadForm, ReasonForm
from ..models import TargetCompany
from ..panels import lapsed_for
from ..rules import chain_of

COLUMNS = (
    Column("project", "项目", link=lambda p: reverse("projects:project", args=[p.project_id]), value=lambda p: p.project.name),
    Column("stage", "阶段", value=lambda p: stage_label(p.project.stage), minor=True),
    Column("first_reported_by", "首报人", value=lambda p: str(p.first_reported_by or ""), minor=True),
    Column("manager", "负责人", value=lambda p: str(p.project.manager or "")),
    Column("until", "保护期至", kind="date", sort="until"),
    Column("escalated_on", "报领导", kind="date", sort="escalated_on"),
)  # fmt: skip


@gate(LEAD, post=LEAD)
def new_lead(request: HttpRequest) -> HttpResponse:
    """A lead from a phone; somebody else's is shown with whose it is and until when."""
    company = _company(request)
    form = LeadForm(request.POST or None, initial=_initial(company))
    rivals: tuple[Rival, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = report_lead(_lead(form.cleaned_data, company), by=request.user, at=moment.now())  # type: ignore[arg-type]
        except LeadTakenError as error:
            rivals = error.rivals
        except YuanhengError as error:
            form.add_error(None, str(error.problem))
        else:
            messages.success(request, f"已登记 {made.number},首报记在您名下。")
            return redirect("projects:project", pk=made.pk)
    status = 422 if form.errors else (409 if rivals else 200)
    context = {
        "form": form, "rivals": rivals, "claim_form": ClaimForm(), "company": company,
        "blocked": any(r.blocks for r in rivals),
    }  # fmt: skip
    return render(request, "investment/lead_form.html", context, status=status)


def _company(request: HttpRequest) -> TargetCompany | None:
    asked = request.POST.get("company") or request.GET.get("company") or ""
    if not asked or not asked.replace("-", "").isalnum():
        return None
    from uuid import UUID

    try:
        pk = UUID(asked)
    except ValueError:
        return None
    return access_company(request.user, pk, needed=COMPANIES)  # type: ignore[arg-type]


def _initial(company: TargetCompany | None) -> dict[str, Any]:
    if company is None:
        return {}
    chain = chain_of(company.chain)
    return {
        "name": f"{company.name}项目", "investors": company.name, "cluster": chain.cluster if chain else "",
        "company": company.pk, "with_whom": company.contact,
    }  # fmt: skip


def _lead(data: dict[str, Any], company: TargetCompany | None) -> Lead:
    amount, text = data["amount"]
    on = moment.today()
    said = f"投资额:{text}" if text and amount is None else ""
    total = Money(kind="total", amount=amount.value, currency=amount.currency, holds_from=on) if amount else None
    investors = tuple(data["investors"]) or ((Backer(name=company.name),) if company else ())
    values = {k: data[k] for k in ("cluster", "source_kind", "source_name")}
    values["summary"] = "\n".join(t for t in (data["note"], said) if t)
    told = Told(
        kind="call", on=on, with_whom=data["with_whom"], note=data["note"] or "首次登记", next_step=data["next_step"],
        next_on=data["next_on"],
    )  # fmt: skip
    return Lead(
        name=data["name"], investors=investors, total=total, values=tuple(values.items()), company=company, told=told,
        separate=data["separate"],
    )  # fmt: skip


def _back(pk: Any) -> str:
    return reverse("projects:project", args=[pk])


@gate(post=CLAIM)
def take(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take up a lead that a leader released."""
    found = access_project(request.user, pk)  # type: ignore[arg-type]
    return act(
        request, None, lambda d: take_released(found, by=request.user, at=moment.now()),  # type: ignore[arg-type]
        done="已认领,由您跟进。", back=_back(pk),
    )  # fmt: skip


@gate(DECIDE)
def lapsed(request: HttpRequest) -> HttpResponse:
    """Leads whose protection lapsed without a signing."""
    rows = lapsed_for(request.user).select_related("project__manager", "first_reported_by")  # type: ignore[arg-type]
    table = build_table(
        request, name="首报首谈保护到期", rows=rows, columns=COLUMNS, order=("escalated_on",), empty="没有到期待处理的项目",
        empty_advice="保护期过了还没有签约的项目,第二天早上报到这里。",
    )  # fmt: skip
    context = {"extend_form": ExtendForm(), "reason_form": ReasonForm(), "give_form": GiveForm()}
    return table_page(request, "investment/lapsed.html", table, **context)


@gate(post=DECIDE)
def extend(request: HttpRequest, pk: Any) -> HttpResponse:
    """More time."""
    found = access_protection(request.user, pk)  # type: ignore[arg-type]
    return act(
        request, ExtendForm(request.POST),
        lambda d: extend_protection(found, until=d["until"], reason=d["reason"], by=request.user, at=moment.now()),  # type: ignore[arg-type]
        done="已延长保护期。", back=_back(pk),
    )  # fmt: skip


@gate(post=DECIDE)
def release(request: HttpRequest, pk: Any) -> HttpResponse:
    """Whoever can bring it forward may take it."""
    found = access_protection(request.user, pk)  # type: ignore[arg-type]
    return act(
        request, ReasonForm(request.POST),
        lambda d: release_protection(found, reason=d["reason"], by=request.user, at=moment.now()),  # type: ignore[arg-type]
        done="已放开。", back=_back(pk),
    )  # fmt: skip


@gate(post=DECIDE)
def give(request: HttpRequest, pk: Any) -> HttpResponse:
    """To another person."""
    found = access_protection(request.user, pk)  # type: ignore[arg-type]
    return act(
        request, GiveForm(request.POST),
        lambda d: give_lead(found.project, to=d["to"], by=request.user, at=moment.now(), reason=d["reason"]),  # type: ignore[arg-type]
        done="已移交。", back=_back(pk),
    )  # fmt: skip
