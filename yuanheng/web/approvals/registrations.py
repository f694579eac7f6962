"""What approvals declare."""

from __future__ import annotations

from django.urls import reverse

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.permissions import permission
from yuanheng.web.cases.subjects import register_subject

from . import tallies  # noqa: F401 — declares the figures
from .access import KEEP_POWERS, VIEW_POWERS
from .actions.powers import SUBJECT
from .demo import load_demo_approvals
from .models import PowerEvent

permission(VIEW_POWERS, label="查看审批事项目录和链条")
permission(KEEP_POWERS, label="登记审批权限的下放、承接、启用、收回", writes=True)

access.policy(PowerEvent, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(by__posts__organisation__in=ids))

for code, label in {
    "approvals.power.recorded": "登记审批权限变化",
    "approvals.power.undone": "撤销审批权限变化",
}.items():
    action(code, label=label)

register_subject(SUBJECT, label="审批事项", url=lambda pk: reverse("approvals:power", args=[pk]))
register_nav(
    "approvals.catalogue", section="审批", label="事项目录", url="approvals:catalogue", icon="list-details",
    permission=VIEW_POWERS, order=50, purpose="下放了哪些、承接了哪些、还要申请哪些;材料、时限、依据",
)  # fmt: skip
register_demo("approvals", load=load_demo_approvals, order=85)
