"""Support asked of the city, what waits, and the figures the plan counts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from yuanheng.engines.calendars import parse_period
from yuanheng.web.base.tallies import tallies
from yuanheng.web.base.todos import todos_for
from yuanheng.web.policies.actions.requests import RequestError, ask_for_support, note_reply
from yuanheng.web.policies.actions.steps import pay
from yuanheng.web.policies.actions.steps import reverse as reverse_payment
from yuanheng.web.policies.models import SupportRequest

from .making import DAY, HALF_PER_CENT, TAX, applied, at, brought_to, firm_of, policy_of

YEAR = parse_period("2021")


def asked(by, *, number="启开管请〔2021〕1 号", due_on=date(2021, 7, 1), amount=5_000_000):
    return ask_for_support(
        number=number, title="关于支持总部经济的请示", text="请予支持", asked_of="启东市财政局", asked_on=DAY, due_on=due_on,
        amount_yuan=Decimal(amount), by=by, at=at(DAY),
    )  # fmt: skip


def replied(request, by, outcome="granted", **more):
    given = {"answered_on": date(2021, 6, 20), "text": "同意", "number": "启财复 1 号", **more}
    return note_reply(request, outcome=outcome, by=by, at=at(date(2021, 6, 20)), **given)


def test_a_letter_is_entered_once_and_answered_for_good_once(cast):
    by = cast["promoter"]
    request = asked(by)
    with pytest.raises(RequestError, match="已登记"):
        asked(by)
    with pytest.raises(RequestError, match="不早于请示日期"):
        asked(by, number="2 号", due_on=DAY - timedelta(days=1))
    replied(request, by, "interim", number="")
    assert SupportRequest.objects.waiting().count() == 1
    for change, said in (
        ({"number": " "}, "答复文号"),
        ({"answered_on": DAY - timedelta(days=1)}, "不早于请示日期"),
        ({"granted_yuan": Decimal(5_000_001)}, r"不超过请求的 5,000,000\.00 元"),
    ):
        with pytest.raises(RequestError, match=said):
            replied(request, by, **change)
    replied(request, by, granted_yuan=Decimal(3_000_000))
    assert not SupportRequest.objects.waiting().exists()
    with pytest.raises(RequestError, match="已有最终答复"):
        replied(request, by, "refused")


def test_one_overdue_is_a_to_do_until_it_is_answered(client_of, cast):
    by = cast["promoter"]
    request = asked(by)
    todo = next(t for t in todos_for(by) if "超期未答复" in t.text)
    assert todo.urgent
    page = client_of("promoter").get(todo.url).content.decode()
    assert request.title in page
    replied(request, by)
    assert not [t for t in todos_for(by) if "超期未答复" in t.text]
    assert request.title not in client_of("promoter").get(todo.url).content.decode()


def test_the_pages_of_a_request_take_an_answer(client_of, cast):
    client = client_of("promoter")
    data = {
        "number": "3 号", "title": "请示", "text": "请予支持", "asked_of": "市政府", "asked_on": "2021-06-01",
        "due_on": "2021-07-01", "amount": "500",
    }  # fmt: skip
    assert client.post(reverse("policies:new_request"), {**data, "asked_on": "2099-01-01"}).status_code == 422
    assert client.post(reverse("policies:new_request"), data).status_code == 302
    request = SupportRequest.objects.get()
    assert request.amount_yuan == 5_000_000
    url = reverse("policies:reply", args=[request.pk])
    reply = {"outcome": "granted", "answered_on": "2021-06-20", "text": "同意", "granted": "300"}
    refused = client.post(url, reply)
    assert refused.status_code == 422
    assert "答复文号" in refused.content.decode()
    assert client.post(url, {**reply, "number": "复 1 号"}).status_code == 302
    assert "300.00 万元" in client.get(reverse("policies:request", args=[request.pk])).content.decode()


def read(code, on=date(2021, 12, 31), known_on=None, **filters):
    return tallies()[code].read(YEAR, on=on, known_on=known_on, **filters)


def test_the_tallies_count_policies_payments_and_headquarters_firms(cast):
    analyst = cast["analyst"]
    head = policy_of(analyst, title="总部", theme="headquarters", budget=10**6)
    tax = policy_of(analyst, TAX, title="税收", support=HALF_PER_CENT, budget=10**6)
    policy_of(analyst, title="往年", issued_on=date(2020, 3, 1))
    assert read("policies.issued").value == 2
    assert read("policies.issued", theme="headquarters").value == 1
    assert read("policies.issued", on=date(2021, 1, 3)).value == 0
    assert read("policies.paid").value is None  # nothing paid is missing, not zero
    firm = firm_of(tax_paid=20_000_000)
    first, second = applied(head, firm, analyst), applied(tax, firm, analyst)
    now = brought_to("pay", first, cast)
    brought_to("pay", second, cast)
    pay(first, amount=Decimal(50_000), paid_on_day=now.date(), voucher="1", by=analyst, at=now)
    wrong = pay(second, amount=Decimal(30_000), paid_on_day=now.date(), voucher="2", by=analyst, at=now)
    assert read("policies.paid").value == 80_000
    assert read("policies.paid", theme="headquarters").value == 50_000
    assert read("policies.fulfilled").value == 1
    assert list(read("policies.headquarters_firms").records) == [firm]
    later = now + timedelta(days=2)
    reverse_payment(wrong, reason="付错", on=later.date(), by=analyst, at=later)
    assert read("policies.paid").value == 50_000
    assert read("policies.paid", known_on=now.date()).value == 80_000
    assert read("policies.fulfilled", known_on=now.date() - timedelta(days=1)).value == 0
    assert read("policies.requests").value == 0
