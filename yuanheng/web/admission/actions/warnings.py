"""A stage that went ahead of its admission is recorded all the same; whoever keeps the project is told, once."""

from __future__ import annotations

from django.urls import reverse

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import AuditEntry
from yuanheng.web.base.notices import notify
from yuanheng.web.projects.models import Project

from ..standing import STAGE_LABELS, gaps


def warn_of_gaps(project: Project, what: str) -> None:
    """After a change of a project, in its transaction: one line in the log and one notice a gate and day."""
    if what != "stage":
        return
    for gap in gaps(project):
        if gap.now.through:
            continue
        told_of = f"{project.name}:{STAGE_LABELS[gap.gate]} {gap.happened_on:%Y-%m-%d}"
        told = AuditEntry.objects.filter(
            action="admission.check.overtaken", target_id=str(project.pk), content__target_label=told_of
        )
        if told.exists():
            continue
        record(None, "admission.check.overtaken", target=project, after={"warning": gap.sentence}, target_label=told_of)
        if project.manager is not None:
            url = reverse("admission:project", args=[project.pk])
            notify(project.manager, f"{project.name}:{gap.sentence}", url=url, level="warning")
