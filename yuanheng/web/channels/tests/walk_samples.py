"""What the walk sends to each address of channels."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from yuanheng.web.base import files
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.channels.actions.channels import register_channel
from yuanheng.web.channels.actions.commissions import agree_commission, pay_commission
from yuanheng.web.channels.actions.events import record_event
from yuanheng.web.channels.actions.relations import bring, record_contact, record_partnership, record_relation
from yuanheng.web.channels.models import Channel
from yuanheng.web.projects.actions.projects import Money, create_project
from yuanheng.web.projects.actions.stages import record_stage
from yuanheng.web.projects.models import Project

DAY = date(2021, 5, 6)
AT = datetime(2021, 12, 6, 10, 0, tzinfo=SHANGHAI)
OF = {"holder": "promoter", "foreign_holder": "neighbour"}


def bureau(cast: Cast, key: str) -> Any:
    """The bureau of one of the cast."""
    post = cast[key].posts.first()
    assert post is not None
    return post.organisation


def channel(cast: Cast, name: str = "示例产业咨询有限公司", *, key: str = "promoter", **values: Any) -> Channel:
    """A channel of somebody's bureau."""
    wanted = {"kind": "agency", "region": "上海", "at": AT} | values
    return register_channel(name=name, by=cast[key], organisation=bureau(cast, key), **wanted)


def project(cast: Cast, name: str = "智造基地", *, on: date = date(2021, 1, 4), **values: Any) -> Project:
    """A project of the investment bureau."""
    wanted = {"amounts": [Money("total", Decimal(200_000_000), "yuan", on)], "stage_on": on, "at": AT} | values
    made = create_project(name=name, by=cast["promoter"], organisation=bureau(cast, "promoter"), **wanted)
    record_stage(made, stage="lead", on=on, by=cast["promoter"], at=wanted["at"])
    return made


def paper(name: str = "合作协议.pdf") -> Any:
    """A file as a form hands it over."""
    content = BytesIO(b"%PDF-1.4 example")
    content.name = name
    return content


def stored(cast: Cast, name: str = "合作协议.pdf") -> Any:
    """A file that is kept."""
    return files.store(paper(name), name=name, by=cast["promoter"])


def _pair(cast: Cast) -> tuple[Channel, Channel]:
    return channel(cast), channel(cast, "邻局咨询公司", key="neighbour")


def _sample(cast: Cast, data: dict[str, Any]) -> Sample:
    own, foreign = _pair(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("channels:channel", "channels:change")
def one(cast: Cast) -> Sample:
    """A channel."""
    data = {"name": "示例产业咨询有限公司", "kind": "agency", "region": "上海", "person": "王经理"}
    return _sample(cast, data)


@walk_sample("channels:new")
def new(cast: Cast) -> Sample:
    """A channel to register."""
    return Sample(data={"name": "示例创业投资基金", "kind": "fund", "region": "上海"}, **OF)


@walk_sample("channels:end")
def ended(cast: Cast) -> Sample:
    """A channel that ends."""
    return _sample(cast, {"on": "2021-05-06", "reason": "机构注销"})


@walk_sample("channels:staff")
def staffed(cast: Cast) -> Sample:
    """An office with a number of people."""
    own = channel(cast, "上海招商联络办公室", kind="office")
    foreign = channel(cast, "邻局办公室", kind="office", key="neighbour")
    data = {"count": "4", "since": "2021-05-06"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("channels:relate")
def related(cast: Cast) -> Sample:
    """A relation."""
    data = {"what": "委托招商", "evidence_kind": "agreement", "file": paper(), "since": "2021-05-06"}
    return _sample(cast, data)


@walk_sample("channels:contact")
def contacted(cast: Cast) -> Sample:
    """A contact."""
    return _sample(cast, {"on": "2021-05-06", "kind": "visit", "note": "拜访", "cost_yuan": "1200.50"})


@walk_sample("channels:bring")
def brings(cast: Cast) -> Sample:
    """A project brought."""
    return _sample(cast, {"project": project(cast).number, "on": "2021-05-06", "main": "yes"})


@walk_sample("channels:brought_by")
def brought_by(cast: Cast) -> Sample:
    """By whom a project was brought; everybody who may see projects reaches the zone's."""
    made = channel(cast)
    return Sample(own={"pk": project(cast).pk}, data={"channel": made.name, "on": "2021-05-06"}, **OF)


@walk_sample("channels:agree")
def agrees(cast: Cast) -> Sample:
    """A contract."""
    data = {
        "number": "WT-1", "scope": "长三角", "trigger": "signed", "currency": "yuan", "fixed": "50000",
        "since": "2021-01-04", "file": paper("合同.pdf"),
    }  # fmt: skip
    return _sample(cast, data)


def commission(cast: Cast, made: Channel, number: str = "WT-1", *, key: str = "promoter", **values: Any) -> Any:
    """A contract of a channel: 50,000 yuan a project signed, unless said otherwise."""
    wanted = {"trigger": "signed", "fixed": Decimal(50_000)} if "percent" not in values else {"trigger": "arrived"}
    wanted |= {"since": date(2021, 1, 4), "file": stored(cast), "scope": "长三角", "at": AT}
    return agree_commission(made, number=number, by=cast[key], **(wanted | values))


def signed_project(cast: Cast, made: Channel, name: str = "智造基地", on: date = DAY) -> Project:
    """A project that the channel brought and that was signed."""
    found = project(cast, name)
    bring(made, found, on=date(2021, 2, 1), by=cast["promoter"], at=AT)
    record_stage(found, stage="signed", on=on, by=cast["promoter"], at=AT, order_reason="资料补录")
    return found


def _contracts(cast: Cast) -> tuple[Any, Any, Project]:
    own, foreign = _pair(cast)
    found = signed_project(cast, own)
    return commission(cast, own), commission(cast, foreign, "WT-2", key="neighbour"), found


@walk_sample("channels:pay")
def paid(cast: Cast) -> Sample:
    """A contract to pay under."""
    own, foreign, found = _contracts(cast)
    data = {"project": found.number, "amount": "50000", "currency": "yuan", "paid_on": "2021-06-01", "voucher": "PZ-1"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("channels:end_commission")
def contract_ends(cast: Cast) -> Sample:
    """A contract to end."""
    own, foreign, _ = _contracts(cast)
    data = {"on": "2021-06-01", "reason": "协商终止"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("channels:withdraw_fee")
def fee_withdrawn(cast: Cast) -> Sample:
    """A payment entered wrongly."""
    own, foreign, found = _contracts(cast)
    payment = pay_commission(
        own, found, amount=Decimal(100), currency="yuan", paid_on=date(2021, 6, 1), voucher="PZ-1",
        by=cast["promoter"], at=AT,
    )  # fmt: skip
    return Sample(
        own={"kind": "payment", "pk": payment.pk}, foreign={"kind": "commission", "pk": foreign.pk},
        data={"reason": "重复登记"}, **OF,
    )  # fmt: skip


@walk_sample("channels:fee_evidence")
def fee_paper(cast: Cast) -> Sample:
    """A contract's paper."""
    own, foreign, _ = _contracts(cast)
    return Sample(own={"kind": "commission", "pk": own.pk}, foreign={"kind": "commission", "pk": foreign.pk}, **OF)


def relation(cast: Cast, made: Channel, **values: Any) -> Any:
    """A relation with its paper."""
    wanted = {"what": "委托招商", "evidence_kind": "agreement", "file": stored(cast), "since": DAY, "at": AT} | values
    return record_relation(made, by=cast["promoter"], **wanted)


@walk_sample("channels:withdraw", "channels:evidence")
def relations(cast: Cast) -> Sample:
    """A relation, its paper, and taking it back."""
    own, foreign = (relation(cast, made) for made in _pair(cast))
    foreign.by = cast["neighbour"]
    foreign.save()
    return Sample(
        own={"kind": "relation", "pk": own.pk}, foreign={"kind": "relation", "pk": foreign.pk},
        data={"reason": "登记有误"}, **OF,
    )  # fmt: skip


def event(cast: Cast, name: str = "上海生物医药专题推介会", *, key: str = "promoter", **values: Any) -> Any:
    """An event in Shanghai."""
    wanted = {"kind": "promotion", "on": DAY, "region": "上海", "at": AT} | values
    return record_event(name=name, by=cast[key], organisation=bureau(cast, key), **wanted)


def _events(cast: Cast, data: dict[str, Any]) -> Sample:
    own, foreign = event(cast), event(cast, "邻局活动", key="neighbour")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("channels:event", "channels:promotionevent", "channels:guests")
def events(cast: Cast) -> Sample:
    """An event, and who came."""
    return _events(cast, {"guests": "周明,上海恒远投资有限公司,总经理"})


@walk_sample("channels:lead")
def event_lead(cast: Cast) -> Sample:
    """A project that came of it."""
    return _events(cast, {"project": project(cast).number, "on": "2021-05-10"})


@walk_sample("channels:withdraw_event")
def event_withdrawn(cast: Cast) -> Sample:
    """An event entered wrongly."""
    return _events(cast, {"reason": "登记有误"})


@walk_sample("channels:new_event")
def new_event(cast: Cast) -> Sample:
    """An event to enter."""
    data = {"name": "苏州推介会", "kind": "promotion", "on": "2021-05-06", "region": "苏南", "cost_yuan": "80000"}
    return Sample(data=data, **OF)


@walk_sample("channels:partnership")
def partnerships(cast: Cast) -> Sample:
    """Talks with a zone."""
    made = channel(cast, "上海示例高科技园区", kind="zone")
    other = channel(cast, "邻局园区", kind="zone", key="neighbour")
    own, foreign = (
        record_partnership(kind="talks", on=DAY, what="共建洽谈", channel=c, by=cast[key], at=AT)
        for c, key in ((made, "promoter"), (other, "neighbour"))
    )
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("channels:new_partnership")
def new_partnership(cast: Cast) -> Sample:
    """A pair of research there and production here."""
    data = {
        "kind": "rd_pair", "on": "2021-05-06", "what": "创新药研发与生产", "region": "上海",
        "partner": "上海示例药物研究院", "project": project(cast).number,
    }  # fmt: skip
    return Sample(data=data, **OF)


@walk_sample("channels:figure")
def figure(cast: Cast) -> Sample:
    """A number's records; they belong to the zone."""
    channel(cast)
    return Sample(own={"code": "events", "year": 2021}, query={"through": "上海"}, **OF)


def contact(cast: Cast, made: Channel, on: date = DAY, **values: Any) -> Any:
    """A contact."""
    wanted = {"kind": "call", "note": "电话沟通", "at": AT} | values
    return record_contact(made, on=on, by=cast["promoter"], **wanted)
