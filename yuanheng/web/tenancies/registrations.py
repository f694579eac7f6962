"""What the register of tenancies declares."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.todos import register_todo
from yuanheng.web.enterprises.registries import register_mark
from yuanheng.web.ledger.derived import register_derived

from . import tallies  # noqa: F401 — declares the figures
from .access import IMPORT, KEEP, SETTLE, VIEW
from .demo import load_demo_tenancies
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
from .pages.firm import firm_panel
from .reconciled import MEASURES, anything, page_of, reconciled
from .todos import firms_with_tenancies, open_items

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
    "tenancies.list.entered": "导入租赁或分表清单",
    "tenancies.list.discarded": "放弃清单",
}.items():
    action(code, label=label)

register_nav(
    "tenancies.tenancies", section="土地", label="租赁登记", url="tenancies:tenancies", icon="file-text", permission=VIEW,
    order=60, quick=True, purpose="谁租谁的厂房,双方申报是否一致,各用多少地",
)  # fmt: skip
register_nav(
    "tenancies.conservation", section="土地", label="用地守恒", url="tenancies:conservation", icon="scale", permission=VIEW,
    order=62, purpose="持证、出租、租入、在用,逐户相加对得上",
)  # fmt: skip
register_nav(
    "tenancies.accounts", section="土地", label="共用电表", url="tenancies:accounts", icon="plug", permission=VIEW, order=64,
    purpose="一个户号几家用,分表合计与账单逐月核对",
)  # fmt: skip
register_nav(
    "tenancies.items", section="土地", label="租赁未决事项", url="tenancies:items", icon="alert-triangle", permission=VIEW,
    order=66, purpose="双方不一致、没有确认、推算不出的,一条条办",
)  # fmt: skip
register_todo("tenancies.items", permission=SETTLE, find=open_items, order=45)
register_panel(
    "enterprises.enterprise", "tenancies", title="用地和租赁", template="tenancies/panel.html", context=firm_panel,
    permission=VIEW, order=20, icon="file-text",
)  # fmt: skip
register_mark("tenancy", label="有租赁", find=firms_with_tenancies)
register_derived(
    "tenancy_register", label="租赁登记核定", measures=MEASURES, derive=reconciled, address=page_of, wanted=anything
)
register_demo("tenancies", load=load_demo_tenancies, order=48)
