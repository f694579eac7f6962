"""Open a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from yuanheng.engines.procedures import Procedure
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.base.moment import SHANGHAI

from ..models import Case
from ..states import as_procedure, keep_version
from .acting import append

NUMBERS = 0x6361_7365


@transaction.atomic
def open_case(
    *,
    procedure: str | Procedure,
    title: str,
    subject_kind: str = "",
    subject_id: Any = "",
    subject_label: str = "",
    organisation: Organisation | None,
    by: User | None,
    at: datetime,
    data: Mapping[str, Any] | None = None,
) -> Case:
    """Open a case of a procedure about a subject, kept by `organisation`; one audit line.

    `data` goes into the opening event: `signers {step: [seat]}`, `skip [step]`, and whatever the opener wants kept.

    Raises:
        ProblemsError: no such procedure, or its file is wrong.
        YuanhengError: the data names a step or signer the procedure does not have.
    """
    chosen = as_procedure(procedure)
    keep_version(chosen, at=at)
    day = at.astimezone(SHANGHAI).date()
    serial = _next_serial(day.year)
    case = Case.objects.create(
        year=day.year,
        serial=serial,
        number=f"办{day.year}-{serial:05d}",
        procedure=chosen.name,
        procedure_hash=chosen.hash,
        procedure_label=chosen.label,
        title=title[:200],
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        subject_label=subject_label[:200],
        organisation=organisation,
        opened_by=by,
        opened_on=day,
        changed_at=at,
    )
    return append(case, kind="opened", step="", by=by, at=at, data=dict(data or {}))


def _next_serial(year: int) -> int:
    """The next number of the year; two openers at once queue here until the first has committed."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [NUMBERS, year])
    return (Case.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0) + 1
