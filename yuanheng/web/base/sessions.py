"""How many sessions a user may have: the newest few; an older one is ended at its next request."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.models import Session

from .models import User


def remember_session(user: User, key: str) -> None:
    """Note a new session of the user and end those beyond the limit."""
    kept = [key, *[k for k in _keys(user) if k != key]]
    allowed, ended = kept[: settings.YUANHENG_SESSIONS_PER_USER], kept[settings.YUANHENG_SESSIONS_PER_USER :]
    Session.objects.filter(session_key__in=ended).delete()
    User.objects.filter(pk=user.pk).update(session_keys=allowed)


def end_sessions(user: User) -> None:
    """End every session of the user: deactivated, or the password was reset."""
    Session.objects.filter(session_key__in=_keys(user)).delete()
    User.objects.filter(pk=user.pk).update(session_keys=[])


def _keys(user: User) -> list[str]:
    return list(User.objects.values_list("session_keys", flat=True).get(pk=user.pk))
