"""Capacity of the parks, promises to projects, and what admission's checks see of them."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from yuanheng.web.admission.gathering import of_reserves
from yuanheng.web.base import moment
from yuanheng.web.works.actions.utilities import promise, release, take_up
from yuanheng.web.works.models import Reservation
from yuanheng.web.works.refusing import WorkError
from yuanheng.web.works.reserving import reserves

from .making import DAY, at, begun, capacity, project_of, work_of

LATER = date(2021, 12, 31)


def left(on=DAY, **but):
    return reserves(on=on, park="semiconductor", **but)["semiconductor", "power"]


def promised(cast, project, amount=600, **values):
    wanted = {
        "park": "semiconductor",
        "kind": "power",
        "on": DAY,
        "until": LATER,
        "by": cast["engineer"],
        "at": at(),
    } | values
    return promise(project, amount=Decimal(amount), **wanted)


def test_what_is_promised_to_one_project_is_not_promised_to_another_and_admission_knows(cast):
    one, other = project_of(cast), project_of(cast, "芯片项目")
    with pytest.raises(WorkError, match="没有登记能力"):
        promised(cast, one)
    capacity(cast, amount=1000, contracted=300)
    made = promised(cast, one)
    assert left().amount == 100
    with pytest.raises(WorkError, match="需 600,余 100"):
        promised(cast, other)
    with pytest.raises(WorkError, match="已有承诺"):
        promised(cast, one, 50)
    assert of_reserves("semiconductor", DAY, other)["power_reserve"] == 100
    assert of_reserves("semiconductor", DAY, one)["power_reserve"] == 700
    take_up(made, on=DAY + timedelta(days=1), by=cast["engineer"], at=at(DAY + timedelta(days=1)))
    assert left(LATER + timedelta(days=9)).amount == 100  # signed for: it holds beyond its day
    capacity(cast, amount=1000, contracted=900, as_of=date(2021, 6, 30))
    assert left(date(2021, 6, 30)).amount == 100  # now among the contracted
    again = promised(cast, other, 100, on=date(2021, 7, 1), at=at(date(2021, 7, 1)))
    release(again, on=date(2021, 7, 2), reason="项目缓建", by=cast["engineer"], at=at(date(2021, 7, 2)))
    assert left(date(2021, 7, 2)).amount == 100
    assert left(date(2021, 7, 1)).amount == 0


def test_an_expansion_adds_from_the_day_it_supplies_until_a_fact_has_it(cast):
    capacity(cast, amount=1000, contracted=900)
    values = {"park": "semiconductor", "utility": "power", "adds": Decimal(500)}
    with pytest.raises(WorkError, match="没有填全"):
        work_of(cast, "增容", "utility", park="semiconductor")
    work = work_of(cast, "半导体园增容", "utility", **values)
    begun(cast, work, ("need", date(2021, 3, 2)))
    assert left().amount == 100
    type(work).objects.filter(pk=work.pk).update(done_on=date(2021, 5, 1), state="done")
    assert [left(d).amount for d in (date(2021, 4, 30), date(2021, 5, 1))] == [100, 600]
    capacity(cast, amount=1500, contracted=900, as_of=date(2021, 6, 30))
    assert left(date(2021, 6, 30)).amount == 600


def test_a_fact_is_corrected_with_a_reason_and_what_was_known_then_stays(cast):
    capacity(cast, amount=1000)
    with pytest.raises(WorkError, match="更正原因"):
        capacity(cast, amount=1100)
    from yuanheng.web.works.actions.utilities import record_capacity

    record_capacity(
        park="semiconductor", kind="power", as_of=DAY, capacity=Decimal(1100), contracted=Decimal(0), used=None,
            told_by="供电公司",
        document="更正函", reason="抄错", by=cast["engineer"], at=at(date(2021, 4, 1)),
    )  # fmt: skip
    assert left(date(2021, 4, 2)).amount == 1100
    assert left(date(2021, 4, 2), known_on=date(2021, 3, 31)).amount == 1000


def test_the_panel_of_a_project_says_whether_the_need_is_there_and_takes_the_promise(cast, client_of):
    capacity(cast, amount=1000, contracted=500, as_of=moment.today() - timedelta(days=30))
    project = project_of(cast)
    url = reverse("projects:project", args=[project.pk])
    shown = client_of("engineer").get(url, {"park": "semiconductor"}).content.decode()
    assert "不够" in shown
    body = {"park": "semiconductor", "kind": "power", "amount": "500", "until": "2099-12-31"}
    answer = client_of("engineer").post(reverse("works:promise", args=[project.pk]), body, follow=True)
    assert "已承诺,余量相应减少" in answer.content.decode()
    assert Reservation.objects.get().amount == 500
    assert client_of("leader").post(reverse("works:promise", args=[project.pk]), body).status_code == 403


def test_two_officers_at_once_cannot_promise_the_same_reserve(committed_db, cast):
    capacity(cast, amount=1000)
    projects = [project_of(cast), project_of(cast, "芯片项目")]
    answers, start = [], threading.Barrier(2)

    def ask(project):
        start.wait()
        try:
            answers.append(promised(cast, project))
        except WorkError as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(project,)) for project in projects]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(a, WorkError) for a in answers) == [False, True]
    assert Reservation.objects.count() == 1
