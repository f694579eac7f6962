"""Policies in the search box."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit

from .access import VIEW
from .models import Policy


def find_policies(user: User, text: str, limit: int) -> Iterable[Hit]:
    """By title or document number."""
    rows = visible(user, VIEW, Policy.objects.filter(Q(title__icontains=text) | Q(document__icontains=text)))
    for policy in rows[:limit]:
        yield Hit(policy.title, reverse("policies:policy", args=[policy.pk]), policy.document)
