"""The demo zone's approvals bureau: set up, 36 powers taken over in three batches, five asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction

from yuanheng.engines.identities import check_character
from yuanheng.web.base import moment
from yuanheng.web.base.actions.users import create_organisation
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cases.actions import act, open_case
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from .actions.powers import ask_for_power, record_power
from .actions.reviewing import review
from .bulk import bring_in
from .demo_relief import load_demo_relief
from .invented import invented
from .models import Applicant, Application, PowerEvent, PowerState
from .rules import powers
from .subjects import our_bureau

BATCHES = (
    (date(2021, 3, 15), date(2021, 4, 1), 14),
    (date(2021, 5, 20), date(2021, 6, 10), 28),
    (date(2021, 8, 2), date(2021, 9, 1), 36),
)
"""Delegated on, taken over on, how many altogether by then."""
PARTNERS = (("ecology", "生态环境局"), ("emergency", "应急管理局"))
"""Bureaus that take part in chains and have nobody in the cast."""
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
    for code, name in PARTNERS:
        if not Organisation.objects.filter(name=name).exists():
            create_organisation(code=code, name=name, kind="bureau", by=None)
    _set_up(by)
    _take_over(by)
    _ask(by)
    _applications(by, 60 if small else 300)
    if "caseworker" in cast:
        load_demo_relief(cast["caseworker"], at_nine=at_nine)
    say(f"审批事项目录 {len(powers())} 项,办件 {Application.objects.count()} 件")


@transaction.atomic
def _applications(by: User, count: int) -> None:
    """Twelve months of applications up to today and what some applicants said of them."""
    at, today = moment.now(), moment.today()
    firms = list(Enterprise.objects.exclude(uscc=None).order_by("code")[:80])
    who = [
        Applicant(kind="enterprise", name=f.name, code=f.uscc or "", enterprise=f, by=by, created_at=at,
                  organisation=our_bureau())
        for f in firms
    ] or [
        Applicant(kind="enterprise", name=f"启东示例{n}号有限公司", code=sample_code(n), by=by, created_at=at,
                  organisation=our_bureau())
        for n in range(1, 21)
    ]  # fmt: skip
    made = Applicant.objects.bulk_create(who)
    projects = list(Project.objects.active().order_by("number")[:40])
    first = today - timedelta(days=365)
    ids = bring_in(invented(count, made, first=first, last=today, projects=projects), by=by)
    record(by, "approvals.history.brought_in", target_label="审批办件", after={"count": len(ids)})
    closed = Application.objects.filter(case__outcome="granted").order_by("received_on", "pk")
    for place, application in enumerate(closed[: count // 5]):
        stars = (5, 5, 4, 5, 3, 5, 4, 2, 5, 5)[place % 10]
        words = "跑了两次窗口,材料要求说法不一" if stars == 2 else ("窗口很耐心" if stars == 5 else "")
        review(application, stars=stars, words=words, at=at - timedelta(days=1 + place % 3))


def sample_code(number: int) -> str:
    """A social credit code that passes its check, of no firm there is."""
    first = f"91320681MA{number:07d}"
    return first + check_character(first)


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
