"""What the walk sends to each address of cultivation."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.cultivation.actions.clusters import create_cluster
from yuanheng.web.cultivation.actions.lists import create_list
from yuanheng.web.cultivation.actions.qualifications import declare
from yuanheng.web.cultivation.actions.served import answer_request, assign_request, receive_request
from yuanheng.web.enterprises.models import Enterprise

DAY = date(2021, 5, 6)
AT = datetime(2021, 5, 6, 10, 0, tzinfo=SHANGHAI)


def firm(code: str = "C1", name: str = "启东恒达新能源有限公司", **values: Any) -> Enterprise:
    """A firm of the register."""
    return Enterprise.objects.create(code=code, name=name, **values)


def names(text: str = "序号,企业名称,统一社会信用代码\n1,启东恒达新能源有限公司,\n2,南通外区电子有限公司,\n") -> Any:
    """A published list as a form hands it over."""
    content = BytesIO(text.encode())
    content.name = "名单.csv"
    return content


@walk_sample("cultivation:cluster", "cultivation:change_cluster", "cultivation:member")
def clusters(cast: Cast) -> Sample:
    """A cluster; they belong to the zone."""
    made = create_cluster(by=cast["analyst"], code="new-energy", name="新能源")
    firm()
    data = {
        "code": "new-energy", "name": "新能源", "enterprise": "C1", "included": "in", "since": "2021-05-06",
        "reason": "会议纪要",
    }  # fmt: skip
    return Sample(own={"pk": made.pk}, data=data)


@walk_sample("cultivation:new_cluster")
def new_cluster(cast: Cast) -> Sample:
    """A cluster to make."""
    return Sample(data={"code": "bio", "name": "生物医药"})


@walk_sample("cultivation:declare")
def new_declaration(cast: Cast) -> Sample:
    """A firm applies."""
    firm()
    return Sample(data={"enterprise": "C1", "kind": "high_tech", "on": "2021-05-06"})


@walk_sample("cultivation:qualification", "cultivation:end")
def qualifications(cast: Cast) -> Sample:
    """A declaration that waits."""
    made = declare(firm(), kind="high_tech", on=DAY, by=cast["analyst"], at=AT)
    return Sample(
        own={"pk": made.pk}, data={"on": "2021-05-06", "counts_for": "2021", "document": "苏高企认〔2021〕1号"}
    )


def _list(cast: Cast, key: str) -> Any:
    given = names("序号,企业名称,统一社会信用代码\n1,启东恒达新能源有限公司,\n")
    return create_list(
        given=given, kind="high_tech", recognised_on=DAY, counts_for=2021,
        by=cast[key], at=AT,
    )  # fmt: skip


@walk_sample("cultivation:list", "cultivation:settle", "cultivation:confirm", "cultivation:discard")
def lists(cast: Cast) -> Sample:
    """A list that was read."""
    firm()
    return Sample(own={"pk": _list(cast, "analyst").pk}, data={"index": "0", "enterprise": "C1"})


@walk_sample("cultivation:lists")
def new_list(cast: Cast) -> Sample:
    """A list to hand in."""
    firm()
    data = {
        "file": names(), "kind": "high_tech", "recognised_on": "2021-05-06", "counts_for": "2021", "issuer": "科技厅",
        "document": "1号",
    }  # fmt: skip
    return Sample(data=data)


@walk_sample("cultivation:serve")
def new_service(cast: Cast) -> Sample:
    """A visit."""
    firm()
    return Sample(data={"kind": "visit", "held_on": "2021-05-06", "title": "走访", "enterprises": "C1"})


@walk_sample("cultivation:contact")
def new_contact(cast: Cast) -> Sample:
    """A contact leader."""
    firm()
    return Sample(data={"enterprise": "C1", "leader": cast["leader"].pk, "since": "2021-05-06"})


@walk_sample("cultivation:receive")
def new_request(cast: Cast) -> Sample:
    """A request."""
    firm()
    return Sample(data={"enterprise": "C1", "title": "用工紧张", "received_on": "2021-05-06"})


def _request(cast: Cast, key: str, *, state: str) -> Any:
    found = Enterprise.objects.filter(code="C1").first() or firm()
    made = receive_request(found, title="用工紧张", received_on=DAY, by=cast[key], at=AT)
    if state != "received":
        made = assign_request(made, organisation=made.entered_by, due_on=DAY, by=cast[key])
    if state == "answered":
        made = answer_request(made, answer="已组织招聘会", on=DAY, by=cast[key], at=AT)
    return made


def _requests(cast: Cast, state: str, data: dict[str, Any]) -> Sample:
    own, foreign = _request(cast, "clerk", state=state), _request(cast, "neighbour", state=state)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data)


@walk_sample("cultivation:request", "cultivation:assign")
def received(cast: Cast) -> Sample:
    """A request to assign."""
    bureau = cast["clerk"].posts.first().organisation_id  # type: ignore[union-attr]
    return _requests(cast, "received", {"organisation": bureau, "due_on": "2021-06-01"})


@walk_sample("cultivation:answer")
def assigned(cast: Cast) -> Sample:
    """A request to answer."""
    return _requests(cast, "assigned", {"answer": "已办", "on": "2021-05-07"})


@walk_sample("cultivation:call_back")
def to_call_back(cast: Cast) -> Sample:
    """A request to call back on."""
    return _requests(cast, "answered", {"satisfied": "yes", "on": "2021-05-08"})
