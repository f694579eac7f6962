"""The demo zone's service company, entered through the same actions people use, each thing as of the day it became known."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from yuanheng.demo.rewards import CandidateFact, Company, PersonFact, SelectionFact, invent_company
from yuanheng.web.base import files
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cases.actions import act

from .actions.contracts import leave, renew_contract, review_year, set_goal, sign_contract
from .actions.people import add_staff, change_staff, record_company_step
from .actions.selecting import add_candidate, appoint, open_selection, score_candidate
from .demo_pay import load_pay, load_shares
from .goals import readings_of
from .models import Candidate, Staff

PEOPLE, SMALL = 50, 12
SIGNED = date(2021, 6, 1)
LEAVES_BY = date(2021, 12, 31)


def load_demo_rewards(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """The company, its people, shares and half a year of pay. Nothing where there are people already."""
    if Staff.objects.exists():
        return
    company = invent_company(people=SMALL if small else PEOPLE)
    with transaction.atomic():
        staff = load_company(company, cast=cast)
        sets = load_shares(staff, cast=cast, paper=paper("份额确认单.txt", by=cast["paymaster"]))
        _leavers(company, staff, cast)
        runs = load_pay(staff, cast=cast)
        _reviews(staff, cast)
    say(f"招商服务公司:{len(staff)} 人,{sets} 套份额,{runs} 次工资")


def paper(name: str, *, by: User) -> StoredFile:
    """An invented paper."""
    return files.store(io.BytesIO(f"演示用文件:{name}\n".encode()), name=name, by=by)


def moment_on(day: date, minutes: int = 0) -> datetime:
    """Nine o'clock and some minutes."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI) + timedelta(minutes=minutes)


def load_company(company: Company, *, cast: dict[str, User]) -> list[Staff]:
    """The set-up, the selections, everybody with a contract and goals; in the order of their numbers."""
    by = cast["paymaster"]
    for step in company.steps:
        record_company_step(
            kind=step.kind, on=step.on, document=step.document, file=paper(f"{step.kind}.txt", by=by), by=by,
            at=moment_on(step.on + timedelta(days=1)),
        )  # fmt: skip
    facts = {p.number: p for p in company.people}
    for selection in company.selections:
        _select(selection, facts, cast)
    for person in company.people:
        if not person.selection:
            add_staff(
                number=person.number, name=person.name, post=person.post, office=person.office, entered_on=person.entered,
                by=by, at=moment_on(person.entered),
            )  # fmt: skip
    staff = list(Staff.objects.order_by("number"))
    _own_logins(staff, cast)
    text = paper("聘用合同.txt", by=by)
    for who in staff:
        _contract(who, facts[who.number], text, by)
    return staff


def _select(told: SelectionFact, facts: dict[str, PersonFact], cast: dict[str, User]) -> None:
    """Announced, applied for, interviewed, decided, made public, appointed: each on its day."""
    by = cast["paymaster"]
    chosen = open_selection(
        title=told.title, post=told.post, places=told.places, arbiter=cast["leader"], by=by, at=moment_on(told.opened)
    )
    notice, applied, interviewed, decided, public, appointed = told.days
    assert chosen.case is not None

    def step(kind: str, code: str, who: str, day: date, minutes: int = 30) -> None:
        act(case=chosen.case, kind=kind, step=code, by=cast[who], at=moment_on(day, minutes))

    step("step_done", "notice", "paymaster", notice)
    rows = [
        (c, add_candidate(chosen, name=c.name, applied_on=applied, by=by, at=moment_on(applied)))
        for c in told.candidates
    ]
    step("step_done", "apply", "paymaster", applied)
    for candidate, row in rows:
        score_candidate(
            row, score=Decimal(candidate.score), proposed=bool(candidate.number), by=by, at=moment_on(interviewed)
        )
    step("step_done", "interview", "paymaster", interviewed)
    step("signed", "decide", "leader", decided)
    step("step_done", "public_notice", "paymaster", public)
    for candidate, row in rows:
        _appoint(candidate, row, facts, appointed, by)
    step("step_done", "appoint", "paymaster", appointed)
    act(case=chosen.case, kind="completed", by=by, at=moment_on(appointed, 31))


def _appoint(candidate: CandidateFact, row: Candidate, facts: dict[str, PersonFact], day: date, by: User) -> None:
    if not candidate.number:
        return
    person = facts[candidate.number]
    appoint(row, on=max(day, person.entered), office=person.office, number=person.number, by=by, at=moment_on(day))


def _own_logins(staff: list[Staff], cast: dict[str, User]) -> None:
    """The cast's promoter and pay officer stand in the register under their own names."""
    promoter = next(s for s in staff if s.post == "招商经理")
    for who, key in ((promoter, "promoter"), (staff[-1], "paymaster")):
        change_staff(who, by=cast["paymaster"], name=cast[key].full_name, user=cast[key])
        who.refresh_from_db()


def _contract(who: Staff, told: PersonFact, text: StoredFile, by: User) -> None:
    at = moment_on(max(SIGNED, told.entered))
    made = sign_contract(
        who, number=f"HT2021-{who.number[2:]}", signed_on=told.entered, since=told.entered, until=told.contract_until,
        base_pay=Decimal(told.base), file=text, by=by, at=at,
    )  # fmt: skip
    if told.post != "综合文员":
        wanted = 3 if told.post == "招商经理" else 1
        set_goal(
            made, year=2021, label="签约项目", measure="own:signed", value=Decimal(wanted), unit="个", by=by, at=at
        )
    if told.post == "总经理":
        set_goal(
            made, year=2021, label="全区签约项目", measure="projects.signed", value=Decimal(18), unit="个", by=by, at=at
        )
    if told.renewed:
        day = told.contract_until
        renew_contract(
            made, number=f"HT2021-{who.number[2:]}-2", signed_on=day, since=day + timedelta(days=1),
            until=date(2023, 6, 30), base_pay=Decimal(told.renewed), file=text, by=by, at=moment_on(day),
        )  # fmt: skip


def _leavers(company: Company, staff: list[Staff], cast: dict[str, User]) -> None:
    people = {s.number: s for s in staff}
    for told in company.people:
        if told.left is not None and told.left <= LEAVES_BY:
            leave(
                people[told.number], kind=told.left_kind, on=told.left, reason=told.left_reason, by=cast["paymaster"],
                at=moment_on(told.left, 60),
            )  # fmt: skip


def _reviews(staff: list[Staff], cast: dict[str, User]) -> None:
    """The year's reviews of those still there: met or not, by their own figures."""
    day = date(2021, 12, 30)
    for place, who in enumerate(Staff.objects.filter(left_on__isnull=True, contracts__goals__isnull=False).distinct()):
        if place % 3:
            continue
        contract = who.contracts.filter(goals__year=2021).order_by("since").first()
        if contract is not None:
            met = all(r.met for r in readings_of(contract, year=2021, on=day))
            review_year(
                contract, year=2021, on=day, grade="competent" if met else "basic", note="按目标完成情况评定(演示)",
                by=cast["paymaster"], at=moment_on(day),
            )  # fmt: skip
