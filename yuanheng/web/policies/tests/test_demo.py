"""The demo part: every state, within budgets, the same every time, and nothing on a second load."""

from __future__ import annotations

from datetime import date

import pytest

from yuanheng.web.cultivation.models import Qualification
from yuanheng.web.policies.demo import load_demo_policies
from yuanheng.web.policies.models import Fulfilment, FulfilmentState, Policy, SupportRequest
from yuanheng.web.policies.money import moneys
from yuanheng.web.projects.actions.stages import record_stage

from .making import DAY, at, firm_of, project_of


@pytest.fixture
def zone(cast):
    """Forty firms with figures of 2020, some qualified, and eight projects that have started."""
    for number in range(40):
        firm = firm_of(
            f"启东第{number}厂", tax_paid=2_000_000 + 700_000 * number, rd_expense=900_000 + 200_000 * number,
            employees=100 + 12 * number,
        )  # fmt: skip
        firm.scale, firm.industry_code = "规上" if number % 3 else "规下", "3825"
        firm.save()
        if number % 4 == 0:
            Qualification.objects.create(
                enterprise=firm, kind="high_tech", state="recognised", recognised_on=date(2020, 12, 1),
                counts_for=2020, known_at=at(DAY),
            )  # fmt: skip
    for number in range(8):
        project = project_of(cast["promoter"], f"新能源项目{number}", cluster="新能源")
        record_stage(project, stage="started", on=DAY, by=cast["promoter"], at=at(DAY), order_reason="补录")


def told():
    rows = Fulfilment.objects.with_money().order_by("at", "policy__title")
    return [
        (f.policy.title, str(f.subject), f.year, f.state, f.case.next_label, f.asked_yuan, f.approved, f.paid)
        for f in rows
    ]


@pytest.mark.slow
def test_it_tells_forty_applications_in_every_state_within_the_budgets(cast, zone):
    from django.db import transaction

    said = []
    point = transaction.savepoint()
    load_demo_policies(cast, said.append, False)
    first = told()
    transaction.savepoint_rollback(point)
    load_demo_policies(cast, said.append, False)
    assert told() == first
    load_demo_policies(cast, said.append, False)
    assert len(said) == 2
    assert said[0] == "政策 12 条,兑现 40 件,请示 6 件"
    assert set(Fulfilment.objects.values_list("state", flat=True)) == set(FulfilmentState.values)
    at_work = {label for _, _, _, state, label, *_ in first if state == "open"}
    assert {"材料审核", "部门会审", "审定金额", "公示", "拨付"} <= at_work
    assert all(m.left is None or m.left >= 0 for m in moneys(Policy.objects.all()).values())
    assert SupportRequest.objects.overdue(date(2026, 1, 1)).count() == 2
    assert Policy.objects.filter(theme="headquarters", fulfilments__state="fulfilled").exists()
