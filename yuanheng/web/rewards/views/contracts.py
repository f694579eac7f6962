"""Contracts, goals, reviews."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import act, form_page

from ..access import MANAGE, SLIP, access_contract, access_staff
from ..actions.contracts import renew_contract, review_year, set_goal, sign_contract
from ..forms import ContractForm, GoalForm, ReviewForm
from ..models import Staff


def _kept(request: HttpRequest, data: dict[str, Any]) -> dict[str, Any]:
    given = data.pop("file")
    return data | {"file": files.store(given, name=given.name, by=request.user) if given else None}


def _back(person: Staff) -> str:
    return reverse("rewards:staff", args=[person.pk])


@gate(MANAGE, post=MANAGE)
def sign(request: HttpRequest, pk: Any) -> HttpResponse:
    """A contract."""
    found = access_staff(request.user, pk, needed=MANAGE)
    return form_page(
        request, ContractForm(request.POST or None, request.FILES or None),
        lambda d: sign_contract(found, by=request.user, at=moment.now(), **_kept(request, d)),
        title=f"{found.name} 的聘用合同", back=_back(found), done="已登记合同。",
    )  # fmt: skip


@gate(MANAGE, post=MANAGE)
def renew(request: HttpRequest, pk: Any) -> HttpResponse:
    """The contract that follows."""
    found = access_contract(request.user, pk)
    return form_page(
        request, ContractForm(request.POST or None, request.FILES or None, initial={"base_pay": found.base_pay}),
        lambda d: renew_contract(found, by=request.user, at=moment.now(), **_kept(request, d)),
        title=f"续签 {found.staff.name} 的合同", submit="续签", back=_back(found.staff), done="已续签。",
    )  # fmt: skip


@gate(post=MANAGE)
def goal(request: HttpRequest, pk: Any) -> HttpResponse:
    """A goal of a year."""
    found = access_contract(request.user, pk)
    return act(
        request, GoalForm(request.POST), lambda d: set_goal(found, by=request.user, at=moment.now(), **d),
        done="已登记目标。", back=_back(found.staff),
    )  # fmt: skip


@gate(post=MANAGE)
def review(request: HttpRequest, pk: Any) -> HttpResponse:
    """The yearly review."""
    found = access_contract(request.user, pk)
    return act(
        request, ReviewForm(request.POST), lambda d: review_year(found, by=request.user, at=moment.now(), **d),
        done="已登记考核。", back=_back(found.staff),
    )  # fmt: skip


@gate(SLIP)
def contract_file(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The text of one's own contract; any for who runs the pay."""
    found = access_contract(request.user, pk, needed=SLIP)
    if found.file is None:
        raise Http404("没有合同文本")
    return files.attachment(found.file)
