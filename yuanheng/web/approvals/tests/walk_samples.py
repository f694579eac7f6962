"""What the walk sends to each address of approvals."""

from __future__ import annotations

from datetime import date

from yuanheng.web.approvals.actions.powers import record_power
from yuanheng.web.approvals.demo import at_nine, paper
from yuanheng.web.approvals.models import PowerEvent
from yuanheng.web.approvals.rules import powers
from yuanheng.web.base.models import User
from yuanheng.web.base.walk import Cast, Sample, walk_sample

DAY = date(2021, 3, 15)
OF = {"holder": "approver", "foreign_holder": "neighbour"}


def delegated(by: User, code: str = "tz_record") -> PowerEvent:
    """A power with its document."""
    return record_power(
        power=powers()[code], state="delegated", on=DAY, by=by, at=at_nine(DAY), document="下放通知",
        number="启政办发〔2021〕21号", file=paper("下放通知"),
    )  # fmt: skip


@walk_sample("approvals:matter")
def chains(cast: Cast) -> Sample:
    """Chains are everybody's."""
    return Sample(own={"name": "land-to-start"}, **OF)


@walk_sample("approvals:power")
def one_power(cast: Cast) -> Sample:
    """So are powers."""
    return Sample(own={"code": "tz_record"}, **OF)


@walk_sample("approvals:record_power")
def recording(cast: Cast) -> Sample:
    """It was delegated."""
    data = {"state": "delegated", "on": "2021-03-15", "document": "下放通知", "number": "启政办发〔2021〕21号"}
    return Sample(own={"code": "tz_record"}, data=data, **OF)


@walk_sample("approvals:ask_power")
def asking(cast: Cast) -> Sample:
    """One of the list of wishes."""
    return Sample(own={"code": "hb_report"}, data={"on": "2021-09-01", "reason": "项目多"}, **OF)


@walk_sample("approvals:undo_power", "approvals:power_evidence")
def events(cast: Cast) -> Sample:
    """A line of each bureau's."""
    own, foreign = delegated(cast["approver"]), delegated(cast["neighbour"], "tz_approve")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"reason": "登记错"}, **OF)
