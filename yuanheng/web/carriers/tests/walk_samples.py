"""What the walk sends to each address of carriers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.carriers.actions.carriers import add_building, add_unit, register_carrier
from yuanheng.web.carriers.actions.imports import create_import, keep_reading, read_list
from yuanheng.web.carriers.actions.leases import Said, enter_lease
from yuanheng.web.carriers.actions.offers import offer_unit
from yuanheng.web.carriers.actions.tenants import tenant_named
from yuanheng.web.carriers.models import Building, Carrier, Lease, LeaseImport, Tenant, Unit
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.actions.projects import create_project
from yuanheng.web.projects.models import Project

DAY = date(2021, 1, 4)
AT = datetime(2021, 1, 4, 10, 0, tzinfo=SHANGHAI)
OF = {"holder": "operator", "foreign_holder": "neighbour"}


def bureau(cast: Cast, key: str) -> Any:
    """The bureau of one of the cast."""
    post = cast[key].posts.first()
    assert post is not None
    return post.organisation


def carrier(cast: Cast, name: str = "科创大楼", *, key: str = "operator", **values: Any) -> Carrier:
    """A carrier that somebody's bureau operates."""
    wanted = {"kind": "science", "opened_on": date(2019, 1, 1), "at": AT} | values
    return register_carrier(name=name, by=cast[key], organisation=bureau(cast, key), **wanted)


def building(cast: Cast, found: Carrier | None = None, name: str = "A 座", **values: Any) -> Building:
    """A building of 5,000 m2."""
    wanted = {"gross_m2": Decimal(5000), "at": AT} | values
    return add_building(found or carrier(cast), name=name, by=cast["operator"], **wanted)


def unit(cast: Cast, found: Building, number: str = "301", **values: Any) -> Unit:
    """A unit of 100 m2 on the third floor, from 2019 on."""
    wanted = {
        "floor": number[0],
        "lettable_m2": Decimal(100),
        "use": "office",
        "holds_from": date(2019, 1, 1),
        "at": AT,
    }
    return add_unit(found, number=number, by=cast["operator"], **(wanted | values))


def tenant(name: str = "启东示例电子有限公司") -> Tenant:
    """A tenant that waits to be matched."""
    return tenant_named(name, at=AT)


def lease(cast: Cast, found: Unit, name: str = "启东示例电子有限公司", **values: Any) -> Lease:
    """A lease of 2020 to 2022 at 1.2 yuan a square metre and day."""
    at, file = values.pop("at", AT), values.pop("file", None)
    wanted = {
        "starts": date(2020, 1, 1), "ends": date(2022, 12, 31), "rent": Decimal("1.2"), "basis": "m2_day",
        "kind": "finance",
    }  # fmt: skip
    return enter_lease(found, Said(tenant=tenant(name), **(wanted | values)), by=cast["operator"], at=at, file=file)


def firm(name: str = "启东示例电子有限公司", code: str = "E1") -> Enterprise:
    """A firm of the register."""
    return Enterprise.objects.create(name=name, code=code)


def _pair(cast: Cast) -> tuple[Carrier, Carrier]:
    return carrier(cast), carrier(cast, "邻局载体", key="neighbour")


def _units(cast: Cast) -> tuple[Unit, Unit]:
    return tuple(unit(cast, building(cast, c)) for c in _pair(cast))  # type: ignore[return-value]


def _leases(cast: Cast) -> tuple[Lease, Lease]:
    own, foreign = _units(cast)
    return lease(cast, own), lease(cast, foreign, "邻局承租单位")


def _sample(own: Any, foreign: Any, **data: Any) -> Sample:
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("carriers:new")
def new(cast: Cast) -> Sample:
    """A carrier to register."""
    return Sample(data={"name": "国动科技园", "kind": "park"}, **OF)


@walk_sample("carriers:carrier", "carriers:change")
def one(cast: Cast) -> Sample:
    """A carrier."""
    return _sample(*_pair(cast), name="科创大楼", kind="office")


@walk_sample("carriers:new_building")
def new_building(cast: Cast) -> Sample:
    """A building to register."""
    return _sample(*_pair(cast), name="B 座", gross_m2="8000")


@walk_sample("carriers:building", "carriers:change_building")
def buildings(cast: Cast) -> Sample:
    """A building."""
    own, foreign = (building(cast, c) for c in _pair(cast))
    return _sample(own, foreign, name="A 座", gross_m2="5100")


@walk_sample("carriers:new_unit")
def new_unit(cast: Cast) -> Sample:
    """A unit to register."""
    own, foreign = (building(cast, c) for c in _pair(cast))
    data = {"floor": "5F", "number": "501", "holds_from": "2020-01-01", "lettable_m2": "88.5", "condition": "lettable"}
    return _sample(own, foreign, **data)


@walk_sample("carriers:unit", "carriers:state_unit")
def units(cast: Cast) -> Sample:
    """A unit re-measured."""
    data = {"holds_from": "2021-01-01", "lettable_m2": "98", "condition": "lettable", "reason": "重新测绘"}
    return _sample(*_units(cast), **data)


@walk_sample("carriers:new_lease")
def new_lease(cast: Cast) -> Sample:
    """A unit to let."""
    data = {"tenant": "启东示例软件有限公司", "starts": "2021-01-01", "ends": "2022-12-31", "rent": "1", "basis": "m2_day",
            "free": "2个月", "step": "每年5%"}  # fmt: skip
    return _sample(*_units(cast), **data)


@walk_sample("carriers:lease", "carriers:correct_lease")
def leases(cast: Cast) -> Sample:
    """A lease, and its correction."""
    data = {"tenant": "启东示例电子有限公司", "starts": "2020-01-01", "ends": "2022-06-30", "reason": "到期日写错"}
    return _sample(*_leases(cast), **data)


@walk_sample("carriers:renew_lease")
def renewed(cast: Cast) -> Sample:
    """A lease that goes on."""
    return _sample(*_leases(cast), tenant="启东示例电子有限公司", starts="2023-01-01", ends="2024-12-31")


@walk_sample("carriers:end_lease")
def ended(cast: Cast) -> Sample:
    """A lease that ends early."""
    return _sample(*_leases(cast), last="2021-01-04", reason="提前退租")


@walk_sample("carriers:withdraw_lease")
def withdrawn(cast: Cast) -> Sample:
    """A lease entered by mistake."""
    return _sample(*_leases(cast), reason="重复登记")


@walk_sample("carriers:lease_paper")
def paper(cast: Cast) -> Sample:
    """A contract."""
    from io import BytesIO

    from yuanheng.web.base import files

    given = BytesIO(b"%PDF-1.4 example")
    given.name = "租赁合同.pdf"
    kept = files.store(given, name=given.name, by=cast["operator"])
    own, foreign = _units(cast)
    return _sample(lease(cast, own, file=kept), lease(cast, foreign, "邻局承租单位", file=kept))


@walk_sample("carriers:tenant", "carriers:match_tenant", "carriers:outside_tenant")
def tenants(cast: Cast) -> Sample:
    """A tenant, and which firm it is."""
    own, foreign = _leases(cast)
    return _sample(own.tenant, foreign.tenant, enterprise=firm().name, why="核对营业执照")


def workbook(rows: list[list[Any]], name: str = "房源清单.xlsx") -> Any:
    """A list as a form hands it over."""
    from io import BytesIO

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "A 座"
    for row in rows:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    content.seek(0)
    content.name = name
    return content


HEADS = ["楼层", "房号", "面积(㎡)", "承租单位", "起", "止", "租金(元/㎡/天)", "押金(元)", "免租期", "递增", "业态"]
LISTED = [
    HEADS,
    ["3F", "301", 120.5, "启东示例电子有限公司", "2020-01-01", "2022-12-31", 1.2, 9000, "3个月", "每年5%", "金融后台"],
    ["3F", "302", 80, "空置", None, None, None, None, None, None, None],
]


def listed(cast: Cast, found: Carrier, key: str = "operator", rows: list[list[Any]] | None = None) -> Any:
    """A list handed in and read."""
    made = create_import(found, given=workbook(rows or LISTED), by=cast[key], at=AT)
    if made.organisation is None:
        made.organisation = bureau(cast, key)
        made.save()
    return keep_reading(made.pk, read_list(made, today=DAY))


@walk_sample("carriers:new_import")
def new_import(cast: Cast) -> Sample:
    """A list of a carrier."""
    return _sample(*_pair(cast), file=workbook(LISTED))


@walk_sample(
    "carriers:import", "carriers:leaseimport", "carriers:settle_import", "carriers:confirm_import",
    "carriers:discard_import", "carriers:marked_copy",
)  # fmt: skip
def imports(cast: Cast) -> Sample:
    """A list that waits for a person."""
    own, foreign = _pair(cast)
    mine = listed(cast, own)
    theirs = LeaseImport.objects.create(
        carrier=foreign, stored=mine.stored, name="邻局清单.xlsx", by=cast["neighbour"], created_at=AT, state="preview",
        organisation=bureau(cast, "neighbour"),
    )  # fmt: skip
    return _sample(mine, theirs)


def project(cast: Cast, name: str = "金融后台项目", **values: Any) -> Project:
    """A project in talks."""
    wanted = {"plant_m2": Decimal(100), "at": AT, "stage_on": DAY, "organisation": bureau(cast, "promoter")} | values
    return create_project(name=name, by=cast["promoter"], **wanted)


@walk_sample("carriers:offer")
def offered(cast: Cast) -> Sample:
    """A vacant unit offered to a project; projects belong to the zone."""
    found = unit(cast, building(cast))
    data = {"units": str(found.pk), "on": "2021-01-04"}
    return Sample(own={"pk": project(cast).pk}, data=data, **OF)


@walk_sample("carriers:answer_offer", "carriers:withdraw_offer")
def answered(cast: Cast) -> Sample:
    """An answer."""
    own, foreign = _units(cast)
    found = project(cast)
    mine = offer_unit(own, found, on=DAY, by=cast["operator"], at=AT)
    theirs = offer_unit(foreign, found, on=DAY, by=cast["neighbour"], at=AT)
    return _sample(mine, theirs, answer="interested", on="2021-01-04", reason="登记有误")
