"""What of the ledger waits for a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.base.todos import Todo

from . import access
from .pages.conflicts import open_conflicts
from .pages.layouts import unknown_columns
from .pages.links import waiting_records
from .pages.problems import open_problems
from .pages.reminders import overdue_for


def links(user: User) -> Iterable[Todo]:
    """Records that are not linked."""
    count = waiting_records(user, access.REVIEW_LINK).count()
    return [Todo("待归户的记录", reverse("ledger:links"), count=count, icon="link")]


def conflicts(user: User) -> Iterable[Todo]:
    """Figures that contradict each other."""
    return [
        Todo("待核定的矛盾数据", reverse("ledger:conflicts"), count=open_conflicts(user).count(), icon="arrows-diff")
    ]


def layouts(user: User) -> Iterable[Todo]:
    """Columns that nobody understood."""
    count = unknown_columns(user).values("signature", "position").distinct().count()
    return [Todo("没有识别的列", reverse("ledger:layouts"), count=count, icon="columns")]


def problems(user: User) -> Iterable[Todo]:
    """Places in sheets that were not understood."""
    return [
        Todo("待处理的读取问题", reverse("ledger:problems"), count=open_problems(user).count(), icon="alert-triangle")
    ]


def overdue(user: User) -> Iterable[Todo]:
    """Tables of the user's bureau that are late."""
    late = overdue_for(user, on=moment.today())
    return [Todo("本部门逾期未报的报表", reverse("ledger:reminders"), count=late, urgent=True, icon="bell-ringing")]
