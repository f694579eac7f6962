"""What channels declare."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo

from . import tallies  # noqa: F401 — declares the figures
from .access import EVENTS, FEES, KEEP, PAY, VIEW
from .demo import load_demo_channels
from .models import (
    Brought,
    Channel,
    Commission,
    CommissionPayment,
    ContactEntry,
    EventGuest,
    EventLead,
    Partnership,
    PromotionEvent,
    Relation,
)
from .panels import brought_by, find_channels, lacking_papers

permission(VIEW, label="查看招商渠道、活动和上海专页")
permission(KEEP, label="登记招商渠道、合作、联系和引荐", writes=True)
permission(FEES, label="查看委托招商合同和佣金")
permission(PAY, label="登记委托招商合同和佣金支付", writes=True)
permission(EVENTS, label="登记招商活动", writes=True)

access.policy(Channel, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids))
access.policy(PromotionEvent, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids))
access.policy(
    Partnership, own=lambda u: access.Q(by=u),
    bureau=lambda ids: access.Q(channel__organisation__in=ids)
    | access.Q(channel__isnull=True, by__posts__organisation__in=ids),
)  # fmt: skip
for model, path in (
    (Relation, "channel"), (ContactEntry, "channel"), (Brought, "channel"), (Commission, "channel"),
    (CommissionPayment, "commission__channel"), (EventGuest, "event"), (EventLead, "event"),
):  # fmt: skip
    access.policy(
        model, own=lambda u: access.Q(by=u),
        bureau=lambda ids, path=path: access.Q(**{f"{path}__organisation__in": ids}),
    )  # type: ignore[misc]  # fmt: skip

for code, label in {
    "channels.channel.registered": "登记招商渠道",
    "channels.channel.changed": "修改招商渠道",
    "channels.channel.ended": "终止招商渠道",
    "channels.staff.set": "登记办公室人数",
    "channels.relation.recorded": "登记合作关系",
    "channels.contact.recorded": "登记渠道联系",
    "channels.project.brought": "登记引荐项目",
    "channels.partnership.recorded": "登记合作共建",
    "channels.commission.agreed": "登记委托招商合同",
    "channels.commission.ended": "终止委托招商合同",
    "channels.commission.paid": "登记佣金支付",
    "channels.event.recorded": "登记招商活动",
    "channels.guests.added": "登记活动来宾",
    "channels.lead.added": "登记活动线索",
    "channels.record.withdrawn": "撤回渠道记录",
}.items():
    action(code, label=label)

register_nav(
    "channels.channels", section="招商", label="招商渠道", url="channels:channels", icon="affiliate", permission=VIEW,
    order=110, purpose="中介、基金、协会、高校、办公室:谁在为我们招商,各带来了什么",
)  # fmt: skip
register_nav(
    "channels.events", section="招商", label="招商活动", url="channels:events", icon="calendar-event", permission=VIEW,
    order=115, purpose="在哪里办、花了多少、30 天 90 天一年后有什么结果",
)  # fmt: skip
register_nav(
    "channels.shanghai", section="招商", label="对接上海", url="channels:shanghai", icon="map-pin", permission=VIEW,
    order=120, quick=True, purpose="经上海的信息、项目、活动、园区、高校和浦东办公室,一页看全",
)  # fmt: skip
register_nav(
    "channels.offices", section="招商", label="联络办公室", url="channels:offices", icon="building-community",
    permission=VIEW, order=125, purpose="上海、浦东、苏南、深圳:人数、信息、活动、费用",
)  # fmt: skip
register_search("channels", label="招商渠道", permission=VIEW, find=find_channels, icon="affiliate", order=30)
register_todo("channels.evidence", permission=KEEP, find=lacking_papers, order=40)
register_panel(
    "projects.project", "channels", title="引荐渠道", template="channels/panel.html", context=brought_by,
    permission=VIEW, order=15, icon="affiliate",
)  # fmt: skip
register_demo("channels", load=load_demo_channels, order=75)
