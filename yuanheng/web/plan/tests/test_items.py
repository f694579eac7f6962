"""Supervised items: assigned by sentence, reported on, remarked, handed over with the post, closed with their case."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.actions.users import hand_over_post
from yuanheng.web.base.models import Notice
from yuanheng.web.cases.models import Case
from yuanheng.web.plan.actions.items import ItemError, add_entry, close_item, open_item
from yuanheng.web.plan.models import Commitment, SupervisedItem
from yuanheng.web.plan.panels import waiting_items
from yuanheng.web.plan.tests.zone import bureau, make_plan

DUE = date(2099, 12, 31)


@pytest.fixture
def item(cast):
    """Led by the promoter's post."""
    make_plan(cast["analyst"])
    sentence = Commitment.objects.get(quote__contains="健全驻外联络制度")
    post = cast["promoter"].posts.get()
    return open_item(
        title=sentence.quote, lead=post.organisation, lead_post=post, due_on=DUE, by=cast["leader"], at=moment.now(),
        commitment=sentence, plan=sentence.plan, contact=cast["leader"].posts.get(),
    )  # fmt: skip


def test_a_promise_without_a_number_is_assigned_from_the_page_of_the_text(client_of, cast):
    plan = make_plan(cast["analyst"])
    sentence = Commitment.objects.get(quote__contains="健全驻外联络制度")
    client, url = client_of("analyst"), reverse("plan:new_item") + f"?commitment={sentence.pk}"
    assert sentence.quote in client.get(url).content.decode()
    given = {"title": sentence.quote, "lead": str(bureau("investment").pk), "due_on": "2099-06-30"}
    assert client.post(url, given).status_code == 302
    made = SupervisedItem.objects.get()
    assert (made.commitment, made.plan, made.origin) == (sentence, plan, "plan")
    assert Case.objects.get(pk=made.case).procedure == "supervised-item"
    assert client.post(url, given).status_code == 422


def test_progress_and_remarks_stand_in_the_item_and_its_case(item, client_of, cast):
    client_of("promoter").post(reverse("plan:progress", args=[item.pk]), {"text": "已拟制度稿"})
    client_of("leader").post(reverse("plan:remark", args=[item.pk]), {"text": "请加快"})
    assert [e.kind for e in item.entries.all()] == ["progress", "remark"]
    assert Case.objects.get(pk=item.case).events.filter(kind="remarked").count() == 2
    assert Notice.objects.filter(to=cast["promoter"], text__contains="批示").exists()
    page = client_of("promoter").get(reverse("plan:item", args=[item.pk])).content.decode()
    assert "已拟制度稿" in page and "请加快" in page


def test_a_hand_over_of_the_post_moves_its_items_in_one_step(item, cast):
    post = item.lead_post
    hand_over_post(post, to=cast["approver"], by=cast["administrator"], on=moment.today())
    item.refresh_from_db()
    assert item.lead_post.holder == cast["approver"]
    assert sum(t.count for t in waiting_items(cast["approver"])) == 1
    assert sum(t.count for t in waiting_items(cast["promoter"])) == 0


def test_closing_an_item_closes_its_case(item, cast):
    close_item(item, text="制度已印发", by=cast["leader"], at=moment.now(), on=moment.today())
    item.refresh_from_db()
    assert not item.is_open and Case.objects.get(pk=item.case).status == "done"
    with pytest.raises(ItemError):
        add_entry(item, kind="progress", text="还有", by=cast["promoter"], at=moment.now())


def test_a_bureau_that_neither_leads_nor_supports_does_not_see_it(item, client_of):
    url = reverse("plan:item", args=[item.pk])
    assert client_of("neighbour").get(url).status_code == 404
    item.supports.add(bureau("land"))
    assert client_of("neighbour").get(url).status_code == 200


def test_another_due_date_keeps_the_reason(item, client_of):
    client_of("leader").post(reverse("plan:move", args=[item.pk]), {"due_on": "2100-01-31", "text": "等待上级文件"})
    item.refresh_from_db()
    assert item.due_on == date(2100, 1, 31) and "等待上级文件" in item.entries.get(kind="moved").text


def test_a_post_of_another_bureau_cannot_lead(cast):
    with pytest.raises(ItemError, match="牵头岗位"):
        open_item(
            title="事项", lead=bureau("land"), lead_post=cast["promoter"].posts.get(), due_on=DUE, by=cast["leader"],
            at=moment.now(),
        )  # fmt: skip
