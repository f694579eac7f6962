"""What the register of enterprises declares: permissions, groups of figures, actions, entries, search, demo."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.permissions import field_group, permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo

from .access import EDIT, IMPORT, RECORD_EVENT, VIEW, WITHDRAW_EVENT
from .demo import load_demo_events, load_demo_register
from .models import ChangeList, Enterprise, LifeEvent, RegisterDoubt, RegisterImport
from .search import find_enterprises
from .todos import open_doubts

permission(VIEW, label="查看企业名录")
permission(EDIT, label="登记和修改企业", writes=True)
permission(IMPORT, label="导入企业名录", writes=True)
permission(RECORD_EVENT, label="登记企业变更事件", writes=True)
permission(WITHDRAW_EVENT, label="撤销企业变更事件", writes=True)

field_group("enterprise.basic", label="企业基本情况")
field_group("enterprise.tax", label="税务数据")
field_group("enterprise.energy", label="用能和排放数据")
field_group("enterprise.land", label="用地和厂房数据")
field_group("enterprise.operation", label="经营数据")

access.policy(Enterprise)  # the register belongs to the zone: only grants that reach the whole zone open it
access.policy(LifeEvent)
access.policy(
    RegisterImport, own=lambda user: access.Q(by=user), bureau=lambda ids: access.Q(organisation__in=ids), foreign=404
)
access.policy(
    ChangeList, own=lambda user: access.Q(by=user), bureau=lambda ids: access.Q(organisation__in=ids), foreign=404
)
access.policy(
    RegisterDoubt, own=lambda user: access.Q(made__by=user), bureau=lambda ids: access.Q(made__organisation__in=ids),
    foreign=404,
)  # fmt: skip

for code, label in {
    "enterprises.enterprise.created": "登记企业",
    "enterprises.enterprise.removed": "撤下误登企业",
    "enterprises.enterprise.changed": "修改企业",
    "enterprises.event.recorded": "登记变更事件",
    "enterprises.event.withdrawn": "撤销变更事件",
    "enterprises.event.file_downloaded": "下载变更文件",
    "enterprises.changes.handed_in": "上传变更名单",
    "enterprises.changes.confirmed": "登记变更名单",
    "enterprises.doubt.settled": "处理名录疑点",
    "enterprises.import.created": "上传企业名录",
    "enterprises.import.read": "读取企业名录",
    "enterprises.import.confirmed": "确认导入名录",
    "enterprises.import.discarded": "放弃导入名录",
}.items():
    action(code, label=label)

register_nav(
    "enterprises.list", section="企业", label="企业名录", url="enterprises:list", icon="building-factory-2",
    permission=VIEW, order=10, quick=True, purpose="找一家企业,看它历年的数据和出处",
)  # fmt: skip
register_nav(
    "enterprises.events", section="企业", label="变更事件", url="enterprises:events", icon="timeline-event",
    permission=VIEW, order=15, purpose="更名、分立、合并、迁入、迁出、注销,影响了哪些已公布的结果",
)  # fmt: skip
register_nav(
    "enterprises.imports", section="企业", label="名录导入", url="enterprises:imports", icon="table-import",
    permission=IMPORT, order=20, purpose="把企业名录表并入系统",
)  # fmt: skip
register_nav(
    "enterprises.doubts", section="企业", label="名录疑点", url="enterprises:doubts", icon="zoom-question",
    permission=IMPORT, order=25, purpose="重复的行、两家一个代码、一家两个代码,逐条核对",
)  # fmt: skip
register_todo("enterprises.doubts", permission=IMPORT, find=open_doubts, order=25)
register_search(
    "enterprises", label="企业", permission=VIEW, find=find_enterprises, icon="building-factory-2", order=10
)
register_demo("enterprises", load=load_demo_register, order=10)
register_demo("enterprises.events", load=load_demo_events, order=52)
