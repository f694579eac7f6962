"""Overviews over many projects."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

from django.apps import apps
from django.urls import reverse
from openpyxl import load_workbook

from yuanheng.web.delivery.actions.projects import report_month, set_plan
from yuanheng.web.delivery.pages.overview import known_of_many
from yuanheng.web.delivery.tests.walk_samples import NOW, signed


def test_what_is_known_of_many_takes_six_queries_and_is_each_ones_own(cast, django_assert_max_num_queries):
    found = [signed(cast, "promoter", f"项目{n}") for n in "甲乙丙"]
    report_month(
        found[1], month=date(2021, 5, 1), done=Decimal(100), cumulative=Decimal(90), text="", by=cast["builder"], at=NOW
    )
    set_plan(found[2], milestone="started", on=date(2021, 9, 1), reason="", by=cast["builder"], at=NOW)
    with django_assert_max_num_queries(6):
        many = known_of_many(found, on=date(2021, 12, 1))
    first, second, third = (many[p.pk] for p in found)
    assert first.reached == {"signed": date(2021, 5, 1)} and not first.months and not first.planned
    assert second.year_done == 100 and [m.reported is None for m in second.months] == [False] + [True] * 5
    assert third.planned == {"started": date(2021, 9, 1)}


def test_the_sheet_is_a3_landscape_and_no_name_becomes_a_formula(client_of, cast):
    signed(cast, "promoter", "=1+1")
    log = apps.get_model("base", "AuditEntry").objects.filter(action="delivery.dispatch.exported")
    client = client_of("promoter")
    assert "长期无进展" in client.get(reverse("delivery:dispatch")).content.decode()
    book = load_workbook(io.BytesIO(client.get(reverse("delivery:dispatch_sheet")).content))
    sheet = book.worksheets[0]
    assert str(sheet.page_setup.paperSize) == "8" and sheet.page_setup.orientation == "landscape"
    assert sheet.cell(3, 2).value == "'=1+1" and log.count() == 1
