"""What waits for a person in admission."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max
from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.todos import Todo
from yuanheng.web.projects.models import Project

from .access import EXEMPT, FOLLOW, RUN
from .models import FollowUp, Promise, PromiseCheck
from .pages.checks import without_run
from .policy import Gate
from .standing import standings


def overtaken(user: User) -> Iterable[Todo]:
    """Projects signed or supplied with land that were never checked."""
    rows = visible(user, RUN, Project.objects.all())
    here = reverse("admission:projects")
    for stage, label in (("signed", "已签约"), ("land_supplied", "已供地")):
        count = without_run(rows, stage).count()
        yield Todo(text=f"个项目{label}而没有准入审查", url=f"{here}?gap={stage}", count=count, icon="shield-check")


def broken(user: User) -> Iterable[Todo]:
    """Promises that the newest check found broken, with nothing done about it."""
    rows = visible(user, FOLLOW, Promise.objects.all()).standing()
    years = PromiseCheck.objects.filter(promise__in=rows).aggregate(last=Max("year"))["last"]
    if years is None:
        return
    followed = FollowUp.objects.filter(check_of__year=years).values("check_of__promise")
    count = rows.with_newest(years).filter(newest_verdict="not_kept").exclude(pk__in=followed).count()
    url = f"{reverse('admission:promises')}?year={years}&verdict=not_kept"
    yield Todo(text=f"项承诺 {years} 年未兑现,还没有处理", url=url, count=count, icon="file-check")


def failed(user: User) -> Iterable[Todo]:
    """Projects whose newest run failed, for who may let one pass."""
    rows = visible(user, EXEMPT, Project.objects.filter(admission_runs__outcome="failed")).distinct()
    keys = list(rows.values_list("pk", flat=True))
    found = standings(keys)
    count = sum(any(found[key, gate].state == "failed" for gate in Gate) for key in keys)
    yield Todo(
        text="个项目准入审查不通过",
        url=f"{reverse('admission:projects')}?done=failed",
        count=count,
        icon="shield-check",
    )
