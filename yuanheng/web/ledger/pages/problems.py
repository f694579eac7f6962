"""Open problems of all files within reach."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..access import SETTLE_PROBLEM
from ..models import ProblemRow
from ..wording import KIND_LABELS, kind_label

COLUMNS = (
    Column("kind", "类别", value=lambda p: kind_label(p.kind), sort="kind", link=lambda p: problem_url(p)),
    Column("file", "文件", value=lambda p: p.reading.name, sort="reading__name"),
    Column("place", "位置", value=lambda p: " › ".join(x for x in (p.sheet, p.cell) if x)),
    Column("found", "发现"),
    Column("expected", "应为", minor=True),
    Column("advice", "处理", minor=True),
    Column(
        "settled_note", "处理结果", value=lambda p: p.settled_note or ("已处理" if p.settled_at else ""), minor=True
    ),
)


def problem_url(problem: ProblemRow) -> str:
    """Its page."""
    return reverse("ledger:problem", args=[problem.pk])


def standing_problems(user: User, code: str) -> QuerySet[ProblemRow]:
    """Problems of files that count."""
    return visible(user, code, ProblemRow.objects.all()).filter(
        reading__superseded_at__isnull=True, reading__file__upload__withdrawn_at__isnull=True
    )


def open_problems(user: User, code: str = SETTLE_PROBLEM) -> QuerySet[ProblemRow]:
    """Those that nobody has settled."""
    return standing_problems(user, code).filter(settled_at__isnull=True)


def problem_filters() -> tuple[Any, ...]:
    """By words, kind, state."""
    return (
        TextFilter("q", "文件名", apply=lambda r, t: r.filter(reading__name__icontains=t)),
        ChoiceFilter("kind", "类别", choices=list(KIND_LABELS.items()), apply=lambda r, v: r.filter(kind=v)),
        ChoiceFilter(
            "state",
            "状态",
            choices=[("open", "待处理"), ("settled", "已处理")],
            apply=lambda r, v: r.filter(settled_at__isnull=v == "open"),
        ),
    )
