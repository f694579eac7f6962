"""Objects of policies for the walk through every address."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from yuanheng.web.base import moment
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.cases.actions import act
from yuanheng.web.policies.actions.requests import ask_for_support, note_reply
from yuanheng.web.policies.actions.steps import announce, approve, object_to, pay
from yuanheng.web.policies.models import Fulfilment, SupportRequest

from .making import DAY, applied, at, firm_of, policy_of, project_of

HEAD = {
    "title": "高企奖励", "document": "9 号", "issuer": "管委会", "level": "zone", "theme": "innovation",
    "given_to": "enterprise", "issued_on": "2021-03-01", "since": "2021-03-01", "support_words": "奖励 20 万元",
    "kind": "fixed", "amount": "20", "c-TOTAL_FORMS": "1", "c-INITIAL_FORMS": "0", "c-MIN_NUM_FORMS": "0",
    "c-MAX_NUM_FORMS": "12", "c-0-field": "building_tenancy", "c-0-op": "is", "c-0-value": "是",
}  # fmt: skip
OF = {"holder": "promoter", "foreign_holder": "analyst"}


def _scan(name: str = "文件.txt") -> Any:
    content = BytesIO("扫描件".encode())
    content.name = name
    return content


@walk_sample("policies:new")
def new(cast: Cast) -> Sample:
    """A policy to enter."""
    return Sample(data=HEAD)


@walk_sample("policies:policy", "policies:policy_file", "policies:matches")
def library(cast: Cast) -> Sample:
    """A policy of each bureau, with its document."""
    own = policy_of(cast["promoter"], title="甲", file=_scan())
    return Sample(own={"pk": own.pk}, foreign={"pk": policy_of(cast["analyst"], title="乙", file=_scan()).pk}, **OF)


@walk_sample("policies:change")
def changed(cast: Cast) -> Sample:
    """A policy to correct."""
    own, foreign = policy_of(cast["promoter"], title="甲"), policy_of(cast["analyst"], title="乙")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=HEAD, **OF)


@walk_sample("policies:budget")
def budgets(cast: Cast) -> Sample:
    """A budget to set."""
    own, foreign = policy_of(cast["promoter"], title="甲"), policy_of(cast["analyst"], title="乙")
    data = {"year": "2021", "amount": "300", "document": "预算批复"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("policies:end")
def ended(cast: Cast) -> Sample:
    """A policy to end."""
    own, foreign = policy_of(cast["promoter"], title="甲"), policy_of(cast["analyst"], title="乙")
    data = {"on": "2021-12-31", "reason": "会议纪要"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("policies:apply")
def applying(cast: Cast) -> Sample:
    """A policy and a firm."""
    policy = policy_of(cast["analyst"])
    return Sample(
        own={"pk": policy.pk, "kind": "enterprise", "subject": firm_of().pk},
        foreign={"pk": policy.pk, "kind": "enterprise", "subject": firm_of("乙厂").pk},
        data={"year": "2021", "amount": "5", "bureaus": ["经济发展局"]},
    )


@walk_sample("policies:subject")
def subjects(cast: Cast) -> Sample:
    """A project of each bureau, with policies."""
    policy_of(cast["analyst"])
    own, foreign = project_of(cast["clerk"]), project_of(cast["neighbour"], "乙项目")
    return Sample(own={"pk": own.pk, "kind": "project"}, foreign={"pk": foreign.pk, "kind": "project"})


@walk_sample("policies:answer")
def answers(cast: Cast) -> Sample:
    """A firm of which something is found out."""
    own = {"pk": firm_of().pk, "kind": "enterprise", "field": "building_tenancy"}
    foreign = {"pk": firm_of("乙厂").pk, "kind": "enterprise", "field": "building_tenancy"}
    return Sample(own=own, foreign=foreign, data={"value": "yes", "basis": "合同", "found_on": "2021-05-01"})


def _two(cast: Cast) -> tuple[Fulfilment, Fulfilment]:
    policy = policy_of(cast["analyst"], budget=10**6)
    return applied(policy, firm_of(), cast["clerk"]), applied(policy, firm_of("乙厂"), cast["neighbour"])


@walk_sample("policies:fulfilment")
def fulfilments(cast: Cast) -> Sample:
    """An application of each bureau."""
    own, foreign = _two(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


def _at(step: str, cast: Cast) -> tuple[Fulfilment, Fulfilment]:
    made = _two(cast)
    for each in made:
        _brought(step, each, cast)
    return made


def _brought(step: str, made: Fulfilment, cast: Cast) -> None:
    """As `brought_to`, by those who keep the case."""
    keeper = made.by
    assert keeper is not None
    act(case=made.case, kind="accepted", by=keeper, at=at(DAY, 11))
    act(case=made.case, kind="step_done", step="materials", by=cast["analyst"], at=at(DAY, 12))
    act(case=made.case, kind="signed", step="joint", by=cast["analyst"], at=at(DAY, 13))
    if step != "decide":
        approve(made, amount=Decimal(50_000), opinion="同意", by=cast["leader"], at=at(DAY, 14))


@walk_sample("policies:approve")
def approving(cast: Cast) -> Sample:
    """Applications whose amount is to be approved."""
    own, foreign = _at("decide", cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"amount": "5", "opinion": "同意"})


@walk_sample("policies:announce")
def announcing(cast: Cast) -> Sample:
    """Applications to announce."""
    own, foreign = _at("notice", cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"place": "网站", "since": "2021-06-02"})


@walk_sample("policies:close_notice")
def closing(cast: Cast) -> Sample:
    """Applications whose notice has run out."""
    own, foreign = _at("notice", cast)
    for made in (own, foreign):
        announce(made, place="网站", since=DAY, by=cast["analyst"], at=at(DAY, 15))
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"opinion": "期满"})


@walk_sample("policies:object")
def objecting(cast: Cast) -> Sample:
    """Applications on notice."""
    sample = closing(cast)
    data = {"received_on": "2021-06-03", "text": "面积不符"}
    return Sample(own=sample.own, foreign=sample.foreign, data=data)


@walk_sample("policies:settle")
def settling(cast: Cast) -> Sample:
    """Objections to settle."""
    sample = closing(cast)
    made = []
    for keys in (sample.own, sample.foreign or {}):
        notice = Fulfilment.objects.get(**keys).notices.get()
        made.append(object_to(notice, text="不符", received_on=DAY, by=cast["analyst"], at=at(DAY, 16)))
    data = {"on": "2021-06-04", "answer": "一致"}
    return Sample(own={"pk": made[0].pk}, foreign={"pk": made[1].pk}, data=data)


def _paying(cast: Cast) -> tuple[Fulfilment, Fulfilment]:
    made = _at("notice", cast)
    for each in made:
        notice = announce(each, place="网站", since=DAY, by=cast["analyst"], at=at(DAY, 15))
        day = date.fromordinal(notice.until.toordinal() + 1)
        act(case=each.case, kind="step_done", step="notice", by=cast["analyst"], at=at(day))
    return made


@walk_sample("policies:pay")
def paying(cast: Cast) -> Sample:
    """Applications to pay."""
    own, foreign = _paying(cast)
    data = {"amount": "1", "paid_on_day": "2021-06-15", "voucher": "付1"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data)


@walk_sample("policies:lower")
def lowering(cast: Cast) -> Sample:
    """Applications whose approval is lowered."""
    own, foreign = _paying(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"amount": "1", "reason": "减少投入"})


@walk_sample("policies:reverse")
def reversing(cast: Cast) -> Sample:
    """A payment of each."""
    day = date(2021, 6, 15)
    rows = [
        pay(made, amount=Decimal(100), paid_on_day=day, voucher="1", by=cast["analyst"], at=at(day, 11))
        for made in _paying(cast)
    ]
    return Sample(own={"pk": rows[0].pk}, foreign={"pk": rows[1].pk}, data={"reason": "付错户"})


REQUEST = {
    "number": "请 9 号", "title": "请示", "text": "请予支持", "asked_of": "市财政局", "asked_on": "2021-06-01",
}  # fmt: skip


@walk_sample("policies:new_request")
def asking(cast: Cast) -> Sample:
    """A letter to enter."""
    return Sample(data=REQUEST)


def _letters(cast: Cast) -> tuple[SupportRequest, SupportRequest]:
    rows = [
        ask_for_support(
            number=f"请 {key} 号", title="请示", text="请予支持", asked_of="市财政局", asked_on=DAY, by=cast[key],
            at=at(DAY), file=_scan(),
        )
        for key in ("promoter", "analyst")
    ]  # fmt: skip
    return rows[0], rows[1]


@walk_sample("policies:request", "policies:request_file")
def letters(cast: Cast) -> Sample:
    """A letter of each bureau."""
    own, foreign = _letters(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("policies:reply")
def replies(cast: Cast) -> Sample:
    """A letter of each, to answer."""
    own, foreign = _letters(cast)
    data = {"outcome": "refused", "answered_on": "2021-06-20", "text": "按现行标准执行"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("policies:answer_file")
def scans(cast: Cast) -> Sample:
    """The scan of an answer to each."""
    rows = [
        note_reply(
            letter,
            outcome="refused",
            answered_on=DAY,
            text="不同意",
            by=cast["promoter"],
            at=moment.now(),
            file=_scan(),
        )
        for letter in _letters(cast)
    ]
    return Sample(own={"pk": rows[0].pk}, foreign={"pk": rows[1].pk}, **OF)
