"""A small counter for the tests of approvals: powers in use, an applicant, an application with its papers."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from yuanheng.engines.identities import check_character
from yuanheng.web.approvals.actions.handling import accept, add_papers
from yuanheng.web.approvals.actions.powers import record_power
from yuanheng.web.approvals.actions.receiving import keep_applicant, receive
from yuanheng.web.approvals.models import Applicant, Application
from yuanheng.web.approvals.rules import matters, powers
from yuanheng.web.approvals.subjects import paper_states
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI

DELEGATED = date(2021, 1, 4)
DAY = date(2026, 1, 5)


def at(day: date, hour: int = 10) -> datetime:
    """An hour of a day's office."""
    return datetime.combine(day, time(hour), tzinfo=SHANGHAI)


def code_of(number: int) -> str:
    """A social credit code that passes its check."""
    first = f"91320681MA{number:07d}"
    return first + check_character(first)


def in_use(code: str, *, by: User) -> None:
    """A power as it is used."""
    told = {"document": "下放通知", "number": "启政办发〔2021〕21号"}
    for place, state in enumerate(("delegated", "taken_over", "in_use")):
        on = DELEGATED + timedelta(days=place)
        record_power(power=powers()[code], state=state, on=on, by=by, at=at(on), **(told if not place else {}))


def firm(by: User, *, number: int = 1, name: str = "启东示例精密机械有限公司") -> Applicant:
    """A firm that applies."""
    return keep_applicant(kind="enterprise", name=name, code=code_of(number), phone="13800000000", by=by, at=at(DAY))


def scan(name: str = "材料") -> Any:
    """A small upload."""
    made = io.BytesIO(f"{name}\n".encode())
    made.name = f"{name}.pdf"
    return made


def application(
    by: User, *, code: str = "sc_food", on: date = DAY, who: Applicant | None = None, **more: Any
) -> Application:
    """One taken in at the counter; the power is put in use where it is not."""
    from yuanheng.web.approvals.standing import standing_of

    if code in matters():
        subject: Any = matters()[code]
    else:
        subject = powers()[code]
        if standing_of(code, on=on) is None:
            in_use(code, by=by)
    return receive(subject=subject, applicant=who or firm(by), received_on=on, by=by, at=at(on), **more)


def hand_in(made: Application, *, by: User, but: tuple[str, ...] = (), on: date | None = None) -> Application:
    """Every paper that is not there, but some."""
    day = on or made.received_on
    kinds = [s.need.kind for s in paper_states(made, on=day) if not s.good and s.need.kind not in but]
    if kinds:
        add_papers(made, given={k: scan(k) for k in kinds}, dated=dict.fromkeys(kinds, day), by=by, at=at(day, 11))
    return made


def accepted(by: User, **more: Any) -> Application:
    """One accepted with all its papers."""
    made = hand_in(application(by, **more), by=by)
    accept(made, on=made.received_on, by=by, at=at(made.received_on, 12))
    made.refresh_from_db()
    return made
