"""The list of applications, one application with what may be done next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse

from yuanheng.web.base.access import may
from yuanheng.web.base.models import User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.cases.rights import rights_of
from yuanheng.web.cases.states import state_of

from ..access import APPROVE, NOTICE, PAY, told
from ..matching import Outcome, Verdict, notice_rules
from ..models import Approval, Fulfilment, FulfilmentState, Payment, Policy, PublicNotice
from ..money import Money, money_of
from .policies import VERDICTS
from .subjects import OUTCOMES

TONES = {"open": "blue", "fulfilled": "green", "refused": "red", "withdrawn": "secondary"}


def columns() -> tuple[Column, ...]:
    """Columns of the list."""
    return (
        Column(
            "subject", "申报对象", link=lambda f: reverse("policies:fulfilment", args=[f.pk]),
            value=lambda f: str(f.subject),
        ),
        Column("policy", "政策", value=lambda f: f.policy.title, sort="policy__title"),
        Column("year", "年度", sort="year", value=lambda f: str(f.year)),
        Column(
            "state", "状态", kind="badge", value=lambda f: f.get_state_display(), tone=lambda f: TONES[f.state],
            sort="state",
        ),
        Column("step", "当前步骤", value=lambda f: f.case.next_label, minor=True),
        Column("asked_yuan", "申请", kind="number", unit="yuan", sort="asked_yuan", minor=True),
        Column("approved", "审定", kind="number", unit="yuan", sort="approved"),
        Column("paid", "已拨", kind="number", unit="yuan", sort="paid"),
        Column("at", "申报时间", kind="moment", sort="at", minor=True),
        Column("organisation", "受理部门", value=lambda f: f.organisation.name, minor=True),
    )  # fmt: skip


def filters(rows: QuerySet[Fulfilment]) -> tuple[Any, ...]:
    """By words, policy, state, year, step."""
    years = sorted(set(rows.order_by().values_list("year", flat=True).distinct()), reverse=True)
    policies = Policy.objects.filter(pk__in=rows.order_by().values("policy")).order_by("title")
    return (
        TextFilter("q", "企业、项目", apply=_named),
        ChoiceFilter(
            "policy", "政策", choices=[(str(p.pk), p.title) for p in policies], apply=lambda r, v: r.filter(policy=v)
        ),
        ChoiceFilter(
            "state", "状态", choices=FulfilmentState.choices, apply=lambda r, v: r.filter(state=v)
        ),
        ChoiceFilter("year", "年度", choices=[(str(y), str(y)) for y in years], apply=lambda r, v: r.filter(year=v)),
        ChoiceFilter("step", "步骤", choices=list(STEPS.items()), apply=_at_step),
    )  # fmt: skip


STEPS = {
    "materials": "材料审核", "joint": "部门会审", "decide": "审定金额", "notice": "公示", "pay": "拨付",
}  # fmt: skip


def _named(rows: QuerySet[Fulfilment], text: str) -> QuerySet[Fulfilment]:
    return rows.filter(enterprise__name__icontains=text) | rows.filter(project__name__icontains=text)


def _at_step(rows: QuerySet[Fulfilment], step: str) -> QuerySet[Fulfilment]:
    return rows.filter(case__steps__code=step, case__steps__status__in=["active", "suspended"])


def totals(rows: QuerySet[Fulfilment]) -> dict[str, Any]:
    """Counts by state and what is paid, of the rows within reach."""
    counts = {state: 0 for state in FulfilmentState.values}
    for state in rows.order_by().values_list("state", flat=True):
        counts[state] += 1
    paid = Payment.objects.filter(fulfilment__in=rows.order_by().values("pk")).aggregate(total=Sum("amount_yuan"))
    return {**counts, "paid": paid["total"] or Decimal(0)}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A condition as it stood at the application."""

    words: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Which of the steps of this page the user may do now."""

    approve: bool
    announce: bool
    close_notice: bool
    pay: bool
    waits: str

    @property
    def any(self) -> bool:
        """Whether anything."""
        return self.approve or self.announce or self.close_notice or self.pay


@dataclass(frozen=True, slots=True)
class FulfilmentPage:
    """An application: the match, the money, the notice, what may be done."""

    fulfilment: Fulfilment
    tone: str
    verdict: str
    verdict_tone: str
    findings: tuple[FindingLine, ...]
    worth: str
    approvals: tuple[Approval, ...]
    notices: tuple[PublicNotice, ...]
    payments: tuple[Payment, ...]
    reversed_ids: frozenset[Any]
    left: Decimal | None
    money: Money
    steps: Steps
    notice_days: int
    over_budget: Decimal | None


def fulfilment_page(user: User, made: Fulfilment, *, on: date) -> FulfilmentPage:
    """One application as it stands."""
    label, tone = VERDICTS[Verdict(made.verdict)]
    payments = tuple(made.payments.select_related("by", "reverses"))
    money = money_of(made.policy, made.year)
    hidden = f"{made.policy.gives.sentence()}(金额依据涉及保密数据)"
    return FulfilmentPage(
        fulfilment=made,
        tone=TONES[made.state],
        verdict=label,
        verdict_tone=tone,
        findings=tuple(_finding(user, item) for item in made.findings),
        worth=told(user, made.worth_words, hidden, made.worth_group),
        approvals=tuple(made.approvals.select_related("by")),
        notices=tuple(made.notices.select_related("by").prefetch_related("objections")),
        payments=payments,
        reversed_ids=frozenset(p.reverses_id for p in payments if p.reverses_id),
        left=None if made.approved is None else made.approved - made.paid,
        money=money,
        steps=_steps(user, made, on),
        notice_days=notice_rules().notice_days,
        over_budget=-money.free if made.state == "open" and money.free is not None and money.free < 0 else None,
    )


def _finding(user: User, item: Mapping[str, Any]) -> FindingLine:
    icon, tone = OUTCOMES[Outcome(item["outcome"])]
    return FindingLine(words=told(user, item["sentence"], item["plain"], item["group"]), icon=icon, tone=tone)


def _steps(user: User, made: Fulfilment, on: date) -> Steps:
    state = state_of(made.case)
    rights = rights_of(user, made.case, state, on=on)
    at_work = {code for code, step in state.steps.items() if step.status == "active"}
    at_work = set() if made.case.closed else at_work

    def here(step: str, kind: str, permission: str) -> bool:
        return step in at_work and may(user, permission) and rights.may(kind, step)

    announcing = here("notice", "step_done", NOTICE)
    running = made.notices.filter(until__gte=on).exists()
    return Steps(
        approve=here("decide", "signed", APPROVE),
        announce=announcing and not running,
        close_notice=announcing and not running and made.notices.exists(),
        pay=here("pay", "step_done", PAY),
        waits=made.case.next_label or ("" if made.case.closed else "受理"),
    )


def may_do(user: User, made: Fulfilment, step: str, kind: str, *, on: date) -> bool:
    """Whether a step of the case is the user's to do."""
    return rights_of(user, made.case, state_of(made.case), on=on).may(kind, step)
