"""Some cases of the shipped procedures, in every state, so that lists and clocks have something to show."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from yuanheng.engines.calendars import load_calendar
from yuanheng.engines.procedures import list_procedures
from yuanheng.web.base import moment
from yuanheng.web.base.models import User

from .actions import act, open_case
from .models import Case

SUBJECTS = ("启东恒达新能源有限公司", "南通海工装备有限公司", "江苏启航精密机械有限公司", "启东绿源水务有限公司")


@dataclass(frozen=True)
class Told:
    """One act of a story: so many working days before today, by whom, what."""

    back: int
    kind: str
    by: str
    step: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    scan: bool = False


@dataclass(frozen=True)
class Story:
    """A case and what happened to it."""

    title: str
    procedure: str
    keeper: str
    opened: int
    acts: tuple[Told, ...] = ()
    signers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    skip: tuple[str, ...] = ()


LICENCE = {"decide": ("approver", "leader")}
STORIES = (
    Story("食品生产许可", "licence-20", "approver", 3, (Told(2, "accepted", "approver"),), LICENCE),
    Story("特种设备使用登记", "licence-20", "approver", 1, (), LICENCE),
    Story("危险化学品经营许可", "licence-20", "approver", 30, (
        Told(29, "accepted", "approver"), Told(26, "step_done", "approver", "examine", {"opinion": "材料齐全,转审批"}),
        Told(25, "signed", "approver", "decide", {"opinion": "拟同意"}),
    ), LICENCE),
    Story("排污许可变更", "licence-20", "approver", 16, (
        Told(15, "accepted", "approver"),
        Told(10, "suspended", "approver", "", {"kind": "expert_review", "reason": "须专家评审", "paper": "专家评审通知书"}),
    ), LICENCE),
    Story("取水许可", "licence-20", "approver", 22, (
        Told(21, "papers_asked", "approver", "", {"papers": ["水资源论证报告"]}), Told(18, "papers_given", "approver"),
        Told(18, "accepted", "approver"),
        Told(14, "suspended", "approver", "", {"kind": "inspection", "reason": "现场检测", "paper": "检测委托书"}),
        Told(8, "resumed", "approver", "", {"kind": "inspection"}),
        Told(4, "extended", "approver", "", {"days": 10, "reason": "情况复杂,负责人批准延期并告知申请人"}),
    ), LICENCE),
    Story("建筑施工许可", "licence-20", "approver", 12, (
        Told(11, "accepted", "approver"), Told(9, "step_done", "approver", "examine"),
        Told(8, "signed", "approver", "decide", {"opinion": "同意"}), Told(7, "signed", "leader", "decide", {"opinion": "同意"}),
        Told(6, "step_done", "approver", "deliver", {"opinion": "已送达"}), Told(6, "completed", "approver"),
    ), LICENCE),
    Story("临时用地许可(申请人撤回)", "licence-20", "approver", 9, (
        Told(8, "accepted", "approver"), Told(5, "revoked", "approver", "", {"reason": "申请人书面撤回"}),
    ), LICENCE),
    Story("核准类项目并联审批", "approved-type-40", "approver", 14, (Told(13, "accepted", "approver"),)),
    Story("年产 5 万套储能系统项目准入联审", "admission-review", "promoter", 4, (Told(4, "accepted", "promoter"),)),
    Story("高端装备产业园项目落地推进", "project-delivery", "builder", 60, (
        Told(59, "step_done", "approver", "register_firm"), Told(58, "step_done", "approver", "record"),
        Told(40, "external_done", "builder", "energy",
             {"number": "苏发改能审〔2026〕31 号", "opinion": "省发改委批复"}, scan=True),
    )),
    Story("精密铸造项目落地推进", "project-delivery", "builder", 8, (
        Told(7, "step_done", "approver", "register_firm"),), {}, ("energy",)),
)  # fmt: skip


def load_demo_cases(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Tell every story once; nothing where there are cases already."""
    if Case.objects.filter(opened_by__in=cast.values(), subject_kind="").exists():
        return
    known, today = set(list_procedures()), moment.today()
    stories = [s for s in STORIES if s.procedure in known]
    for number, story in enumerate(stories[:6] if small else stories):
        _tell(story, SUBJECTS[number % len(SUBJECTS)], cast, today)
    say(f"办件 {Case.objects.count()} 件")


def _tell(story: Story, subject: str, cast: dict[str, User], today: date) -> Case:
    keeper = cast[story.keeper]
    signers = {step: [cast[who].username for who in whom] for step, whom in story.signers.items()}
    case = open_case(
        procedure=story.procedure,
        title=f"{subject}{story.title}" if "项目" not in story.title else story.title,
        subject_label=subject,
        organisation=keeper.posts.filter(ended_on__isnull=True).first().organisation,
        by=keeper,
        at=_at(today, story.opened, 0),
        data={"signers": signers, "skip": list(story.skip)},
    )
    for order, told in enumerate(story.acts, start=1):
        _act(case, told, cast, today, order)
    return case


def _act(case: Case, told: Told, cast: dict[str, User], today: date, order: int) -> None:
    at = _at(today, told.back, order)
    data = dict(told.data)
    files = []
    if told.scan:
        data.setdefault("date", at.date().isoformat())
        scan = io.BytesIO(f"演示用扫描件:{data.get('number', '')}\n".encode())
        scan.name = "批复扫描件.txt"
        files = [scan]
    act(case=case, kind=told.kind, step=told.step, by=cast[told.by], at=at, data=data, files=files)


def _at(today: date, back: int, order: int) -> datetime:
    """So many working days before today, in office hours, later acts of a story later."""
    day = load_calendar().after(today, -back) if back else today
    return datetime.combine(day, time(9, 0), tzinfo=moment.SHANGHAI) + timedelta(minutes=7 * order)
