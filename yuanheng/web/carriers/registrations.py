"""What carriers declare."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.permissions import field_group, permission

from .access import KEEP, LEASES, MATCH, OFFER, PAPER, RENT, VIEW
from .models import Building, Carrier, Lease, LeaseImport, Tenant, Unit, UnitOffer

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
    permission=VIEW, order=40, quick=True, purpose="载体、楼宇、单元和租约:哪里空着、谁在租、何时到期",
)  # fmt: skip
