"""One line for every write, in the transaction that makes it.

`record(actor, "ledger.upload.created", target=upload, after={...})`. The line itself holds no personal content: that is
in a side table, covered by a salted digest, so it can be erased on schedule while the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model

from . import moment
from .access import bureau_of
from .models import AuditContent, AuditEntry, User

_address: ContextVar[str | None] = ContextVar("audit_address", default=None)


@dataclass(frozen=True, slots=True)
class Action:
    """A kind of line: dotted, past tense; the label is what the log page shows."""

    code: str
    label: str


_actions: dict[str, Action] = {}


def action(code: str, *, label: str) -> None:
    """Declare an action, so that the log can say it in Chinese."""
    _actions[code] = Action(code=code, label=label)


def action_label(code: str) -> str:
    """The words for an action; its code where none were declared."""
    known = _actions.get(code)
    return known.label if known else code


def actions() -> dict[str, Action]:
    """All declared actions, sorted by code."""
    return dict(sorted(_actions.items()))


def set_address(address: str | None) -> None:
    """The network address that the lines of this request carry."""
    _address.set(address)


def record(
    actor: User | None,
    code: str,
    *,
    target: Model | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    target_label: str = "",
) -> AuditEntry:
    """Write one line; must run inside the transaction of the write it tells of.

    Raises:
        RuntimeError: outside a transaction, where line and write could part.
        LookupError: the action was never declared.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"audit line {code} outside a transaction")
    if code not in _actions:
        raise LookupError(f"action {code} is not declared (audit.action)")
    known = actor if actor is not None and actor.is_authenticated else None
    content = {
        "salt": secrets.token_hex(16),
        "actor_name": str(known) if known else "系统",
        "address": _address.get(),
        "target_label": (target_label or (str(target) if target is not None else ""))[:200],
        "before": plain(before),
        "after": plain(after),
    }
    entry = AuditEntry.objects.create(
        at=moment.now(),
        actor=known,
        organisation=bureau_of(known) if known else None,
        action=code,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        digest=content_digest(content),
    )
    AuditContent.objects.create(entry=entry, **content)
    return entry


def content_digest(content: dict[str, Any]) -> str:
    """sha256 over the content in one canonical form; the salt is part of it."""
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def plain(value: dict[str, Any] | None) -> dict[str, Any] | None:
    """As the JSON column will give it back: dates and decimals as text."""
    return None if value is None else json.loads(json.dumps(value, cls=DjangoJSONEncoder))
