"""What the overviews declare."""

from __future__ import annotations

from yuanheng.web.base.audit import action
from yuanheng.web.base.nav import register_nav

from . import access

action("delivery.dispatch.exported", label="导出项目调度表")
register_nav(
    "delivery.dispatch", section="项目", label="项目调度", url="delivery:dispatch", icon="timeline", permission=access.VIEW,
    order=40, purpose="亮灯、逾期、难点和一周变化",
)  # fmt: skip
action("delivery.target.set", label="设定年度项目目标")
register_nav(
    "delivery.gantt", section="项目", label="进度甘特图", url="delivery:gantt", icon="chart-bar", permission=access.VIEW,
    order=50, purpose="计划和实际放在一起看",
)  # fmt: skip
register_nav(
    "delivery.year_end", section="项目", label="年底倒排", url="delivery:year_end", icon="calendar-month",
    permission=access.VIEW, order=60, purpose="年底能计多少,哪个项目必须在哪天前做到什么",
)  # fmt: skip
