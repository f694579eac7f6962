"""What the walk sends to each address of tenancies."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from yuanheng.web.base import files, jobs
from yuanheng.web.base.models import Job
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.tenancies.actions.imports import create_list
from yuanheng.web.tenancies.actions.meters import add_user, record_reading, register_account
from yuanheng.web.tenancies.actions.tenancies import Parties, Stated, confirm, register_tenancy, settle, state
from yuanheng.web.tenancies.models import Tenancy

AT = datetime(2021, 3, 1, 10, 0, tzinfo=SHANGHAI)
TERM = {"since": date(2021, 1, 1), "until": date(2030, 12, 31)}
OF = {"holder": "surveyor", "foreign_holder": "clerk"}


def bureau(cast: Cast, key: str) -> Any:
    """The bureau of one of the cast."""
    post = cast[key].posts.first()
    assert post is not None
    return post.organisation


def firm(name: str, code: str = "") -> Enterprise:
    """A firm of the register."""
    return Enterprise.objects.get_or_create(name=name, defaults={"code": code or name})[0]


def lease(
    cast: Cast, owner: str = "启航机械有限公司", tenant: str = "小石五金厂", *, key: str = "surveyor", **values: Any
) -> Tenancy:
    """A lease between two firms, without statements."""
    parties = Parties(owner=firm(owner), tenant=firm(tenant))
    wanted = {"at": AT, "organisation": bureau(cast, key)} | values
    return register_tenancy(parties, by=cast[key], **wanted)


def said(cast: Cast, made: Tenancy, side: str, floor: str | None = None, land: str | None = None, **values: Any) -> Any:
    """A statement of one side."""
    stated = Stated(
        floor_m2=Decimal(floor) if floor else None, land_mu=Decimal(land) if land else None,
        **(TERM | {k: values.pop(k) for k in ("since", "until") if k in values}),
    )  # fmt: skip
    return state(made, side=side, stated=stated, **({"by": made.by, "at": AT} | values))


def agreed(cast: Cast, made: Tenancy, floor: str | None = None, land: str | None = None) -> Tenancy:
    """Both say the same, and both have confirmed."""
    for side in ("owner", "tenant"):
        statement = said(cast, made, side, floor, land)
        confirm(statement, person="王厂长", on=date(2021, 2, 1), by=cast["surveyor"], at=AT)
    return made


def paper(name: str = "租赁合同.pdf") -> Any:
    """A file as a form hands it over."""
    content = BytesIO(b"%PDF-1.4 example")
    content.name = name
    return content


def stored(cast: Cast, name: str = "租赁合同.pdf") -> Any:
    """A file that is kept."""
    return files.store(paper(name), name=name, by=cast["surveyor"])


def pair(cast: Cast) -> tuple[Tenancy, Tenancy]:
    """One of the land bureau's and one of the development bureau's."""
    return lease(cast), lease(cast, "邻局机械有限公司", "邻局五金厂", key="clerk")


def _sample(cast: Cast, data: dict[str, Any]) -> Sample:
    own, foreign = pair(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("tenancies:tenancy")
def one(cast: Cast) -> Sample:
    """A lease on which the sides differ."""
    sample = _sample(cast, {})
    made = Tenancy.objects.get(pk=sample.own["pk"])
    said(cast, made, "owner", "4000")
    said(cast, made, "tenant", "3800")
    return sample


@walk_sample("tenancies:new")
def new(cast: Cast) -> Sample:
    """A lease to register."""
    firm("启航机械有限公司")
    data = {
        "owner": "启航机械有限公司", "tenant_name": "外地租户有限公司", "said_by": "both", "floor_m2": "4000",
        "land_unit": "mu", "since": "2021-01-01",
    }  # fmt: skip
    return Sample(data=data, **OF)


@walk_sample("tenancies:say")
def says(cast: Cast) -> Sample:
    """A statement of one side."""
    data = {"side": "owner", "floor_m2": "4000", "land_unit": "mu", "since": "2021-01-01"}
    return _sample(cast, data)


@walk_sample("tenancies:settle")
def settled(cast: Cast) -> Sample:
    """A difference to settle."""
    sample = _sample(cast, {"what": "floor", "stands": "owner", "reason": "以不动产测绘为准"})
    for pk in (sample.own["pk"], sample.foreign["pk"]):
        made = Tenancy.objects.get(pk=pk)
        said(cast, made, "owner", "4000")
        said(cast, made, "tenant", "3800")
    return sample


@walk_sample("tenancies:confirm")
def confirmed(cast: Cast) -> Sample:
    """A statement to confirm."""
    own, foreign = pair(cast)
    return Sample(
        own={"pk": said(cast, own, "owner", "4000").pk}, foreign={"pk": said(cast, foreign, "owner", "4000").pk},
        data={"person": "王厂长", "on": "2021-02-01"}, **OF,
    )  # fmt: skip


@walk_sample("tenancies:withdraw")
def withdrawn(cast: Cast) -> Sample:
    """A lease entered wrongly."""
    own, foreign = pair(cast)
    return Sample(
        own={"kind": "tenancy", "pk": own.pk}, foreign={"kind": "tenancy", "pk": foreign.pk},
        data={"reason": "登记重复"}, **OF,
    )  # fmt: skip


@walk_sample("tenancies:undo")
def undone(cast: Cast) -> Sample:
    """A settlement to undo."""
    made = []
    for each in pair(cast):
        said(cast, each, "owner", "4000")
        said(cast, each, "tenant", "3800")
        made.append(settle(each, what="floor", stands="owner", reason="以测绘为准", by=each.by, at=AT))
    return Sample(
        own={"kind": "settlement", "pk": made[0].pk}, foreign={"kind": "settlement", "pk": made[1].pk},
        data={"reason": "测绘有误"}, **OF,
    )  # fmt: skip


@walk_sample("tenancies:paper")
def papers(cast: Cast) -> Sample:
    """The paper of a statement."""
    made = said(cast, lease(cast), "owner", "4000", file=stored(cast))
    return Sample(own={"kind": "statement", "pk": made.pk}, **OF)


def shared(
    cast: Cast, account: str = "3206001", *, key: str = "surveyor", readings: tuple[str, ...] = ("600", "300")
) -> Any:
    """An account of the landlord's with two sub-meters, read in January."""
    made = register_account(account=account, holder=firm("启航机械有限公司"), by=cast[key], at=AT)
    month = date(2021, 1, 1)
    record_reading(made, month=month, kwh=Decimal("1000"), by=cast[key], at=AT)
    for place, (name, kwh) in enumerate(zip(("启航机械有限公司", "小石五金厂"), readings, strict=True), start=1):
        user = add_user(made, firm(name), number=f"{account}-{place}", since=month, by=cast[key], at=AT)
        record_reading(made, month=month, kwh=Decimal(kwh), user=user, by=cast[key], at=AT)
    return made


def _accounts(cast: Cast, data: dict[str, Any]) -> Sample:
    own, foreign = shared(cast), shared(cast, "3206009", key="clerk")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("tenancies:firm")
def firm_page(cast: Cast) -> Sample:
    """A firm that lets."""
    agreed(cast, lease(cast), "4000", "9")
    shared(cast)
    return Sample(own={"pk": firm("启航机械有限公司").pk}, **OF)


@walk_sample("tenancies:hold")
def holds(cast: Cast) -> Sample:
    """A certificate."""
    firm("启航机械有限公司")
    data = {
        "enterprise": "启航机械有限公司",
        "certificate": "苏(2016)第1号",
        "land": "30",
        "land_unit": "mu",
        "since": "2016-05-01",
    }
    return Sample(data=data, **OF)


@walk_sample("tenancies:account", "tenancies:sharedaccount")
def account(cast: Cast) -> Sample:
    """A shared account."""
    return _accounts(cast, {})


@walk_sample("tenancies:new_account")
def new_account(cast: Cast) -> Sample:
    """An account to register."""
    firm("启航机械有限公司")
    return Sample(data={"account": "3206002", "holder": "启航机械有限公司"}, **OF)


@walk_sample("tenancies:user")
def meter_user(cast: Cast) -> Sample:
    """One more sub-meter."""
    firm("大洋泵业有限公司")
    return _accounts(
        cast, {"enterprise": "大洋泵业有限公司", "number": "F-3", "multiplier": "40", "since": "2021-01-01"}
    )


@walk_sample("tenancies:reading")
def meter_reading(cast: Cast) -> Sample:
    """The bill of February."""
    return _accounts(cast, {"of": "", "month": "2021-02", "usage": "1200"})


@walk_sample("tenancies:settle_month")
def month_settled(cast: Cast) -> Sample:
    """A loss above the rule's."""
    return _accounts(
        cast, {"month": "2021-01-01", "bill_kwh": "1000.00", "read_kwh": "900.00", "reason": "变压器损耗,双方认可"}
    )


TABLE = "出租方,承租方,建筑面积(㎡),租期起,租期止\n启航机械有限公司,小石五金厂,4000,2021-01-01,2025-12-31\n"


def listed(cast: Cast, *, key: str = "surveyor", text: str = TABLE, kind: str = "tenancies") -> Any:
    """A list that was read and waits for its confirmation."""
    given = BytesIO(text.encode())
    given.name = "租赁台账.csv"
    made = create_list(given=given, kind=kind, said_by="both", by=cast[key], at=AT)
    for job in Job.objects.for_target(made).unfinished():
        jobs.run(str(job.pk))
    made.refresh_from_db()
    return made


def _lists(cast: Cast, data: dict[str, Any]) -> Sample:
    firm("启航机械有限公司"), firm("小石五金厂")
    own, foreign = listed(cast), listed(cast, key="clerk")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("tenancies:list", "tenancies:registerlist", "tenancies:discard_list", "tenancies:marked_list")
def one_list(cast: Cast) -> Sample:
    """A list that was read."""
    return _lists(cast, {})


@walk_sample("tenancies:confirm_list")
def confirmed_list(cast: Cast) -> Sample:
    """A list to enter."""
    return _lists(cast, {"without_blocked": "on"})


@walk_sample("tenancies:settle_list")
def settled_list(cast: Cast) -> Sample:
    """A list whose names a person settles."""
    return _lists(cast, {"name": "小石五金厂", "firm": "outside"})


@walk_sample("tenancies:lists")
def lists(cast: Cast) -> Sample:
    """A list to hand in."""
    return Sample(data={"kind": "tenancies", "said_by": "both", "file": paper("租赁台账.csv")}, **OF)
