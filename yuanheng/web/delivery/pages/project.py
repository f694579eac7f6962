"""What is known of a project's delivery, and the lamps that it lights."""

from __future__ import annotations

from datetime import date
from typing import Any

from yuanheng.web.projects.models import Project

from ..models import PlanDate
from ..policy.flags import flags_of
from ..rules import flag_rules
from .overview import known_of_many


def delivery_page(project: Project, *, on: date) -> dict[str, Any]:
    """Everything of one project's delivery."""
    known = known_of_many([project], on=on)[project.pk]
    return {
        "project": project, "months": known.months, "flags": flags_of(known, flag_rules(), on=on),
        "plans": PlanDate.objects.filter(project=project).select_related("by"),
        "pictures": project.pictures.select_related("by")[:24],  # type: ignore[attr-defined]
        "difficulties": project.difficulties.select_related("organisation", "person"),  # type: ignore[attr-defined]
        "instructions": project.instructions.select_related("by"),  # type: ignore[attr-defined]
        "year_done": known.year_done, "year_plan": known.year_plan, "year": on.year,
    }  # fmt: skip
