"""What policies declare: permissions, who owns what, actions, entries, to-dos, panels, the kind of case, demo."""

from __future__ import annotations

from django.urls import reverse

from yuanheng.web.base import access as gate
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo
from yuanheng.web.cases.hooks import after_case_change
from yuanheng.web.cases.subjects import register_subject

from . import access, todos
from . import tallies as tallies  # declares the figures
from .actions.following import follow_case
from .actions.fulfilments import SUBJECT
from .demo import load_demo_policies
from .models import Fulfilment, NoticeObjection, Payment, Policy, SupportAnswer, SupportRequest
from .pages.headquarters import headquarters_panel
from .pages.subjects import firm_panel, project_panel
from .search import find_policies

for code, label, writes in (
    (access.VIEW, "查看政策库", False),
    (access.MANAGE, "登记和修改政策", True),
    (access.BUDGET, "登记政策预算", True),
    (access.MATCH, "查看政策匹配", False),
    (access.ANSWER, "登记核实的情况", True),
    (access.FULFILMENTS, "查看政策兑现", False),
    (access.APPLY, "登记兑现申报", True),
    (access.APPROVE, "审定兑现金额", True),
    (access.NOTICE, "办理兑现公示", True),
    (access.PAY, "登记兑现拨付", True),
    (access.REQUESTS, "查看争取上级支持", False),
    (access.ASK, "登记请示和答复", True),
):
    permission(code, label=label, writes=writes)

gate.policy(Policy, own=lambda user: gate.Q(by=user), bureau=lambda ids: gate.Q(organisation__in=ids))
gate.policy(SupportRequest, own=lambda user: gate.Q(by=user), bureau=lambda ids: gate.Q(organisation__in=ids))
gate.policy(
    SupportAnswer, own=lambda user: gate.Q(request__by=user),
    bureau=lambda ids: gate.Q(request__organisation__in=ids),
)  # fmt: skip


def follow_fulfilment(model: type, path: str) -> None:
    """A row belongs to the bureau that took the application, and to who entered it."""
    gate.policy(
        model, own=lambda user: gate.Q(**{f"{path}by": user}),
        bureau=lambda ids: gate.Q(**{f"{path}organisation__in": ids}),
    )  # fmt: skip


follow_fulfilment(Fulfilment, "")
follow_fulfilment(Payment, "fulfilment__")
follow_fulfilment(NoticeObjection, "notice__fulfilment__")

for code, label in {
    "policies.policy.entered": "登记政策",
    "policies.policy.changed": "修改政策",
    "policies.policy.ended": "废止政策",
    "policies.budget.set": "登记政策预算",
    "policies.answer.recorded": "登记核实的情况",
    "policies.fulfilment.applied": "登记兑现申报",
    "policies.fulfilment.approved": "审定兑现金额",
    "policies.fulfilment.ended": "兑现办结",
    "policies.notice.announced": "兑现公示",
    "policies.objection.received": "收到公示异议",
    "policies.objection.settled": "核查公示异议",
    "policies.payment.recorded": "登记兑现拨付",
    "policies.payment.reversed": "冲销兑现拨付",
    "policies.request.sent": "请示上级支持",
    "policies.request.answered": "登记上级答复",
}.items():
    action(code, label=label)

register_nav(
    "policies.policies", section="企业", label="政策库", url="policies:policies", icon="book", permission=access.VIEW,
    order=60, quick=True, purpose="有哪些政策、什么条件、给多少、预算还剩多少",
)  # fmt: skip
register_nav(
    "policies.fulfilments", section="企业", label="政策兑现", url="policies:fulfilments", icon="coin",
    permission=access.FULFILMENTS, order=61, quick=True, purpose="申报、审核、公示、拨付到了哪一步",
)  # fmt: skip
register_nav(
    "policies.requests", section="企业", label="争取上级支持", url="policies:requests", icon="building-bank",
    permission=access.REQUESTS, order=62, purpose="向市里请示的事项,谁答复了、谁超期",
)  # fmt: skip
register_todo("policies.requests", permission=access.ASK, find=todos.overdue_requests, order=30)
register_todo("policies.notices", permission=access.NOTICE, find=todos.notices_run_out, order=31)
register_search("policies", label="政策", permission=access.VIEW, find=find_policies, icon="book", order=60)
register_panel(
    "carriers.headquarters", "policies", title="总部经济扶持:各家可得多少", template="policies/headquarters_panel.html",
    context=headquarters_panel, permission=access.MATCH, order=10, icon="award",
)  # fmt: skip
register_panel(
    "projects.project", "policies", title="可享政策", template="policies/panel.html", context=project_panel,
    permission=access.MATCH, order=50, icon="book",
)  # fmt: skip
register_panel(
    "enterprises.enterprise", "policies", title="可享政策", template="policies/panel.html", context=firm_panel,
    permission=access.MATCH, order=50, icon="book",
)  # fmt: skip
register_subject(SUBJECT, label="政策兑现", url=lambda pk: reverse("policies:fulfilment", args=[pk]))
after_case_change(follow_case)
register_demo("policies", load=load_demo_policies, order=95)
