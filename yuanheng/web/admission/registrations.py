"""What admission declares: permissions, policies that follow the project, actions, entries, to-dos, panels, demo."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base import access as gate
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.todos import register_todo
from yuanheng.web.cases.hooks import after_case_change
from yuanheng.web.projects.hooks import after_project_change

from . import access, todos
from .actions.reviews import take_conclusion
from .actions.warnings import warn_of_gaps
from .demo import load_demo_admission
from .models import Agreement, CheckResult, CheckRun, Promise, PromiseCheck, Reserve
from .pages.checks import project_panel
from .pages.promises import firm_promises, promises_panel

for code, label, writes in (
    (access.VIEW, "查看准入审查", False),
    (access.RUN, "做准入审查", True),
    (access.EXEMPT, "准予准入豁免", True),
    (access.REVIEW, "发起准入联审", True),
    (access.RULES, "查看准入规则", False),
    (access.RESERVES, "查看公用设施余量", False),
    (access.RECORD_RESERVE, "登记公用设施余量", True),
    (access.PROMISES, "查看协议承诺", False),
    (access.AGREE, "登记协议和承诺", True),
    (access.CHECK_PROMISES, "核对年度承诺", True),
    (access.FOLLOW, "发起违约督办", True),
):
    permission(code, label=label, writes=writes)


def follow_project(model: Any, path: str) -> None:
    """A row belongs to the bureau that keeps its project, and to who manages or entered it."""
    gate.policy(
        model,
        own=lambda user: gate.Q(**{f"{path}__manager": user}) | gate.Q(**{f"{path}__by": user}),
        bureau=lambda ids: gate.Q(**{f"{path}__organisation__in": ids}),
    )


follow_project(CheckRun, "project")
follow_project(CheckResult, "run__project")
follow_project(Agreement, "project")
follow_project(Promise, "agreement__project")
follow_project(PromiseCheck, "promise__agreement__project")
gate.policy(Reserve, own=lambda user: gate.Q(by=user), bureau=lambda ids: gate.Q(organisation__in=ids))

for code, label in {
    "admission.check.run": "准入审查",
    "admission.check.overtaken": "未经准入先行",
    "admission.exemption.granted": "准入豁免",
    "admission.reserve.recorded": "登记公用设施余量",
    "admission.review.opened": "发起准入联审",
    "admission.review.concluded": "准入联审结论",
    "admission.agreement.recorded": "登记投资协议",
    "admission.promise.recorded": "登记协议承诺",
    "admission.promise.changed": "变更协议承诺",
    "admission.promise.checked": "核对年度承诺",
    "admission.promise.followed_up": "违约督办",
}.items():
    action(code, label=label)

for name, label, url, icon, needed, order, purpose in (
    (
        "projects",
        "准入审查",
        "admission:projects",
        "shield-check",
        access.VIEW,
        40,
        "签约前、供地前逐条审查,缺什么一目了然",
    ),
    ("promises", "承诺核对", "admission:promises", "file-check", access.PROMISES, 50, "协议里的承诺,每年用台账核对"),
    ("rules", "准入规则", "admission:rules", "scale", access.RULES, 60, "每条规则的原话、出处和假设"),
    (
        "reserves",
        "公用设施余量",
        "admission:reserves",
        "plug",
        access.RESERVES,
        70,
        "各区中园还有多少电、水、热和排污能力",
    ),
):
    register_nav(
        f"admission.{name}", section="项目", label=label, url=url, icon=icon, permission=needed, order=order,
        quick=name in ("projects", "promises"), purpose=purpose,
    )  # fmt: skip

register_todo("admission.overtaken", permission=access.RUN, find=todos.overtaken, order=30)
register_todo("admission.broken", permission=access.FOLLOW, find=todos.broken, order=35)
register_todo("admission.failed", permission=access.EXEMPT, find=todos.failed, order=40)

register_panel(
    "projects.project", "admission", title="准入审查", template="admission/panel.html", context=project_panel,
    permission=access.VIEW, order=30, icon="shield-check",
)  # fmt: skip
register_panel(
    "projects.project", "promises", title="协议承诺", template="admission/panel_promises.html", context=promises_panel,
    permission=access.PROMISES, order=40, icon="file-check",
)  # fmt: skip
register_panel(
    "enterprises.enterprise", "promises", title="项目承诺", template="admission/panel_firm.html", context=firm_promises,
    permission=access.PROMISES, order=40, icon="file-check",
)  # fmt: skip

after_case_change(take_conclusion)
after_project_change("admission", warn_of_gaps)
register_demo("admission", load=load_demo_admission, order=80)
