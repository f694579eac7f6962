"""Who owes which table by when, and the words to remind them."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yuanheng.engines.calendars import Period, parse_period
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.models import Organisation, User

from ..access import CREATE_UPLOAD
from ..models import LedgerStart, Reading, SourceOwner
from ..wording import sources

if TYPE_CHECKING:
    from yuanheng.engines.ledger import Source

STEPS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
REPORTED, LATE, NOT_DUE, BEFORE = "reported", "late", "not_due", "before"
STATE_LABELS = {REPORTED: "已报", LATE: "逾期", NOT_DUE: "未到期", BEFORE: "启用前"}


@dataclass(frozen=True, slots=True)
class Due:
    """One table that is expected: of a source, for a period, by a day."""

    source: str
    label: str
    period: Period
    due: date
    state: str
    days_late: int = 0

    @property
    def said(self) -> str:
        """逾期 12 天."""
        return f"逾期 {self.days_late} 天" if self.state == LATE else STATE_LABELS[self.state]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source with its periods of the year."""

    code: str
    source: Source
    owner: Organisation | None
    contact: str
    owed: bool
    dues: tuple[Due, ...]
    reported: int
    late: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to send one bureau."""

    bureau: str
    contact: str
    late: int
    text: str


@dataclass(frozen=True, slots=True)
class RemindersPage:
    """The year's tables by source, and the reminders by bureau."""

    year: int
    years: tuple[int, ...]
    lines: tuple[SourceLine, ...]
    idle: tuple[SourceLine, ...]
    reminders: tuple[Reminder, ...]
    late: int
    reported: int
    expected: int
    start: LedgerStart | None


def working_year(on: date) -> int:
    """The year that the zone works on: as set, else this one."""
    start = LedgerStart.objects.first()
    return start.year if start is not None and start.year else on.year


def expected_periods(every: str, year: int) -> list[Period]:
    """The periods of a year for a rhythm; a table that comes once is owed in no year."""
    step = STEPS.get(every)
    if step is None:
        return []
    return [Period(year, first, first + step - 1) for first in range(1, 13, step)]


def due_day(source: Source, period: Period) -> date:
    """The day a table is due: in the month that follows its period, or in `due_month` of the next year for a yearly one."""
    rhythm = source.rhythm
    if rhythm.every == "year":
        year, month = period.year + 1, rhythm.due_month
    else:
        year, month = (period.year, period.last + 1) if period.last < 12 else (period.year + 1, 1)
    return date(year, month, min(rhythm.due_day, calendar.monthrange(year, month)[1]))


def reported_months() -> dict[tuple[str, int], int]:
    """(source, year) → a bit for each month that a standing reading covers."""
    found: dict[tuple[str, int], int] = defaultdict(int)
    rows = Reading.objects.filter(superseded_at__isnull=True, file__upload__withdrawn_at__isnull=True)
    for sheets, periods in rows.values_list("sheets", "periods"):
        codes = {s["source"] for s in sheets if s["facts"]}
        for text in periods:
            try:
                period = parse_period(text)
            except ValueError:
                continue
            bits = (1 << period.last + 1) - (1 << period.first)
            for code in codes:
                found[code, period.year] |= bits
    return found


def _due(code: str, source: Source, period: Period, months: int, *, on: date, starts_on: date | None) -> Due:
    due = due_day(source, period)
    wanted = (1 << period.last + 1) - (1 << period.first)
    # a yearly table counts as reported with any figure of the year; others need every month of their period
    whole = bool(months & wanted) if source.rhythm.every == "year" else months & wanted == wanted
    if whole:
        state = REPORTED
    elif starts_on is not None and date(period.year, period.last, 28) < starts_on:
        state = BEFORE
    else:
        state = LATE if on > due else NOT_DUE
    return Due(code, source.label, period, due, state, (on - due).days if state == LATE else 0)


def source_lines(year: int, *, on: date) -> list[SourceLine]:
    """Every source with its expected tables of a year."""
    owners = {o.source: o for o in SourceOwner.objects.select_related("organisation")}
    start = LedgerStart.objects.first()
    months = reported_months()
    lines = []
    for code, source in sources().items():
        periods = expected_periods(source.rhythm.every, year)
        if not periods or code == "general":
            continue
        owner = owners.get(code)
        dues = tuple(
            _due(code, source, p, months.get((code, year), 0), on=on, starts_on=start.starts_on if start else None)
            for p in periods
        )
        lines.append(
            SourceLine(
                code=code,
                source=source,
                owner=owner.organisation if owner else None,
                contact=owner.contact if owner else "",
                owed=owner.owed if owner else True,
                dues=dues,
                reported=sum(d.state == REPORTED for d in dues),
                late=sum(d.state == LATE for d in dues),
            )
        )
    return lines


def reminders_page(*, year: int | None, on: date) -> RemindersPage:
    """In three queries."""
    shown = year or working_year(on)
    lines = source_lines(shown, on=on)
    owed = [line for line in lines if line.owed]
    known = {y for _, y in reported_months()} | {working_year(on), on.year, shown}
    return RemindersPage(
        year=shown,
        years=tuple(sorted(known, reverse=True)),
        lines=tuple(sorted(owed, key=lambda line: (-line.late, line.source.department))),
        idle=tuple(line for line in lines if not line.owed),
        reminders=tuple(_reminders(owed)),
        late=sum(line.late for line in owed),
        reported=sum(line.reported for line in owed),
        expected=sum(len(line.dues) for line in owed),
        start=LedgerStart.objects.first(),
    )


def _reminders(lines: list[SourceLine]) -> list[Reminder]:
    by_bureau: dict[str, list[SourceLine]] = defaultdict(list)
    for line in lines:
        if line.late:
            by_bureau[line.owner.name if line.owner else line.source.department].append(line)
    made = []
    for bureau, owing in by_bureau.items():
        late = [d for line in owing for d in line.dues if d.state == LATE]
        contact = next((line.contact for line in owing if line.contact), "")
        made.append(Reminder(bureau, contact, len(late), reminder_text(bureau, contact, owing)))
    return sorted(made, key=lambda r: -r.late)


def reminder_text(bureau: str, contact: str, owing: list[SourceLine]) -> str:
    """Ready to paste into a chat or a letter: one line for a table, or for several periods of one that run on."""
    lines = [f"{bureau}{contact}:", "您单位以下报表已过报送日期,请尽快报送:"]
    for line in owing:
        late = [due for due in line.dues if due.state == LATE]
        runs = [late] if len(late) > 3 else [[due] for due in late]
        lines += [f"{len(lines) - 1 + place}. {_said(run)}" for place, run in enumerate(runs)]
    lines.append("数据从“上报文件”页上传即可,原表不需要改格式。如已报送请告知,以便核对。")
    return "\n".join(lines)


def _said(run: list[Due]) -> str:
    first = run[0]
    day = f"{first.due.year} 年 {first.due.month} 月 {first.due.day} 日"
    if len(run) == 1:
        return f"{first.label}({first.period.label()}),应于 {day}前报送,已逾期 {first.days_late} 天"
    span = f"{first.period.label()} 至 {run[-1].period.label()} 共 {len(run)} 期"
    return f"{first.label}({span}),最早一期应于 {day}前报送,已逾期 {first.days_late} 天"


def overdue_for(user: User, *, on: date) -> int:
    """Late tables of the working year that the user's bureau answers for."""
    bureau = bureau_of(user, CREATE_UPLOAD)
    if bureau is None:
        return 0
    lines = source_lines(working_year(on), on=on)
    return sum(line.late for line in lines if line.owed and line.owner is not None and line.owner.pk == bureau.pk)
