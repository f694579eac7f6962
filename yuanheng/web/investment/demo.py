"""The demo zone's investment promotion: groups, companies, a year's activities, and work that waits today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO

from django.db import transaction

from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI

from .actions.claims import make_claim
from .actions.fit import compute_fit
from .actions.groups import file_report, form_group
from .demo_companies import enter_companies
from .demo_people import hire, share_out
from .demo_work import date_protections, record_recent, record_year
from .models import ResearchGroup
from .policy.protecting import OPEN_STAGES
from .rules import load_chains

YEAR = 2021
COMPANIES, FEW_COMPANIES = 120, 15
ACTIVITIES, FEW_ACTIVITIES = 1_050, 40
RECENT, FEW_RECENT = 260, 6


def load_demo_investment(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Nothing where there are research groups already."""
    if ResearchGroup.objects.exists():
        return
    with transaction.atomic():
        people = [cast["promoter"]] if small else [cast["promoter"], *hire(on=date(YEAR, 1, 4))]
        _groups(cast)
        if not small:
            share_out(people)
        companies = enter_companies(people, count=FEW_COMPANIES if small else COMPANIES, today=moment.today())
        year = record_year(count=FEW_ACTIVITIES if small else ACTIVITIES, companies=companies, last=date(YEAR, 12, 24))
        recent = record_recent(people, today=moment.today(), leads=FEW_RECENT if small else RECENT)
        date_protections(today=moment.today())
        if not small:
            _claims(people)
    compute_fit(on=moment.today())
    say(f"招商:{len(people)} 名招商人员,{len(companies)} 家目标对象,{year + recent} 条活动记录")


def _groups(cast: dict[str, User]) -> None:
    """组建三个产业研究小组: one a chain, each with a report."""
    by = cast["promoter"]
    for number, chain in enumerate(load_chains()):
        formed = date(YEAR, 2, 1) + timedelta(days=17 * number)
        group = form_group(
            chain=chain.code, label=f"{chain.cluster}产业研究小组", formed_on=formed, by=by, at=_at(formed),
            members=[str(by), f"{chain.cluster}行业专家(外聘)", "顾思远"], document=f"启开招〔{YEAR}〕{number + 5}号",
        )  # fmt: skip
        reported = formed + timedelta(days=70)
        given = BytesIO(f"{chain.label}研究报告(演示)\n环节:{'、'.join(s.label for s in chain.segments)}\n".encode())
        given.name = f"{chain.label}研究报告.txt"
        file_report(
            chain=chain.code, title=f"{chain.label}现状与缺口", on=reported, given=given, group=group, by=by,
            at=_at(reported), finding="列出缺口环节和重点目标企业,建议先补上游材料和检测环节",
        )  # fmt: skip


def _claims(people: list[User]) -> None:
    """Three colleagues met a lead that is another's."""
    from yuanheng.web.projects.models import Project

    rows = Project.objects.active().filter(stage__in=OPEN_STAGES, manager__in=people[1:9]).order_by("number")
    asked = (
        ("join", "对方董事长是老同学,可以一起约"),
        ("objection", "今年三月在展会上先见的面"),
        ("cooperation", "把了解到的设备清单转来"),
    )
    for number, (kind, text) in enumerate(asked):
        project = rows[number * 7]
        claimant = people[0] if project.manager_id != people[0].pk else people[1]
        make_claim(project, kind=kind, text=text, by=claimant, at=moment.now() - timedelta(days=2 + number))


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=SHANGHAI)
