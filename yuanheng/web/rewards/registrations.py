"""What rewards declare: permissions, policies, actions, entries, panels, search, to-dos, demo."""

from __future__ import annotations

from django.urls import reverse

from yuanheng.web.base import access as gate
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo
from yuanheng.web.cases.hooks import after_case_change
from yuanheng.web.cases.subjects import register_subject

from . import access
from . import tallies as _tallies  # noqa: F401 — declares the figures offered to the plan
from .actions.sharing import closes_with_shares
from .demo import load_demo_rewards
from .models import (
    Candidate,
    CompanyStep,
    Dispute,
    EmploymentContract,
    PayDeduction,
    PayRun,
    PaySlip,
    Selection,
    ShareSet,
    Staff,
)
from .panels import find_staff, of_project, waiting

for code, label, writes in (
    (access.STAFF, "查看招商服务公司和人员(不含薪酬)", False),
    (access.MANAGE, "管理人员、选聘、合同和考核", True),
    (access.SHARES, "查看贡献份额", False),
    (access.RECORD, "登记贡献份额", True),
    (access.RAISE, "对贡献份额提出异议", True),
    (access.SETTLE, "登记争议裁定的份额", True),
    (access.SLIP, "查看工资条", False),
    (access.RUNS, "查看工资批次的合计", False),
    (access.PAY, "计算和发放工资", True),
    (access.APPROVE, "批准工资批次", True),
    (access.SCHEME, "查看薪酬办法", False),
):
    permission(code, label=label, writes=writes)

gate.policy(Staff, own=lambda u: gate.Q(user=u))
gate.policy(CompanyStep)
gate.policy(Selection)
gate.policy(Candidate)
gate.policy(EmploymentContract, own=lambda u: gate.Q(staff__user=u))
gate.policy(ShareSet, own=access.own_sets)
gate.policy(Dispute, own=lambda u: gate.Q(claimant__user=u))
gate.policy(PayDeduction)
gate.policy(PayRun)
gate.policy(PaySlip, own=access.own_slips)

for code, label in {
    "rewards.company.recorded": "登记公司组建节点",
    "rewards.company.withdrawn": "撤回公司组建节点",
    "rewards.staff.added": "登记招商人员",
    "rewards.staff.changed": "修改招商人员",
    "rewards.staff.left": "登记人员离开",
    "rewards.selection.opened": "发起公开选聘",
    "rewards.candidate.added": "登记应聘人员",
    "rewards.candidate.scored": "登记面试成绩",
    "rewards.candidate.appointed": "聘任",
    "rewards.contract.signed": "登记聘用合同",
    "rewards.goal.set": "登记年度目标",
    "rewards.review.made": "登记年度考核",
    "rewards.share.set": "登记贡献份额",
    "rewards.dispute.raised": "对贡献份额提出异议",
    "rewards.dispute.settled": "登记争议裁定的份额",
    "rewards.deduction.added": "登记绩效扣减",
    "rewards.deduction.withdrawn": "撤回绩效扣减",
    "rewards.run.computed": "计算工资批次",
    "rewards.run.approved": "批准工资批次",
    "rewards.run.paid": "登记工资发放",
    "rewards.run.read": "查看工资批次明细",
    "rewards.run.exported": "导出工资批次",
    "rewards.slip.read": "查看他人工资条",
}.items():
    action(code, label=label)

after_case_change(closes_with_shares)
register_subject("rewards.selection", label="选聘", url=lambda pk: reverse("rewards:selection", args=[pk]))
register_nav(
    "rewards.mine", section="招商", label="我的薪酬", url="rewards:mine", icon="wallet", permission=access.SLIP, order=80,
    quick=True, purpose="本月工资怎么算出来的,合同目标完成了多少;只有本人能看",
)  # fmt: skip
register_nav(
    "rewards.company", section="招商", label="招商服务公司", url="rewards:company", icon="id-badge-2",
    permission=access.STAFF, order=82, purpose="公司组建、人员、公开选聘、合同",
)  # fmt: skip
register_nav(
    "rewards.shares", section="招商", label="贡献份额", url="rewards:shares", icon="chart-pie", permission=access.SHARES,
    order=84, purpose="谁发现、引荐、洽谈、落地了一个项目",
)  # fmt: skip
register_nav(
    "rewards.runs", section="招商", label="工资批次", url="rewards:runs", icon="receipt", permission=access.RUNS, order=86,
    purpose="每月工资:计算、批准、发放;重算时逐行说明差异",
)  # fmt: skip
register_panel(
    "projects.project", "rewards", title="贡献份额", template="rewards/panel.html", context=of_project,
    permission=access.STAFF, order=60, icon="chart-pie",
)  # fmt: skip
register_search(
    "rewards.staff", label="招商人员", permission=access.STAFF, find=find_staff, icon="id-badge-2", order=60
)
register_todo("rewards", permission=access.STAFF, find=waiting, order=40)
register_demo("rewards", load=load_demo_rewards, order=90)
