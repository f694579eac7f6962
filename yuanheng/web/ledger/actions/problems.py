"""Problems of reading that a person has dealt with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import ProblemRow, Upload


@transaction.atomic
def settle_problem(problem: ProblemRow, *, by: User, note: str, at: datetime) -> ProblemRow:
    """Dealt with, as the note says: the bureau was asked, the figure is not needed, a corrected file was handed in."""
    problem = ProblemRow.objects.select_for_update().get(pk=problem.pk)
    problem.settled_at, problem.settled_by, problem.settled_note = at, by, note
    problem.save(update_fields=["settled_at", "settled_by", "settled_note"])
    record(by, "ledger.problem.settled", target=problem, after={"note": note})
    return problem


@transaction.atomic
def settle_kind(upload: Upload, kind: str, *, by: User, note: str, at: datetime) -> int:
    """All open problems of one kind in an upload, with one note; answers how many."""
    standing = ProblemRow.objects.filter(
        reading__file__upload=upload, reading__superseded_at__isnull=True, kind=kind, settled_at__isnull=True
    )
    count = standing.update(settled_at=at, settled_by=by, settled_note=note)
    record(by, "ledger.problem.settled", target=upload, after={"kind": kind, "count": count, "note": note})
    return count


@transaction.atomic
def reopen_problem(problem: ProblemRow, *, by: User) -> ProblemRow:
    """It still waits for somebody."""
    problem = ProblemRow.objects.select_for_update().get(pk=problem.pk)
    before = {"note": problem.settled_note, "at": problem.settled_at}
    problem.settled_at, problem.settled_by, problem.settled_note = None, None, ""
    problem.save(update_fields=["settled_at", "settled_by", "settled_note"])
    record(by, "ledger.problem.reopened", target=problem, before=before)
    return problem
