"""The list and the page of an enterprise."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuanheng.web.enterprises.models import Enterprise, FormerName

LIST = "enterprises:list"


@pytest.fixture
def firms(cast):
    """Three firms."""
    return [
        Enterprise.objects.create(
            code="E1", name="启东宏达机械有限公司", scale="规上", town="汇龙镇", cluster="高端装备"
        ),
        Enterprise.objects.create(
            code="E2", name="南通远洋船舶有限公司", scale="规下", town="近海镇", cluster="船舶海工"
        ),
        Enterprise.objects.create(code="E3", name="=1+1有限公司", town="汇龙镇"),
    ]


def _names(answer):
    return [e.name for e in answer.context["table"].page]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "ntyy"}, ["南通远洋船舶有限公司"]),
        ({"q": "hongda"}, ["启东宏达机械有限公司"]),
        ({"scale": "规上"}, ["启东宏达机械有限公司"]),
        ({"scale": "-"}, ["=1+1有限公司"]),
        ({"town": "近海镇"}, ["南通远洋船舶有限公司"]),
        ({"cluster": "高端装备", "town": "近海镇"}, []),
    ],
)
def test_the_list_is_narrowed_by_words_and_choices(client_of, firms, asked, found):
    assert _names(client_of("leader").get(reverse(LIST), asked)) == found


def test_names_are_in_the_order_of_their_pinyin(client_of, firms):
    assert _names(client_of("leader").get(reverse(LIST)))[-2:] == ["南通远洋船舶有限公司", "启东宏达机械有限公司"]


def test_what_is_shown_is_exported_and_formula_text_is_neutral(client_of, firms):
    said = client_of("leader").get(reverse(LIST), {"export": "csv", "town": "汇龙镇"}).content.decode("utf-8-sig")
    assert "'=1+1有限公司" in said
    assert "南通远洋" not in said


def test_the_list_takes_as_many_queries_for_three_firms_as_for_fifty(client_of, firms):
    client = client_of("leader")
    client.get(reverse(LIST))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(LIST))
    for number in range(50):
        Enterprise.objects.create(code=f"X{number}", name=f"启东第{number}厂")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(LIST))
    assert len(many) == len(few)


def test_the_search_box_finds_a_firm_by_initials(client_of, firms):
    said = client_of("clerk").get(reverse("base:search_box"), {"q": "qdhd"}).content.decode()
    assert "启东宏达机械有限公司" in said


def test_a_change_is_in_the_history_and_the_old_name_stays(client_of, cast, firms):
    url = reverse("enterprises:change", args=[firms[0].pk])
    answer = client_of("clerk").post(url, {"name": "启东宏达智能有限公司", "scale": "规下", "town": "汇龙镇"})
    assert answer.status_code == 302
    assert FormerName.objects.get().name == "启东宏达机械有限公司"
    said = client_of("leader").get(reverse("enterprises:enterprise", args=[firms[0].pk])).content.decode()
    assert "变更记录" in said
    assert "规上" in said
    assert "曾用名 启东宏达机械有限公司" in said


def test_a_leader_does_not_change_a_firm(client_of, firms):
    assert client_of("leader").get(reverse("enterprises:change", args=[firms[0].pk])).status_code == 403


def test_a_stranger_is_sent_to_sign_in(client_of, firms):
    assert client_of("stranger").get(reverse(LIST)).status_code == 302
