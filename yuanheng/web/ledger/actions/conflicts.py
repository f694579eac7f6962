"""A person settles figures that contradict each other."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise

from ..models import Fact, FactDecision, Verdict
from .figures import request_figures


class UnsettledError(YuanhengError):
    """A decision that decides nothing."""

    kind = "conflict_unsettled"


@transaction.atomic
def decide_facts(
    firm: Enterprise, verdicts: Mapping[Fact, str], *, by: User, why: str, at: datetime
) -> list[FactDecision]:
    """Say of each fact whether it counts, does not, or is summed with the others. Earlier words on them end.

    Raises:
        UnsettledError: nothing was chosen, or one fact alone is to be summed.
    """
    summed = [f for f, v in verdicts.items() if v == Verdict.SUMMED]
    if not verdicts or len(summed) == 1:
        raise UnsettledError(
            where=firm.name,
            found="没有选择任何一个数" if not verdicts else "只有一个数选了“合并相加”",
            expected="至少一个数有决定;相加的至少两个",
            advice="给相互矛盾的每个数选“采用”“不采用”或“合并相加”",
        )
    facts = list(verdicts)
    FactDecision.objects.filter(fact__in=facts, undone_at__isnull=True).update(undone_at=at, undone_by=by)
    group = uuid.uuid4()
    made = FactDecision.objects.bulk_create(
        [FactDecision(fact=f, group=group, verdict=v, why=why, by=by, at=at) for f, v in verdicts.items()]
    )
    after = {"why": why, "facts": [{"fact": f.pk, "cell": _place(f), "verdict": v} for f, v in verdicts.items()]}
    record(by, "ledger.conflict.decided", target=firm, after=after)
    request_figures()
    return made


@transaction.atomic
def undo_decisions(firm: Enterprise, facts: list[Fact], *, by: User, at: datetime) -> int:
    """Take the words on these facts back; answers how many there were."""
    standing = FactDecision.objects.filter(fact__in=facts, undone_at__isnull=True)
    before = {"facts": [{"fact": d.fact_id, "verdict": d.verdict} for d in standing]}
    count = standing.update(undone_at=at, undone_by=by)
    record(by, "ledger.conflict.undone", target=firm, before=before)
    request_figures()
    return count


def _place(fact: Fact) -> str:
    return " › ".join(p for p in (fact.file, fact.sheet, fact.cell) if p)
