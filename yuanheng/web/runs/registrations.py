"""What the runs app declares."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.enterprises.registries import register_hold
from yuanheng.web.enterprises.touches import register_touch

from . import tallies as _tallies  # noqa: F401 — declares the figures
from .access import CREATE, DOWNLOAD, SCHEMES, VIEW
from .demo import load_demo_rerun, load_demo_runs
from .models import Result, Run, Snapshot
from .panels import find_runs, grades_of, latest_classes, new_figures
from .touches import grades_touched, lists_touched

permission(SCHEMES, label="查看评价办法")
permission(VIEW, label="查看评价批次和企业类别")
permission(CREATE, label="开展评价", writes=True)
permission(DOWNLOAD, label="下载评价的全部文件")

access.policy(Run, own=lambda user: access.Q(ran_by=user), bureau=lambda ids: access.Q(organisation__in=ids))
access.policy(
    Result, own=lambda user: access.Q(run__ran_by=user), bureau=lambda ids: access.Q(run__organisation__in=ids)
)


def _frozen(firm: Enterprise) -> str:
    """A snapshot keeps the register as it stood: a firm that was in it stays."""
    count = Snapshot.objects.filter(frozen_at__gte=firm.created_at).count()
    return f"评价快照 {count} 份" if count else ""


register_hold("runs.snapshots", find=_frozen)

for code, label in {
    "runs.run.started": "开展评价",
    "runs.run.finished": "评价算完",
    "runs.run.failed": "评价未算完",
    "runs.file.downloaded": "下载评价文件",
}.items():
    action(code, label=label)

register_nav(
    "runs.runs",
    section="评价",
    label="评价批次",
    url="runs:runs",
    icon="chart-bar",
    permission=VIEW,
    order=10,
    quick=True,
    purpose="各次评价的结果、分布和每家企业的解释",
)
register_nav(
    "runs.compare",
    section="评价",
    label="两批对比",
    url="runs:choose",
    icon="arrows-left-right",
    permission=VIEW,
    order=20,
    quick=True,
    purpose="谁升了类、谁降了类、因为哪一项",
)
register_nav(
    "runs.schemes",
    section="评价",
    label="评价办法",
    url="runs:schemes",
    icon="scale",
    permission=SCHEMES,
    order=30,
    quick=True,
    purpose="每条规则的原话、出处和假设",
)
register_todo("runs.new_figures", permission=CREATE, find=new_figures, order=50)
register_search("runs", label="评价批次", permission=VIEW, find=find_runs, icon="chart-bar", order=60)
register_panel(
    "enterprises.enterprise",
    "runs",
    title="历次评价",
    template="runs/panel.html",
    context=grades_of,
    permission=VIEW,
    order=20,
    icon="chart-bar",
)
register_panel(
    "base.home",
    "runs",
    title="最近的评价",
    template="runs/desk.html",
    context=latest_classes,
    permission=VIEW,
    order=10,
    icon="chart-bar",
)
register_touch("runs.grades", label="已公布的类别", permission=VIEW, find=grades_touched, order=10)
register_touch("runs.lists", label="导出过的结果", permission=VIEW, find=lists_touched, order=30)
register_demo("runs", load=load_demo_runs, order=50)
register_demo("runs.again", load=load_demo_rerun, order=54)
