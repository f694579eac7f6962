"""A leader's word on a project, the year's planned investment."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.notices import notify
from yuanheng.web.projects.models import Project

from ..models import Instruction, YearPlan


@transaction.atomic
def instruct(project: Project, *, text: str, due_on: date | None, by: User, at: datetime) -> Instruction:
    """An instruction reaches the project's manager."""
    made = Instruction.objects.create(project=project, text=text, due_on=due_on, by=by, at=at)
    record(by, "delivery.project.instructed", target=project, after={"text": text, "due_on": str(due_on or "")})
    if project.manager and project.manager != by:
        notify(project.manager, f"“{project}”批示:{text}", url=reverse("delivery:project", args=[project.pk]))
    return made


@transaction.atomic
def plan_year(project: Project, *, year: int, amount: Decimal, by: User | None, at: datetime) -> YearPlan:
    """What is to be invested in a year, in yuan; the newest holds."""
    made = YearPlan.objects.create(project=project, year=year, amount=amount, by=by, at=at)
    record(by, "delivery.year_plan.set", target=project, after={"year": year, "amount": str(amount)})
    return made
