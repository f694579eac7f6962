"""The demo zone's carriers: written in bulk, so that three hundred tenants and two thousand leases take seconds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction

from yuanheng.web.base import moment
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.keys import folded
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from .actions.carriers import add_building, register_carrier
from .actions.offers import answer_offer, offer_unit
from .book import book_of
from .demo_inventing import CARRIERS, SMALL, House, Letting, Room, Told, houses_of
from .models import Building, Carrier, Floor, Lease, Matching, Tenant, TenantMatch, Unit, UnitState
from .policy.rent import Free, yearly_steps
from .terms import free_json, steps_json

BATCH = 500
DRAWN, LEFT_WAITING = 90, 8


def load_demo_carriers(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Twelve carriers. Nothing where there are carriers already."""
    if Carrier.objects.exists():
        return
    made = _Making(cast, moment.today())
    with transaction.atomic():
        made.load(CARRIERS[:SMALL] if small else CARRIERS)
        made.offers()
    say(f"楼宇载体:{made.carriers} 个,单元 {made.units} 个,租约 {made.leases} 份,承租单位 {len(made.tenants)} 家")


def _at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)


class _Making:
    def __init__(self, cast: dict[str, User], today: date) -> None:
        self.cast, self.today = cast, today
        firms = list(Enterprise.objects.order_by("code"))
        step = max(len(firms) // DRAWN, 1)
        self.firms = {firm.name: firm for firm in firms[::step][:DRAWN]}
        self.tenants: dict[str, Tenant] = {}
        self.carriers = self.units = self.leases = 0

    def load(self, told: tuple[Told, ...]) -> None:
        """Every carrier; then its units, tenants and leases, each kind of row in one go."""
        plans = [(each, houses_of(each, firms=list(self.firms), today=self.today)) for each in told]
        first: dict[str, date] = {}
        for _, houses in plans:
            for letting in (x for house in houses for room in house.rooms for x in room.lettings):
                first[letting.name] = min(first.get(letting.name, letting.starts), letting.starts)
        self._tenants(first)
        for each, houses in plans:
            self._carrier(each, houses)

    def _tenants(self, first: dict[str, date]) -> None:
        names = sorted(first)
        waiting = {name for name in names if name not in self.firms and sum(map(ord, name)) % LEFT_WAITING == 0}
        rows, matches = [], []
        for name in names:
            firm, at = self.firms.get(name), _at(min(first[name], self.today))
            state = Matching.LINKED if firm else Matching.WAITING if name in waiting else Matching.OUTSIDE
            row = Tenant(
                name=name, name_folded=folded(name)[:200], enterprise=firm, state=state, created_at=at,
                uscc=(firm.uscc or "") if firm else "",
            )  # fmt: skip
            row.set_keys(name, codes=(row.uscc,))
            rows.append(row)
            if state != Matching.WAITING:
                why = "核对营业执照" if firm else "查名录没有,注册在区外"
                matches.append(TenantMatch(tenant=row, enterprise=firm, why=why, known_at=at, by=self.cast["operator"]))
        Tenant.objects.bulk_create(rows, batch_size=BATCH)
        TenantMatch.objects.bulk_create(matches, batch_size=BATCH)
        self.tenants = {row.name: row for row in rows}

    def _carrier(self, told: Told, houses: list[House]) -> None:
        keeper, at = self.cast[told.keeper], _at(told.opened)
        organisation = keeper.posts.get().organisation
        carrier = register_carrier(
            name=told.name, kind=told.kind, by=keeper, organisation=organisation, at=at, opened_on=told.opened,
            operator="启东示范载体运营有限公司" if told.keeper == "operator" else "", tenure=told.tenure,
            owner="启东示范开发建设集团" if told.tenure != "own" else "", address=f"启东经济开发区(演示){told.name}",
            longitude=houses[0].east, latitude=houses[0].north,
        )  # fmt: skip
        self.carriers += 1
        for house in houses:
            building = add_building(
                carrier, name=house.name, by=keeper, at=at, gross_m2=house.gross, completed_on=told.opened,
                longitude=house.east, latitude=house.north, footprint=house.footprint,
            )  # fmt: skip
            self._house(building, house, keeper, told)
        record(keeper, "carriers.import.entered", target=carrier, after={"carrier": told.name})

    def _house(self, building: Building, house: House, keeper: User, told: Told) -> None:
        at = _at(told.opened)
        floors = {n: Floor(building=building, level=n, label=f"{n}F") for n in {room.floor for room in house.rooms}}
        Floor.objects.bulk_create(list(floors.values()))
        units = [Unit(building=building, floor=floors[r.floor], number=r.number, created_at=at) for r in house.rooms]
        Unit.objects.bulk_create(units, batch_size=BATCH)
        states = [
            UnitState(
                unit=unit, holds_from=told.opened, gross_m2=room.gross, lettable_m2=room.area, use=room.use,
                condition=room.condition, known_at=at, by=keeper,
            )
            for unit, room in zip(units, house.rooms, strict=True)
        ]  # fmt: skip
        UnitState.objects.bulk_create(states, batch_size=BATCH)
        leases = [x for unit, room in zip(units, house.rooms, strict=True) for x in self._leases(unit, room, keeper)]
        Lease.objects.bulk_create(leases, batch_size=BATCH)
        self.units += len(units)
        self.leases += len(leases)

    def _leases(self, unit: Unit, room: Room, keeper: User) -> list[Lease]:
        found: list[Lease] = []
        for number, letting in enumerate(room.lettings, start=1):
            renews = found[-1] if letting.again and found else None
            found.append(self._lease(unit, room, letting, number, keeper, renews))
        return found

    def _lease(self, unit: Unit, room: Room, said: Letting, number: int, keeper: User, renews: Lease | None) -> Lease:
        known = min(said.starts - timedelta(days=15), self.today)
        steps = yearly_steps(said.starts, said.ends, said.percent) if said.percent else ()
        free = (Free(said.starts, min(said.free, said.ends)),) if said.free else ()
        return Lease(
            unit=unit, tenant=self.tenants[said.name], number=f"ZL-{said.starts:%Y%m}-{unit.number}-{number}",
            kind=said.kind, starts_on=said.starts, ends_on=said.ends, area_m2=room.area, rent=said.rent, basis=said.basis,
            deposit_yuan=said.deposit, steps=steps_json(steps), free=free_json(free), renews=renews, by=keeper,
            known_at=_at(known), ended_on=said.ended, ended_known_at=_at(said.ended, 17) if said.ended else None,
            ended_reason="提前退租" if said.ended else "",
        )  # fmt: skip

    def offers(self) -> None:
        """Vacant units offered to projects in talks, some of them answered."""
        promoter = self.cast["promoter"]
        projects = list(Project.objects.active().filter(stage__in=("lead", "talks")).order_by("plant_m2", "number")[:6])
        units = [u.unit for u in book_of().at(self.today) if u.vacant]
        answers: list[tuple[str, str] | None] = [
            None,
            ("interested", "约了下周看房"),
            ("declined", "层高不够"),
            None,
            ("interested", "等总部批复"),
            None,
        ]
        on, day = self.today - timedelta(days=12), self.today - timedelta(days=3)
        free = [u.unit for u in book_of().at(on) if u.vacant and u.unit in set(units)]
        for place, project in enumerate(projects[: len(free)]):
            unit = free[place * len(free) // len(projects)]
            made = offer_unit(unit, project, on=on, by=promoter, at=_at(on), note="首年免租 2 个月")
            told = answers[place]
            if told is not None:
                answer_offer(made, answer=told[0], on=day, by=promoter, at=_at(day), note=told[1])
