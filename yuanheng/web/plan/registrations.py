"""What the plan declares."""

from __future__ import annotations

from django.urls import reverse

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.todos import register_todo
from yuanheng.web.cases.hooks import after_case_change
from yuanheng.web.cases.subjects import register_subject
from yuanheng.web.enterprises.touches import register_touch

from .access import ASSIGN, ITEMS, MANAGE, PROGRESS, REMARK, REPORT, VIEW
from .actions.items import SUBJECT, follow_case
from .demo import load_demo_plan
from .models import ItemEntry, Plan, PlanTarget, SupervisedItem
from .panels import plan_on_desk, waiting_items, waiting_targets
from .touches import targets_touched

permission(VIEW, label="查看计划、目标和看板")
permission(MANAGE, label="上传计划、确认和调整目标", writes=True)
permission(REPORT, label="登记目标的报送数", writes=True)
permission(ITEMS, label="查看督办事项")
permission(ASSIGN, label="交办、改期和销号督办事项", writes=True)
permission(PROGRESS, label="登记督办进展", writes=True)
permission(REMARK, label="批示督办事项", writes=True)

access.policy(Plan)
access.policy(
    PlanTarget, own=lambda u: access.Q(owner_post__holder=u), bureau=lambda ids: access.Q(owner_bureau__in=ids)
)


def _of(prefix: str, ids: frozenset[object]) -> access.Q:
    """Items that the bureaus lead or support."""
    lead = access.Q(**{f"{prefix}lead__in": ids})
    helped = SupervisedItem.supports.through.objects.filter(organisation__in=ids).values("superviseditem")
    return lead | access.Q(**{"item__in" if prefix else "pk__in": helped})


access.policy(
    SupervisedItem, own=lambda u: access.Q(lead_post__holder=u) | access.Q(contact__holder=u),
    bureau=lambda ids: _of("", ids),
)  # fmt: skip
access.policy(
    ItemEntry, own=lambda u: access.Q(item__lead_post__holder=u) | access.Q(item__contact__holder=u),
    bureau=lambda ids: _of("item__", ids),
)  # fmt: skip

for code, label in {
    "plan.plan.handed_in": "上传计划",
    "plan.plan.read": "计划解读完成",
    "plan.plan.failed": "计划未读出",
    "plan.target.confirmed": "确认目标口径",
    "plan.target.dismissed": "记为不是目标",
    "plan.target.undone": "撤销目标确认",
    "plan.target.added": "添加目标",
    "plan.target.restated": "调整目标",
    "plan.figure.reported": "登记报送数",
    "plan.template.changed": "更换简报模板",
    "plan.reading.asked": "读取目标数据",
    "plan.commitment.settled": "核定承诺事项",
    "plan.item.assigned": "交办督办事项",
    "plan.item.progress": "登记督办进展",
    "plan.item.remark": "批示督办事项",
    "plan.item.urged": "催办督办事项",
    "plan.item.moved": "督办改期",
    "plan.item.closed": "督办销号",
}.items():
    action(code, label=label)

register_nav(
    "plan.board", section="计划", label="目标看板", url="plan:board", icon="target-arrow", permission=VIEW, order=10,
    quick=True, purpose="每个目标走到哪里、能不能完成",
)  # fmt: skip
register_nav(
    "plan.items", section="计划", label="督办事项", url="plan:items", icon="clipboard-check", permission=ITEMS, order=20,
    quick=True, purpose="交办、进展、批示、销号",
)  # fmt: skip
register_nav(
    "plan.plans", section="计划", label="计划文本", url="plan:plans", icon="file-text", permission=VIEW, order=30,
    purpose="原文、目标和承诺事项",
)  # fmt: skip
register_nav(
    "plan.dispatch", section="计划", label="调度表", url="plan:dispatch", icon="table", permission=VIEW, order=40,
    purpose="哪些滞后、为什么、要什么决定",
)  # fmt: skip
register_nav(
    "plan.brief", section="计划", label="月度简报", url="plan:brief", icon="file-description", permission=VIEW, order=50,
    purpose="每月一期,可打印、可下载 Word",
)  # fmt: skip
register_nav(
    "plan.appraisal", section="计划", label="部门考核", url="plan:appraisal", icon="award", permission=VIEW, order=55,
    purpose="年末读数成为各部门得分",
)  # fmt: skip
register_nav(
    "plan.cockpit", section="计划", label="会议室大屏", url="plan:cockpit", icon="device-tv", permission=VIEW, order=60,
    purpose="会议室墙上的一页",
)  # fmt: skip
register_panel(
    "base.home", "plan", title="计划目标", template="plan/desk.html", context=plan_on_desk, permission=VIEW, order=1,
    icon="target-arrow",
)  # fmt: skip
register_todo("plan.targets", permission=MANAGE, find=waiting_targets, order=20)
register_todo("plan.items", permission=ITEMS, find=waiting_items, order=10)
register_subject(SUBJECT, label="督办事项", url=lambda pk: reverse("plan:item", args=[pk]))
after_case_change(follow_case)
register_touch("plan.targets", label="目标读数", permission=VIEW, find=targets_touched, order=20)
register_demo("plan", load=load_demo_plan, order=900)
