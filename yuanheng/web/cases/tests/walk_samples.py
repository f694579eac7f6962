"""What the walk sends to each address of cases."""

from __future__ import annotations

from datetime import date

from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.cases.actions import act
from yuanheng.web.cases.actions.delegating import delegate
from yuanheng.web.cases.actions.redating import ask_redating
from yuanheng.web.cases.models import Case

from .office import open_for, scan


def _two(cast: Cast) -> tuple[Case, Case]:
    return open_for(cast["clerk"]), open_for(cast["neighbour"])


@walk_sample("cases:case")
def cases(cast: Cast) -> Sample:
    """A case of each bureau."""
    own, foreign = _two(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


@walk_sample("cases:act")
def acts(cast: Cast) -> Sample:
    """A remark, which whoever reaches a case may make."""
    own, foreign = _two(cast)
    data = {"version": own.version, "text": "已电话告知申请人"}
    return Sample(own={"pk": own.pk, "kind": "remarked"}, foreign={"pk": foreign.pk, "kind": "remarked"}, data=data)


@walk_sample("cases:paper")
def papers(cast: Cast) -> Sample:
    """A scan on a case of each bureau."""

    def with_paper(user: User) -> dict[str, object]:
        case = open_for(user)
        act(case=case, kind="remarked", by=user, at=moment.now(), data={"text": "附件"}, files=[scan()])
        return {"pk": case.pk, "paper": case.papers.get().pk}

    return Sample(own=with_paper(cast["clerk"]), foreign=with_paper(cast["neighbour"]))


@walk_sample("cases:open")
def opening(cast: Cast) -> Sample:
    """A licence, opened in the name of the clerk's bureau."""
    bureau = cast["clerk"].posts.get().organisation_id
    data = {"procedure": "licence-20", "title": "食品经营许可", "organisation": str(bureau)}
    return Sample(data=data, query={"procedure": "licence-20"})


@walk_sample("cases:procedure")
def procedures(cast: Cast) -> Sample:
    """Procedures belong to nobody."""
    return Sample(own={"name": "licence-20"})


@walk_sample("cases:redating")
def redatings(cast: Cast) -> Sample:
    """One that waits for its job."""
    return Sample(own={"pk": ask_redating(by=cast["administrator"], at=moment.now()).pk})


@walk_sample("cases:delegations")
def delegations(cast: Cast) -> Sample:
    """The leader stands in for a week to come."""
    data = {"to": str(cast["builder"].pk), "since": "2099-01-05", "until": "2099-01-09", "reason": "出差"}
    return Sample(data=data)


@walk_sample("cases:end_delegation")
def ends(cast: Cast) -> Sample:
    """One of each clerk's."""

    def of(who: User) -> dict[str, object]:
        made = delegate(
            who=who, to=cast["leader"], since=date(2099, 1, 5), until=date(2099, 1, 9), reason="休假", at=moment.now()
        )
        return {"pk": made.pk}

    return Sample(own=of(cast["clerk"]), foreign=of(cast["neighbour"]))
