"""Notices to people: written by actions and jobs, read at the bell."""

from __future__ import annotations

from datetime import datetime

from .models import Notice, User


def notify(to: User, text: str, *, url: str = "", level: str = "info") -> Notice:
    """Tell one person something, with the page where it can be dealt with."""
    return Notice.objects.create(to=to, text=text[:300], url=url[:300], level=level)


def unread(user: User) -> int:
    """How many the bell shows."""
    return Notice.objects.filter(to=user, read_at__isnull=True).count()


def mark_read(user: User, *, at: datetime) -> int:
    """The user has seen them all."""
    return Notice.objects.filter(to=user, read_at__isnull=True).update(read_at=at)
