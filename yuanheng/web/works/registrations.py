"""What works declare: permissions, policies, actions, entries, panels, to-dos, search, demo, layers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from yuanheng.web.admission.reserves import register_reserves
from yuanheng.web.base import access as gate
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import field_group, permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo
from yuanheng.web.cases.hooks import after_case_change
from yuanheng.web.cases.subjects import register_subject

from . import access, layers, tallies  # noqa: F401 — layers and tallies declare themselves
from .demo import load_demo_works
from .following import SUBJECT, follow_case
from .models import PlanningPaper, Reservation, SitePicture, Work, WorkMoney
from .panels import find_works, utilities_of_project, waiting
from .reserving import for_admission
from .rowspecs import HOUSEHOLD, REGISTERS

for code, label, writes in (
    (access.VIEW, "查看规划和工程", False),
    (access.KEEP, "登记工程、进展、台账和照片", True),
    (access.OPEN, "发起工程办件", True),
    (access.MONEY, "登记工程预算、合同和付款", True),
    (access.UTILITY, "查看配套容量", False),
    (access.RECORD, "登记配套容量", True),
    (access.PROMISE, "向项目承诺配套容量", True),
):
    permission(code, label=label, writes=writes)
field_group(HOUSEHOLD, label="征地户姓名和补偿金额")


def follow_work(model: Any, path: str = "") -> None:
    """A row belongs to the bureau of its work, and to who entered the work or holds its post."""
    own = f"{path}by", f"{path}post__holder"
    gate.policy(
        model, own=lambda u: gate.Q(**{own[0]: u}) | gate.Q(**{own[1]: u}),
        bureau=lambda ids: gate.Q(**{f"{path}organisation__in": ids}),
    )  # fmt: skip


follow_work(Work)
for model in (SitePicture, PlanningPaper, WorkMoney, *(r.model for r in REGISTERS.values())):
    follow_work(model, "work__")
gate.policy(
    Reservation, own=lambda u: gate.Q(by=u) | gate.Q(project__manager=u),
    bureau=lambda ids: gate.Q(project__organisation__in=ids),
)  # fmt: skip

for code, label in {
    "works.work.registered": "登记工程",
    "works.work.changed": "修改工程",
    "works.case.opened": "发起工程办件",
    "works.money.stated": "登记工程预算或合同价",
    "works.money.paid": "登记工程付款",
    "works.plan.set": "登记工程节点计划",
    "works.progress.reported": "登记工程进展",
    "works.picture.added": "上传工程照片",
    "works.place.set": "登记工程位置",
    "works.paper.added": "登记规划文本、评审或批复",
    "works.row.entered": "登记工程台账",
    "works.row.removed": "移出工程台账",
    "works.rows.imported": "导入工程台账",
    "works.capacity.recorded": "登记配套容量",
    "works.utility.promised": "承诺配套容量",
    "works.utility.released": "释放配套容量",
    "works.utility.taken_up": "配套容量转为签约",
}.items():
    action(code, label=label)

register_subject(SUBJECT, label="工程", url=lambda pk: reverse("works:work", args=[pk]))
for name, label, url, icon, needed, order, purpose in (
    (
        "board",
        "规划和工程",
        "works:board",
        "crane",
        access.VIEW,
        40,
        "规划、道路、征地、河道、污水:到哪一步,哪些亮红灯",
    ),
    ("plan", "计划事项对照", "works:plan", "list-check", access.VIEW, 45, "计划里的每一句话由哪些工程落实"),
    ("utilities", "配套容量", "works:utilities", "plug", access.UTILITY, 50, "各区中园电、水、热、污水还能承诺多少"),
):
    register_nav(
        f"works.{name}", section="土地", label=label, url=url, icon=icon, permission=needed, order=order,
        quick=name == "board", purpose=purpose,
    )  # fmt: skip
register_panel(
    "projects.project", "utilities", title="配套容量", template="works/panel_utilities.html", context=utilities_of_project,
    permission=access.UTILITY, order=35, icon="plug",
)  # fmt: skip
register_search("works", label="规划和工程", permission=access.VIEW, find=find_works, icon="crane", order=45)
register_todo("works.waiting", permission=access.KEEP, find=waiting, order=35)
register_reserves("works", for_admission)
after_case_change(follow_case)
register_demo("works", load=load_demo_works, order=85)
