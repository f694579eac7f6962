"""What the cases app declares."""

from __future__ import annotations

from yuanheng.engines.procedures import EVENT_KINDS
from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo

from .access import ACT, DELEGATE, MANAGE, OPEN, PROCEDURES, REDATE, VIEW, bureau_cases, own_cases
from .demo import load_demo_cases
from .models import Case, Delegation, Redating
from .panels import find_cases, steps_on_desk, waiting_steps

permission(VIEW, label="查看办件")
permission(OPEN, label="发起办件", writes=True)
permission(ACT, label="办理办件", writes=True)
permission(MANAGE, label="统管办件(受理、延期、终止)", writes=True)
permission(PROCEDURES, label="查看办理流程和工作日历")
permission(REDATE, label="重新推算全部办结日", writes=True)
permission(DELEGATE, label="委托他人代办", writes=True)

access.policy(Case, own=own_cases, bureau=bureau_cases)
access.policy(Delegation, own=lambda user: access.Q(who=user))
access.policy(Redating)

for kind, label in EVENT_KINDS.items():
    action(f"cases.case.{kind}", label=f"办件:{label}")
action("cases.delegation.made", label="委托代办")
action("cases.delegation.ended", label="结束委托")
action("cases.redating.asked", label="重新推算全部办结日")

register_nav(
    "cases.todo", section="办件", label="我的待办", url="cases:todo", icon="checklist", permission=VIEW, order=10,
    quick=True, purpose="轮到我和本部门办的步骤,先到期的在前",
)  # fmt: skip
register_nav(
    "cases.cases", section="办件", label="全部办件", url="cases:cases", icon="folders", permission=VIEW, order=20,
    quick=True, purpose="每件到了哪一步、还剩几天、为什么",
)  # fmt: skip
register_nav(
    "cases.procedures", section="办件", label="办理流程", url="cases:procedures", icon="sitemap", permission=PROCEDURES,
    order=30, purpose="每个流程的步骤、时限、出处和假设",
)  # fmt: skip
register_nav(
    "cases.calendar", section="办件", label="工作日历", url="cases:calendar", icon="calendar", permission=PROCEDURES,
    order=40, purpose="放假、调休和依据的通知",
)  # fmt: skip
register_nav(
    "cases.delegations", section="办件", label="委托代办", url="cases:delegations", icon="user-share",
    permission=DELEGATE, order=50, purpose="出差、休假时请人代办",
)  # fmt: skip
register_todo("cases.steps", permission=VIEW, find=waiting_steps, order=5)
register_search("cases", label="办件", permission=VIEW, find=find_cases, icon="folders", order=40)
register_panel(
    "base.home", "cases", title="等我办理", template="cases/desk.html", context=steps_on_desk, permission=VIEW,
    order=5, icon="checklist",
)  # fmt: skip
register_demo("cases", load=load_demo_cases, order=60)
