"""What cultivation declares."""

from __future__ import annotations

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.todos import register_todo

from . import tallies  # noqa: F401 — declares the figures
from .access import HANDLE, MANAGE, QUALIFICATIONS, RECEIVE, RECOGNISE, REQUESTS, SERVE, SERVICES, VIEW
from .demo import load_demo_cultivation
from .models import Cluster, FirmRequest, PublishedList, Qualification, Service
from .panels import cultivated, waiting_requests

permission(VIEW, label="查看产业集群和培育名单")
permission(MANAGE, label="管理产业集群和挂钩联系", writes=True)
permission(QUALIFICATIONS, label="查看资质荣誉")
permission(RECOGNISE, label="登记申报和认定", writes=True)
permission(SERVICES, label="查看服务企业记录")
permission(SERVE, label="登记服务企业记录", writes=True)
permission(REQUESTS, label="查看企业诉求")
permission(RECEIVE, label="登记企业诉求", writes=True)
permission(HANDLE, label="交办、答复和回访企业诉求", writes=True)

access.policy(Cluster)
access.policy(Qualification)
access.policy(
    PublishedList, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids), foreign=404
)
access.policy(Service, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids))
access.policy(
    FirmRequest, own=lambda u: access.Q(by=u),
    bureau=lambda ids: access.Q(organisation__in=ids) | access.Q(entered_by__in=ids), foreign=404,
)  # fmt: skip

for code, label in {
    "cultivation.cluster.created": "新建产业集群",
    "cultivation.cluster.changed": "修改产业集群",
    "cultivation.member.named": "登记集群成员",
    "cultivation.qualification.declared": "登记申报",
    "cultivation.qualification.recognised": "登记认定",
    "cultivation.qualification.ended": "登记未通过或取消",
    "cultivation.list.read": "上传公布名单",
    "cultivation.list.settled": "核定名单中的企业",
    "cultivation.list.confirmed": "公布名单入库",
    "cultivation.list.discarded": "放弃公布名单",
    "cultivation.contact.set": "登记挂钩领导",
    "cultivation.service.recorded": "登记服务企业",
    "cultivation.request.received": "登记企业诉求",
    "cultivation.request.assigned": "交办企业诉求",
    "cultivation.request.answered": "答复企业诉求",
    "cultivation.request.called_back": "回访企业诉求",
}.items():
    action(code, label=label)

register_nav(
    "cultivation.clusters", section="企业", label="产业集群", url="cultivation:clusters", icon="chart-dots-3",
    permission=VIEW, order=30, purpose="主导产业的销售、增幅和成员",
)  # fmt: skip
register_nav(
    "cultivation.near", section="企业", label="梯度培育", url="cultivation:near", icon="stairs-up", permission=VIEW,
    order=40, purpose="谁快要入规、谁快够高企,还差什么",
)  # fmt: skip
register_nav(
    "cultivation.qualifications", section="企业", label="资质荣誉", url="cultivation:qualifications", icon="award",
    permission=QUALIFICATIONS, order=50, purpose="高企、平台、入规:申报与认定分开记",
)  # fmt: skip
register_nav(
    "cultivation.services", section="企业", label="服务企业", url="cultivation:services", icon="heart-handshake",
    permission=SERVICES, order=60, purpose="走访、座谈会和交流群",
)  # fmt: skip
register_nav(
    "cultivation.requests", section="企业", label="企业诉求", url="cultivation:requests", icon="message-question",
    permission=REQUESTS, order=70, quick=True, purpose="收到、交办、答复、回访",
)  # fmt: skip
register_todo("cultivation.requests", permission=REQUESTS, find=waiting_requests, order=40)
register_panel(
    "enterprises.enterprise", "cultivation", title="培育与服务", template="cultivation/panel.html", context=cultivated,
    permission=VIEW, order=30, icon="plant",
)  # fmt: skip
register_demo("cultivation", load=load_demo_cultivation, order=45)
