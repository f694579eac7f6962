"""Enterprises in the one search box."""

from __future__ import annotations

from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit

from .access import VIEW
from .models import Enterprise


def find_enterprises(user: User, text: str, limit: int) -> list[Hit]:
    """By name, former name, code, pinyin or initials."""
    rows = visible(user, VIEW, Enterprise.objects.all()).matching(text).order_by("name_pinyin", "pk")[:limit]
    return [
        Hit(title=e.name, url=reverse("enterprises:enterprise", args=[e.pk]), detail=e.uscc or e.code) for e in rows
    ]
