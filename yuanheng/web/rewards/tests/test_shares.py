"""The attribution ledger: whole sets only, dated twice, never changed, disputed as a case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from yuanheng.engines.errors import ProblemsError
from yuanheng.web.cases.actions import act
from yuanheng.web.rewards.actions.sharing import Row, set_shares, settle_dispute
from yuanheng.web.rewards.attribution import set_on, sets_known
from yuanheng.web.rewards.errors import RewardsError
from yuanheng.web.rewards.models import AttributionShare, ShareSet
from yuanheng.web.rewards.pages.shares import shares_page

from .office import at, decided, disputed, paper, person, project, shared
from .walk_samples import evidence

pytestmark = pytest.mark.django_db


def test_101_per_cent_is_refused_with_where_found_and_expected(cast):
    a, b, made = person(cast, "甲"), person(cast, "乙"), project(cast)
    with pytest.raises(ProblemsError) as caught:
        shared(cast, made, (a, "found", "51"), (b, "landed", "50"))
    problem = caught.value.problem
    assert (problem.where, problem.found, problem.expected) == (
        "储能系统项目 › 贡献份额",
        "份额合计 101%",
        "合计恰为 100%",
    )
    assert not ShareSet.objects.exists()


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(cast, client_of):
    a, made = person(cast, "甲"), project(cast)
    url = reverse("rewards:new_set", args=[made.pk])
    typed = {
        "holds_from": "2021-06-01", "note": "确认单甲", "file": evidence(), "staff_0": str(a.pk), "role_0": "found",
        "percent_0": "100.5", "staff_1": str(a.pk),
    }  # fmt: skip
    told = client_of("paymaster").post(url, typed)
    text = told.content.decode()
    assert told.status_code == 422 and "第 2 行没有填全" in text and "确认单甲" in text
    typed = {k: v for k, v in typed.items() if k != "staff_1"} | {"file": evidence(), "percent_0": "99.5"}
    assert "份额合计 99.5%" in client_of("paymaster").post(url, typed).content.decode()
    typed |= {"file": evidence(), "percent_0": "100"}
    assert client_of("paymaster").post(url, typed).status_code == 302
    assert AttributionShare.objects.get().percent == 100


def test_the_database_itself_refuses_a_set_that_is_not_whole(cast):
    a, made = person(cast, "甲"), project(cast)
    with pytest.raises(DatabaseError, match="not 100"), transaction.atomic():
        loose = ShareSet.objects.create(project=made, holds_from=date(2021, 6, 1), known_at=at(), note="绕过")
        AttributionShare.objects.create(set=loose, staff=a, role="found", percent=Decimal("99.9999"))
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
    with pytest.raises(DatabaseError, match="not 100"), transaction.atomic():
        ShareSet.objects.create(project=made, holds_from=date(2021, 6, 1), known_at=at(), note="空的")
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_a_new_set_leaves_the_old_and_each_holds_for_its_days_as_known_then(cast):
    a, b, made = person(cast, "甲"), person(cast, "乙"), project(cast)
    old = shared(cast, made, (a, "found", "100"), since="2021-03-01", known="2021-06-11")
    new = shared(cast, made, (a, "found", "50"), (b, "landed", "50"), since="2021-05-01", known="2021-07-01")
    late = shared(cast, made, (b, "found", "100"), since="2021-03-01", known="2021-07-03")
    now, before = (sets_known([made.pk], known_at=moment)[made.pk] for moment in (None, at("2021-07-02")))
    assert [set_on(now, d) for d in (date(2021, 2, 1), date(2021, 4, 1), date(2021, 6, 1))] == [None, late, new]
    assert [set_on(before, d) for d in (date(2021, 4, 1), date(2021, 6, 1))] == [old, new]
    assert len(shares_page(cast["leader"], made).sets) == 3
    with pytest.raises(DatabaseError), transaction.atomic():
        ShareSet.objects.filter(pk=old.pk).update(note="改写")
    with pytest.raises(DatabaseError), transaction.atomic():
        AttributionShare.objects.filter(set=old).delete()


def test_evidence_a_basis_and_another_persons_hand_are_needed(cast):
    a, made = person(cast, "季文娟", key="paymaster"), project(cast)
    given = {"holds_from": date(2021, 6, 1), "rows": [Row(a, "found", Decimal(100))], "at": at()}
    with pytest.raises(RewardsError, match="没有证据文件"):
        set_shares(made, note="确认单", by=cast["paymaster"], **given)
    with pytest.raises(RewardsError, match="登记人自己的份额"):
        set_shares(made, note="确认单", by=cast["paymaster"], file=paper(cast), **given)
    with pytest.raises(RewardsError, match="没有写依据"):
        set_shares(made, note=" ", by=cast["leader"], file=paper(cast), **given)
    with pytest.raises(RewardsError, match="不晚于"):
        set_shares(made, note="确认单", by=cast["leader"], file=paper(cast), **given | {"holds_from": date(2021, 7, 6)})


def test_while_a_dispute_runs_no_other_set_and_no_second_dispute(cast):
    a, mine, made = person(cast, "甲"), person(cast, "朱晨", key="promoter"), project(cast)
    shared(cast, made, (a, "found", "100"))
    found = disputed(cast, made, mine)
    with pytest.raises(RewardsError, match="正在办理"):
        shared(cast, made, (mine, "found", "100"), known="2021-07-13")
    with pytest.raises(RewardsError, match="已有争议"):
        disputed(cast, made, mine)
    assert "引荐" not in found.case.title and found.case.organisation.code == "investment"


def test_shares_are_settled_only_after_the_decision_and_not_by_a_party(cast):
    a, mine, made = person(cast, "甲"), person(cast, "朱晨", key="promoter"), project(cast)
    shared(cast, made, (a, "found", "100"))
    found = disputed(cast, made, mine)
    given = {"holds_from": date(2021, 6, 1), "rows": [Row(mine, "found", Decimal(100))], "note": "裁定"}
    with pytest.raises(RewardsError, match="裁定以后登记"):
        settle_dispute(found, by=cast["paymaster"], at=at("2021-07-16"), **given)
    decided(cast, found)
    with pytest.raises(RewardsError, match="当事人"):
        settle_dispute(found, by=cast["promoter"], at=at("2021-07-16"), **given)
    with pytest.raises(ProblemsError, match="份额合计 90%"):
        settle_dispute(
            found, by=cast["paymaster"], at=at("2021-07-16"), **given | {"rows": [Row(mine, "found", Decimal(90))]}
        )
    found.case.refresh_from_db()
    assert found.case.status == "open"


def test_the_last_step_is_closed_by_entering_the_shares_and_not_on_the_cases_own_page(cast, client_of):
    a, mine, made = person(cast, "甲"), person(cast, "朱晨", key="promoter"), project(cast)
    shared(cast, made, (a, "found", "100"))
    found = decided(cast, disputed(cast, made, mine))
    with pytest.raises(RewardsError, match="还没有登记裁定的份额"):
        act(case=found.case, kind="step_done", step="settle", by=cast["paymaster"], at=at("2021-07-16"))
    url = reverse("cases:act", args=[found.case_id, "step_done"]) + "?step=settle"
    told = client_of("paymaster").post(url, {"step": "settle", "version": found.case.version})
    found.case.refresh_from_db()
    assert told.status_code < 500 and found.case.status == "open"


def test_a_dispute_that_is_refused_leaves_the_shares(cast):
    a, mine, made = person(cast, "甲"), person(cast, "朱晨", key="promoter"), project(cast)
    shared(cast, made, (a, "found", "100"))
    found = disputed(cast, made, mine)
    for kind, step, who, day, data in (
        ("step_done", "receive", "paymaster", "2021-07-13", {}),
        ("step_done", "hear", "paymaster", "2021-07-14", {}),
        ("refused", "decide", "leader", "2021-07-15", {"reason": "证据不足"}),
    ):
        act(case=found.case, kind=kind, step=step, by=cast[who], at=at(day), data=data)
    assert made.share_sets.count() == 1
    assert shared(cast, made, (mine, "found", "100"), known="2021-07-17").case is None
