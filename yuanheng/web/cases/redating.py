"""Date every running case again under a calendar, in bulk: by clock, not by case.

Cases and steps with the same clock are due on the same day, so each distinct clock is dated once and the answers are
joined to the rows inside PostgreSQL. Nothing is replayed and no row is read that does not change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from yuanheng.engines.calendars import WorkCalendar
from yuanheng.engines.procedures import Clock

from .models import Redating

BATCH = 2000
DISTINCT = """
select distinct clock from (
  select clock from cases_case where status in ('draft','open','suspended') and clock <> ''
  union select s.clock from cases_casestep s where s.status in ('active','suspended') and s.clock <> '') as clocks
"""
STAGE = """
create temp table new_due (clock text primary key, due_on date, provisional boolean, why text) on commit drop
"""
MOVES = """
insert into cases_redatingmove (redating_id, case_id, before, after, was_provisional, provisional, why)
select %s, c.id, c.due_on, d.due_on, c.due_provisional, d.provisional, d.why
from cases_case c join new_due d on d.clock = c.clock
where c.status in ('draft','open','suspended')
  and (c.due_on, c.due_provisional) is distinct from (d.due_on, d.provisional)
"""
CASES = """
update cases_case c set due_on = d.due_on, due_provisional = d.provisional from new_due d
where d.clock = c.clock and c.status in ('draft','open','suspended')
  and (c.due_on, c.due_provisional) is distinct from (d.due_on, d.provisional)
"""
STEPS = """
update cases_casestep s set due_on = d.due_on, due_provisional = d.provisional from new_due d
where d.clock = s.clock and s.status in ('active','suspended')
  and (s.due_on, s.due_provisional) is distinct from (d.due_on, d.provisional)
"""


def redate_all(
    redating: Redating, calendar: WorkCalendar, *, at: datetime, progress: Callable[[int, str], None]
) -> Redating:
    """Move every due date that the calendar moves, note each with its reason; one transaction, safe to run twice."""
    with transaction.atomic():
        fresh = Redating.objects.select_for_update().get(pk=redating.pk)
        if fresh.finished_at is not None:
            return fresh
        with connection.cursor() as cursor:
            cursor.execute("lock table cases_case in share row exclusive mode")
            cursor.execute("select count(*) from cases_case where status in ('draft','open','suspended')")
            fresh.looked_at = cursor.fetchone()[0]
            cursor.execute(DISTINCT)
            clocks = [clock for (clock,) in cursor.fetchall()]
            progress(5, f"{fresh.looked_at:,} 件在办,{len(clocks):,} 种计时")
            rows = list(_dated(clocks, calendar, progress))
            cursor.execute(STAGE)
            with cursor.copy("copy new_due (clock, due_on, provisional, why) from stdin") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute("analyze new_due")
            progress(70, "记下变动和原因")
            cursor.execute(MOVES, [fresh.pk])
            fresh.moved = cursor.rowcount
            progress(80, f"更新 {fresh.moved:,} 件的应办结日")
            cursor.execute(CASES)
            progress(90, "更新各步骤")
            cursor.execute(STEPS)
        fresh.finished_at = at
        fresh.save()
    progress(99, f"核对 {fresh.looked_at:,} 件,变动 {fresh.moved:,} 件")
    return fresh


def _dated(
    clocks: list[str], calendar: WorkCalendar, progress: Callable[[int, str], None]
) -> Iterator[tuple[str, object, bool, str]]:
    for done, text in enumerate(clocks):
        if done % BATCH == 0:
            progress(5 + 60 * done // max(len(clocks), 1), f"推算 {done:,}/{len(clocks):,} 种计时")
        due = Clock.from_dict(json.loads(text)).due(calendar)
        yield (text, due.on if due else None, bool(due and due.provisional), why_of(due))


def why_of(due: Any) -> str:
    """The rules that make a due date, a line each; while a clock stands there is none."""
    return "暂停计时中,恢复后推算" if due is None else "\n".join(due.moves)
