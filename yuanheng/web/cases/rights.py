"""Who may do what to a case: the keeper minds the whole, those a step waits for act on it.

The keeper is whoever opened the case, the bureau that keeps it, or a holder of `cases.case.manage` that reaches it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuanheng.engines.procedures import CaseState
from yuanheng.web.base.access import held, may, reach
from yuanheng.web.base.models import User

from .access import ACT, MANAGE
from .models import Case
from .seats import Seats, claim, seats_of

BY_SIGNERS = frozenset({"signed", "refused", "handed_over", "delegated", "step_done"})
BY_EITHER = frozenset({"returned", "suspended", "resumed", "signer_added", "signer_removed", "external_done"})
BY_ANYBODY = frozenset({"remarked"})


@dataclass(frozen=True)
class Rights:
    """What one user may do to one case as it stands."""

    user: User
    case: Case
    state: CaseState
    seats: Seats
    keeper: bool
    acts: bool

    def may(self, kind: str, step: str = "") -> bool:
        """Whether the user may record that kind on that step ('' the whole); the procedure's rules come on top."""
        if not self.acts:
            return False
        if kind in BY_ANYBODY:
            return True
        if kind in BY_SIGNERS:
            return self.claims(step)
        if kind in BY_EITHER and step:
            return self.keeper or self.claims(step)
        return self.keeper

    def claims(self, step: str) -> bool:
        """Whether the step waits for the user."""
        now = self.state.steps.get(step)
        return now is not None and claim(self.case, self.state.procedure, step, now, self.seats) is not None


def rights_of(user: User, case: Case, state: CaseState, *, on: date) -> Rights:
    """The rights of a user over a case on a day (delegations hold by day)."""
    return Rights(
        user=user, case=case, state=state, seats=seats_of(user, on), keeper=is_keeper(user, case), acts=may(user, ACT)
    )


def is_keeper(user: User, case: Case) -> bool:
    """Whether the user minds the whole case."""
    if case.opened_by_id == user.pk:
        return True
    far = reach(user, MANAGE)
    if far.zone or case.organisation_id in far.bureaus:
        return True
    return any(h.post.organisation_id == case.organisation_id and ACT in h.role.grants for h in held(user))
