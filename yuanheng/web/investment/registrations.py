"""What investment promotion declares."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base import access as gate
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo
from yuanheng.web.projects.hooks import after_project_change

from . import access, models, tallies  # noqa: F401 — tallies declares the figures
from .actions.protection import follow_project
from .demo import load_demo_investment
from .panels import find_companies, of_project, waiting, waiting_handover, waiting_leader

for code, label, writes in (
    (access.CHAINS, "查看产业链和研究报告", False),
    (access.GROUP, "组建产业研究小组", True),
    (access.REPORT, "提交产业研究报告", True),
    (access.COMPANIES, "查看招商目标对象", False),
    (access.EDIT, "登记目标对象", True),
    (access.LOCK, "锁定目标对象、登记动态", True),
    (access.ASSIGN, "分配目标对象", True),
    (access.IMPORT, "导入目标对象名单", True),
    (access.ACTIVITIES, "查看招商活动记录", False),
    (access.RECORD, "记录走访和洽谈", True),
    (access.LEAD, "登记新线索", True),
    (access.CLAIM, "对他人项目提出请求", True),
    (access.ANSWER, "答复首报首谈请求", True),
    (access.DECIDE, "决定首报首谈", True),
    (access.PUSH, "查看滚动推进", False),
    (access.FUNNEL, "查看招商漏斗", False),
    (access.HAND_OVER, "办理招商交接", True),
):
    permission(code, label=label, writes=writes)


def of_bureau(model: Any, *, own: str = "by") -> None:
    """A row belongs to the bureau that keeps it and to who entered it."""
    gate.policy(model, own=lambda u: gate.Q(**{own: u}), bureau=lambda ids: gate.Q(organisation__in=ids))


for model in (models.ResearchGroup, models.ResearchReport, models.CompanyImport, models.HandOver):
    of_bureau(model)
gate.policy(
    models.TargetCompany, own=lambda u: gate.Q(by=u) | gate.Q(assigned_to=u) | gate.Q(locked_by=u),
    bureau=lambda ids: gate.Q(organisation__in=ids),
)  # fmt: skip
gate.policy(
    models.Activity, own=lambda u: gate.Q(by=u) | gate.Q(project__manager=u) | gate.Q(company__assigned_to=u),
    bureau=lambda ids: gate.Q(organisation__in=ids) | gate.Q(project__organisation__in=ids),
)  # fmt: skip
gate.policy(
    models.ActivityPicture,
    own=lambda u: gate.Q(activity__by=u) | gate.Q(activity__project__manager=u),
    bureau=lambda ids: gate.Q(activity__organisation__in=ids) | gate.Q(activity__project__organisation__in=ids),
)  # fmt: skip
gate.policy(
    models.Protection, own=lambda u: gate.Q(project__leader=u), bureau=lambda ids: gate.Q(project__organisation__in=ids)
)
gate.policy(
    models.Claim, own=lambda u: gate.Q(project__manager=u),
    bureau=lambda ids: gate.Q(project__organisation__in=ids),
)  # fmt: skip

for code, label in {
    "investment.group.formed": "组建产业研究小组",
    "investment.group.joined": "增加小组成员",
    "investment.group.ended": "结束产业研究小组",
    "investment.report.filed": "提交产业研究报告",
    "investment.company.created": "登记目标对象",
    "investment.company.changed": "修改目标对象",
    "investment.company.assigned": "分配目标对象",
    "investment.company.locked": "锁定目标对象",
    "investment.company.unlocked": "解除锁定",
    "investment.company.followed": "停止或恢复跟踪",
    "investment.company.news": "登记企业动态",
    "investment.company.scored": "重算匹配度",
    "investment.import.created": "上传目标对象名单",
    "investment.import.read": "读取目标对象名单",
    "investment.import.mapped": "对应名单的列",
    "investment.import.confirmed": "确认导入名单",
    "investment.import.entered": "名单入库",
    "investment.import.discarded": "放弃导入名单",
    "investment.activity.recorded": "记录招商活动",
    "investment.activity.corrected": "更正招商活动",
    "investment.lead.reported": "登记新线索",
    "investment.lead.given": "移交项目",
    "investment.claim.made": "首报首谈请求",
    "investment.claim.answered": "处理首报首谈请求",
    "investment.protection.escalated": "保护到期上报",
    "investment.protection.extended": "延长保护期",
    "investment.protection.released": "放开项目",
    "investment.handover.made": "招商交接",
}.items():
    action(code, label=label)

after_project_change("investment", follow_project)
SECTION = "招商"
for name, label, icon, need, order, quick, purpose in (
    ("today", "今日招商", "calendar-check", access.RECORD, 10, True, "今天该做什么、什么要过期,随手记走访"),
    ("board", "我的看板", "layout-kanban", access.RECORD, 15, False, "自己的线索走到哪一步"),
    ("push", "滚动推进", "refresh", access.PUSH, 20, True, "在谈项目多少天没有进展,会上逐个过"),
    ("funnel", "招商漏斗", "filter", access.FUNNEL, 30, False, "转化率、各阶段用时、加权预测"),
    ("companies", "目标对象库", "target", access.COMPANIES, 40, True, "要招谁、为什么、谁在跟"),
    ("chains", "产业链", "sitemap", access.CHAINS, 50, False, "缺什么环节、谁在这里、研究报告"),
    ("claims", "首报首谈", "scale", access.CLAIM, 60, False, "加入、异议、协作的请求和处理"),
    ("handovers", "招商交接", "arrows-exchange", access.HAND_OVER, 70, False, "离岗人员的项目一次移交"),
):
    register_nav(
        f"investment.{name}", section=SECTION, label=label, url=f"investment:{name}", icon=icon, permission=need,
        order=order, quick=quick, purpose=purpose,
    )  # fmt: skip
register_search("targets", label="目标对象", permission=access.COMPANIES, find=find_companies, icon="target", order=30)
register_panel(
    "projects.project", "investment", title="跟进", template="investment/project_panel.html", context=of_project,
    permission=access.ACTIVITIES, order=5, icon="route",
)  # fmt: skip
register_todo("investment.steps", permission=access.RECORD, find=waiting, order=20)
register_todo("investment.decide", permission=access.DECIDE, find=waiting_leader, order=21)
register_todo("investment.handover", permission=access.HAND_OVER, find=waiting_handover, order=22)
register_demo("investment", load=load_demo_investment, order=78)
