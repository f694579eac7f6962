"""Messages to applicants: queued in the transaction of what they tell, sent by a job, by e-mail or the city's message service.

The service is a webhook: JSON `{to, text, number}` by POST, signed in `X-Yuanheng-Signature` (HMAC-SHA256 over the body).
What is not configured is not sent, and says so; nothing is lost while the other side is down.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import urllib.request
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail

from yuanheng.web.cases.models import Case, CaseEvent
from yuanheng.web.site.secret import secret

from .models import Application, Channel, Message, MessageState
from .rules import message_texts, office

MOST_TRIES, BATCH, SECONDS = 5, 200, 10


def queue(application: Application, case: Case, event: CaseEvent) -> None:
    """What an event means to the applicant, as messages that wait; none for what the platform above tells itself."""
    text = message_texts().get(event.kind)
    if text is None or application.channel == Channel.UPPER:
        return
    said = text.format(
        organ=office().organ, label=application.label, number=case.number, due=case.due_on or "恢复计时后推算的日子",
        papers="、".join(event.data.get("papers") or ()),
    )[:500]  # fmt: skip
    who = application.applicant
    for channel, to in (("sms", who.phone), ("mail", who.email)):
        if to:
            Message.objects.create(application=application, channel=channel, to=to, text=said, made_at=event.at)


def send_waiting(*, at: datetime, progress: Callable[[int, str], None]) -> int:
    """Send what waits; answers how many went out. A failure is tried again at the next run, five times."""
    rows = list(Message.objects.filter(state=MessageState.WAITING).order_by("made_at")[:BATCH])
    sent = 0
    for place, row in enumerate(rows):
        progress(5 + 90 * place // max(len(rows), 1), f"已发 {sent}/{len(rows)}")
        row.tries += 1
        try:
            row.state = _send(row)
        except OSError as error:
            row.problem = f"{type(error).__name__}"[:200]
            row.state = MessageState.FAILED if row.tries >= MOST_TRIES else MessageState.WAITING
        if row.state == MessageState.SENT:
            row.sent_at, row.problem, sent = at, "", sent + 1
        row.save()
    return sent


def _send(row: Message) -> MessageState:
    if row.channel == "mail":
        if not settings.YUANHENG_MAIL:
            return MessageState.OFF
        send_mail(f"{office().organ}:办件提醒", row.text, None, [row.to])
        return MessageState.SENT
    if not settings.YUANHENG_WEBHOOK:
        return MessageState.OFF
    _post(settings.YUANHENG_WEBHOOK, {"to": row.to, "text": row.text, "number": str(row.pk)})
    return MessageState.SENT


def _post(address: str, told: dict[str, Any]) -> None:
    """To the address the administrator configured; only http and https."""
    if not address.startswith(("http://", "https://")):
        raise OSError("address")
    body = json.dumps(told, ensure_ascii=False).encode()
    signed = hmac.new(secret("webhook").encode(), body, hashlib.sha256).hexdigest()
    request = urllib.request.Request(  # noqa: S310 — checked above
        address, data=body, headers={"Content-Type": "application/json", "X-Yuanheng-Signature": signed}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 — checked above
        answer.read()
