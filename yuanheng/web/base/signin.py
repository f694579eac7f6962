"""Sign-in: no public sign-up, a lock after failures that every process sees, a line in the log for each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from . import moment
from .audit import record
from .models import AuditEntry, User

FAILED = "base.user.sign_in_failed"


class Adapter(DefaultAccountAdapter):
    """allauth's hooks, our rules."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the administrator."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while the account is locked or the address has guessed too often, whatever the password.

        Raises:
            ValidationError: says until when, or to wait.
        """
        if too_many_failures_from(client_address(request), at=moment.now()):
            raise ValidationError("这个网络地址上登录失败的次数太多,请过一会儿再试。")
        user = _named(credentials)
        if user is not None and user.locked_until and user.locked_until > moment.now():
            until = user.locked_until.astimezone(moment.SHANGHAI)
            raise ValidationError(f"连续输错密码,账号已锁定至 {until:%H:%M}。请届时再试,或请系统管理员解锁。")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count; lock at the limit. A name that nobody has leaves a line too, without the name: it may be a password."""
        user = _named(credentials)
        if user is not None:
            note_failure(user)
            return
        with transaction.atomic():
            record(None, FAILED)

    def get_client_ip(self, request: HttpRequest) -> str:
        """See `client_address`."""
        return client_address(request) or "0.0.0.0"  # noqa: S104 - allauth wants an address


def client_address(request: HttpRequest) -> str | None:
    """The peer's address; forwarded headers are believed only behind our own https proxy."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR") or None


def too_many_failures_from(address: str | None, *, at: datetime) -> bool:
    """True when an address guessed too often lately, at whatever accounts."""
    limit = settings.YUANHENG_SIGN_IN
    lately = AuditEntry.objects.filter(action=FAILED, at__gte=at - timedelta(minutes=limit["minutes"]))
    return address is not None and lately.filter(content__address=address).count() >= limit["failures_per_address"]


def note_failure(user: User) -> None:
    """One more failure; at the limit the account is locked for a while and the count starts again."""
    limit = settings.YUANHENG_SIGN_IN
    with transaction.atomic():
        fresh = User.objects.select_for_update().get(pk=user.pk)
        fresh.failed_sign_ins += 1
        locked = fresh.failed_sign_ins >= limit["failures"]
        if locked:
            fresh.failed_sign_ins = 0
            fresh.locked_until = moment.now() + timedelta(minutes=limit["minutes"])
        fresh.save(update_fields=["failed_sign_ins", "locked_until"])
        record(None, FAILED, target=fresh)
        if locked:
            record(None, "base.user.locked", target=fresh)


def _named(credentials: dict[str, Any]) -> User | None:
    name = credentials.get("username") or ""
    return User.objects.filter(username=name).first() if name else None
