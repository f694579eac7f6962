"""A figure put right: a new fact with reason and document; the old one stays, and is again what counts once it is undone."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.ledger.actions.corrections import CorrectionError, correct_fact, undo_correction
from yuanheng.web.ledger.actions.uploads import NotWithdrawableError, withdraw_upload
from yuanheng.web.ledger.asof import figures_as_of
from yuanheng.web.ledger.models import Correction, Fact, Upload
from yuanheng.web.ledger.restating import changes

from .making import FIRM, figures, firm, power_uploaded, uploaded

JUNE, AUGUST, OCTOBER = (datetime(2022, month, 10, 9, tzinfo=SHANGHAI) for month in (6, 8, 10))


@pytest.fixture
def june(cast):
    """A firm whose tax came in June."""
    made = firm()
    with moment.as_if(JUNE):
        uploaded(cast["clerk"], (FIRM, "", "12.5"))
    return made, Fact.objects.get(measure="tax_paid")


def known(made, measure: str = "tax_paid", *, on: date | None = None) -> Decimal | None:
    """The firm's figure of 2021 as known at the end of a day."""
    if on is None:
        figures()
    return figures_as_of(year=2021, known_on=on).of(measure).get(str(made.pk))


def test_the_new_figure_counts_from_its_day_on_and_the_old_one_is_what_was_known_before(cast, june):
    made, fact = june
    row = correct_fact(fact, amount=Decimal(90_000), why="重复申报", document="启税函8号", by=cast["clerk"], at=AUGUST)
    assert known(made, on=date(2022, 8, 9)) == 125_000
    assert known(made, on=date(2022, 8, 10)) == known(made) == 90_000
    with pytest.raises(CorrectionError, match="已不参与计算"):
        correct_fact(fact, amount=Decimal(1), why="再改", document="启税函9号", by=cast["clerk"], at=AUGUST)
    with pytest.raises(NotWithdrawableError, match="更正与重述"):
        withdraw_upload(row.made.reading.file.upload, by=cast["clerk"], why="撤", at=OCTOBER)
    again = correct_fact(
        row.made, amount=Decimal(95_000), why="核减有误", document="启税函9号", by=cast["clerk"], at=AUGUST
    )
    with pytest.raises(CorrectionError, match="先撤销后一次更正"):
        undo_correction(row, by=cast["clerk"], at=OCTOBER, why="收回")
    undo_correction(again, by=cast["clerk"], at=OCTOBER, why="收回")
    assert known(made) == 90_000
    undo_correction(row, by=cast["clerk"], at=OCTOBER, why="收回")
    assert known(made) == 125_000
    assert known(made, on=date(2022, 9, 1)) == 95_000  # what was known in September is known for ever
    assert [c.text.startswith("撤销") for c in changes("correction")].count(True) == 2


def test_one_meter_of_two_is_put_right_and_both_are_still_added_up(cast):
    made = firm()
    for month in range(1, 13):
        power_uploaded(cast["clerk"], ("001", FIRM, str(100 + month)), ("002", FIRM, "50"), month=month)
    assert known(made, "electricity") == 1878
    march = Fact.objects.get(measure="electricity", period="2021-03", account="001")
    correct_fact(march, amount=Decimal(80), why="抄表有误", document="供电函3号", by=cast["clerk"], at=moment.now())
    assert known(made, "electricity") == 1855


def test_a_clerk_puts_a_figure_of_their_bureau_right_and_sees_old_and_new(client_of, cast, june):
    _, fact = june
    clerk = client_of("clerk")
    url = reverse("ledger:correct", args=[fact.pk])
    assert client_of("neighbour").get(url).status_code == 404
    assert clerk.post(url, {"amount": "9"}).status_code == 422
    answer = clerk.post(url, {"amount": "9", "why": "重复申报", "document": "启税函〔2022〕8号"})
    row = Correction.objects.get()
    assert answer["Location"] == reverse("ledger:correction", args=[row.pk]) and row.made.amount == 90_000
    said = clerk.get(answer["Location"]).content.decode()
    assert "12.50" in said and "9.00" in said and "启税函〔2022〕8号" in said
    old = clerk.get(reverse("ledger:fact", args=[fact.pk])).content.decode()
    assert "更正</a>为" in old and "更正这个数" not in old
    new = clerk.get(reverse("ledger:fact", args=[row.made_id])).content.decode()
    assert "看原数和它的单元格" in new
    assert "重复申报" in clerk.get(reverse("ledger:restatements")).content.decode()
    clerk.post(reverse("ledger:undo_correction", args=[row.pk]), {"why": "更正函收回"})
    row.refresh_from_db()
    assert row.undone_why == "更正函收回"


def test_an_upload_taken_back_and_a_link_decided_otherwise_are_in_the_list_with_what_they_touch(client_of, cast, june):
    from yuanheng.web.ledger.actions.links import link_record

    made, _ = june
    record = made.records.get()
    link_record(record, firm("启东远洋船舶配套有限公司", "E2"), by=cast["clerk"], why="名称写错", at=AUGUST)
    withdraw_upload(Upload.objects.get(), by=cast["clerk"], why="报错了年度", at=OCTOBER)
    found = changes()
    assert {c.kind for c in found} == {"withdrawn", "linked"}
    for change in found:
        said = client_of("leader").get(change.href).content.decode()
        assert ("入库税收" in said and FIRM in said) or change.kind == "withdrawn"
