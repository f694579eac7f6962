"""What approvals declare."""

from __future__ import annotations

from django.urls import reverse

from yuanheng.web.base import access
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import field_group, permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo
from yuanheng.web.cases.subjects import register_subject

from . import (
    minding,  # noqa: F401 — checks every change of our cases
    tallies,  # noqa: F401 — declares the figures
)
from .access import (
    ANSWER,
    IMPORT,
    KEEP_POWERS,
    RECEIVE,
    RELIEF_GROUP,
    RELIEF_KEEP,
    RELIEF_VIEW,
    REVIEWS,
    STATISTICS,
    TEMPLATES,
    URGE,
    VIEW,
    VIEW_POWERS,
    bureau_applications,
    own_applications,
)
from .actions.powers import SUBJECT
from .demo import load_demo_approvals
from .models import Applicant, Application, Issued, MirrorImport, PaymentList, PowerEvent, Relief
from .models.applications import SUBJECT as APPLICATION
from .models.relief import SUBJECT as RELIEF
from .panels import find_applications, of_enterprise, of_project, waiting_approvals

permission(VIEW_POWERS, label="查看审批事项目录和链条")
permission(KEEP_POWERS, label="登记审批权限的下放、承接、启用、收回", writes=True)
permission(VIEW, label="查看审批办件、申请人和材料")
permission(RECEIVE, label="收件、受理、告知补正、出具文书", writes=True)
permission(IMPORT, label="导入上级平台办件、报出数据表", writes=True)
permission(STATISTICS, label="查看审批统计和推演")
permission(RELIEF_VIEW, label="查看社会救助申请")
permission(RELIEF_KEEP, label="受理和办理社会救助申请、做发放名单", writes=True)
field_group(RELIEF_GROUP, label="救助申请人的姓名和家庭情况")
permission(URGE, label="督办审批办件", writes=True)
permission(TEMPLATES, label="更换审批文书模板", writes=True)
permission(REVIEWS, label="查看好差评")
permission(ANSWER, label="回复好差评", writes=True)

access.policy(PowerEvent, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(by__posts__organisation__in=ids))
access.policy(Application, own=own_applications, bureau=bureau_applications)
access.policy(
    Relief, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids) | access.Q(village__in=ids)
)  # fmt: skip
access.policy(PaymentList, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids))
access.policy(MirrorImport, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(by__posts__organisation__in=ids))
access.policy(
    Applicant, own=lambda u: access.Q(by=u), bureau=lambda ids: access.Q(organisation__in=ids)
)  # fmt: skip
access.policy(
    Issued,
    own=lambda u: access.Q(application__by=u),
    bureau=lambda ids: (
        access.Q(application__organisation__in=ids)
        | access.Q(application__case__parties__overlap=sorted(map(str, ids)))
    ),
)

for code, label in {
    "approvals.power.recorded": "登记审批权限变化",
    "approvals.power.undone": "撤销审批权限变化",
    "approvals.applicant.registered": "登记申请人",
    "approvals.applicant.changed": "修改申请人联系方式",
    "approvals.credit.marked": "登记申请人信用",
    "approvals.application.received": "审批收件",
    "approvals.papers.added": "收审批材料",
    "approvals.promise.broken": "容缺承诺逾期未兑现",
    "approvals.document.issued": "出具审批文书",
    "approvals.document.revoked": "作废审批文书",
    "approvals.template.set": "更换审批文书模板",
    "approvals.history.brought_in": "批量导入审批办件",
    "approvals.relief.applied": "登记救助申请",
    "approvals.relief.visited": "登记入户核查",
    "approvals.relief.noticed": "登记救助公示",
    "approvals.relief.decided": "审核确认救助",
    "approvals.relief.ended": "停发救助",
    "approvals.relief.listed": "生成救助发放名单",
    "approvals.mirror.handed_in": "上传上级平台导出表",
    "approvals.report.made": "报出审批数据表",
    "approvals.steps.urged": "催办审批步骤",
    "approvals.review.given": "申请人评价",
    "approvals.review.answered": "回复评价",
}.items():
    action(code, label=label)

register_subject(SUBJECT, label="审批事项", url=lambda pk: reverse("approvals:power", args=[pk]))
register_subject(
    APPLICATION, label="申请人", url=lambda pk: reverse("approvals:application", args=[pk]), home=True
)  # fmt: skip
register_subject(RELIEF, label="类别", url=lambda pk: reverse("approvals:relief", args=[pk]), home=True)
register_nav(
    "approvals.reliefs", section="审批", label="社会救助", url="approvals:reliefs", icon="heart-handshake",
    permission=RELIEF_VIEW, order=45, quick=True, purpose="申请、入户、公示、发放名单、定期复核",
)  # fmt: skip
register_nav(
    "approvals.applications", section="审批", label="审批办件", url="approvals:applications", icon="clipboard-check",
    permission=VIEW, order=10, quick=True, purpose="收件、受理、办到哪一步、还剩几天",
)  # fmt: skip
register_nav(
    "approvals.supervise", section="审批", label="督办清单", url="approvals:supervise", icon="alarm", permission=VIEW,
    order=20, quick=True, purpose="红灯、黄灯,各部门在办的步骤,一键催办",
)  # fmt: skip
register_nav(
    "approvals.mirrors", section="审批", label="上级平台", url="approvals:mirrors", icon="upload", permission=IMPORT,
    order=30, purpose="省、市平台的办件每天导入,报出数据表",
)  # fmt: skip
register_nav(
    "approvals.statistics", section="审批", label="审批统计", url="approvals:statistics", icon="chart-bar",
    permission=STATISTICS, order=35, purpose="各事项用了几天、时间花在哪里、假如两步同时办能省几天",
)  # fmt: skip
register_nav(
    "approvals.reviews", section="审批", label="好差评", url="approvals:reviews", icon="star", permission=REVIEWS, order=40,
    purpose="申请人怎么说,差评回复了没有",
)  # fmt: skip
register_nav(
    "approvals.templates", section="审批", label="文书模板", url="approvals:templates", icon="file-text",
    permission=TEMPLATES, order=60, purpose="受理通知、补正告知、决定书的 Word 模板",
)  # fmt: skip
register_nav(
    "approvals.catalogue", section="审批", label="事项目录", url="approvals:catalogue", icon="list-details",
    permission=VIEW_POWERS, order=50, purpose="下放了哪些、承接了哪些、还要申请哪些;材料、时限、依据",
)  # fmt: skip
register_todo("approvals.lights", permission=VIEW, find=waiting_approvals, order=6)
register_search(
    "approvals", label="审批办件", permission=VIEW, find=find_applications, icon="clipboard-check", order=25
)
register_panel(
    "projects.project", "approvals", title="审批", template="approvals/panel.html", context=of_project,
    permission=VIEW, order=25, icon="clipboard-check",
)  # fmt: skip
register_panel(
    "enterprises.enterprise", "approvals", title="审批办件", template="approvals/panel.html", context=of_enterprise,
    permission=VIEW, order=60, icon="clipboard-check",
)  # fmt: skip
register_demo("approvals", load=load_demo_approvals, order=85)
