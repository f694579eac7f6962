"""What of the register waits for a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.todos import Todo

from .access import IMPORT
from .models import RegisterDoubt


def open_doubts(user: User) -> Iterable[Todo]:
    """Rows of registers that contradict another."""
    count = visible(user, IMPORT, RegisterDoubt.objects.filter(verdict="")).count()
    return [
        Todo(
            text="条名录疑点待核对",
            url=f"{reverse('enterprises:doubts')}?state=open",
            count=count,
            icon="zoom-question",
        )
    ]
