"""Cases of a subject, for the panel on its own page."""

from __future__ import annotations

from typing import Any

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import moment
from yuanheng.web.base.access import may, visible

from ..access import VIEW
from ..models import Case
from .words import STATUS_TONES, due_tone, due_words

SHOWN = 20


def case_rows(user: Any, kind: str, pk: Any) -> list[dict[str, Any]]:
    """The cases about one thing that the user may see, newest first: case, due words, tones.

    For `{% include "cases/rows.html" with rows=rows %}` in a panel of the app that owns the subject.
    """
    if not may(user, VIEW):
        return []
    today, calendar = moment.today(), load_calendar()
    rows = visible(user, VIEW, Case.objects.of_subject(kind, pk)).select_related("organisation")[:SHOWN]
    return [
        {
            "case": case,
            "due": due_words(case, today, calendar) if not case.closed else "",
            "due_tone": due_tone(case.due_on, today, calendar) if not case.closed else "",
            "tone": STATUS_TONES[case.status],
        }
        for case in rows
    ]
