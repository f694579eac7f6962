"""What delivery declares: permissions, policies that follow the project, actions, entries, panels, to-dos, demo."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from yuanheng.web.base import access as gate
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.todos import register_todo
from yuanheng.web.cases.subjects import register_subject

from . import access
from . import overview_registrations as _overview  # noqa: F401 — declares what the overviews need
from . import pipelines as _pipelines  # noqa: F401 — declares what is planned, for forecasts
from .demo import load_demo_delivery
from .models import Difficulty, Picture
from .panels import panel, waiting

for code, label, writes in (
    (access.VIEW, "查看项目推进", False),
    (access.REPORT, "登记月度进展和照片", True),
    (access.PLAN, "登记节点计划", True),
    (access.RAISE, "登记和办理难点", True),
    (access.OPEN, "发起落地推进", True),
    (access.TARGET, "设定年度项目目标", True),
    (access.REMARK, "对项目作批示", True),
):
    permission(code, label=label, writes=writes)


def follow_project(model: Any) -> None:
    """A row belongs to the bureau that keeps its project, and to who manages or entered it."""
    gate.policy(
        model, own=lambda u: gate.Q(project__manager=u) | gate.Q(project__by=u),
        bureau=lambda ids: gate.Q(project__organisation__in=ids),
    )  # fmt: skip


follow_project(Picture)
gate.policy(
    Difficulty, own=lambda u: gate.Q(project__manager=u) | gate.Q(person=u),
    bureau=lambda ids: gate.Q(project__organisation__in=ids) | gate.Q(organisation__in=ids),
)  # fmt: skip

for code, label in {
    "delivery.case.opened": "发起落地推进",
    "delivery.plan.set": "登记节点计划",
    "delivery.year_plan.set": "登记年度投资计划",
    "delivery.progress.reported": "登记月度进展",
    "delivery.picture.added": "上传现场照片",
    "delivery.project.instructed": "项目批示",
    "delivery.difficulty.raised": "登记难点",
    "delivery.difficulty.updated": "难点进展",
    "delivery.difficulty.resolved": "难点已解决",
    "delivery.difficulty.closed": "难点销号",
    "delivery.difficulty.reopened": "难点重开",
    "delivery.difficulty.escalated": "难点报挂钩领导",
}.items():
    action(code, label=label)

register_subject("projects.project", label="项目", url=lambda pk: reverse("projects:project", args=[pk]))
register_nav(
    "delivery.groups", section="项目", label="服务组工作台", url="delivery:start", icon="users-group", permission=access.VIEW,
    order=30, quick=True, purpose="报批、用地、建设三个组各自手上的步骤",
)  # fmt: skip
register_nav(
    "delivery.difficulties", section="项目", label="项目难点", url="delivery:difficulties", icon="alert-triangle",
    permission=access.VIEW, order=35, purpose="谁来解决、什么时候前解决,到期上报",
)  # fmt: skip
register_panel(
    "projects.project", "delivery", title="推进", template="delivery/panel.html", context=panel, permission=access.VIEW,
    order=10, icon="timeline",
)  # fmt: skip
register_todo("delivery.difficulties", permission=access.VIEW, find=waiting, order=30)
register_demo("delivery", load=load_demo_delivery, order=70)
