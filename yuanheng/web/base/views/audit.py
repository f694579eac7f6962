"""The log of every write, and the check of its chain."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from .. import audit
from ..access import access_one, gate, visible
from ..models import AuditEntry
from ..moment import SHANGHAI
from ..seal import verify_chain
from ..tables import ChoiceFilter, Column, TextFilter, build_table, table_page

VIEW = "base.audit.view"
COLUMNS = (
    Column("at", "时间", kind="moment", sort="at", link=lambda e: reverse("base:audit_entry", args=[e.pk])),
    Column("actor", "人员", value=lambda e: e.content.actor_name if hasattr(e, "content") else "(已清除)"),
    Column("organisation", "部门", minor=True),
    Column("action", "动作", value=lambda e: audit.action_label(e.action)),
    Column("target", "对象", value=lambda e: e.content.target_label if hasattr(e, "content") else "(已清除)"),
    Column("id", "编号", sort="id", minor=True),
)


def access_entry(user: Any, pk: int) -> AuditEntry:
    """The one way to a line."""
    return access_one(user, VIEW, AuditEntry.objects.select_related("content", "organisation", "seal"), pk=pk)


def _day(text: str) -> datetime | None:
    """The start of that day in Shanghai; None for what is no day, or one too far off to have a day after it."""
    try:
        day = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2999 else None


def _since(rows: QuerySet[AuditEntry], text: str) -> QuerySet[AuditEntry]:
    day = _day(text)
    return rows.filter(at__gte=day) if day else rows


def _until(rows: QuerySet[AuditEntry], text: str) -> QuerySet[AuditEntry]:
    day = _day(text)
    return rows.filter(at__lt=day + timedelta(days=1)) if day else rows


@gate(VIEW)
def log(request: HttpRequest) -> HttpResponse:
    """Lines within the user's reach, newest first."""
    filters = (
        TextFilter(
            "q",
            "人员或对象",
            apply=lambda rows, t: rows.filter(
                Q(content__actor_name__icontains=t) | Q(content__target_label__icontains=t)
            ),
        ),
        ChoiceFilter(
            "action",
            "动作",
            choices=[(a.code, a.label) for a in audit.actions().values()],
            apply=lambda rows, t: rows.filter(action=t),
        ),
        TextFilter("since", "起始日期", apply=_since, kind="date"),
        TextFilter("until", "截止日期", apply=_until, kind="date"),
    )
    rows = visible(request.user, VIEW, AuditEntry.objects.select_related("content", "organisation"))
    table = build_table(request, name="操作记录", rows=rows, columns=COLUMNS, filters=filters, order=("-id",))
    return table_page(request, "base/audit.html", table)


@gate(VIEW)
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One line: before, after, its link in the chain."""
    found = access_entry(request.user, pk)
    return render(request, "base/audit_entry.html", {"entry": found, "label": audit.action_label(found.action)})


@gate(VIEW)
def chain(request: HttpRequest) -> HttpResponse:
    """Recompute the chain and say whether it holds."""
    return render(request, "base/audit_chain.html", {"verdict": verify_chain()})
