"""What land declares."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.search import register_search

from .access import DISPOSE, EDIT, ENTRY, IMPORT, OFFER, VIEW
from .models import Disposal, LandImport, Parcel
from .panels import find_parcels, of_enterprise

permission(VIEW, label="查看宗地")
permission(EDIT, label="登记宗地和用地记录", writes=True)
permission(IMPORT, label="导入土地图层和台账", writes=True)
permission(DISPOSE, label="办理土地处置", writes=True)
permission(ENTRY, label="查看项目选址")
permission(OFFER, label="向项目推荐宗地", writes=True)

access.policy(Parcel, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids))
access.policy(LandImport, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids), foreign=404)
access.policy(Disposal, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids))

for code, label in {
    "land.parcel.registered": "登记宗地",
    "land.parcel.changed": "修改宗地",
    "land.boundary.recorded": "登记宗地界线",
    "land.supply.recorded": "登记供地",
    "land.fact.recorded": "登记用地事实",
    "land.certificate.recorded": "登记权证",
    "land.holding.recorded": "登记权属和使用",
    "land.record.voided": "作废用地记录",
}.items():
    action(code, label=label)

register_nav(
    "land.parcels", section="土地", label="宗地", url="land:parcels", icon="map-2", permission=VIEW, order=10, quick=True,
    purpose="每块地多大、谁在用、按规定算什么状态",
)  # fmt: skip
register_search("land", label="宗地", permission=VIEW, find=find_parcels, icon="map-2", order=40)
register_panel(
    "enterprises.enterprise", "land", title="用地", template="land/panel_firm.html", context=of_enterprise, permission=VIEW,
    order=45, icon="map-2",
)  # fmt: skip
