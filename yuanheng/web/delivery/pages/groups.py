"""The service groups: their names, how much waits, and the lamp of a step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from yuanheng.web.cases.models import AT_WORK, CaseStep
from yuanheng.web.projects.models import Project

GROUPS = {"approvals": "项目报批组", "land": "用地保障组", "construction": "建设服务组"}
SOON = 10


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group with what waits and what is late."""

    code: str
    label: str
    waiting: int
    late: int


def group_counts(projects: QuerySet[Project], *, on: date) -> tuple[GroupCount, ...]:
    """In two queries."""
    ids = [str(pk) for pk in projects.values_list("pk", flat=True)]
    rows = (
        CaseStep.objects.filter(status__in=AT_WORK, case__subject_kind="projects.project", case__subject_id__in=ids)
        .order_by()
        .values("group")
        .annotate(waiting=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    )
    found = {row["group"]: row for row in rows}
    return tuple(
        GroupCount(code, label, found.get(code, {}).get("waiting", 0), found.get(code, {}).get("late", 0))
        for code, label in GROUPS.items()
    )


def lamp(step: CaseStep, on: date) -> tuple[str, str]:
    """Red when overdue, amber when due within ten days, green otherwise; grey without a day."""
    if step.due_on is None:
        return "不限期", "secondary"
    days = (step.due_on - on).days
    if days < 0:
        return f"逾期 {-days} 天", "red"
    return (f"还有 {days} 天", "orange" if days <= SOON else "green")
