"""The one way to each thing of policies, and the permissions by name."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one, sees
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.investment.models import TargetCompany
from yuanheng.web.projects.models import Project

from .models import Fulfilment, NoticeObjection, Payment, Policy, SupportAnswer, SupportRequest

VIEW = "policies.policy.view"
MANAGE = "policies.policy.manage"
BUDGET = "policies.budget.set"
MATCH = "policies.match.view"
ANSWER = "policies.answer.record"
FULFILMENTS = "policies.fulfilment.view"
APPLY = "policies.fulfilment.open"
APPROVE = "policies.fulfilment.approve"
NOTICE = "policies.fulfilment.announce"
PAY = "policies.fulfilment.pay"
REQUESTS = "policies.request.view"
ASK = "policies.request.send"
KINDS = ("enterprise", "project", "company")


def access_policy(user: User, pk: Any, *, needed: str = VIEW) -> Policy:
    """A policy."""
    found: Policy = access_one(user, needed, Policy.objects.select_related("organisation", "by", "file"), pk=pk)
    return found


def access_subject(user: User, kind: str, pk: Any, *, needed: str = MATCH) -> Any:
    """A firm, a project or a target company whose policies one may look at."""
    if kind == "project":
        return access_one(user, needed, Project.objects.select_related("organisation", "enterprise"), pk=pk)
    if kind == "company":
        return access_one(user, needed, TargetCompany.objects.select_related("enterprise"), pk=pk)
    return access_one(user, needed, Enterprise.objects.all(), pk=pk)


def access_fulfilment(user: User, pk: Any, *, needed: str = FULFILMENTS) -> Fulfilment:
    """An application."""
    rows = Fulfilment.objects.with_money().select_related("policy", "enterprise", "project", "case", "organisation")
    found: Fulfilment = access_one(user, needed, rows, pk=pk)
    return found


def access_payment(user: User, pk: Any, *, needed: str = PAY) -> Payment:
    """A payment."""
    found: Payment = access_one(user, needed, Payment.objects.select_related("fulfilment__policy"), pk=pk)
    return found


def access_objection(user: User, pk: Any, *, needed: str = NOTICE) -> NoticeObjection:
    """An objection."""
    found: NoticeObjection = access_one(
        user, needed, NoticeObjection.objects.select_related("notice__fulfilment"), pk=pk
    )
    return found


def access_request(user: User, pk: Any, *, needed: str = REQUESTS) -> SupportRequest:
    """A request for support."""
    rows = SupportRequest.objects.select_related("organisation", "by", "file", "enterprise", "project")
    found: SupportRequest = access_one(user, needed, rows, pk=pk)
    return found


def access_answer(user: User, pk: Any, *, needed: str = REQUESTS) -> SupportAnswer:
    """An answer to a request."""
    found: SupportAnswer = access_one(user, needed, SupportAnswer.objects.select_related("request", "file"), pk=pk)
    return found


def told(user: User, sentence: str, plain: str, group: str) -> str:
    """The sentence with its figures, or without them for those who may not see their group."""
    return sentence if not group or sees(user, group) else plain
