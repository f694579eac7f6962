"""What a case says of its application: checked after every event, and its end taken over."""

from __future__ import annotations

from yuanheng.web.base.audit import record
from yuanheng.web.cases.models import Case

from ..models import Fulfilment, FulfilmentState
from .fulfilments import PROCEDURE
from .steps import check_steps

ENDED = {"granted": FulfilmentState.FULFILLED, "refused": FulfilmentState.REFUSED}


def follow_case(case: Case) -> None:
    """After every event of such a case, in its transaction: what a step needs, and the end onto the application.

    Raises:
        FulfilmentError: the step may not be done yet: no approved amount, the notice not run out, not all paid.
    """
    if case.procedure != PROCEDURE:
        return
    made = Fulfilment.objects.select_for_update(of=("self",)).filter(case=case).first()
    if made is None:
        return
    check_steps(made, case)
    if not case.closed or made.state != FulfilmentState.OPEN:
        return
    made.state = ENDED.get(case.outcome, FulfilmentState.WITHDRAWN)
    made.closed_on = case.closed_on
    made.save()
    record(None, "policies.fulfilment.ended", target=made, after={"state": made.state, "closed_on": made.closed_on})
