"""Relief from the village to the monthly list; and nobody else finds the name anywhere."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.approvals.actions.relief import (
    apply_for_relief,
    decide_relief,
    end_relief,
    make_payment_list,
    post_notice,
    record_visit,
)
from yuanheng.web.approvals.models import PaymentLine
from yuanheng.web.approvals.policy.relief import means_faults, monthly_amount, next_recheck
from yuanheng.web.approvals.rules import category_named
from yuanheng.web.base.actions.users import create_organisation, create_user
from yuanheng.web.base.models import AuditContent, Notice
from yuanheng.web.cases.actions import act

from .counter import DAY, at

NAME, IDENTITY, ADDRESS = "戚念慈", "11010519491231002X", "海防村十三组"
END = DAY + timedelta(days=14)


def _refused(do, *args, **more):
    with pytest.raises(YuanhengError) as refused:
        do(*args, **more)
    return refused.value.rule


def _village(cast):
    village = create_organisation(code="haifang", name="海防村", kind="village", by=None)
    user, _ = create_user(
        username="cunju",
        full_name="村居经办",
        organisation=village,
        role="civil_officer",
        title="村居经办",
        by=None,
        on=DAY,
    )
    user.must_change_password = False
    user.save()
    return village, user


def test_means_and_sums_follow_the_category_and_what_is_missing_is_not_zero():
    low = category_named("subsistence")
    known = {"members": 2, "assets": Decimal(1000), "vehicles": 0}
    assert list(means_faults(low, income=Decimal(1620), **known)) == []
    assert "人均月收入" in next(means_faults(low, income=Decimal("1620.02"), **known))
    assert next(means_faults(low, income=None, **known)) == "没有家庭月收入"
    assert monthly_amount(low, income=Decimal("1000.50"), members=2, makes_up=True) == Decimal(620)
    assert monthly_amount(low, income=None, members=2, makes_up=True) is None
    assert [next_recheck(category_named(c), since=date(2026, 1, 31)) for c in ("elder", "child", "subsistence", "temporary")] == [
        date(2026, 4, 30), date(2026, 7, 31), date(2027, 1, 31), None,
    ]  # fmt: skip


def test_relief_goes_from_the_village_to_the_list_and_its_name_is_nowhere_else(cast, client_of):
    by, bureau = cast["caseworker"], cast["caseworker"].posts.get().organisation
    village, local = _village(cast)
    told = {"category": "subsistence", "name": NAME, "identity": IDENTITY, "address": ADDRESS, "applied_on": DAY,
            "organisation": bureau, "village": village, "members": 2, "income": Decimal(1000), "assets": Decimal(500),
            "hardship": "长期患病"}  # fmt: skip
    assert (
        _refused(apply_for_relief, **{**told, "identity": "110105194912310021"}, by=local, at=at(DAY))
        == "applicant_code"
    )
    made = apply_for_relief(**told, by=local, at=at(DAY))
    assert _refused(apply_for_relief, **told, by=by, at=at(DAY)) == "already_running"
    decide = {"granted": True, "monthly": Decimal(620), "on": END, "by": by, "at": at(END)}
    assert _refused(decide_relief, made, **decide) == "visit_missing"
    act(case=made.case, kind="signed", step="village", by=local, at=at(DAY, 11))
    record_visit(made, on=DAY, visitors="甲、乙", found=f"{NAME}家情况属实", fits=True, by=by, at=at(DAY, 12))
    assert _refused(decide_relief, made, **decide) == "notice_open"
    assert _refused(post_notice, made, since=DAY, until=DAY, by=by, at=at(DAY)) == "notice_short"
    post_notice(made, since=DAY, until=DAY + timedelta(days=7), by=by, at=at(DAY, 13))
    assert _refused(decide_relief, made, **decide) == "not_yet"
    for hour, step in enumerate(("visit", "means", "notice"), start=14):
        act(case=made.case, kind="step_done", step=step, by=by, at=at(DAY, hour))
    decide_relief(made, **decide)
    assert (made.pays_from, made.recheck_on) == (date(2026, 2, 1), date(2027, 1, 19))
    month = date(2026, 2, 14)
    listed = make_payment_list(organisation=bureau, month=month, by=by, at=at(month))
    assert (listed.count, listed.total) == (1, Decimal(620))
    assert _refused(make_payment_list, organisation=bureau, month=month, by=by, at=at(month)) == "list_twice"
    end_relief(made, on=month, why="收入提高", by=by)
    later = date(2026, 3, 2)
    assert make_payment_list(organisation=bureau, month=later, by=by, at=at(later)).count == 0
    assert PaymentLine.objects.count() == 1
    _nobody_else_sees(made, listed, local, cast, client_of)


def _nobody_else_sees(made, listed, local, cast, client_of):
    """Everybody but the caseworker and the village opens every page that could show it; the name is on none."""
    pages = [
        "/", "/approvals/", "/approvals/supervise/", "/approvals/statistics/?year=2026", f"/cases/{made.case_id}/", "/cases/",
        "/cases/todo/", f"/approvals/relief/{made.pk}/", "/approvals/relief/", f"/approvals/relief/payments/{listed.pk}/",
        "/audit/", "/notices/", f"/search/?q={NAME}", f"/search/?q={IDENTITY}", "/approvals/applicants/", "/approvals/messages/",
    ]  # fmt: skip
    secrets = [word.encode() for word in (NAME, IDENTITY, ADDRESS, "长期患病")]
    for key in (k for k in cast if k != "caseworker"):
        client = client_of(key)
        for page in pages:
            body = client.get(page).content.replace(f"q={NAME}".encode(), b"").replace(f'value="{NAME}"'.encode(), b"")
            body = body.replace(f'value="{IDENTITY}"'.encode(), b"")
            assert not any(word in body for word in secrets[2:]), (key, page)
            if "/search/" not in page:
                assert not any(word in body for word in secrets), (key, page)
    from django.test import Client

    client = Client()
    client.force_login(local)
    assert NAME in client.get(f"/approvals/relief/{made.pk}/").content.decode(), "the village sees its own"
    assert client.get(f"/approvals/relief/payments/{listed.pk}/").status_code == 404, "but not the bureau's list"
    assert NAME in client_of("caseworker").get(f"/approvals/relief/payments/{listed.pk}/").content.decode()
    logged = "".join(str(c.__dict__) for c in AuditContent.objects.all()) + "".join(
        Notice.objects.values_list("text", flat=True)
    )
    assert NAME not in logged and IDENTITY not in logged and ADDRESS not in logged
