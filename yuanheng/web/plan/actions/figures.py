"""Figures that people put beside the system's: what was reported upward, and targets restated by a document."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base import files, jobs
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import PlanTarget, ReportedFigure, Restatement, TargetReading
from ..offers import MANUAL, BindingError


@transaction.atomic
def report_figure(target: PlanTarget, *, by: User, at: datetime, **given: Any) -> ReportedFigure:
    """Keep a reported figure. Where it differs from the system's, the reason must be said.

    Raises:
        BindingError: it differs and no reason is given.
    """
    system = latest_value(target, on=given["day"])
    if target.tally != MANUAL and system is not None and system != given["value"] and not given.get("difference"):
        raise BindingError(
            where="报送数", found=f"{given['value']},系统数为 {system}", expected="说明两数不同的原因",
            advice="在“与系统数不同的原因”中写明,例如口径、时点或漏报",
        )  # fmt: skip
    made = ReportedFigure.objects.create(target=target, by=by, at=at, **given)
    record(by, "plan.figure.reported", target=target, after={**given, "system": system})
    if target.tally == MANUAL:
        jobs.defer("plan.reading.take", by=None, target=target, label=f"读取:{target}"[:100], targets=[str(target.pk)])
    return made


def latest_value(target: PlanTarget, *, on: date) -> Decimal | None:
    """The system's newest figure up to a day."""
    row = TargetReading.objects.filter(target=target, day__lte=on).order_by("-day", "-known_on", "-pk").first()
    return None if row is None else row.value


@transaction.atomic
def restate_target(
    target: PlanTarget, *, by: User, at: datetime, value: Decimal, holds_from: date, document: str, reason: str,
    file: Any = None,
) -> Restatement:  # fmt: skip
    """Another value from a day on, by a document; the sentence of the plan and the earlier value stay."""
    row = PlanTarget.objects.select_for_update(of=("self",)).get(pk=target.pk)
    stored = files.store(file, name=file.name, by=by) if file else None
    before = value_on(row, list(row.restatements.all()), holds_from)
    made = Restatement.objects.create(
        target=row, value=value, before=before, holds_from=holds_from, document=document, reason=reason, file=stored,
        by=by, at=at,
    )  # fmt: skip
    record(
        by, "plan.target.restated", target=row, before={"value": before},
        after={"value": value, "holds_from": holds_from, "document": document, "reason": reason},
    )  # fmt: skip
    return made


def value_on(target: PlanTarget, restatements: list[Restatement], on: date) -> Decimal | None:
    """The target's value that held on a day."""
    held = [r for r in restatements if r.holds_from <= on]
    return held[-1].value if held else target.value
