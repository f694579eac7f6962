"""Pages of channels as their users meet them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuanheng.web.channels.actions.relations import bring
from yuanheng.web.channels.counting import without_evidence
from yuanheng.web.channels.models import Brought, Channel, CommissionPayment, PromotionEvent, Relation
from yuanheng.web.channels.tests.walk_samples import (
    AT,
    DAY,
    channel,
    commission,
    contact,
    event,
    paper,
    project,
    relation,
    signed_project,
)

NEW = {"name": "示例长三角产业咨询有限公司", "kind": "agency", "region": "上海"}


def text_of(response):
    return response.content.decode()


def test_an_agency_under_two_names_is_asked_about_before_it_is_registered_twice(client_of, cast):
    client, url = client_of("promoter"), reverse("channels:new")
    assert client.post(url, NEW).status_code == 302
    near = NEW | {"name": "示例长三角产业顾问(上海)有限公司"}
    asked = client.post(url, near)
    assert asked.status_code == 409 and "名称相近" in text_of(asked) and NEW["name"] in text_of(asked)
    assert client.post(url, near | {"confirmed": "on"}).status_code == 302
    same = client.post(url, NEW | {"confirmed": "on"})
    assert same.status_code == 422 and "一个机构登记一次" in text_of(same)
    assert Channel.objects.count() == 2


def test_an_agency_without_evidence_is_listed_with_what_to_do_until_its_paper_is_there(client_of, cast):
    made, client = channel(cast), client_of("promoter")
    listed = text_of(client.get(reverse("channels:channels")))
    assert "1 个渠道未附佐证" in listed and "未附佐证" in listed
    page = text_of(client.get(reverse("channels:channel", args=[made.pk])))
    assert "不计入" in page and "上传合作协议、委托合同、会议纪要或函件" in page
    url = reverse("channels:relate", args=[made.pk])
    data = {"what": "委托招商", "evidence_kind": "agreement", "since": "2021-05-06"}
    told = client.post(url, data)
    assert told.status_code == 422 and "没有佐证的不算建立合作关系" in text_of(told) and not Relation.objects.exists()
    assert client.post(url, data | {"file": paper()}).status_code == 302
    assert not without_evidence(on=AT.date()).exists()
    assert "个渠道未附佐证" not in text_of(client.get(reverse("channels:channels")))


def test_an_agency_is_found_by_pinyin_initials_and_by_its_other_name(client_of, cast):
    made = channel(cast, other_names=["恒远招商"])
    channel(cast, "别家顾问")
    for asked in ("slcyzx", "恒远", "hyzs", "示例产业"):
        found = text_of(client_of("leader").get(reverse("channels:channels"), {"q": asked}))
        assert made.name in found and "别家顾问" not in found, asked
    exported = client_of("leader").get(reverse("channels:channels"), {"q": "恒远", "export": "csv"})
    assert made.name in exported.content.decode("utf-8-sig")


def test_a_fee_is_shown_with_its_sum_and_a_second_payment_of_it_is_refused(client_of, cast):
    made = channel(cast)
    found = signed_project(cast, made)
    contract, client = commission(cast, made), client_of("promoter")
    page = text_of(client.get(reverse("channels:channel", args=[made.pk])))
    assert "2021-05-06 签约;每个项目固定 50,000 元" in page
    url = reverse("channels:pay", args=[contract.pk])
    data = {"project": found.number, "amount": "50000", "currency": "yuan", "paid_on": "2021-06-01", "voucher": "PZ-9"}
    assert client.post(url, data).status_code == 302
    again = client.post(url, data)
    assert again.status_code == 422 and "一张凭证登记一次" in text_of(again)
    more = client.post(url, data | {"voucher": "PZ-10"})
    assert more.status_code == 422 and "应付 50,000.00,已付 50,000.00" in text_of(more)
    assert CommissionPayment.objects.count() == 1


def test_who_may_not_see_fees_sees_the_channel_without_them(client_of, cast):
    made = channel(cast)
    signed_project(cast, made)
    commission(cast, made)
    url = reverse("channels:channel", args=[made.pk])
    assert "WT-1" in text_of(client_of("leader").get(url))
    assert "WT-1" not in text_of(client_of("analyst").get(url))


def test_a_projects_page_says_who_brought_it_and_lets_it_be_entered_there(client_of, cast):
    made, found = channel(cast), project(cast)
    page = reverse("projects:project", args=[found.pk])
    assert "没有登记引荐渠道" in text_of(client_of("promoter").get(page))
    client_of("promoter").post(
        reverse("channels:brought_by", args=[found.pk]), {"channel": "slcyzx", "on": "2021-05-06"}
    )
    assert Brought.objects.get().channel == made
    assert made.name in text_of(client_of("leader").get(page))


def test_guests_that_cannot_be_read_are_named_and_the_same_guest_is_kept_once(client_of, cast):
    client, url = client_of("promoter"), reverse("channels:new_event")
    data = {
        "name": "推介会", "kind": "promotion", "on": "2021-05-06", "region": "上海",
        "guests": "周明,上海恒远投资有限公司,总经理\n,没有姓名的单位\n\n周明,上海恒远投资有限公司,总经理",
    }  # fmt: skip
    told = client.post(url, data)
    assert told.status_code == 422 and "应为 姓名,单位,职务" in text_of(told)
    assert client.post(url, data | {"guests": data["guests"].replace(",没有姓名的单位", "")}).status_code == 302
    assert PromotionEvent.objects.get().guests.count() == 1


@pytest.mark.parametrize("name", ["channels:channels", "channels:events", "channels:partnerships", "channels:offices"])
def test_an_empty_list_says_what_to_do_first(client_of, cast, name):
    assert "登记" in text_of(client_of("leader").get(reverse(name)))


def test_the_page_on_shanghai_counts_only_what_came_through_shanghai(client_of, cast):
    here, elsewhere = channel(cast), channel(cast, "苏州顾问", region="苏南")
    amounts = {"cluster": "生物医药"}
    for place, (made, source) in enumerate([(here, ""), (elsewhere, "上海某处"), (None, "上海办事处"), (None, "乡贤")]):
        found = project(cast, f"项目{'甲乙丙丁'[place]}", source_name=source, **amounts)
        if made is not None:
            bring(made, found, on=date(2021, 1, 4), by=cast["promoter"], at=AT)
    event(cast)
    url = reverse("channels:figure", args=["lead", 2021])
    listed = text_of(client_of("leader").get(url, {"through": "上海", "cluster": "生物医药", "tier": "middle"}))
    assert "项目甲" in listed and "项目丙" in listed and "项目乙" not in listed and "项目丁" not in listed
    page = text_of(client_of("leader").get(reverse("channels:shanghai"), {"year": "2021"}))
    assert "through=%E4%B8%8A%E6%B5%B7" in page and "上海生物医药专题推介会" in page
    assert client_of("leader").get(reverse("channels:figure", args=["nothing", 2021])).status_code == 404


@pytest.mark.parametrize("query", ["known_on=yesterday", "year=abc", "tier=;drop", "cluster=%00x", "page=999"])
def test_odd_addresses_are_answered_and_not_a_fault(client_of, cast, query):
    channel(cast)
    for url in (reverse("channels:shanghai"), reverse("channels:figure", args=["lead", 2021])):
        assert client_of("leader").get(f"{url}?{query}").status_code in (200, 400)


def test_a_name_is_shown_and_never_run(client_of, cast):
    made = channel(cast, "<script>alert(1)</script>咨询")
    page = text_of(client_of("leader").get(reverse("channels:channel", args=[made.pk])))
    assert "<script>alert(1)" not in page and "&lt;script&gt;" in page


def test_the_lists_take_the_same_number_of_queries_however_long(client_of, cast):
    client = client_of("leader")

    def queries(name):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(reverse(name)).status_code == 200
        return len(seen)

    for place in range(2):
        contact(cast, channel(cast, f"咨询{'甲乙'[place]}行"))
        event(cast, f"活动{place}", cost_yuan=Decimal(1))
    for name in ("channels:channels", "channels:events"):
        queries(name)  # the first visit also reads what is kept afterwards
    before = {name: queries(name) for name in ("channels:channels", "channels:events")}
    for place in range(6):
        relation(cast, channel(cast, f"顾问{'丙丁戊己庚辛'[place]}社"))
        event(cast, f"另一活动{place}", on=DAY)
    assert {name: queries(name) for name in before} == before
