"""Targets of the year over projects."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import YearTarget


@transaction.atomic
def set_target(*, by: User, target: YearTarget | None = None, **values: Any) -> YearTarget:
    """A new target, or another wording or number of one; history keeps what it was."""
    row = YearTarget(by=by) if target is None else YearTarget.objects.select_for_update(of=("self",)).get(pk=target.pk)
    before = None if target is None else {"label": row.label, "value": row.value}
    for key, value in values.items():
        setattr(row, key, value)
    row.save()
    record(by, "delivery.target.set", target=row, before=before, after={"label": row.label, "value": row.value})
    return row
