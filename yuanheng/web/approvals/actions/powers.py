"""What happens to a power is recorded with its document; a wrong row is undone, never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from yuanheng.engines.powers import Power
from yuanheng.web.base import files
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.cases.actions import open_case
from yuanheng.web.cases.models import RUNNING, Case

from ..errors import Refused
from ..models import PowerEvent, PowerState
from ..rules import powers
from ..standing import events_that_stand, standing_of

S = PowerState
FOLLOWS: dict[str, tuple[str, ...]] = {
    S.ASKED: ("", S.WITHDRAWN),
    S.DELEGATED: ("", S.ASKED, S.WITHDRAWN),
    S.TAKEN_OVER: (S.DELEGATED,),
    S.IN_USE: (S.TAKEN_OVER,),
    S.WITHDRAWN: (S.DELEGATED, S.TAKEN_OVER, S.IN_USE),
}
DOCUMENTED = (S.DELEGATED, S.WITHDRAWN)
SUBJECT = "approvals.power"


@transaction.atomic
def record_power(
    *, power: Power, state: str, on: date, by: User | None, at: datetime, document: str = "", number: str = "",
    file: Any = None, case: Case | None = None, reason: str = "",
) -> PowerEvent:  # fmt: skip
    """A step in a power's life.

    Raises:
        Refused: out of order (`power_order`), before the step that stands (`power_before`), in the future
            (`power_future`), delegated or withdrawn without a document (`power_document`).
    """
    _lock(power.code)
    last = events_that_stand(on=date.max).filter(code=power.code).order_by("on", "known_at").last()
    before = last.state if last else ""
    if before not in FOLLOWS[state]:
        wanted = "、".join(S(s).label if s else "没有记录" for s in FOLLOWS[state])
        found = last.get_state_display() if last else "没有记录"
        _refuse(power, "power_order", f"现在是:{found}", f"{S(state).label}之前应是:{wanted}", "先登记前一步,或改正")
    if last is not None and on < last.on:
        _refuse(power, "power_before", str(on), f"不早于上一步的 {last.on}", "改正日期")
    if on > at.date():
        _refuse(power, "power_future", str(on), "已经发生的日子", "到那一天再登记")
    if state in DOCUMENTED and not (document and number):
        _refuse(power, "power_document", "没有文件和文号", "下放、收回凭文件登记", "填写文件名称和文号")
    kept = files.store(file, name=file.name, by=by) if file is not None else None
    made = PowerEvent.objects.create(
        code=power.code, name=power.name, state=state, on=on, document=document, number=number, file=kept, case=case,
        reason=reason, by=by, known_at=at,
    )  # fmt: skip
    record(by, "approvals.power.recorded", target=made, after={"state": state, "on": on, "number": number})
    return made


@transaction.atomic
def undo_power(event: PowerEvent, *, reason: str, by: User, at: datetime) -> PowerEvent:
    """Take a wrong row back; only the one the power stands at, so that the order holds.

    Raises:
        Refused: it does not stand, or another came after it (`power_not_last`).
    """
    _lock(event.code)
    last = events_that_stand(on=date.max).filter(code=event.code).order_by("on", "known_at").last()
    if last is None or last.pk != event.pk:
        _refuse_event(event, "power_not_last", str(event), "最后一步", "先撤销后面的")
    made = PowerEvent.objects.create(
        code=event.code, name=event.name, state=event.state, on=event.on, reason=reason, undoes=event, by=by,
        known_at=at,
    )  # fmt: skip
    record(by, "approvals.power.undone", target=event, after={"reason": reason})
    return made


@transaction.atomic
def ask_for_power(*, power: Power, on: date, reason: str, by: User, at: datetime) -> PowerEvent:
    """Ask the city for a power: a case that goes from the reason to taking over, and the first line of its life.

    Raises:
        Refused: a case for it is running (`power_asked`), or the power is here already (`power_order`).
    """
    _lock(power.code)
    running = Case.objects.of_subject(SUBJECT, power.code).filter(status__in=RUNNING).first()
    if running is not None:
        _refuse(power, "power_asked", f"办件 {running.number} 还在办理", "一项只申请一次", "打开原办件")
    case = open_case(
        procedure="power-request", title=f"申请下放:{power.name}", subject_kind=SUBJECT, subject_id=power.code,
        subject_label=power.name, organisation=bureau_of(by), by=by, at=at, data={"reason": reason},
    )  # fmt: skip
    return record_power(power=power, state=S.ASKED, on=on, by=by, at=at, case=case, reason=reason)


def power_named(code: str) -> Power | None:
    """A power of the catalogue."""
    return powers().get(code)


def state_on(code: str, on: date) -> str:
    """The state of a power on a day; '' where nothing is recorded."""
    found = standing_of(code, on=on)
    return found.state if found else ""


def _lock(code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"approvals.power {code}"])


def _refuse(power: Power, rule: str, found: str, expected: str, advice: str) -> None:
    raise Refused(rule, where=power.name, found=found, expected=expected, advice=advice)


def _refuse_event(event: PowerEvent, rule: str, found: str, expected: str, advice: str) -> None:
    raise Refused(rule, where=event.name, found=found, expected=expected, advice=advice)
