"""Difficulties: all of them, and one with what happened."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

from ..access import RAISE, VIEW, access_difficulty
from ..actions.difficulties import move_difficulty
from ..forms import MoveForm
from ..models import Difficulty, DifficultyState
from ..rules import escalation

TONES = dict(open="orange", resolved="blue", closed="green")


def _columns(today: Any) -> tuple[Column, ...]:
    def late(row: Difficulty) -> str:
        days = (today - row.due_on).days
        return f"逾期 {days} 天" if row.state == "open" and days > 0 else ""

    return (
        Column("title", "难点", sort="title", link=lambda d: reverse("delivery:difficulty", args=[d.pk])),
        Column(
            "project",
            "项目",
            value=lambda d: d.project.name,
            link=lambda d: reverse("delivery:project", args=[d.project_id]),
        ),
        Column("severity", "程度", value=lambda d: escalation().of(d.severity).label, minor=True),
        Column("organisation", "责任部门", value=lambda d: str(d.organisation), minor=True),
        Column("person", "责任人", value=lambda d: str(d.person or ""), minor=True),
        Column("due_on", "要求解决日", kind="date", sort="due_on", minor=True),
        Column("late", "逾期", kind="badge", value=late, tone=lambda d: "red"),
        Column("escalated_on", "报挂钩领导", kind="date", sort="escalated_on", minor=True),
        Column(
            "state",
            "状态",
            kind="badge",
            sort="state",
            value=lambda d: d.get_state_display(),
            tone=lambda d: TONES[d.state],
        ),
    )


@gate(VIEW)
def difficulty_list(request: HttpRequest) -> HttpResponse:
    """Within reach, open and urgent first."""
    rows = visible(request.user, VIEW, Difficulty.objects.select_related("project", "organisation", "person"))
    if request.GET.get("mine"):
        rows = rows.filter(person=request.user, state="open")
    if request.GET.get("escalated"):
        rows = rows.filter(escalated_on__isnull=False, state="open")
    table = build_table(
        request, name="项目难点", rows=rows, columns=_columns(moment.today()), order=("-state", "due_on"),
        filters=(
            TextFilter("q", "难点、项目", apply=lambda r, t: r.filter(title__icontains=t) | r.filter(project__name__icontains=t)),
            ChoiceFilter("state", "状态", choices=DifficultyState.choices, apply=lambda r, v: r.filter(state=v)),
            ChoiceFilter(
                "severity", "程度", choices=[(s.code, s.label) for s in escalation().severities],
                apply=lambda r, v: r.filter(severity=v),
            ),
        ),
        empty="没有难点", empty_advice="在项目的“推进”页登记难点:谁来解决、什么时候前解决;到期未解决会报挂钩领导。",
    )  # fmt: skip
    return table_page(request, "delivery/difficulties.html", table)


@gate(VIEW, post=RAISE)
def difficulty(request: HttpRequest, pk: Any) -> HttpResponse:
    """One, with what happened; a POST moves it on."""
    found = access_difficulty(request.user, pk, needed=RAISE if request.method == "POST" else VIEW)
    if request.method == "POST":
        return act(
            request, MoveForm(request.POST), lambda d: move_difficulty(found, by=request.user, at=moment.now(), **d),
            done="已登记。", back=reverse("delivery:difficulty", args=[pk]),
        )  # fmt: skip
    context = {
        "d": found, "tone": TONES[found.state], "severity": escalation().of(found.severity),
        "happenings": found.happenings.select_related("by"), "form": MoveForm(),
        "late": found.state == "open" and found.due_on < moment.today(),
    }  # fmt: skip
    return render(request, "delivery/difficulty.html", context)
