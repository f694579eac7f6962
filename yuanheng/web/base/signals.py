"""Lines in the log for what happens inside allauth: signed in, signed out, password and second factor changed."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.dispatch import receiver

from .audit import record
from .models import User
from .sessions import remember_session


@receiver(user_logged_in)
def signed_in(sender: Any, request: Any, user: User, **_: Any) -> None:
    """Clear the count of failures, note the session, write the line."""
    if not request.session.session_key:
        request.session.save()
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(failed_sign_ins=0, locked_until=None)
        remember_session(user, request.session.session_key)
        record(user, "base.user.signed_in", target=user)


@receiver(user_logged_out)
def signed_out(sender: Any, request: Any, user: User | None, **_: Any) -> None:
    """Write the line, where somebody was signed in."""
    if user is not None:
        with transaction.atomic():
            record(user, "base.user.signed_out", target=user)


@receiver(password_changed)
def changed_password(sender: Any, request: Any, user: User, **_: Any) -> None:
    """The duty to change it is done."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        record(user, "base.user.password_changed", target=user)


@receiver(authenticator_added)
@receiver(authenticator_removed)
def changed_second_factor(sender: Any, request: Any, user: User, authenticator: Any, signal: Any, **_: Any) -> None:
    """A second factor came or went."""
    with transaction.atomic():
        added = signal is authenticator_added
        record(user, f"base.user.second_factor_{'added' if added else 'removed'}", target=user)
