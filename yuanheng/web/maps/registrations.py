"""What the map declares: its permission, its entry, where it is."""

from __future__ import annotations

from yuanheng.web.base.layers import register_map_page
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.permissions import permission

from .access import VIEW

permission(VIEW, label="查看一张图")
register_map_page(url="maps:map", permission=VIEW)
register_nav(
    "maps.map", section="土地", label="一张图", url="maps:map", icon="map", permission=VIEW, order=5, quick=True,
    purpose="宗地、楼宇、工程在一张图上:按状态、税收、入驻率着色,点开看档案",
)  # fmt: skip
