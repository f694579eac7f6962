"""Minutes of a dispatch meeting become supervised items: each line names a bureau and a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yuanheng.engines.errors import Problems
from yuanheng.web.base.models import Organisation, User

from ..models import ItemOrigin, Plan, SupervisedItem, holders
from .items import open_item

_NUMBER = re.compile(r"^[((]?[0-9一二三四五六七八九十]+[))、..]\s*")
_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_MONTH_END = re.compile(r"(?:(\d{4})年)?(\d{1,2})月底")


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the minutes as it was read."""

    text: str
    lead: Organisation
    supports: tuple[Organisation, ...]
    due_on: date


def read_minutes(text: str, *, held_on: date, bureaus: list[Organisation]) -> list[Decision]:
    """One decision a line; the first bureau named leads, the others support.

    Raises:
        ProblemsError: every line without a bureau or a day, all at once.
    """
    problems, made = Problems(), []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _NUMBER.sub("", raw.strip())
        if not line:
            continue
        named = sorted((line.index(o.name), o) for o in bureaus if o.name in line)
        due = due_date_in(line, held_on)
        if not named or due is None:
            lack = "部门" if not named else "期限(如 7 月 20 日前)"
            problems.add(
                "decision",
                where=f"第 {number} 行",
                found=line[:60],
                expected=f"写明{lack}",
                advice=f"补上{lack}后再提交",
            )
            continue
        made.append(Decision(line[:300], named[0][1], tuple(o for _, o in named[1:]), due))
    problems.raise_if_any()
    return made


def due_date_in(line: str, held_on: date) -> date | None:
    """The first day in a line; without a year the next one after the meeting."""
    found = _DAY.search(re.sub(r"\s", "", line)) or _MONTH_END.search(re.sub(r"\s", "", line))
    if found is None:
        return None
    year, month = int(found[1] or held_on.year), int(found[2])
    try:
        day = _last(year, month) if found.re is _MONTH_END else date(year, month, int(found[3]))
        if day < held_on and not found[1]:
            day = day.replace(year=year + 1)
    except ValueError:
        return None
    return day


def _last(year: int, month: int) -> date:
    from calendar import monthrange

    return date(year, month, monthrange(year, month)[1])


@transaction.atomic
def assign_minutes(text: str, *, held_on: date, plan: Plan | None, by: User, at: datetime) -> list[SupervisedItem]:
    """All of them or none."""
    bureaus = list(Organisation.objects.filter(ended_on__isnull=True))
    made = []
    for decision in read_minutes(text, held_on=held_on, bureaus=bureaus):
        post = holders(decision.lead).exclude(role="leader").order_by("title").first()
        made.append(
            open_item(
                title=decision.text,
                lead=decision.lead,
                lead_post=post,
                supports=decision.supports,
                due_on=decision.due_on,
                plan=plan,
                origin=ItemOrigin.DISPATCH,
                by=by,
                at=at,
            )
        )
    return made
