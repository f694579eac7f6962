"""What land declares."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo
from yuanheng.web.cases.hooks import after_case_change
from yuanheng.web.cases.subjects import register_subject

from . import layers, tallies  # noqa: F401 — tallies declares the figures
from .access import DISPOSE, EDIT, ENTRY, IMPORT, OFFER, VIEW
from .actions.disposals import SUBJECT, follow_case
from .demo import load_demo_land
from .models import Disposal, LandImport, Parcel
from .pages.disposals import parcel_panel
from .pages.parcel import parcel_url
from .panels import find_parcels, idle_without_case, of_enterprise, of_project, waiting_imports

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
    "land.disposal.opened": "土地处置立案",
    "land.disposal.fee_paid": "登记闲置费缴清",
    "land.parcel.offered": "向项目推荐宗地",
    "land.parcel.offer_withdrawn": "撤回推荐宗地",
    "land.import.created": "上传土地数据",
    "land.import.read": "读取土地数据",
    "land.import.answered": "回答土地数据的问题",
    "land.import.accepted": "确认土地数据入库",
    "land.import.entered": "土地数据入库",
    "land.import.discarded": "放弃土地数据",
}.items():
    action(code, label=label)

register_nav(
    "land.parcels", section="土地", label="宗地", url="land:parcels", icon="map-2", permission=VIEW, order=10, quick=True,
    purpose="每块地多大、谁在用、按规定算什么状态",
)  # fmt: skip
register_nav(
    "land.disposals", section="土地", label="土地处置", url="land:disposals", icon="gavel", permission=VIEW, order=20,
    purpose="闲置土地从调查、认定到收费、收回、再利用",
)  # fmt: skip
register_nav(
    "land.gains", section="土地", label="盘活收益", url="land:gains", icon="trending-up", permission=VIEW, order=30,
    purpose="哪些存量最值得先盘活",
)  # fmt: skip
register_nav(
    "land.entry", section="土地", label="项目选址", url="land:entry", icon="map-pin", permission=ENTRY, order=40,
    purpose="项目要的地,有哪些宗地合适",
)  # fmt: skip
register_nav(
    "land.imports", section="土地", label="导入土地数据", url="land:imports", icon="table-import", permission=IMPORT, order=90,
    purpose="图层、台账、底图:先看读懂了什么,再入库",
)  # fmt: skip
register_search("land", label="宗地", permission=VIEW, find=find_parcels, icon="map-2", order=40)
register_panel(
    "enterprises.enterprise", "land", title="用地", template="land/panel_firm.html", context=of_enterprise, permission=VIEW,
    order=45, icon="map-2",
)  # fmt: skip
register_panel(
    "land.parcel", "disposals", title="处置", template="land/panel_disposals.html", context=parcel_panel, permission=VIEW,
    order=10, icon="gavel",
)  # fmt: skip
register_panel(
    "projects.project", "land", title="用地和选址", template="land/panel_project.html", context=of_project, permission=ENTRY,
    order=50, icon="map-2",
)  # fmt: skip
register_todo("land.idle", permission=DISPOSE, find=idle_without_case, order=30)
register_todo("land.imports", permission=IMPORT, find=waiting_imports, order=35)
register_subject(SUBJECT, label="宗地", url=parcel_url)
after_case_change(follow_case)
layers.declare()
register_demo("land", load=load_demo_land, order=60)
