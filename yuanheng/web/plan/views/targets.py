"""Settling targets: confirm, change, set aside, undo, add; one click each where the proposal is right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import form_page

from ..access import MANAGE, access_plan, access_target
from ..actions.targets import (
    SpanError,
    add_target,
    confirm_target,
    dismiss_target,
    proposed_binding,
    read_span,
    undo_target,
)
from ..forms import BindingForm, DismissForm, SpanForm
from ..models import PlanTarget, TargetState
from ..pages.text import binding_initial, one_row


def _settled(request: HttpRequest, target: PlanTarget, said: str) -> HttpResponse:
    """The one row anew for htmx; the page again for everybody else."""
    if request.htmx:  # type: ignore[attr-defined]
        fresh = access_target(request.user, target.pk, needed=MANAGE)
        return render(request, "plan/target_row.html", {"row": one_row(fresh), "plan": fresh.plan})
    messages.success(request, said)
    return redirect(f"{reverse('plan:plan', args=[target.plan_id])}#r-{target.pk}")


@gate(post=MANAGE)
def confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """The proposal as it stands: one click."""
    target = access_target(request.user, pk, needed=MANAGE)
    try:
        confirm_target(target, by=request.user, at=moment.now(), binding=proposed_binding(target))
    except YuanhengError as error:
        messages.error(request, str(error.problem))
        answer = redirect("plan:bind", pk=pk)
        if request.htmx:  # type: ignore[attr-defined]
            answer = HttpResponse(status=204)  # type: ignore[assignment]
            answer["HX-Redirect"] = reverse("plan:bind", args=[pk])
        return answer
    return _settled(request, target, "已确认。")


@gate(post=MANAGE)
def confirm_all(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every proposal that names a tally, at once; the others wait for a person."""
    plan = access_plan(request.user, pk, needed=MANAGE)
    done, refused = 0, 0
    with transaction.atomic():
        for target in plan.targets.filter(state=TargetState.PROPOSED).select_related("plan"):
            if not target.proposal.get("tally"):
                continue
            try:
                confirm_target(target, by=request.user, at=moment.now(), binding=proposed_binding(target))
                done += 1
            except YuanhengError:
                refused += 1
    said = f"已确认 {done} 个目标。" + (f"{refused} 个单位不符,请逐个确认。" if refused else "")
    messages.success(request, said if done or refused else "没有可以一并确认的建议,请逐个确认。")
    return redirect("plan:plan", pk=pk)


@gate(MANAGE, post=MANAGE)
def bind(request: HttpRequest, pk: Any) -> HttpResponse:
    """Change what is confirmed. Choosing another tally shows its filters."""
    target = access_target(request.user, pk, needed=MANAGE)
    initial = binding_initial(target)
    tally = request.POST.get("tally", request.GET.get("tally", initial["tally"]))
    form = BindingForm(request.POST or None, target=target, tally=tally, initial=initial)

    def do(_: dict[str, Any]) -> PlanTarget:
        return confirm_target(target, by=request.user, at=moment.now(), binding=form.binding())

    back = f"{reverse('plan:plan', args=[target.plan_id])}#r-{pk}"
    return form_page(
        request, form, do, title="确认目标", back=back, submit="确认", done="已确认。", template="plan/bind.html",
        target=target, row=one_row(target),
    )  # fmt: skip


@gate(post=MANAGE)
def dismiss(request: HttpRequest, pk: Any) -> HttpResponse:
    """It is no target."""
    target = access_target(request.user, pk, needed=MANAGE)
    form = DismissForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    dismiss_target(target, by=request.user, at=moment.now(), reason=reason)
    return _settled(request, target, "已记为不是目标。")


@gate(post=MANAGE)
def undo(request: HttpRequest, pk: Any) -> HttpResponse:
    """Back to what was read."""
    target = access_target(request.user, pk, needed=MANAGE)
    undo_target(target, by=request.user, at=moment.now())
    return _settled(request, target, "已撤销确认。")


@gate(MANAGE, post=MANAGE)
def add(request: HttpRequest, pk: Any) -> HttpResponse:
    """A span chosen in the text: what the engine reads there is filled in."""
    plan = access_plan(request.user, pk, needed=MANAGE)
    try:
        start, end = int(request.GET.get("start", "")), int(request.GET.get("end", ""))
        found = read_span(plan, start=start, end=end)
    except (ValueError, SpanError) as error:
        if request.method == "GET":
            said = str(error.problem) if isinstance(error, SpanError) else "请先在正文中选中一段文字。"
            messages.error(request, said)
            return redirect("plan:plan", pk=pk)
        start = end = 0
        found = []
    initial: dict[str, Any] = {"start": start, "end": end, "deadline": f"{plan.year}-12-31" if plan.year else ""}
    if found:
        first = found[0]
        initial.update(
            start=first.start, end=first.end, subject=first.subject, kind=first.kind, comparator=first.comparator or "",
            value=first.value, unit=first.unit or "", deadline=first.deadline or initial["deadline"],
        )  # fmt: skip
    form = SpanForm(request.POST or None, initial=initial)

    def do(data: dict[str, Any]) -> PlanTarget:
        given = {k: v for k, v in data.items() if k not in ("start", "end")}
        return add_target(plan, start=data["start"], end=data["end"], by=request.user, at=moment.now(), given=given)

    return form_page(
        request, form, do, title="添加目标", back=reverse("plan:plan", args=[pk]), submit="添加", done="已添加,请确认口径。",
        after=lambda made: reverse("plan:bind", args=[made.pk]), quote=plan.text[initial["start"] : initial["end"]],
        template="plan/form.html",
    )  # fmt: skip
