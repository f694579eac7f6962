"""Overviews over many projects."""

from __future__ import annotations

import io
from datetime import date

from django.apps import apps
from django.urls import reverse
from openpyxl import load_workbook

from yuanheng.web.delivery.pages.overview import known_of_many
from yuanheng.web.delivery.pages.project import known_of
from yuanheng.web.delivery.tests.walk_samples import signed


def test_many_are_known_as_each_is_known(cast, django_assert_max_num_queries):
    found = [signed(cast, "promoter", f"项目{n}") for n in "甲乙丙"]
    on = date(2021, 12, 1)
    with django_assert_max_num_queries(6):
        many = known_of_many(found, on=on)
    assert many == {p.pk: known_of(p, on=on)[0] for p in found}


def test_the_sheet_is_a3_landscape_and_no_name_becomes_a_formula(client_of, cast):
    signed(cast, "promoter", "=1+1")
    log = apps.get_model("base", "AuditEntry").objects.filter(action="delivery.dispatch.exported")
    client = client_of("promoter")
    assert "长期无进展" in client.get(reverse("delivery:dispatch")).content.decode()
    book = load_workbook(io.BytesIO(client.get(reverse("delivery:dispatch_sheet")).content))
    sheet = book.worksheets[0]
    assert str(sheet.page_setup.paperSize) == "8" and sheet.page_setup.orientation == "landscape"
    assert sheet.cell(3, 2).value == "'=1+1" and log.count() == 1
