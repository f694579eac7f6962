"""Applications: the list, applying, one with its steps. Each step is checked against the case before it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import build_table, table_page

from ..access import (
    APPLY,
    APPROVE,
    FULFILMENTS,
    NOTICE,
    PAY,
    access_fulfilment,
    access_objection,
    access_payment,
    access_policy,
    access_subject,
)
from ..actions import steps
from ..actions.fulfilments import FulfilmentError, apply_for
from ..forms import steps as forms
from ..forms.typed import in_wan
from ..models import Fulfilment
from ..pages import fulfilments as pages
from ..pages.subjects import offers_of
from ..years import chosen, day_of


@gate(FULFILMENTS)
def fulfilment_list(request: HttpRequest) -> HttpResponse:
    """All applications within reach."""
    rows = visible(request.user, FULFILMENTS, Fulfilment.objects.all())
    table = build_table(
        request,
        name="政策兑现",
        rows=rows.with_money().select_related("policy", "enterprise", "project", "case", "organisation"),
        columns=pages.columns(),
        filters=pages.filters(rows),
        order=("-at",),
        empty="没有符合条件的兑现申报",
        empty_advice="在企业或项目的“可享政策”里,对符合条件的政策点“申报兑现”。",
    )
    return table_page(request, "policies/fulfilments.html", table, totals=pages.totals(rows))


@gate(APPLY, post=APPLY)
def apply(request: HttpRequest, pk: Any, kind: str, subject: Any) -> HttpResponse:
    """Apply for a policy's support in the name of a firm or a project."""
    if kind not in ("enterprise", "project"):
        raise Http404("没有这类对象")
    policy = access_policy(request.user, pk, needed=APPLY)
    found, today = access_subject(request.user, kind, subject, needed=APPLY), moment.today()
    year = chosen(request.GET.get("year", ""), today)
    day = day_of(year, today)
    offer = next((o for o in offers_of(request.user, kind, found, on=day) if o.policy.pk == policy.pk), None)
    form = forms.ApplyForm(
        request.POST or None, request.FILES or None,
        initial={"year": year, "amount": in_wan(offer.worth if offer else None)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            on = day_of(form.cleaned_data["year"], today)
            made = apply_for(policy, kind=kind, subject=found, by=request.user, at=moment.now(), on=on, **form.values())
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已登记申报,办件 {made.case.number}。")
            return redirect("policies:fulfilment", pk=made.pk)
    context = {"form": form, "policy": policy, "subject": found, "kind": kind, "offer": offer}
    return render(request, "policies/apply.html", context, status=422 if form.errors else 200)


@gate(FULFILMENTS)
def fulfilment(request: HttpRequest, pk: Any) -> HttpResponse:
    """One application."""
    return _page(request, access_fulfilment(request.user, pk))


def _page(request: HttpRequest, made: Fulfilment, **bound: Any) -> HttpResponse:
    today = moment.today()
    page = pages.fulfilment_page(request.user, made, on=today)
    empty = {
        "approve_form": forms.ApproveForm(initial={"amount": in_wan(made.asked_yuan), "opinion": "同意"}),
        "lower_form": forms.LowerForm(),
        "announce_form": forms.AnnounceForm(today=today, initial={"since": today}),
        "objection_form": forms.ObjectionForm(today=today),
        "settle_form": forms.SettleForm(today=today, initial={"on": today}),
        "close_form": forms.CloseNoticeForm(),
        "pay_form": forms.PayForm(today=today, initial={"paid_on_day": today, "amount": in_wan(page.left)}),
        "reverse_form": forms.ReverseForm(),
    }
    context = {"page": page, **empty, **bound}
    return render(request, "policies/fulfilment.html", context, status=422 if bound else 200)


def _do(
    request: HttpRequest, made: Fulfilment, *, name: str, form: Any, step: str, kind: str,
    call: Callable[..., Any], said: str,
) -> HttpResponse:  # fmt: skip
    """One step: the form, whether the case waits for this user, the action; else the page with what was typed."""
    if form.is_valid():
        try:
            if not pages.may_do(request.user, made, step, kind, on=moment.today()):
                waits = made.case.next_label or "受理"
                raise FulfilmentError(
                    where=str(made), found=f"现在等“{waits}”,不由您办理", expected="轮到的部门或岗位办理",
                    advice="打开办件看这一步等谁",
                )  # fmt: skip
            call(**form.values())
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect("policies:fulfilment", pk=made.pk)
    return _page(request, access_fulfilment(request.user, made.pk), **{name: form})


@gate(post=APPROVE)
def approve(request: HttpRequest, pk: Any) -> HttpResponse:
    """Approve the amount and sign."""
    made, by, at = access_fulfilment(request.user, pk, needed=APPROVE), request.user, moment.now()
    return _do(
        request, made, name="approve_form", form=forms.ApproveForm(request.POST), step="decide", kind="signed",
        call=lambda **v: steps.approve(made, by=by, at=at, **v), said="已审定金额并签署。",
    )  # fmt: skip


@gate(post=APPROVE)
def lower(request: HttpRequest, pk: Any) -> HttpResponse:
    """Approve less while it is being paid."""
    made, by, at = access_fulfilment(request.user, pk, needed=APPROVE), request.user, moment.now()
    form = forms.LowerForm(request.POST)
    if form.is_valid():
        try:
            steps.lower_approval(made, by=by, at=at, **form.values())
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "已调低审定金额。")
            return redirect("policies:fulfilment", pk=made.pk)
    return _page(request, access_fulfilment(request.user, pk, needed=APPROVE), lower_form=form)


@gate(post=NOTICE)
def announce(request: HttpRequest, pk: Any) -> HttpResponse:
    """Hang out the notice."""
    made, by, at = access_fulfilment(request.user, pk, needed=NOTICE), request.user, moment.now()
    form = forms.AnnounceForm(request.POST, today=moment.today())
    return _do(
        request, made, name="announce_form", form=form, step="notice", kind="step_done",
        call=lambda **v: steps.announce(made, by=by, at=at, **v), said="已登记公示,期满前不能办结。",
    )  # fmt: skip


@gate(post=NOTICE)
def object_(request: HttpRequest, pk: Any) -> HttpResponse:
    """Note an objection to the newest notice."""
    made, by, at = access_fulfilment(request.user, pk, needed=NOTICE), request.user, moment.now()
    notice = made.notices.first()
    if notice is None:
        raise Http404("还没有公示")
    form = forms.ObjectionForm(request.POST, today=moment.today())
    if form.is_valid():
        try:
            steps.object_to(notice, by=by, at=at, **form.values())
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "已登记异议;核查以前公示不能办结。")
            return redirect("policies:fulfilment", pk=made.pk)
    return _page(request, made, objection_form=form)


@gate(post=NOTICE)
def settle(request: HttpRequest, pk: Any) -> HttpResponse:
    """Note what the check of an objection found."""
    objection = access_objection(request.user, pk)
    form = forms.SettleForm(request.POST, today=moment.today())
    made = access_fulfilment(request.user, objection.notice.fulfilment_id, needed=NOTICE)
    if form.is_valid():
        try:
            steps.settle_objection(objection, by=request.user, **form.values())
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "已登记核查结果。")
            return redirect("policies:fulfilment", pk=made.pk)
    return _page(request, made, settle_form=form)


@gate(post=NOTICE)
def close_notice(request: HttpRequest, pk: Any) -> HttpResponse:
    """The notice has run out."""
    made, by, at = access_fulfilment(request.user, pk, needed=NOTICE), request.user, moment.now()
    return _do(
        request, made, name="close_form", form=forms.CloseNoticeForm(request.POST), step="notice", kind="step_done",
        call=lambda **v: steps.close_notice(made, by=by, at=at, **v), said="公示已办结。",
    )  # fmt: skip


@gate(post=PAY)
def pay(request: HttpRequest, pk: Any) -> HttpResponse:
    """Record a payment."""
    made, by, at = access_fulfilment(request.user, pk, needed=PAY), request.user, moment.now()
    form = forms.PayForm(request.POST, today=moment.today())
    return _do(
        request, made, name="pay_form", form=form, step="pay", kind="step_done",
        call=lambda **v: steps.pay(made, by=by, at=at, **v), said="已登记拨付。",
    )  # fmt: skip


@gate(post=PAY)
def reverse(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take a wrongly recorded payment back."""
    payment = access_payment(request.user, pk)
    form = forms.ReverseForm(request.POST)
    if form.is_valid():
        try:
            steps.reverse(
                payment, reason=form.cleaned_data["reason"], on=moment.today(), by=request.user, at=moment.now()
            )
        except YuanhengError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "已冲销。")
            return redirect("policies:fulfilment", pk=payment.fulfilment_id)
    return _page(request, access_fulfilment(request.user, payment.fulfilment_id, needed=PAY), reverse_form=form)
