"""What a person does with notices."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..audit import record
from ..models import User
from ..notices import mark_read


@transaction.atomic
def read_notices(user: User, *, at: datetime) -> int:
    """Mark all as read; answers how many were new."""
    count = mark_read(user, at=at)
    record(user, "base.notices.read", target=user, after={"count": count})
    return count
