"""Odd input, what was known when, and who may see tax figures."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from yuanheng.engines.calendars import Period
from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import tallies
from yuanheng.web.cultivation.actions.clusters import create_cluster, name_member
from yuanheng.web.cultivation.actions.lists import create_list
from yuanheng.web.cultivation.actions.served import record_service
from yuanheng.web.cultivation.membership import members
from yuanheng.web.enterprises.models import Enterprise


def at(month: int, day: int) -> datetime:
    """Nine in the morning."""
    return datetime(2021, month, day, 9, tzinfo=SHANGHAI)


@pytest.fixture
def cluster(cast):
    """A cluster without a rule."""
    return create_cluster(by=cast["analyst"], code="sea", name="海工", synonyms=[], prefixes=[])


@pytest.mark.parametrize("year", ["²", "abc", "9" * 5000, "-1", "0"])
@pytest.mark.parametrize("page", ["clusters", "near"])
def test_a_year_that_is_none_shows_the_newest(client_of, page, year):
    assert client_of("analyst").get(reverse(f"cultivation:{page}"), {"year": year}).status_code == 200


@pytest.mark.parametrize("page", ["qualifications", "services", "requests", "lists"])
@pytest.mark.parametrize("asked", [{"page": "999"}, {"year": "²"}])
def test_odd_filters_are_no_fault(client_of, page, asked):
    assert client_of("analyst").get(reverse(f"cultivation:{page}"), asked).status_code == 200


def test_a_firm_named_out_later_was_in_as_known_before(cast, cluster):
    firm = Enterprise.objects.create(code="A", name="启东甲公司")
    named = {"reason": "名单", "by": cast["analyst"]}
    name_member(cluster, firm, included=True, since=date(2021, 1, 1), at=at(1, 2), **named)
    name_member(cluster, firm, included=False, since=date(2021, 6, 1), at=at(7, 10), **named)
    day = date(2021, 6, 15)
    assert list(members(cluster, on=day, known_at=at(6, 20))) == [firm]
    assert not members(cluster, on=day, known_at=at(7, 11)).exists()
    assert not members(cluster, on=day).exists()
    assert list(members(cluster, on=date(2021, 5, 31))) == [firm]


def test_visits_of_other_months_do_not_count_in_a_period_of_months(cast):
    for month in (2, 9):
        record_service(
            kind="visit", held_on=date(2021, month, 1), title="走访", enterprises=[], by=cast["analyst"], at=at(9, 2)
        )
    read = tallies()["services.visits"].read
    assert read(Period(2021, 1, 6), on=date(2021, 12, 31), known_on=None).value == 1
    assert read(Period(2021), on=date(2021, 12, 31), known_on=None).value == 2


def test_a_list_recognised_in_a_year_to_come_is_refused_when_it_is_handed_in(cast):
    given = SimpleUploadedFile("名单.csv", "序号,企业名称\n1,启东甲公司\n".encode())
    with pytest.raises(YuanhengError, match="9999"):
        create_list(
            given=given, kind="high_tech", recognised_on=date(9999, 1, 1), counts_for=2021, by=cast["analyst"],
            at=at(6, 1),
        )  # fmt: skip


def test_sales_are_not_shown_to_a_role_that_does_not_see_figures_of_the_tax_bureau(client_of, cast, cluster):
    from yuanheng.web.ledger import asof
    from yuanheng.web.ledger.models import Figure

    asof._kept.clear()
    firm = Enterprise.objects.create(code="A", name="启东甲公司", industry_code="3825", scale="规下")
    name_member(cluster, firm, included=True, since=date(2021, 1, 1), reason="名单", by=cast["analyst"], at=at(1, 2))
    for measure, amount in (("taxable_sales", 9876540000), ("rd_expense", 987654000)):
        Figure.objects.create(
            enterprise=firm, year=2021, measure=measure, amount=amount, missing=False, conflict=False, reason="",
            fact_ids=[],
        )  # fmt: skip
    pages = [
        reverse("cultivation:cluster", args=[cluster.pk]), reverse("cultivation:clusters"), reverse("cultivation:near"),
    ]  # fmt: skip
    assert "启东甲公司" not in client_of("clerk").get(pages[-1], {"year": "2021"}).content.decode()
    for url in pages:
        seen = client_of("analyst").get(url, {"year": "2021"}).content.decode().replace(",", "")
        assert "987654" in seen or "9.88" in seen or "98765" in seen, url
        hidden = client_of("clerk").get(url, {"year": "2021"}).content.decode().replace(",", "")
        assert "98765" not in hidden and "98.77" not in hidden and "9.88" not in hidden, url
