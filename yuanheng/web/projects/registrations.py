"""What the register of projects declares."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.search import register_search

from . import tallies  # noqa: F401 — declares the figures
from .access import CREATE, EDIT, IMPORT, KEEP, MERGE, RECOGNISE, STAGE, VIEW
from .demo import load_demo_projects
from .models import LibraryImport, Project, SavedView
from .panels import desk, find_projects, of_enterprise

permission(VIEW, label="查看项目")
permission(CREATE, label="登记项目", writes=True)
permission(EDIT, label="修改项目和金额", writes=True)
permission(STAGE, label="登记项目阶段", writes=True)
permission(RECOGNISE, label="登记上级认定", writes=True)
permission(IMPORT, label="导入项目库", writes=True)
permission(KEEP, label="保存常用筛选", writes=True)
permission(MERGE, label="核定重复项目", writes=True)

access.policy(
    Project, own=lambda u: access.Q(manager=u) | access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids)
)
access.policy(
    LibraryImport, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids), foreign=404
)
access.policy(SavedView, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids))

for code, label in {
    "projects.project.created": "登记项目",
    "projects.project.changed": "修改项目",
    "projects.amount.set": "登记项目金额",
    "projects.stage.recorded": "登记项目阶段",
    "projects.stage.withdrawn": "撤回项目阶段",
    "projects.recognition.recorded": "登记上级认定",
    "projects.recognition.withdrawn": "撤回上级认定",
    "projects.duplicate.settled": "核定重复项目",
    "projects.import.created": "上传项目库",
    "projects.import.read": "读取项目库",
    "projects.import.mapped": "对应项目库的列",
    "projects.import.confirmed": "确认导入项目库",
    "projects.import.entered": "项目库入库",
    "projects.import.discarded": "放弃导入项目库",
    "projects.view.saved": "保存常用筛选",
    "projects.view.removed": "删除常用筛选",
}.items():
    action(code, label=label)

register_nav(
    "projects.projects", section="项目", label="招商项目库", url="projects:projects", icon="building-community",
    permission=VIEW, order=10, quick=True, purpose="每个项目从第一条信息到达产的一份档案",
)  # fmt: skip
register_nav(
    "projects.tallies", section="项目", label="项目统计", url="projects:tallies", icon="sum", permission=VIEW, order=90,
    purpose="签约、注册、开工、竣工各多少,点开就是那些项目",
)  # fmt: skip
register_search("projects", label="项目", permission=VIEW, find=find_projects, icon="building-community", order=20)
register_panel(
    "enterprises.enterprise", "projects", title="投资项目", template="projects/panel.html", context=of_enterprise,
    permission=VIEW, order=40, icon="building-community",
)  # fmt: skip
register_panel(
    "base.home", "projects", title="我的项目", template="projects/panel.html", context=desk, permission=VIEW, order=20,
    icon="building-community",
)  # fmt: skip
register_demo("projects", load=load_demo_projects, order=55)
