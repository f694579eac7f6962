"""The one way to each thing of admission, and the permissions by name. Everything follows its project."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one, sees
from yuanheng.web.base.models import User
from yuanheng.web.projects.models import Project

from .models import Agreement, CheckResult, CheckRun, Promise, PromiseCheck

VIEW = "admission.check.view"
RUN = "admission.check.run"
EXEMPT = "admission.exemption.grant"
REVIEW = "admission.review.open"
RULES = "admission.rule.view"
RESERVES = "admission.reserve.view"
RECORD_RESERVE = "admission.reserve.record"
PROMISES = "admission.promise.view"
AGREE = "admission.agreement.record"
CHECK_PROMISES = "admission.promise.check"
FOLLOW = "admission.promise.follow"


def access_project(user: User, pk: Any, *, needed: str = VIEW) -> Project:
    """A project within reach of a permission of admission."""
    found: Project = access_one(user, needed, Project.objects.select_related("organisation", "enterprise"), pk=pk)
    return found


def access_run(user: User, pk: Any, *, needed: str = VIEW) -> CheckRun:
    """A run of the checks."""
    rows = CheckRun.objects.select_related("project__organisation", "by", "organisation")
    found: CheckRun = access_one(user, needed, rows, pk=pk)
    return found


def access_result(user: User, pk: Any, *, needed: str = EXEMPT) -> CheckResult:
    """What one check said."""
    found: CheckResult = access_one(user, needed, CheckResult.objects.select_related("run__project"), pk=pk)
    return found


def access_agreement(user: User, pk: Any, *, needed: str = PROMISES) -> Agreement:
    """An agreement."""
    rows = Agreement.objects.select_related("project__enterprise", "by", "file")
    found: Agreement = access_one(user, needed, rows, pk=pk)
    return found


def access_promise(user: User, pk: Any, *, needed: str = PROMISES) -> Promise:
    """A promise."""
    rows = Promise.objects.select_related("agreement__project__enterprise", "by", "replaces")
    found: Promise = access_one(user, needed, rows, pk=pk)
    return found


def access_check(user: User, pk: Any, *, needed: str = FOLLOW) -> PromiseCheck:
    """A year's check of a promise."""
    rows = PromiseCheck.objects.select_related("promise__agreement__project__organisation")
    found: PromiseCheck = access_one(user, needed, rows, pk=pk)
    return found


def told(user: User, check: PromiseCheck) -> str:
    """The check's sentence; without its figures for those who may not see one of their groups."""
    return check.sentence if all(sees(user, group) for group in check.groups) else check.plain
