"""What the walk sends to each address of land."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from yuanheng.web.base import files
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.land.actions.disposals import open_disposal
from yuanheng.web.land.actions.imports import create_import, keep_reading, read_file
from yuanheng.web.land.actions.parcels import create_parcel
from yuanheng.web.land.actions.records import record_fact, record_supply
from yuanheng.web.land.models import Disposal, LandImport, Parcel
from yuanheng.web.projects.actions.projects import create_project
from yuanheng.web.projects.models import Project

from .making import box, geojson, given

AT = datetime(2021, 5, 6, 10, 0, tzinfo=SHANGHAI)
OF = {"holder": "surveyor", "foreign_holder": "clerk"}


def parcel(cast: Cast, key: str = "surveyor", number: str = "QD-001", **values: Any) -> Parcel:
    """A parcel of somebody's bureau."""
    post = cast[key].posts.first()
    assert post is not None
    return create_parcel(number=number, by=cast[key], at=AT, organisation=post.organisation, **values)


def pair(cast: Cast) -> tuple[Parcel, Parcel]:
    """An own one and a foreign one."""
    return parcel(cast), parcel(cast, "clerk", "QD-002")


@walk_sample("land:parcel")
def one(cast: Cast) -> Sample:
    """A parcel."""
    own, foreign = pair(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("land:new")
def new(cast: Cast) -> Sample:
    """A parcel to enter."""
    return Sample(data={"number": "QD-009"}, holder="surveyor")


@walk_sample("land:change")
def changed(cast: Cast) -> Sample:
    """A parcel to change."""
    own, foreign = pair(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"name": "东地块", "version": "1"}, **OF)


@walk_sample("land:record")
def recorded(cast: Cast) -> Sample:
    """A fact to record."""
    own, foreign = pair(cast)
    data = {"kind": "approved", "on": "2020-05-01"}
    return Sample(own={"pk": own.pk, "what": "fact"}, foreign={"pk": foreign.pk, "what": "fact"}, data=data, **OF)


def _facts(cast: Cast) -> list[dict[str, Any]]:
    found = []
    for made, key in zip(pair(cast), ("surveyor", "clerk"), strict=True):
        from io import BytesIO

        stored = files.store(BytesIO(b"scan"), name="批复.pdf", by=cast[key])
        fact = record_fact(made, kind="approved", on=date(2020, 5, 1), by=cast[key], at=AT, file=stored)
        found.append({"pk": made.pk, "what": "fact", "record": fact.pk})
    return found


@walk_sample("land:void")
def voided(cast: Cast) -> Sample:
    """A fact that was wrong."""
    own, foreign = _facts(cast)
    return Sample(own=own, foreign=foreign, data={"reason": "录错宗地"}, **OF)


@walk_sample("land:scan")
def scanned(cast: Cast) -> Sample:
    """The paper of a fact."""
    own, foreign = _facts(cast)
    return Sample(own=own, foreign=foreign, **OF)


def brought(cast: Cast, key: str = "surveyor", *, asking: bool = False) -> LandImport:
    """A layer handed in and read; it waits for a yes, or for an answer."""
    content = geojson({f"QD-{key}": box(0, 0, 100, 200)}, crs="" if asking else "urn:ogc:def:crs:EPSG::4490")
    made = create_import(
        kind="layer", given=given(content, "宗地.geojson"), holds_from=date(2021, 4, 1), by=cast[key], at=AT
    )
    return keep_reading(made.pk, read_file(made))


def imports_of(cast: Cast, **how: Any) -> Sample:
    """An own import; nobody of another bureau may bring land in."""
    return Sample(own={"pk": brought(cast, **how).pk}, foreign=None, holder="surveyor")


@walk_sample("land:imports")
def handed_in(cast: Cast) -> Sample:
    """A file to hand in."""
    content = given(geojson({"QD-1": box(0, 0, 100, 200)}), "宗地.geojson")
    data = {"kind": "layer", "holds_from": "2021-04-01", "file": content}
    return Sample(data=data, holder="surveyor")


@walk_sample("land:import", "land:accept_import", "land:discard_import")
def looked_at(cast: Cast) -> Sample:
    """An import to look at, accept, leave out."""
    return imports_of(cast)


@walk_sample("land:answer_import")
def answered(cast: Cast) -> Sample:
    """A question to answer."""
    own = imports_of(cast, asking=True)
    return Sample(own=own.own, foreign=None, data={"told": "cgcs2000"}, holder="surveyor")


def idle(cast: Cast, key: str = "surveyor", number: str = "QD-001") -> Parcel:
    """A parcel that has been idle since 2020-06-01."""
    made = parcel(cast, key, number)
    record_supply(
        made,
        on=date(2019, 1, 10),
        by=cast[key],
        at=AT,
        agreed_start_on=date(2019, 6, 1),
        price=9_000_000,
        holder_text="甲公司",
    )
    return made


@walk_sample("land:open_disposal")
def to_open(cast: Cast) -> Sample:
    """An idle parcel."""
    own, foreign = idle(cast), idle(cast, "clerk", "QD-002")
    data = {"cause": "holder", "way": "take_back"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


def disposals(cast: Cast) -> tuple[Disposal, Disposal]:
    """An own one and another bureau's."""
    made = []
    for key, number in (("surveyor", "QD-001"), ("clerk", "QD-002")):
        found = open_disposal(idle(cast, key, number), cause="holder", way="fee", by=cast["surveyor"], at=AT)
        if key == "clerk":
            post = cast[key].posts.first()
            assert post is not None
            found.organisation, found.by = post.organisation, cast[key]
            found.save()
        made.append(found)
    return made[0], made[1]


@walk_sample("land:disposal")
def one_disposal(cast: Cast) -> Sample:
    """A disposal."""
    own, foreign = disposals(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("land:change_road")
def another_road(cast: Cast) -> Sample:
    """A disposal whose investigation found another cause."""
    own, foreign = disposals(cast)
    data = {"cause": "government", "way": "purchase", "reason": "管线未迁改"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("land:fee_paid")
def paid(cast: Cast) -> Sample:
    """A fee that was paid."""
    own, foreign = disposals(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"on": "2021-05-01"}, **OF)


@walk_sample("land:paper")
def a_paper(cast: Cast) -> Sample:
    """A paper of a step."""
    own, foreign = disposals(cast)
    return Sample(own={"pk": own.pk, "step": "notify"}, foreign={"pk": foreign.pk, "step": "notify"}, **OF)


def project(cast: Cast, key: str = "promoter", name: str = "智造基地") -> Project:
    """A project that needs land."""
    post = cast[key].posts.first()
    assert post is not None
    return create_project(name=name, by=cast[key], at=AT, organisation=post.organisation, land_mu=30)


@walk_sample("land:match")
def matched(cast: Cast) -> Sample:
    """A project's fitting parcels."""
    return Sample(
        own={"pk": project(cast).pk},
        foreign={"pk": project(cast, "clerk", "乙").pk},
        holder="promoter",
        foreign_holder="clerk",
    )


@walk_sample("land:offer")
def offered(cast: Cast) -> Sample:
    """A parcel to offer."""
    own, foreign = pair(cast)
    wanted = project(cast)
    return Sample(own={"pk": wanted.pk, "parcel": own.pk}, foreign={"pk": wanted.pk, "parcel": foreign.pk}, **OF)
