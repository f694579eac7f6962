"""The weekly dispatch, on the page and as a sheet for A3."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.audit import record
from yuanheng.web.base.export import XLSX, neutral
from yuanheng.web.projects.models import Project

from ..access import VIEW
from ..pages.dispatch import Row, cell, dispatch_rows
from ..rules import weekly_layout

A_PAGE = 60


def _rows(request: HttpRequest, on: date) -> tuple[Row, ...]:
    return dispatch_rows(visible(request.user, VIEW, Project.objects.active()), on=on)


@gate(VIEW)
def dispatch(request: HttpRequest) -> HttpResponse:
    """What needs a word this week."""
    on = moment.today()
    page = Paginator(_rows(request, on), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "delivery/dispatch.html", {"page": page, "on": on})


@gate(VIEW)
def dispatch_sheet(request: HttpRequest) -> HttpResponse:
    """The table as the layout rule draws it."""
    on = moment.today()
    rows = _rows(request, on)
    response = HttpResponse(_sheet(rows, on), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="dispatch-{on:%Y%m%d}.xlsx"'
    with transaction.atomic():
        record(
            request.user, "delivery.dispatch.exported", target_label=weekly_layout().label, after={"rows": len(rows)}
        )
    return response


def _sheet(rows: tuple[Row, ...], on: date) -> bytes:
    layout, out = weekly_layout(), io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(layout.label[:31])
    sheet.set_paper(8 if layout.paper == "A3" else 9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
    body = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet.merge_range(0, 0, 0, len(layout.columns) - 1, f"{layout.label}({on:%Y-%m-%d})", head)
    for at, column in enumerate(layout.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(1, at, column.label, head)
        for serial, row in enumerate(rows, start=1):
            _write(sheet, serial + 1, at, cell(row, column.field, serial), body)
    book.close()
    return out.getvalue()


def _write(sheet: Any, line: int, at: int, value: Any, body: Any) -> None:
    if value is None:
        sheet.write_blank(line, at, None, body)
    elif isinstance(value, int | Decimal):
        sheet.write_number(line, at, float(value), body)
    else:
        sheet.write_string(line, at, neutral(str(value)), body)
