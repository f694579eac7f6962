"""The demo zone's civil affairs: a village, eight invented people, half of them decided, one month's list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import moment
from yuanheng.web.base.actions.users import create_organisation
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.cases.actions import act

from .actions.receiving import ID_CHECKS, ID_WEIGHTS
from .actions.relief import apply_for_relief, decide_relief, make_payment_list, post_notice, record_visit
from .models import Relief
from .policy.relief import monthly_amount
from .rules import category_named, relief_rules

PEOPLE = (
    ("张示例", "subsistence", 3, 1200), ("李示例", "disabled", 2, None), ("王示例", "elder", 1, None),
    ("赵示例", "child", 2, None), ("钱示例", "subsistence", 2, 900), ("孙示例", "temporary", 4, 2600),
    ("周示例", "extreme", 1, 0), ("吴示例", "elder", 2, None),
)  # fmt: skip
DECIDED = 4
AtNine = Callable[..., datetime]


def load_demo_relief(by: User, *, at_nine: AtNine) -> None:
    """Nothing where there is relief already."""
    if Relief.objects.exists():
        return
    bureau = by.posts.get(ended_on__isnull=True).organisation
    village = Organisation.objects.filter(kind="village").first() or create_organisation(
        code="haifang", name="海防村", kind="village", by=None
    )  # fmt: skip
    today, calendar = moment.today(), load_calendar()
    for place, (name, category, members, income) in enumerate(PEOPLE):
        day = calendar.after(today, -30 + 2 * place)
        made = apply_for_relief(
            category=category, name=name, identity=sample_identity(place), address=f"{village.name} {place + 1} 组",
            applied_on=day, organisation=bureau, village=village, members=members, assets=Decimal(8000), vehicles=0,
            income=None if income is None else Decimal(income), hardship="示范数据", by=by, at=at_nine(day),
        )  # fmt: skip
        if place < DECIDED:
            _decide(made, by, day, at_nine)
    make_payment_list(organisation=bureau, month=today, by=by, at=moment.now())


def _decide(relief: Relief, by: User, day: date, at_nine: AtNine) -> None:
    kind, makes_up = category_named(relief.category), relief.category in relief_rules().makes_up
    act(
        case=relief.case,
        kind="signed",
        step="village",
        by=None,
        at=at_nine(day, 30),
        data={"seat": relief.village.name},
    )
    record_visit(relief, on=day, visitors="甲、乙", found="与申报一致", fits=True, by=by, at=at_nine(day, 40))
    for minutes, step in enumerate(("visit", "means"), start=50):
        act(case=relief.case, kind="step_done", step=step, by=by, at=at_nine(day, minutes))
    end = day + timedelta(days=kind.notice_days + 1)
    if kind.notice_days:
        post_notice(relief, since=day, until=day + timedelta(days=kind.notice_days), by=by, at=at_nine(day, 60))
        act(case=relief.case, kind="step_done", step="notice", by=by, at=at_nine(end, 0))
    amount = monthly_amount(kind, income=relief.income, members=relief.members, makes_up=makes_up)
    decide_relief(relief, granted=True, monthly=amount, on=end, by=by, at=at_nine(end, 10))


def sample_identity(place: int) -> str:
    """A number that passes its check, of nobody there is."""
    first = f"32068119000101{place:03d}"
    return first + ID_CHECKS[sum(int(c) * w for c, w in zip(first, ID_WEIGHTS, strict=True)) % 11]
