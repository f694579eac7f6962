"""What the walk sends to each address of land."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from yuanheng.web.base import files
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.land.actions.parcels import create_parcel
from yuanheng.web.land.actions.records import record_fact
from yuanheng.web.land.models import Parcel

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
