"""The demo zone's plan loads once, whole, and gives the board something to show."""

from __future__ import annotations

from datetime import date

from yuanheng.web.plan.demo import load_demo_plan
from yuanheng.web.plan.models import Plan, SupervisedItem, TargetReading
from yuanheng.web.plan.standing import standings


def test_the_demo_plan_is_confirmed_read_and_loaded_once(cast):
    told: list[str] = []
    for _ in range(2):
        load_demo_plan(cast, told.append, True)
    plan = Plan.objects.get()
    assert len(told) == 1 and plan.year == 2021
    assert len([o for o in plan.outline if o["level"] == 1 and not o["lead"]]) == 6
    assert plan.targets.count() >= 36 and not plan.targets.exclude(state="confirmed").exists()
    signed = plan.targets.filter(tally="projects.signed")
    assert signed.count() >= 4 and set(signed.values_list("subject", flat=True)) >= {"签约项目"}
    assert SupervisedItem.objects.filter(plan=plan).count() == 8
    known = {d for d, k in TargetReading.objects.values_list("day", "known_on") if d == k}
    assert known == {date(2021, 6, 30), date(2021, 12, 31)}
    codes = {s.status.code for s in standings(list(plan.targets.all()), day=date(2021, 12, 31), known_on=None)}
    assert codes and "not_bound" not in codes  # without the records of the other apps nothing is done yet
