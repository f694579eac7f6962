"""What the walk sends to each address of rewards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.cases.actions import act
from yuanheng.web.rewards.actions.paying import add_deduction
from yuanheng.web.rewards.actions.people import record_company_step
from yuanheng.web.rewards.actions.selecting import add_candidate, open_selection, score_candidate
from yuanheng.web.rewards.models import Candidate

from .office import at, decided, disputed, paid, paper, person, project, shared, slip_of

OF = {"holder": "promoter", "foreign_holder": "neighbour"}


class Upload(SimpleUploadedFile):
    """Evidence that every visit can read from its start."""

    def read(self, *args: Any) -> bytes:
        """From the start, however often."""
        self.seek(0)
        return super().read(*args)


def evidence() -> Upload:
    """Some file."""
    return Upload("确认单.pdf", b"evidence")


@walk_sample("rewards:record_step")
def step_data(cast: Cast) -> Sample:
    """A step of the set-up."""
    return Sample(data={"kind": "registered", "on": "2021-03-01", "document": "营业执照"}, holder="paymaster")


@walk_sample("rewards:withdraw_step", "rewards:step_file")
def step(cast: Cast) -> Sample:
    """A step that stands."""
    made = record_company_step(
        kind="registered", on=date(2021, 3, 1), document="营业执照", file=paper(cast), by=cast["paymaster"], at=at()
    )
    return Sample(own={"pk": made.pk}, data={"reason": "登记有误"})


@walk_sample("rewards:new_selection")
def selection_data(cast: Cast) -> Sample:
    """A selection to announce."""
    data = {"title": "公开选聘总经理", "post": "总经理", "places": "1", "arbiter": str(cast["leader"].pk)}
    return Sample(data=data, holder="paymaster")


def selection(cast: Cast) -> Any:
    """A selection in its first days."""
    return open_selection(
        title="公开选聘招商经理",
        post="招商经理",
        places=2,
        arbiter=cast["leader"],
        by=cast["paymaster"],
        at=at("2021-03-01"),
    )


def interviewed(cast: Cast, *, proposed: bool = True) -> Candidate:
    """A candidate, and the public notice over."""
    chosen = selection(cast)
    found = add_candidate(chosen, name="陆一鸣", applied_on=date(2021, 3, 2), by=cast["paymaster"], at=at("2021-03-02"))
    for kind, step, who, day in (
        ("step_done", "notice", "paymaster", "2021-03-02"),
        ("step_done", "apply", "paymaster", "2021-03-15"),
    ):
        act(case=chosen.case, kind=kind, step=step, by=cast[who], at=at(day))
    found = score_candidate(found, score=Decimal(88), proposed=proposed, by=cast["paymaster"], at=at("2021-03-16"))
    for kind, step, who, day in (
        ("step_done", "interview", "paymaster", "2021-03-17"),
        ("signed", "decide", "leader", "2021-03-18"),
        ("step_done", "public_notice", "paymaster", "2021-03-25"),
    ):
        act(case=chosen.case, kind=kind, step=step, by=cast[who], at=at(day))
    return found


@walk_sample("rewards:selection", "rewards:new_candidate")
def one_selection(cast: Cast) -> Sample:
    """A selection."""
    return Sample(own={"pk": selection(cast).pk}, data={"name": "陆一鸣", "applied_on": "2021-03-02"})


@walk_sample("rewards:score")
def scored(cast: Cast) -> Sample:
    """A candidate to mark."""
    return Sample(own={"pk": interviewed(cast).pk}, data={"score": "90"})


@walk_sample("rewards:appoint")
def appointed(cast: Cast) -> Sample:
    """A candidate to appoint."""
    return Sample(own={"pk": interviewed(cast).pk}, data={"on": "2021-03-26", "office": "启东本部"})


@walk_sample("rewards:new_staff")
def staff_data(cast: Cast) -> Sample:
    """Somebody to enter."""
    return Sample(
        data={"name": "陆一鸣", "post": "招商经理", "office": "启东本部", "entered_on": "2021-03-01"},
        holder="paymaster",
    )


@walk_sample("rewards:staff")
def one_person(cast: Cast) -> Sample:
    """Everybody who may see the register sees the zone's."""
    return Sample(own={"pk": person(cast, "朱晨", key="promoter").pk}, foreign={"pk": person(cast, "乙").pk}, **OF)


@walk_sample("rewards:change_staff")
def changed(cast: Cast) -> Sample:
    """Another office."""
    return Sample(own={"pk": person(cast, "甲").pk}, data={"name": "甲", "post": "招商经理", "office": "上海办事处"})


@walk_sample("rewards:leave")
def left(cast: Cast) -> Sample:
    """Somebody leaves."""
    return Sample(
        own={"pk": person(cast, "甲").pk}, data={"kind": "resigned", "on": "2021-06-10", "reason": "个人原因"}
    )


@walk_sample("rewards:sign")
def signed(cast: Cast) -> Sample:
    """The contract after the next."""
    data = {
        "number": "HT-9", "signed_on": "2021-06-01", "since": "2023-01-01", "until": "2023-12-31", "base_pay": "6500",
    }  # fmt: skip
    return Sample(own={"pk": person(cast, "甲").pk}, data=data)


@walk_sample("rewards:renew")
def renewed(cast: Cast) -> Sample:
    """A contract to renew."""
    found = person(cast, "甲").contracts.get()
    data = {
        "number": "HT-9", "signed_on": "2021-06-01", "since": "2023-01-01", "until": "2023-12-31", "base_pay": "6500",
    }  # fmt: skip
    return Sample(own={"pk": found.pk}, data=data)


@walk_sample("rewards:goal")
def goal(cast: Cast) -> Sample:
    """A goal."""
    found = person(cast, "甲").contracts.get()
    data = {"year": "2021", "label": "签约项目", "measure": "own:signed", "value": "2", "unit": "个"}
    return Sample(own={"pk": found.pk}, data=data)


@walk_sample("rewards:review")
def review(cast: Cast) -> Sample:
    """A review of a year with a goal."""
    from yuanheng.web.rewards.actions.contracts import set_goal

    found = person(cast, "甲").contracts.get()
    set_goal(
        found,
        year=2021,
        label="签约项目",
        measure="own:signed",
        value=Decimal(2),
        unit="个",
        by=cast["paymaster"],
        at=at(),
    )
    return Sample(
        own={"pk": found.pk}, data={"year": "2021", "on": "2021-07-01", "grade": "competent", "note": "完成过半"}
    )


@walk_sample("rewards:contract_file")
def contract_text(cast: Cast) -> Sample:
    """One's own contract and somebody else's."""
    own, foreign = person(cast, "朱晨", key="promoter"), person(cast, "陆建国", key="neighbour")
    return Sample(own={"pk": own.contracts.get().pk}, foreign={"pk": foreign.contracts.get().pk}, **OF)


def two_sets(cast: Cast) -> tuple[Any, Any]:
    """A project in which the promoter shares, and one of the neighbour's."""
    mine, theirs = person(cast, "朱晨", key="promoter"), person(cast, "陆建国", key="neighbour")
    own, foreign = project(cast), project(cast, "生物药品项目", keeper="neighbour")
    return shared(cast, own, (mine, "found", "100")), shared(cast, foreign, (theirs, "found", "100"))


@walk_sample("rewards:project_shares")
def ledger(cast: Cast) -> Sample:
    """A project's sets."""
    own, foreign = two_sets(cast)
    return Sample(own={"pk": own.project_id}, foreign={"pk": foreign.project_id}, **OF)


@walk_sample("rewards:set_file")
def set_evidence(cast: Cast) -> Sample:
    """A set's evidence."""
    own, foreign = two_sets(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("rewards:new_set")
def new_set(cast: Cast) -> Sample:
    """A set to enter."""
    who = person(cast, "甲")
    data = {
        "holds_from": "2021-06-01", "note": "确认单", "file": evidence(), "staff_0": str(who.pk), "role_0": "found",
        "percent_0": "100",
    }  # fmt: skip
    return Sample(own={"pk": project(cast).pk}, data=data)


@walk_sample("rewards:dispute")
def dispute(cast: Cast) -> Sample:
    """Something to object to."""
    mine = person(cast, "朱晨", key="promoter")
    data = {"claim": "由我引荐", "arbiter": str(cast["leader"].pk), "claimant": str(mine.pk)}
    return Sample(own={"pk": project(cast).pk}, data=data, holder="promoter")


@walk_sample("rewards:settle")
def settle(cast: Cast) -> Sample:
    """A dispute that was decided."""
    mine, other = person(cast, "朱晨", key="promoter"), person(cast, "乙")
    made = project(cast)
    shared(cast, made, (other, "found", "100"))
    found = decided(cast, disputed(cast, made, mine))
    data = {
        "holds_from": "2021-06-01", "note": "裁定", "staff_0": str(mine.pk), "role_0": "introduced", "percent_0": "40",
        "staff_1": str(other.pk), "role_1": "found", "percent_1": "60",
    }  # fmt: skip
    return Sample(own={"pk": found.pk}, data=data)


@walk_sample("rewards:slip")
def slip(cast: Cast) -> Sample:
    """One's own slip and another's."""
    mine, theirs = person(cast, "朱晨", key="promoter"), person(cast, "陆建国", key="neighbour")
    run = paid(cast)
    return Sample(own={"pk": slip_of(run, mine).pk}, foreign={"pk": slip_of(run, theirs).pk}, **OF)


@walk_sample("rewards:compute")
def month(cast: Cast) -> Sample:
    """A month to compute."""
    person(cast, "甲")
    return Sample(data={"month": "2021-06"}, holder="paymaster")


@walk_sample("rewards:run", "rewards:export")
def run(cast: Cast) -> Sample:
    """A run."""
    person(cast, "甲")
    return Sample(own={"pk": paid(cast).pk})


@walk_sample("rewards:approve")
def draft(cast: Cast) -> Sample:
    """A draft."""
    person(cast, "甲")
    return Sample(own={"pk": paid(cast, until="draft").pk})


@walk_sample("rewards:pay")
def approved(cast: Cast) -> Sample:
    """An approved run."""
    person(cast, "甲")
    return Sample(own={"pk": paid(cast, until="approved").pk})


@walk_sample("rewards:deduct")
def deduction_data(cast: Cast) -> Sample:
    """Something to take off."""
    data = {"code": "absence", "quantity": "1", "reason": "事假", "on": "2021-06-03"}
    return Sample(own={"pk": person(cast, "甲").pk}, data=data)


@walk_sample("rewards:withdraw_deduction")
def deduction(cast: Cast) -> Sample:
    """A deduction that was wrong."""
    made = add_deduction(
        person(cast, "甲"), code="absence", quantity=Decimal(1), reason="事假", on=date(2021, 6, 3),
        by=cast["paymaster"], at=at(),
    )  # fmt: skip
    return Sample(own={"pk": made.pk})
