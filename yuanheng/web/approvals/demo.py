"""The demo zone's approvals bureau: set up, 36 powers taken over in three batches, five asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cases.actions import act, open_case

from .actions.powers import ask_for_power, record_power
from .models import PowerEvent, PowerState
from .rules import powers

BATCHES = (
    (date(2021, 3, 15), date(2021, 4, 1), 14),
    (date(2021, 5, 20), date(2021, 6, 10), 28),
    (date(2021, 8, 2), date(2021, 9, 1), 36),
)
"""Delegated on, taken over on, how many altogether by then."""
SETUP = (
    ("posts", date(2021, 2, 22), ""), ("staff", date(2021, 3, 22), ""), ("hall", date(2021, 3, 29), ""),
    ("seal", date(2021, 3, 8), "启开管〔2021〕12号"), ("catalogue", date(2021, 3, 26), ""),
    ("training", date(2021, 4, 9), ""), ("system", date(2021, 4, 12), ""), ("open", date(2021, 4, 15), ""),
)  # fmt: skip


def load_demo_approvals(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Nothing where powers are recorded already."""
    if PowerEvent.objects.exists():
        return
    by = cast["approver"]
    _set_up(by)
    _take_over(by)
    _ask(by)
    say(f"审批事项目录 {len(powers())} 项")


def at_nine(day: date, minutes: int = 0) -> datetime:
    """An hour of that day's office."""
    return datetime.combine(day, time(9, 0), tzinfo=SHANGHAI) + timedelta(minutes=minutes)


def paper(name: str) -> io.BytesIO:
    """A scan as a form hands it over."""
    made = io.BytesIO(f"演示用扫描件:{name}\n".encode())
    made.name = f"{name}.txt"
    return made


def _set_up(by: User) -> None:
    bureau = by.posts.get(ended_on__isnull=True).organisation
    case = open_case(
        procedure="bureau-setup", title="行政审批局实体化运作", subject_label=bureau.name, organisation=bureau, by=by,
        at=at_nine(date(2021, 1, 18)),
    )  # fmt: skip
    for minutes, (step, on, number) in enumerate(sorted(SETUP, key=lambda s: s[1])):
        if number:
            data = {"number": number, "date": on.isoformat(), "paper": "印章启用通知"}
            act(
                case=case,
                kind="external_done",
                step=step,
                by=by,
                at=at_nine(on, minutes),
                data=data,
                files=[paper(number)],
            )
        else:
            act(case=case, kind="step_done", step=step, by=by, at=at_nine(on, minutes), data={"opinion": "已落实"})
    act(case=case, kind="completed", by=by, at=at_nine(date(2021, 4, 15), 60))


def _take_over(by: User) -> None:
    codes = [p for p in powers().values() if p.holder == "delegated"]
    done = 0
    for place, (delegated, taken, upto) in enumerate(BATCHES, start=1):
        told = {
            "document": f"关于向启东经济开发区下放第{place}批审批权限的通知(示范)",
            "number": f"启政办发〔2021〕{20 + place}号",
        }
        for power in codes[done:upto]:
            record_power(power=power, state=PowerState.DELEGATED, on=delegated, by=by, at=at_nine(delegated), **told)
            record_power(power=power, state=PowerState.TAKEN_OVER, on=taken, by=by, at=at_nine(taken))
            used = taken + timedelta(days=14)
            record_power(power=power, state=PowerState.IN_USE, on=used, by=by, at=at_nine(used))
        done = upto


def _ask(by: User) -> None:
    for place, power in enumerate(p for p in powers().values() if p.holder == "wanted"):
        on = date(2021, 9, 6) + timedelta(days=9 * place)
        reason = f"产业项目落地须办{power.name},由市里办理平均多等 {4 + place} 个工作日"
        event = ask_for_power(power=power, on=on, reason=reason, by=by, at=at_nine(on))
        if event.case is not None and place < 2:
            act(
                case=event.case,
                kind="step_done",
                step="draft",
                by=by,
                at=at_nine(on, 60),
                data={"opinion": "材料已报送"},
            )
