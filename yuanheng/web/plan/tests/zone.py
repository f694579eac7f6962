"""A little plan for tests, with a tally of its own whose answer a test decides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yuanheng.web.base import jobs, moment, tallies
from yuanheng.web.base.models import Job, Organisation, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.tallies import Reading
from yuanheng.web.plan.actions.targets import confirm_target, proposed_binding
from yuanheng.web.plan.actions.texts import hand_in_plan
from yuanheng.web.plan.models import Plan, PlanTarget

TEXT = """测试区2021年工作计划

●招商引资

突出产业招商。今年力争签约测试项目10亿元以上项目6个,亿元以上项目10个。健全驻外联络制度。

●经济运行

做大产业规模。力争实现试验产业应税销售达70亿元,增幅不少于25%。推进专项规划编制,力争2021年底前取得正式批复。
"""


def at(day: date, hour: int = 9) -> datetime:
    """A moment of a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def make_plan(by: User, *, text: str = TEXT, year: int | None = 2021, title: str = "测试计划") -> Plan:
    """Handed in and read."""
    plan = hand_in_plan(title=title, text=text, year=year, by=by, at=moment.now())
    jobs.run(str(Job.objects.for_target(plan).get().pk))
    plan.refresh_from_db()
    return plan


def bind(target: PlanTarget, by: User, **given: Any) -> PlanTarget:
    """Confirm with another tally, filters or owner."""
    return confirm_target(target, by=by, at=moment.now(), binding={**proposed_binding(target), **given})


def bureau(code: str) -> Organisation:
    """One of the cast's bureaus."""
    return Organisation.objects.get(code=code)


@contextmanager
def counting(values: dict[date, int], *, code: str = "test.signed", unit: str = "个") -> Iterator[list[dict[str, Any]]]:
    """A tally that answers what is known of a day; what it was asked is noted."""
    asked: list[dict[str, Any]] = []

    @tallies.tally(code, label="签约测试项目", unit=unit, synonyms=("签约测试项目",))
    def read(
        period: Any, *, on: date, known_on: date | None, amount_min_yuan: Decimal | None = None,
        amount_below_yuan: Decimal | None = None, nested: bool = True,
    ) -> Reading:  # fmt: skip
        asked.append(
            {"on": on, "known_on": known_on, "min": amount_min_yuan, "below": amount_below_yuan, "period": period}
        )
        known = [v for d, v in sorted(values.items()) if d <= min(on, known_on or date.max)]
        records = Organisation.objects.all()[:2]
        return Reading(value=Decimal(known[-1]) if known else None, unit=unit, records=records)

    try:
        yield asked
    finally:
        del tallies._tallies[code]
