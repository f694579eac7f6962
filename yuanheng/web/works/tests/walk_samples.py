"""What the walk sends to each address of works."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.web.base import files
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.works.actions.money import state_money
from yuanheng.web.works.actions.planning import add_paper
from yuanheng.web.works.actions.progressing import add_picture
from yuanheng.web.works.actions.rows import enter_row
from yuanheng.web.works.actions.utilities import promise
from yuanheng.web.works.models import Work
from yuanheng.web.works.rowspecs import REGISTERS

from .making import DAY, at, bureau, capacity, paper, picture, project_of, sheet, work_of

OF: dict[str, Any] = {"holder": "engineer", "foreign_holder": "neighbour"}


def _pair(cast: Cast, kind: str = "road") -> tuple[Work, Work]:
    return work_of(cast, "林洋南路建设", kind), work_of(cast, "邻局工程", kind, key="neighbour")


def _sample(cast: Cast, data: dict[str, Any], kind: str = "road") -> Sample:
    own, foreign = _pair(cast, kind)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("works:work")
def one(cast: Cast) -> Sample:
    """A work."""
    return _sample(cast, {})


@walk_sample("works:new")
def new(cast: Cast) -> Sample:
    """A work to register."""
    data = {"name": "海洪南路建设", "kind": "road", "organisation": bureau(cast).pk, "topic": "south-roads"}
    return Sample(data=data, **OF)


@walk_sample("works:change")
def change(cast: Cast) -> Sample:
    """A work to change."""
    return _sample(cast, {"name": "林洋南路延伸", "kind": "road", "organisation": bureau(cast).pk})


@walk_sample("works:open")
def opened(cast: Cast) -> Sample:
    """A work whose case is to be opened."""
    data = {
        "title": "林洋南路建设",
        "procedure": "road-construction",
        "organisation": bureau(cast).pk,
        "skip": ["land"],
    }
    return _sample(cast, data)


@walk_sample("works:money")
def money(cast: Cast) -> Sample:
    """A budget."""
    return _sample(cast, {"kind": "budget", "wan": "1200.5", "on": "2021-03-01"})


@walk_sample("works:pay")
def paid(cast: Cast) -> Sample:
    """A payment within the contract."""
    own, foreign = _pair(cast)
    for work, key in ((own, "engineer"), (foreign, "neighbour")):
        state_money(work, kind="contract", amount=Decimal(1_000_000), on=DAY, by=cast[key], at=at())
    data = {"amount": "300000.00", "on": "2021-03-01", "document": "PZ-1"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("works:plan_step")
def planned(cast: Cast) -> Sample:
    """A planned date."""
    return _sample(cast, {"step": "start", "on": "2021-09-30"})


@walk_sample("works:report")
def reported(cast: Cast) -> Sample:
    """A report."""
    return _sample(cast, {"on": "2021-03-01", "percent": "35.5", "text": "路基完成"})


@walk_sample("works:picture")
def pictured(cast: Cast) -> Sample:
    """A picture."""
    return _sample(cast, {"file": picture(), "on": "2021-03-01", "latitude": "31.850000", "longitude": "121.600000"})


@walk_sample("works:picture_file")
def picture_shown(cast: Cast) -> Sample:
    """A picture that is kept."""
    own, foreign = (
        add_picture(work, given=picture(), on=DAY, place=None, caption="", by=cast[key], at=at())
        for work, key in zip(_pair(cast), ("engineer", "neighbour"), strict=True)
    )
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("works:place")
def placed(cast: Cast) -> Sample:
    """A line."""
    return _sample(cast, {"shape": "line", "points": "121.60,31.85\n121.61,31.85"})


@walk_sample("works:paper")
def papered(cast: Cast) -> Sample:
    """A version of a plan."""
    return _sample(cast, {"what": "version", "version": "送审稿", "on": "2021-03-01"}, "planning")


@walk_sample("works:paper_file")
def paper_shown(cast: Cast) -> Sample:
    """The file of a version."""
    own, foreign = (
        add_paper(
            work, what="version", version="送审稿", on=DAY, by=cast[key], at=at(),
            file=files.store(paper(), name="送审稿.pdf", by=cast[key]),
        )
        for work, key in zip(_pair(cast, "planning"), ("engineer", "neighbour"), strict=True)
    )  # fmt: skip
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("works:money_file")
def money_shown(cast: Cast) -> Sample:
    """The scan of a budget."""
    own, foreign = (
        state_money(
            work, kind="budget", amount=Decimal(100), on=DAY, by=cast[key], at=at(),
            file=files.store(paper(), name="批复.pdf", by=cast[key]),
        )
        for work, key in zip(_pair(cast), ("engineer", "neighbour"), strict=True)
    )  # fmt: skip
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


def _rows(cast: Cast, data: dict[str, Any]) -> Sample:
    own, foreign = _pair(cast, "land")
    of = {"code": "households"}
    return Sample(own={"pk": own.pk, **of}, foreign={"pk": foreign.pk, **of}, data=data, **OF)


@walk_sample("works:rows")
def rows(cast: Cast) -> Sample:
    """The households of an acquisition."""
    return _rows(cast, {})


@walk_sample("works:row_new")
def row_new(cast: Cast) -> Sample:
    """A household."""
    return _rows(cast, {"key": "H-1", "holder": "张某", "area_mu": "3.2", "signed_on": "2021-03-01"})


@walk_sample("works:rows_import")
def rows_import(cast: Cast) -> Sample:
    """A list of households."""
    return _rows(cast, {"file": sheet([["户主", "面积(亩)", "签约日期"], ["李某", 2.5, date(2021, 3, 1)]])})


@walk_sample("works:row_remove")
def row_remove(cast: Cast) -> Sample:
    """A household entered twice."""
    made = []
    for work, key in zip(_pair(cast, "land"), ("engineer", "neighbour"), strict=True):
        values = {"key": "H-1", "holder": "张某", "area_mu": Decimal(3)}
        row = enter_row(work, REGISTERS["households"], values=values, by=cast[key], at=at())
        made.append({"pk": work.pk, "code": "households", "row": row.pk})
    return Sample(own=made[0], foreign=made[1], data={"reason": "重复登记"}, **OF)


@walk_sample("works:figure")
def figure(cast: Cast) -> Sample:
    """A number's records; they belong to the zone."""
    return Sample(own={"code": "started", "year": 2021}, **OF)


@walk_sample("works:new_capacity")
def capacity_new(cast: Cast) -> Sample:
    """What a supplier said."""
    data = {
        "park": "semiconductor", "kind": "power", "as_of": "2021-03-01", "capacity": "1000", "contracted": "200",
        "told_by": "供电公司", "document": "函",
    }  # fmt: skip
    return Sample(data=data, **OF)


@walk_sample("works:park")
def park(cast: Cast) -> Sample:
    """A park; they belong to nobody."""
    capacity(cast)
    return Sample(own={"park": "semiconductor"}, **OF)


@walk_sample("works:promise")
def promised(cast: Cast) -> Sample:
    """A promise to a project; officers of works reach the zone's projects."""
    capacity(cast)
    data = {"park": "semiconductor", "kind": "power", "amount": "600", "until": "2099-12-31"}
    return Sample(own={"pk": project_of(cast).pk}, data=data, **OF)


@walk_sample("works:release", "works:take_up")
def released(cast: Cast) -> Sample:
    """A promise that is released, or signed for."""
    capacity(cast)
    made = promise(
        project_of(cast), park="semiconductor", kind="power", amount=Decimal(600), on=DAY, until=date(2099, 12, 31),
        by=cast["engineer"], at=at(),
    )  # fmt: skip
    return Sample(own={"pk": made.pk}, data={"reason": "项目终止"}, **OF)
