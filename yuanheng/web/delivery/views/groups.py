"""The three service groups' workbenches: which steps wait for the group, over all projects."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page
from yuanheng.web.cases.models import AT_WORK, CaseStep
from yuanheng.web.projects.models import Project

from ..access import VIEW
from ..pages.groups import GROUPS, SOON, group_counts, lamp

COLUMNS = (
    Column("project", "项目", value=lambda s: s.case.subject_label, sort="case__subject_label",
           link=lambda s: reverse("delivery:project", args=[s.case.subject_id])),
    Column("label", "步骤", sort="label", link=lambda s: f"{reverse('cases:case', args=[s.case_id])}#step-{s.code}"),
    Column("organisation", "承办", value=lambda s: str(s.organisation or "、".join(s.assignees)), minor=True),
    Column("external", "层级", value=lambda s: "上级办理" if s.external else "", minor=True),
    Column("since", "开始", kind="date", sort="since", minor=True),
    Column("due_on", "应完成", kind="date", sort="due_on"),
)  # fmt: skip


def _matching(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(case__subject_label__icontains=text) | rows.filter(label__icontains=text)


@gate(VIEW)
def group(request: HttpRequest, code: str) -> HttpResponse:
    """One workbench: what waits, the earliest due first."""
    if code not in GROUPS:
        raise Http404(f"没有服务组 {code}")
    today = moment.today()
    projects = visible(request.user, VIEW, Project.objects.active())
    mine = CaseStep.objects.filter(
        group=code, status__in=AT_WORK, case__subject_kind="projects.project",
        case__subject_id__in=[str(pk) for pk in projects.values_list("pk", flat=True)],
    )  # fmt: skip
    columns = (
        *COLUMNS,
        Column("light", "灯", kind="badge", value=lambda s: lamp(s, today)[0], tone=lambda s: lamp(s, today)[1]),
    )
    soon = (today, date.fromordinal(today.toordinal() + SOON))
    table = build_table(
        request, name=f"{GROUPS[code]}工作台", rows=mine.select_related("case", "organisation"), columns=columns,
        order=("due_on",), empty="没有等本组办理的步骤",
        empty_advice="项目签约后,在项目页“推进”里发起落地推进,各步骤会自动到组。",
        filters=(
            TextFilter("q", "项目、步骤", apply=_matching),
            ChoiceFilter(
                "due", "期限", choices=[("late", "已逾期"), ("soon", "十日内到期")],
                apply=lambda r, v: r.filter(due_on__lt=today) if v == "late" else r.filter(due_on__range=soon),
            ),
        ),
    )  # fmt: skip
    if request.GET.get("export"):
        return table_page(request, "delivery/group.html", table)
    context = {"table": table, "code": code, "label": GROUPS[code], "groups": group_counts(projects, on=today)}
    return render(request, "delivery/group.html", context)
