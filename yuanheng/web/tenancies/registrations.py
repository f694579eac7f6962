"""What the register of tenancies declares."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.permissions import permission

from .access import IMPORT, KEEP, SETTLE, VIEW
from .models import (
    Confirmation,
    Holding,
    MeterSettlement,
    MeterUser,
    RegisterList,
    Settlement,
    SharedAccount,
    Statement,
    Tenancy,
)

permission(VIEW, label="查看租赁登记、持证和共用电表")
permission(KEEP, label="登记租赁、持证、共用电表和企业确认", writes=True)
permission(SETTLE, label="核定租赁和电量的未决事项", writes=True)
permission(IMPORT, label="导入租赁台账和分表清单", writes=True)

for model, path in (
    (Tenancy, ""), (Holding, ""), (SharedAccount, ""), (RegisterList, ""), (Statement, "tenancy__"),
    (Confirmation, "statement__tenancy__"), (Settlement, "tenancy__"), (MeterUser, "account__"),
    (MeterSettlement, "account__"),
):  # fmt: skip
    access.policy(
        model,
        own=lambda u: access.Q(by=u),
        bureau=lambda ids, path=path: access.Q(**{f"{path}organisation__in": ids}),  # type: ignore[misc]
        foreign=404 if model is RegisterList else 403,
    )

for code, label in {
    "tenancies.tenancy.registered": "登记租赁",
    "tenancies.statement.recorded": "登记租赁申报",
    "tenancies.statement.confirmed": "登记企业确认",
    "tenancies.item.settled": "核定租赁未决事项",
    "tenancies.record.withdrawn": "撤回租赁登记",
    "tenancies.holding.recorded": "登记持证",
    "tenancies.account.registered": "登记共用户号",
    "tenancies.user.added": "登记分表或约定比例",
    "tenancies.reading.recorded": "登记抄表电量",
    "tenancies.month.settled": "核定电量差额",
    "tenancies.list.created": "上传租赁或分表清单",
    "tenancies.list.read": "读取租赁或分表清单",
    "tenancies.list.mapped": "设定清单各列和企业",
    "tenancies.list.confirmed": "确认导入清单",
    "tenancies.list.entered": "导入租赁或分表清单",
    "tenancies.list.discarded": "放弃清单",
}.items():
    action(code, label=label)

register_nav(
    "tenancies.tenancies", section="土地", label="租赁登记", url="tenancies:tenancies", icon="file-text", permission=VIEW,
    order=60, quick=True, purpose="谁租谁的厂房,双方申报是否一致,各用多少地",
)  # fmt: skip
