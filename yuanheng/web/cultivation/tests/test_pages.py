"""Pages of cultivation as their users meet them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse

from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cultivation.actions.lists import ListError, confirm_list, create_list, settle_row
from yuanheng.web.cultivation.actions.qualifications import declare, expiry
from yuanheng.web.cultivation.actions.served import ServiceError, assign_request, close_request, receive_request
from yuanheng.web.cultivation.models import FirmRequest, Qualification, RequestState
from yuanheng.web.cultivation.rules import section_of
from yuanheng.web.cultivation.tests.walk_samples import firm, names
from yuanheng.web.enterprises.models import Enterprise

AT = datetime(2021, 6, 1, 9, tzinfo=SHANGHAI)
DAY = date(2021, 5, 6)


@pytest.fixture
def energy(cast):
    """One firm."""
    return firm()


def test_a_firm_is_found_by_initials_and_several_are_asked_about(client_of, energy):
    firm("C2", "启东恒达新材料有限公司")
    url, data = reverse("cultivation:receive"), {"title": "用工", "received_on": "2021-05-06"}
    told = client_of("clerk").post(url, data | {"enterprise": "恒达"})
    assert told.status_code == 422 and "对应多家企业" in told.content.decode()
    assert client_of("clerk").post(url, data | {"enterprise": "qdhdxny"}).status_code == 302
    assert FirmRequest.objects.get().enterprise == energy


def test_a_request_goes_from_received_to_called_back_and_a_dissatisfied_firm_reopens_it(client_of, cast, energy):
    client = client_of("clerk")
    client.post(reverse("cultivation:receive"), {"enterprise": "C1", "title": "用工", "received_on": "2021-05-06"})
    made = FirmRequest.objects.get()
    steps = [
        ("assign", {"organisation": made.entered_by_id, "due_on": "2021-05-20"}, RequestState.ASSIGNED),
        ("answer", {"answer": "已办", "on": "2021-05-10"}, RequestState.ANSWERED),
        ("call_back", {"satisfied": "no", "on": "2021-05-12"}, RequestState.ASSIGNED),
        ("answer", {"answer": "再办", "on": "2021-05-15"}, RequestState.ANSWERED),
        ("call_back", {"satisfied": "yes", "on": "2021-05-16"}, RequestState.CLOSED),
    ]
    for name, data, state in steps:
        client.post(reverse(f"cultivation:{name}", args=[made.pk]), data)
        made.refresh_from_db()
        assert made.state == state
    assert "再办" in client.get(reverse("cultivation:request", args=[made.pk])).content.decode()


def test_a_request_of_another_bureau_is_not_there_for_the_neighbour(client_of, cast, energy):
    made = receive_request(energy, title="用工", received_on=DAY, by=cast["clerk"], at=AT)
    assert client_of("neighbour").get(reverse("cultivation:request", args=[made.pk])).status_code == 404
    assert client_of("leader").get(reverse("cultivation:request", args=[made.pk])).status_code == 200


def test_steps_out_of_turn_and_days_to_come_are_refused(cast, energy):
    made = receive_request(energy, title="用工", received_on=DAY, by=cast["clerk"], at=AT)
    with pytest.raises(ServiceError):
        close_request(made, on=DAY, satisfied=True, by=cast["clerk"], at=AT)
    with pytest.raises(ServiceError):
        receive_request(energy, title="用工", received_on=date(2021, 6, 2), by=cast["clerk"], at=AT)
    with pytest.raises(ServiceError):
        assign_request(made, organisation=made.entered_by, due_on=date(2021, 5, 5), by=cast["clerk"])


def read_list(cast, text=None):
    given = names(text) if text else names()
    return create_list(given=given, kind="high_tech", recognised_on=DAY, counts_for=2021, by=cast["analyst"], at=AT)


def test_a_list_is_confirmed_when_every_row_is_settled_and_completes_a_declaration(cast, energy):
    waiting = declare(energy, kind="high_tech", on=date(2021, 3, 1), by=cast["analyst"], at=AT)
    made = read_list(cast)
    assert (made.matched, made.unmatched) == (1, 1)
    with pytest.raises(ListError):
        confirm_list(made, by=cast["analyst"], at=AT)
    made = settle_row(made, index=1, enterprise=None, by=cast["analyst"])
    confirm_list(made, by=cast["analyst"], at=AT)
    waiting.refresh_from_db()
    assert waiting.state == "recognised" and waiting.counts_for == 2021
    assert waiting.expires_on == date(2024, 5, 5)


def test_the_same_list_twice_changes_nothing(cast, energy):
    for _ in range(2):
        made = settle_row(read_list(cast), index=1, enterprise=None, by=cast["analyst"])
        confirm_list(made, by=cast["analyst"], at=AT)
    assert Qualification.objects.count() == 1


def test_a_file_that_is_no_list_is_refused_on_the_page(client_of, energy):
    data = {
        "file": names("没有表头\n1\n"), "kind": "high_tech", "recognised_on": "2021-05-06", "counts_for": "2021",
        "issuer": "科技厅", "document": "1号",
    }  # fmt: skip
    told = client_of("analyst").post(reverse("cultivation:lists"), data)
    assert told.status_code == 422 and "表头" in told.content.decode()


@pytest.mark.parametrize(
    ("code", "section"), [("3825", "C"), ("0610", "B"), ("6510", "I"), ("C3825", "C"), ("", ""), ("机械", "")]
)
def test_a_code_tells_its_section(code, section):
    assert section_of(code) == section


def test_three_years_end_the_day_before_and_a_leap_day_has_an_end():
    assert expiry("high_tech", date(2021, 11, 30)) == date(2024, 11, 29)
    assert expiry("high_tech", date(2020, 2, 29)) == date(2023, 2, 27)
    assert expiry("rd_platform", date(2021, 1, 1)) is None


def test_tax_figures_of_clusters_are_hidden_from_who_may_not_see_them(client_of, cast):
    from yuanheng.web.cultivation.actions.clusters import create_cluster

    create_cluster(by=cast["analyst"], code="x", name="新能源")
    Enterprise.objects.create(code="C9", name="启东九公司", cluster="新能源")
    assert "••••" in client_of("clerk").get(reverse("cultivation:clusters")).content.decode()
    assert "不能查看" in client_of("clerk").get(reverse("cultivation:near")).content.decode()
