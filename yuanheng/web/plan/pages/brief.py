"""The monthly brief: what changed and why, in sentences and tables, from the board of the month's end."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..models import Plan
from .board import Asked, BoardPage, BoardRow, board_page

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class BriefSection:
    """A section of the plan: its sentences and its lines."""

    title: str
    sentences: list[str]
    rows: list[BoardRow]


@dataclass(frozen=True, slots=True)
class BriefPage:
    """Everything the brief says; page and document are made from it alike."""

    plan: Plan
    day: date
    number: int
    title: str
    summary: list[str]
    sections: list[BriefSection]
    board: BoardPage


def month_of(text: str, plan: Plan, today: date) -> date:
    """The last day of `YYYY-MM` (of the plan's last month that is over, without one), never after today."""
    try:
        year, month = int(text[:4]), int(text[5:7])
        day = date(year, month, monthrange(year, month)[1])
    except ValueError:
        day = date(plan.year or today.year, 12, 31)
    if day <= today:
        return day
    return today.replace(day=1) - timedelta(days=1)


def brief_page(plan: Plan, day: date) -> BriefPage:
    """The month that ends on `day` beside the month before."""
    before = day.replace(day=1) - timedelta(days=1)
    board = board_page(plan, Asked(day=day, other=before))
    counts = {s.code: s for s in board.states}
    said = "、".join(f"{s.label} {s.count} 个" for s in board.states if s.count)
    summary = [
        f"截至 {day.year} 年 {day.month} 月底,全年时间过去 {board.elapsed},《{plan.title}》{board.total} 个目标中,{said}。"
    ]
    worst = [r for r in board.rows if r.standing.status.code in ("lost", "behind")]
    if worst:
        names = "、".join(f"“{r.target.named}”" for r in worst[:5])
        summary.append(f"滞后和未完成的 {counts['behind'].count + counts['lost'].count} 个,主要是{names}。")
    sections = [BriefSection(s.title, _sentences(s.rows), s.rows) for s in board.sections]
    return BriefPage(
        plan=plan, day=day, number=day.month, title=f"{plan.title}推进情况简报", summary=summary, sections=sections,
        board=board,
    )  # fmt: skip


def _sentences(rows: list[BoardRow]) -> list[str]:
    made = []
    for row in rows:
        s = row.standing
        if row.change:
            made.append(f"{row.target.named}由上月末的 {row.other_said}变为 {s.actual},完成 {s.progress_said}。")
        if s.status.code in ("behind", "lost"):
            owner = f",责任部门{row.target.owner_bureau}" if row.target.owner_bureau else ""
            made.append(f"{row.target.named}{s.status.label}:{s.why}{owner}。")
    return made or ["本月各目标没有变动。"]


def template_words(page: BriefPage) -> dict[str, Any]:
    """What a Word template may name: text only."""
    return {
        "title": page.title, "number": f"第 {page.number} 期", "office": "园区管理委员会办公室",
        "dated": f"{page.day.year} 年 {page.day.month} 月 {page.day.day} 日", "summary": page.summary,
        "sections": [
            {"head": f"{_numeral(i)}、{s.title}", "sentences": s.sentences, "rows": [_row(n, r) for n, r in enumerate(s.rows, 1)]}
            for i, s in enumerate(page.sections)
        ],
    }  # fmt: skip


def _numeral(index: int) -> str:
    return NUMERALS[index] if index < len(NUMERALS) else str(index + 1)


def _row(number: int, row: BoardRow) -> dict[str, str]:
    s = row.standing
    return {
        "number": str(number), "subject": row.target.named, "wanted": s.wanted, "actual": s.actual,
        "progress": s.progress_said, "state": s.status.label, "bureau": str(row.target.owner_bureau or "未定"),
    }  # fmt: skip
