"""Policies, firms and applications for the tests, by short names."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.cases.actions import act
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.models import Figure
from yuanheng.web.policies.actions.fulfilments import apply_for
from yuanheng.web.policies.actions.policies import enter_policy, set_budget
from yuanheng.web.policies.actions.steps import announce, approve, close_notice
from yuanheng.web.policies.matching import Condition, Support
from yuanheng.web.policies.models import Fulfilment, Policy
from yuanheng.web.projects.actions.projects import Money, create_project
from yuanheng.web.projects.models import Project

DAY = date(2021, 6, 1)
TAX = {"field": "tax_paid", "op": "at_least", "value": 10_000_000}
HALF_PER_CENT = {"kind": "percent", "of": "tax_paid", "rate": "0.5", "cap": 600_000}
JOINT = ("经济发展局",)


def at(day: date, hour: int = 10) -> datetime:
    """A moment of a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=moment.SHANGHAI)


def policy_of(
    by: User, *conditions: dict[str, Any], support: dict[str, Any] | None = None, budget: int | None = None, **more: Any
) -> Policy:  # fmt: skip
    """A policy of somebody's bureau for firms, in force from 2021 on; `budget` in yuan for 2021."""
    given: dict[str, Any] = {
        "title": "纳税大户奖励", "document": f"启开管发〔2021〕{Policy.objects.count() + 1} 号", "issuer": "启东经济开发区管委会",
        "level": "zone", "theme": "industry", "issued_on": date(2021, 1, 4), "since": date(2021, 1, 4),
        "until": date(2030, 12, 31), "given_to": "enterprise", "words": "", "support_words": "按税收奖励", **more,
    }  # fmt: skip
    made = enter_policy(
        conditions=[Condition.model_validate(c) for c in conditions],
        support=Support.model_validate(support or {"kind": "fixed", "amount": 200_000}),
        by=by, at=at(date(2021, 1, 4)), **given,
    )  # fmt: skip
    if budget is not None:
        set_budget(made, year=2021, amount=Decimal(budget), document="预算批复", by=by, at=at(date(2021, 1, 4)))
    return made


def firm_of(name: str = "启东恒达新能源有限公司", **figures: int | None) -> Enterprise:
    """A firm with figures of 2020; None is one that is missing."""
    firm = Enterprise.objects.create(code=f"E{Enterprise.objects.count()}", name=name)
    for measure, amount in figures.items():
        Figure.objects.create(
            enterprise=firm, year=2020, measure=measure, amount=amount, missing=amount is None, conflict=False,
            reason="" if amount is not None else "没有报送", fact_ids=[],
        )  # fmt: skip
    return firm


def project_of(
    by: User, name: str = "光伏组件项目", amount: int | None = 200_000_000, currency: str = "yuan", **more: Any
) -> Project:
    """A project of somebody's bureau with its total."""
    post = by.posts.first()
    assert post is not None
    money = [] if amount is None else [Money("total", Decimal(amount), currency, date(2021, 1, 4))]
    return create_project(name=name, by=by, at=at(DAY), organisation=post.organisation, amounts=money, **more)


def applied(policy: Policy, firm: Enterprise, by: User, *, amount: int = 50_000, on: date = DAY) -> Fulfilment:
    """An application of 2021."""
    return apply_for(
        policy, kind=policy.given_to, subject=firm, year=2021, amount=Decimal(amount), by=by, at=at(on), on=on,
        bureaus=JOINT,
    )  # fmt: skip


def brought_to(step: str, made: Fulfilment, cast: dict[str, User], *, amount: int | None = None) -> datetime:
    """The case up to a step, an hour an act; the moment after the last."""
    now, analyst = at(DAY), cast["analyst"]

    def later(hours: int = 1) -> datetime:
        nonlocal now
        now += timedelta(hours=hours)
        return now

    act(case=made.case, kind="accepted", by=analyst, at=later())
    if step == "materials":
        return now
    act(case=made.case, kind="step_done", step="materials", by=analyst, at=later())
    if step == "joint":
        return now
    act(case=made.case, kind="signed", step="joint", by=analyst, at=later())
    if step == "decide":
        return now
    given = Decimal(amount or made.asked_yuan)
    approve(made, amount=given, opinion="同意", by=cast["leader"], at=later())
    if step == "notice":
        return now
    notice = announce(made, place="门户网站", since=DAY, by=analyst, at=later())
    now = at(notice.until + timedelta(days=1))
    close_notice(made, by=analyst, at=now)
    return later()
