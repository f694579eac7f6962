"""Events in a firm's life: what they do, on which day, as known on which day; and back again."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.actions.life import Happening, LifeEventError, record_event, withdraw_event
from yuanheng.web.enterprises.life import courses, events_of, known_of
from yuanheng.web.enterprises.models import Enterprise, FormerName, LifeEvent

OLD, NEW = "启东宏达机械制造有限公司", "启东宏达智能装备有限公司"
MAY, DECEMBER = date(2021, 5, 10), date(2021, 12, 31)


def at(month: int, day: int = 1, *, year: int = 2022) -> datetime:
    """Ten in the morning of a day in Shanghai."""
    return datetime(year, month, day, 10, tzinfo=SHANGHAI)


@pytest.fixture
def hongda(cast) -> Enterprise:
    """A firm of the zone."""
    return Enterprise.objects.create(code="E1", name=OLD, status="存续")


def happened(firm: Enterprise, by, kind: str = "moved_out", *, on: date = MAY, when=None, **more) -> LifeEvent:
    """It happened, by a document."""
    return record_event(
        firm, Happening(kind=kind, happened_on=on, document="登记〔2021〕12号", **more), by=by, at=when or at(1)
    )


def known(firm: Enterprise, on: date, *, known_on: date | None = None):
    """What is known of the firm on a day."""
    firm.refresh_from_db()
    return known_of(firm, events_of(firm), on=on, known_on=known_on)


def test_a_renaming_holds_from_its_day_is_found_by_both_names_and_is_undone_whole(cast, hongda):
    event = happened(hongda, cast["clerk"], "renamed", new_name=NEW)
    assert (known(hongda, date(2021, 5, 9)).name, known(hongda, MAY).name) == (OLD, NEW)
    assert known(hongda, DECEMBER).former == (OLD,)
    then = known(hongda, DECEMBER, known_on=date(2021, 12, 31))
    assert (then.name, then.former) == (OLD, ())  # it was recorded in January
    former = FormerName.objects.get()
    assert (former.name, former.used_until) == (OLD, MAY)
    assert list(Enterprise.objects.matching("宏达机械")) == [hongda] == list(Enterprise.objects.matching("智能装备"))
    withdraw_event(event, by=cast["clerk"], at=at(3), why="通知书登记错了企业")
    hongda.refresh_from_db()
    assert hongda.name == OLD and not FormerName.objects.exists()
    assert known(hongda, DECEMBER).name == OLD
    assert not Enterprise.objects.matching("智能装备").exists()
    assert LifeEvent.objects.get().withdrawal.why == "通知书登记错了企业"


def test_a_renaming_that_the_register_shows_already_gets_its_day_and_paper(cast, hongda):
    FormerName.objects.create(enterprise=hongda, name="启东县五金厂")
    event = happened(hongda, cast["clerk"], "renamed", old_name="启东县五金厂", new_name=OLD)
    assert (known(hongda, date(2021, 5, 9)).name, known(hongda, MAY).name) == ("启东县五金厂", OLD)
    assert FormerName.objects.get().used_until == MAY
    withdraw_event(event, by=cast["clerk"], at=at(3), why="登记错了企业")
    assert known(hongda, MAY).name == OLD and FormerName.objects.get().used_until is None


def test_renamings_are_undone_from_the_last_and_recorded_in_their_order(cast, hongda):
    first = happened(hongda, cast["clerk"], "renamed", new_name=NEW)
    third = "启东宏达科技股份有限公司"
    happened(hongda, cast["clerk"], "renamed", on=date(2021, 9, 1), new_name=third)
    assert known(hongda, date(2021, 6, 1)).name == NEW and known(hongda, DECEMBER).former == (OLD, NEW)
    with pytest.raises(LifeEventError, match="先撤销较晚的更名"):
        withdraw_event(first, by=cast["clerk"], at=at(3), why="有误")
    with pytest.raises(LifeEventError, match="先撤销较晚的更名"):
        happened(hongda, cast["clerk"], "renamed", on=date(2021, 7, 1), new_name="启东宏达集团有限公司")


def test_a_firm_that_moved_out_in_may_was_there_in_april_and_is_away_in_december(cast, hongda):
    event = happened(hongda, cast["clerk"])
    assert [known(hongda, day).status for day in (date(2021, 4, 30), MAY, DECEMBER)] == ["存续", "迁出", "迁出"]
    assert known(hongda, date(2021, 4, 30)).in_zone and not known(hongda, DECEMBER).in_zone
    assert known(hongda, DECEMBER, known_on=date(2021, 12, 31)).in_zone  # nobody knew before January
    hongda.refresh_from_db()
    assert hongda.status == "迁出"
    back = happened(hongda, cast["clerk"], "moved_in", on=date(2021, 8, 1))
    assert [known(hongda, d).in_zone for d in (date(2021, 6, 1), DECEMBER)] == [False, True]
    for each in (event, back):  # in whatever order they are undone
        withdraw_event(each, by=cast["clerk"], at=at(3), why="有误")
    hongda.refresh_from_db()
    assert hongda.status == "存续" == known(hongda, DECEMBER).status


def test_a_firm_was_not_in_the_zone_before_it_moved_in_and_a_word_without_a_day_says_nothing_of_before(cast, hongda):
    Enterprise.objects.update(status="在业")
    happened(hongda, cast["clerk"], "moved_in")
    assert not known(hongda, date(2021, 4, 30)).in_zone
    gone = Enterprise.objects.create(code="E2", name="启东远洋船舶配套有限公司", status="迁出")
    happened(gone, cast["clerk"])
    assert (known(gone, date(2021, 4, 30)).status, known(gone, DECEMBER).status) == ("", "迁出")
    assert {pk: course.on(DECEMBER, own="") for pk, course in courses().items()} == {hongda.pk: "在业", gone.pk: "迁出"}


def test_firms_that_merge_stay_two_firms_and_a_split_divides_no_figure(cast, hongda):
    other = Enterprise.objects.create(code="E2", name="启东远洋船舶配套有限公司", status="存续")
    event = happened(hongda, cast["clerk"], "merged", others=(other,))
    other.refresh_from_db()
    assert other.status == "注销" and known(other, date(2021, 4, 30)).status == "存续"
    assert Enterprise.objects.count() == 2 and known(hongda, DECEMBER).status == "存续"
    withdraw_event(event, by=cast["clerk"], at=at(3), why="协议未生效")
    other.refresh_from_db()
    assert other.status == "存续"
    split = happened(hongda, cast["clerk"], "split", others=(other,), dissolved=True, figures_note="土地按六四分")
    hongda.refresh_from_db()
    assert hongda.status == "注销" and split.figures_note == "土地按六四分"


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_kept(cast, hongda):
    with pytest.raises(LifeEventError) as error:
        record_event(
            hongda, Happening(kind="renamed", happened_on=date(2023, 1, 1), document=" ", new_name=OLD),
            by=cast["clerk"], at=at(1),
        )  # fmt: skip
    said = str(error.value)
    assert "日期还没有到" in said and "没有文号" in said and "现名称与原名称相同" in said
    with pytest.raises(LifeEventError, match="中有本企业"):
        happened(hongda, cast["clerk"], "merged", others=(hongda,))
    happened(hongda, cast["clerk"])
    with pytest.raises(LifeEventError, match="已经登记"):
        happened(hongda, cast["clerk"])
    assert LifeEvent.objects.count() == 1


def test_an_event_cannot_be_rewritten(cast, hongda):
    event = happened(hongda, cast["clerk"])
    with pytest.raises(DatabaseError), transaction.atomic():
        LifeEvent.objects.filter(pk=event.pk).update(document="另一个文号")


def test_a_clerk_records_and_withdraws_an_event_and_a_leader_only_looks(client_of, cast, hongda):
    clerk, leader = client_of("clerk"), client_of("leader")
    url = reverse("enterprises:new_event", args=[hongda.pk, "renamed"])
    assert leader.get(url).status_code == 403
    assert clerk.post(url, {"happened_on": "2021-05-10", "document": "登记〔2021〕12号"}).status_code == 422
    answer = clerk.post(url, {"happened_on": "2021-05-10", "document": "登记〔2021〕12号", "new_name": NEW})
    event = LifeEvent.objects.get()
    assert answer["Location"] == reverse("enterprises:event", args=[event.pk])
    firm_page = reverse("enterprises:enterprise", args=[hongda.pk])
    said = leader.get(firm_page).content.decode()
    assert f"由“{OLD}”更名为“{NEW}”" in said and "登记事件" not in said
    clerk.post(reverse("enterprises:withdraw_event", args=[event.pk]), {"why": "登记错了企业"})
    assert "撤销:登记错了企业" in leader.get(firm_page).content.decode()
    assert OLD in leader.get(reverse("enterprises:events"), {"state": "off"}).content.decode()


KINDS_OF_STATUS = ("moved_out", "moved_in", "suspended", "resumed", "deregistered")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(
        st.tuples(st.sampled_from(KINDS_OF_STATUS), st.dates(date(2020, 1, 1), date(2021, 12, 31))),
        min_size=1, max_size=4, unique_by=lambda pair: pair[1],
    ),
    rng=st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_recording_changes_nothing_and_undoing_in_any_order_restores_the_register(cast, told, rng):
    with transaction.atomic():
        firms = [Enterprise.objects.create(code=f"P{n}", name=f"启东第{n}机械厂", status="存续") for n in range(2)]
        shuffled = rng.sample(told, len(told))
        events = []
        for firm, order in zip(firms, (told, shuffled), strict=True):
            events = [happened(firm, cast["clerk"], kind, on=day) for kind, day in order]
        for firm in firms:
            firm.refresh_from_db()
        last = max(told, key=lambda pair: pair[1])[0]
        assert firms[0].status == firms[1].status == LifeEvent(kind=last).own_status
        days = [date(2019, 12, 31), *(day for _, day in told), date(2022, 1, 1)]
        assert [known(firms[0], d).status for d in days] == [known(firms[1], d).status for d in days]
        for event in rng.sample(events, len(events)):
            withdraw_event(event, by=cast["clerk"], at=at(3), why="有误")
        assert known(firms[1], date(2021, 6, 1)).status == "存续" == firms[1].status
        transaction.set_rollback(True)
