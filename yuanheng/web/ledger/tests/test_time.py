"""Every figure as known on any date: on pages, in lists, in exports; and whether a year's figures agree with one another."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.models import AuditEntry
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.touches import touched_by
from yuanheng.web.ledger.actions.corrections import correct_fact
from yuanheng.web.ledger.models import Fact
from yuanheng.web.ledger.reconciling import discords
from yuanheng.web.ledger.restating import restated_facts

from .making import FIRM, figures, firm, given, read_upload, upload_of, uploaded

JUNE, AUGUST = (datetime(2022, month, 10, 9, tzinfo=SHANGHAI) for month in (6, 8))
THEN = {"known_on": "2022-06-30"}


def test_a_figure_is_shown_as_known_on_a_day_on_its_pages_in_the_list_and_in_exports(client_of, cast, db):
    made = firm()
    with moment.as_if(JUNE):
        uploaded(cast["clerk"], (FIRM, "", "12.5"))
    fact = Fact.objects.get(measure="tax_paid")
    leader = client_of("leader")
    figures()
    with moment.as_if(JUNE):
        client_of("analyst").get(reverse("ledger:figures"), {"export": "csv"})
    correct_fact(fact, amount=Decimal(90_000), why="重复申报", document="启税函8号", by=cast["clerk"], at=AUGUST)
    figures()
    firm_page, figure = (
        reverse("enterprises:enterprise", args=[made.pk]),
        reverse("ledger:figure", args=[made.pk, "tax_paid", 2021]),
    )
    now, then = (leader.get(firm_page, asked).content.decode() for asked in ({}, THEN))
    assert ">9.00</a>" in now and ">12.50</a>" in then and "截至 2022-06-30 终所知" in then
    assert f'href="{figure}?known_on=2022-06-30"' in then
    said = leader.get(figure, THEN).content.decode()
    assert said.index("12.50") < said.index("今天</h2>") < said.index("9.00")

    url = reverse("ledger:figures")
    today, past = (leader.get(url, {"export": "csv", **asked}).content.decode("utf-8-sig") for asked in ({}, THEN))
    assert today.splitlines() == ["企业名称,入库税收(万元)", f"{FIRM},9"]
    assert past.splitlines() == ["企业名称,入库税收(万元),数据截至", f"{FIRM},12.5,2022-06-30"]
    assert "不可查看" in client_of("clerk").get(url, {"export": "csv", **THEN}).content.decode("utf-8-sig")
    kept = AuditEntry.objects.filter(action="base.table.exported", content__after__known_on="2022-06-30").first()
    assert kept.content.after == {"rows": 1, "known_on": "2022-06-30", "list": "ledger.figures", "year": 2021}
    touched = dict(touched_by(cast["leader"], restated_facts(Fact.objects.filter(pk=fact.pk), at=AUGUST)))
    (handed,) = touched["导出过的企业数据"]
    assert handed.what == "导出:企业数据 2021 年" and "1 行" in handed.stated


@pytest.mark.parametrize("day", ["2099-01-01", "昨天", ""])
def test_a_day_that_has_not_ended_or_is_none_shows_what_is_known_today(client_of, cast, db, day):
    made = firm()
    said = client_of("leader").get(reverse("enterprises:enterprise", args=[made.pk]), {"known_on": day})
    assert said.status_code == 200 and "终所知" not in said.content.decode()


def test_a_falling_cumulative_and_one_that_is_not_its_months_are_listed_until_put_right(client_of, cast, db):
    made = firm()
    other = firm("启东远洋船舶配套有限公司", "E2")
    head = "企业名称,1-2月入库税收(万元),1-3月入库税收(万元),1月入库税收(万元),2月入库税收(万元),3月入库税收(万元)\n"
    text = head + f"{FIRM},30,28,10,20,5\n{other.name},30,28,10,20,-2\n"
    read_upload(upload_of(cast["clerk"], given(text, "税务局_2021年逐月税收.csv")))
    found = discords()
    assert [(d.kind, d.through, d.enterprise) for d in found] == [("falls", 3, made.pk), ("months", 3, made.pk)]
    assert [d.difference for d in found] == [-20_000, -70_000]  # the refund of the other firm explains itself
    said = client_of("leader").get(reverse("ledger:courses")).content.decode()
    assert "累计数下降" in said and "与逐月合计不符" in said and other.name not in said
    correct_fact(
        found[0].fact, amount=Decimal(350_000), why="累计漏计", document="启税函9号", by=cast["clerk"], at=moment.now()
    )
    assert discords() == []


def test_what_is_known_on_a_day_does_not_hang_on_what_comes_later(cast, db):
    from yuanheng.web.ledger.asof import figures_as_of

    made = firm()
    with moment.as_if(JUNE):
        uploaded(cast["clerk"], (FIRM, "", "12.5"))
    day = date(2022, 6, 30)
    before = figures_as_of(year=2021, known_on=day).amounts
    with moment.as_if(AUGUST):
        uploaded(cast["clerk"], (FIRM, "", "13.5"), name="税务局_2021年税收补报.csv")
    from yuanheng.web.ledger import asof

    asof._kept.clear()  # measured anew, not remembered
    assert figures_as_of(year=2021, known_on=day).amounts == before == {"tax_paid": {str(made.pk): Decimal(125_000)}}


@pytest.mark.parametrize(("row", "expected"), [("30,18,10,20", []), ("31,18,10,20", [("months", 2)])])
def test_a_profit_that_falls_by_a_loss_is_nothing_to_ask_about_but_must_be_its_months(cast, db, row, expected):
    firm()
    head = "企业名称,1-2月利润总额(万元),1-3月利润总额(万元),1月利润总额(万元),2月利润总额(万元)"
    read_upload(upload_of(cast["clerk"], given(f"{head}\n{FIRM},{row}\n", "统计局_2021年规上企业利润.csv")))
    assert Fact.objects.filter(measure="profit").count() == 4
    assert [(d.kind, d.through) for d in discords()] == expected
