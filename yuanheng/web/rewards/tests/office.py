"""A small office: people with contracts, projects with shares, months of pay; shared by the tests and the walk."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yuanheng.web.base import files
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cases.actions import act
from yuanheng.web.projects.actions.projects import Money, create_project
from yuanheng.web.projects.actions.stages import record_stage
from yuanheng.web.projects.models import Project
from yuanheng.web.rewards.actions.contracts import sign_contract
from yuanheng.web.rewards.actions.paying import approve_run, compute_run, pay_run
from yuanheng.web.rewards.actions.people import add_staff
from yuanheng.web.rewards.actions.sharing import Row, raise_dispute, set_shares
from yuanheng.web.rewards.models import Dispute, EmploymentContract, PayRun, PaySlip, ShareSet, Staff

Cast = dict[str, User]
JUNE = date(2021, 6, 1)


def at(text: str = "2021-07-05") -> datetime:
    """Ten o'clock in Shanghai on a day."""
    return datetime.combine(date.fromisoformat(text), datetime.min.time(), SHANGHAI).replace(hour=10)


def paper(cast: Cast, name: str = "份额确认单.pdf") -> Any:
    """Some evidence."""
    return files.store(io.BytesIO(b"evidence"), name=name, by=cast["paymaster"])


def person(cast: Cast, name: str, *, key: str = "", base: str = "6000", **values: Any) -> Staff:
    """Somebody with a contract from the start of 2021; `key` names the login."""
    given = {"post": "招商经理", "office": "启东本部", "entered_on": date(2021, 1, 1)} | values
    user = cast[key] if key else None
    made = add_staff(name=name, user=user, by=cast["paymaster"], at=at("2021-01-05"), **given)
    contract(cast, made, base=base)
    return made


def contract(cast: Cast, staff: Staff, *, base: str = "6000", **values: Any) -> EmploymentContract:
    """A contract of two years."""
    given = {"signed_on": date(2021, 1, 4), "since": staff.entered_on, "until": date(2022, 12, 31)} | values
    number = given.pop("number", f"{staff.number}-1")
    return sign_contract(
        staff, number=number, base_pay=Decimal(base), by=cast["paymaster"], at=at("2021-01-05"),
        file=paper(cast, "合同.pdf"), **given,
    )  # fmt: skip


def project(
    cast: Cast, name: str = "储能系统项目", *, amount: str = "1200000000", currency: str = "yuan", signed: str = "2021-06-10",
    keeper: str = "promoter",
) -> Project:  # fmt: skip
    """A project of the promoter's bureau, signed on a day and entered the same day."""
    bureau = cast[keeper].posts.get().organisation
    made = create_project(
        name=name, by=cast[keeper], at=at("2021-03-01"), organisation=bureau, leader=cast["leader"],
        amounts=[Money("total", Decimal(amount), currency, date(2021, 3, 1))], stage_on=date(2021, 3, 1),
    )  # fmt: skip
    if signed:
        record_stage(made, stage="signed", on=date.fromisoformat(signed), by=cast[keeper], at=at(signed))
    return made


def shared(
    cast: Cast, made: Project, *rows: tuple[Staff, str, str], since: str = "2021-06-01", known: str = "2021-06-11"
) -> ShareSet:
    """A set: `(staff, role, per cent)`."""
    lines = [Row(who, role, Decimal(percent)) for who, role, percent in rows]
    return set_shares(
        made, holds_from=date.fromisoformat(since), rows=lines, note="份额确认单", by=cast["paymaster"], at=at(known),
        file=paper(cast),
    )  # fmt: skip


def paid(cast: Cast, month: date = JUNE, *, known: str = "2021-07-05", reason: str = "", until: str = "paid") -> PayRun:
    """A run of a month, as far as asked."""
    run = compute_run(month=month, by=cast["paymaster"], at=at(known), reason=reason)
    if until in ("approved", "paid"):
        run = approve_run(run, by=cast["leader"], at=at(known))
    return pay_run(run, by=cast["paymaster"], at=at(known)) if until == "paid" else run


def slip_of(run: PayRun, staff: Staff) -> PaySlip:
    """One person's slip."""
    found: PaySlip = run.slips.get(staff=staff)
    return found


def disputed(cast: Cast, made: Project, claimant: Staff, *, known: str = "2021-07-12", by: str = "promoter") -> Dispute:
    """A dispute just raised."""
    return raise_dispute(
        made, claimant=claimant, claim="5 月 8 日由我引荐,见往来邮件", arbiter=cast["leader"], by=cast[by], at=at(known)
    )


def decided(cast: Cast, dispute: Dispute) -> Dispute:
    """A dispute on which the leader has decided in favour of the claimant."""
    for kind, step, who, day in (
        ("step_done", "receive", "paymaster", "2021-07-13"),
        ("step_done", "hear", "paymaster", "2021-07-14"),
        ("signed", "decide", "leader", "2021-07-15"),
    ):
        act(case=dispute.case, kind=kind, step=step, by=cast[who], at=at(day))
    dispute.case.refresh_from_db()
    return dispute
