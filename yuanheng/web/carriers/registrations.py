"""What carriers declare."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.layers import register_layer
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import field_group, permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo

from . import tallies  # noqa: F401 — declares the figures
from .access import KEEP, LEASES, MATCH, OFFER, PAPER, RENT, VIEW
from .demo import load_demo_carriers
from .layers import layers
from .models import Building, Carrier, Lease, LeaseImport, Tenant, Unit, UnitOffer
from .panels import ending_soon, find_carriers, of_enterprise, of_project, ringing, to_match, unanswered

permission(VIEW, label="查看载体、楼宇和入驻情况")
permission(KEEP, label="登记载体、楼栋和单元", writes=True)
permission(LEASES, label="登记、导入和终止租约", writes=True)
permission(PAPER, label="下载租赁合同")
permission(MATCH, label="确认承租单位对应的企业", writes=True)
permission(OFFER, label="向项目推介空置单元", writes=True)
field_group(RENT, label="租金和押金")

access.policy(Carrier, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids))
for model, path in ((Building, "carrier"), (Unit, "building__carrier"), (Lease, "unit__building__carrier")):
    access.policy(
        model, own=lambda u, path=path: access.Q(**{f"{path}__by": u}),  # type: ignore[misc]
        bureau=lambda ids, path=path: access.Q(**{f"{path}__organisation__in": ids}),  # type: ignore[misc]
    )  # fmt: skip
access.policy(
    UnitOffer, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(unit__building__carrier__organisation__in=ids)
)
access.policy(
    Tenant,
    bureau=lambda ids: access.Q(
        pk__in=Lease.objects.filter(unit__building__carrier__organisation__in=ids).values("tenant")
    ),
)
access.policy(LeaseImport, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids))

for code, label in {
    "carriers.carrier.registered": "登记载体",
    "carriers.carrier.changed": "修改载体",
    "carriers.building.added": "登记楼栋",
    "carriers.building.changed": "修改楼栋",
    "carriers.unit.added": "登记单元",
    "carriers.unit.stated": "变更单元情况",
    "carriers.lease.entered": "登记租约",
    "carriers.lease.corrected": "更正租约",
    "carriers.lease.renewed": "登记续租",
    "carriers.lease.ended": "提前终止租约",
    "carriers.lease.withdrawn": "撤回租约",
    "carriers.lease.reminded": "提醒租约到期",
    "carriers.tenant.matched": "确认承租单位对应的企业",
    "carriers.unit.offered": "推介空置单元",
    "carriers.offer.answered": "登记推介答复",
    "carriers.offer.withdrawn": "撤回推介",
    "carriers.import.created": "上传租约清单",
    "carriers.import.read": "读取租约清单",
    "carriers.import.mapped": "指定清单各列",
    "carriers.import.confirmed": "确认导入租约清单",
    "carriers.import.entered": "导入租约清单",
    "carriers.import.discarded": "放弃导入租约清单",
}.items():
    action(code, label=label)

register_nav(
    "carriers.carriers", section="土地", label="楼宇载体", url="carriers:carriers", icon="building-skyscraper",
    permission=VIEW, order=44, quick=True, purpose="载体、楼宇、单元和租约:哪里空着、谁在租、何时到期",
)  # fmt: skip
register_nav(
    "carriers.economy", section="土地", label="楼宇经济", url="carriers:economy", icon="chart-bar", permission=VIEW,
    order=45, purpose="楼宇税收、每平方米税收、属地率、业态和预警",
)  # fmt: skip
register_nav(
    "carriers.vacant", section="土地", label="空置单元", url="carriers:vacant", icon="door-exit", permission=VIEW,
    order=46, purpose="哪里空着、空了多久、推介给了谁",
)  # fmt: skip
register_search("carriers", label="楼宇载体", permission=VIEW, find=find_carriers, icon="building-skyscraper", order=35)
register_todo("carriers.ending", permission=LEASES, find=ending_soon, order=30)
register_todo("carriers.matching", permission=MATCH, find=to_match, order=60)
register_todo("carriers.alarms", permission=KEEP, find=ringing, order=35)
register_todo("carriers.offers", permission=OFFER, find=unanswered, order=70)
register_panel(
    "enterprises.enterprise", "carriers", title="租用的楼宇", template="carriers/panel_firm.html", context=of_enterprise,
    permission=VIEW, order=45, icon="building-skyscraper",
)  # fmt: skip
register_panel(
    "projects.project", "carriers", title="可用的楼宇", template="carriers/panel_project.html", context=of_project,
    permission=VIEW, order=45, icon="building-skyscraper",
)  # fmt: skip
for layer in layers():
    register_layer(layer)
register_demo("carriers", load=load_demo_carriers, order=72)
