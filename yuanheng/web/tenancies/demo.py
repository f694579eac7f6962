"""The demo zone's tenancies and shared meters, consistent with what its land sheets say, with a few mismatches put in on purpose.

The leases are those of the generated zone (who rents how much of whom); owners' certificates have a floor area of 0.8 of the
land, so that a lease's share of the floor is its share of the land. Planted: a side that states 200 ㎡ less, a side that has not
stated, one that has not confirmed, a lease of an outside owner that gives no land, a sub-meter with a wrong multiplier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.demo import FIRMS, SEED, SMALL_FIRMS
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.asof import figures_as_of
from yuanheng.web.ledger.models import Figure

from .actions.holdings import record_holding
from .actions.meters import add_user, record_reading, register_account
from .actions.tenancies import Parties, Stated, confirm, register_tenancy, state
from .bureau import CERTIFIED, company_bills
from .models import Side, Tenancy

RATIO = Decimal("0.8")
MU_PER_M2 = Decimal("0.0015")
SINCE, UNTIL = date(2019, 1, 1), date(2038, 12, 31)
KNOWN = datetime(2021, 3, 15, 10, 0, tzinfo=SHANGHAI)
LATER = datetime(2021, 8, 20, 10, 0, tzinfo=SHANGHAI)
PLANTED = ("smaller", "silent", "unconfirmed")


@dataclass(frozen=True, slots=True)
class DemoLease:
    """Who rents how many ㎡ of land of whom; `story` of the tenant, whose leases stay clean."""

    owner: Enterprise
    tenant: Enterprise
    land_m2: int
    story: str


def load_demo_tenancies(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Every lease of the zone with both sides. Nothing where there are tenancies, or no enterprises."""
    if Tenancy.objects.exists() or not Enterprise.objects.exists():
        return
    count, shared = load_tenancies(firms=SMALL_FIRMS if small else FIRMS, by=cast["surveyor"])
    say(f"租赁:{count} 份;共用户号:{shared} 个,其中几处不一致待核")


@transaction.atomic
def load_tenancies(*, firms: int, by: User) -> tuple[int, int]:
    """The numbers of leases and of shared accounts."""
    leases = list(_leases(firms))
    year = (
        Figure.objects.filter(measure=CERTIFIED, amount__isnull=False).order_by("-year").values_list("year", flat=True)
    )
    certified = figures_as_of(year=year[0]).of(CERTIFIED) if year else {}
    for owner in {lease.owner for lease in leases}:
        _certificate(owner, certified.get(str(owner.pk)), by)
    plain = iter(lease for lease in leases if not lease.story)
    planted = {lease.tenant.pk: kind for kind, lease in zip(PLANTED, plain, strict=False)}
    for lease in leases:
        _lease(lease, planted.get(lease.tenant.pk, ""), by)
    outside = _outsiders(leases, by)
    shared = _meters(leases, year=year[0] if year else 2021, by=by)
    return len(leases) + outside, shared


def _leases(firms: int) -> Iterator[DemoLease]:
    from yuanheng.demo.firms import zone

    known = {e.uscc: e for e in Enterprise.objects.exclude(uscc=None)}
    owner: Any = None
    for firm in zone(firms=firms, seed=SEED, first_year=2019, last_year=2021):
        here = known.get(firm.uscc)
        if here is None:
            continue
        if firm.leased_out:
            owner = here
        elif firm.leased_in and owner is not None:
            yield DemoLease(owner, here, firm.leased_in, firm.story)


def _certificate(owner: Enterprise, land_mu: Decimal | None, by: User) -> None:
    if land_mu is None:
        return
    floor = (land_mu / MU_PER_M2 * RATIO).quantize(Decimal("0.01"))
    record_holding(
        owner, certificate=f"苏(2016)启东市不动产权第{owner.code[-6:]}号", land_mu=land_mu.normalize(), floor_m2=floor,
        plot_ratio=RATIO, since=date(2016, 5, 1), address=owner.address, by=by, at=KNOWN,
    )  # fmt: skip


def _lease(lease: DemoLease, planted: str, by: User) -> None:
    made = register_tenancy(
        Parties(owner=lease.owner, tenant=lease.tenant), address=lease.owner.address, by=by, at=KNOWN
    )
    floor = lease.land_m2 * RATIO
    for side in Side:
        if planted == "silent" and side == Side.TENANT:
            continue
        area = floor - 200 if planted == "smaller" and side == Side.TENANT else floor
        stated = Stated(since=SINCE, until=UNTIL, floor_m2=area, rent_yuan=area * 180)
        statement = state(made, side=side, stated=stated, by=by, at=KNOWN)
        if not (planted == "unconfirmed" and side == Side.OWNER):
            person = f"{'王' if side == Side.OWNER else '李'}经理"
            confirm(statement, person=person, on=date(2021, 3, 12), by=by, at=KNOWN)


def _outsiders(leases: list[DemoLease], by: User) -> int:
    """Two leases with a party from elsewhere; the first gives floor area alone and nobody knows the owner's land."""
    taken = {lease.owner.pk for lease in leases} | {lease.tenant.pk for lease in leases}
    here = list(Enterprise.objects.exclude(pk__in=taken).order_by("code")[:2])
    if len(here) < 2:
        return 0
    first = register_tenancy(
        Parties(owner_name="吕四港镇工业资产经营公司", tenant=here[0]), by=by, at=LATER, address="吕四港镇"
    )
    stated = Stated(since=SINCE, until=UNTIL, floor_m2=Decimal(1600))
    confirm(
        state(first, side=Side.TENANT, stated=stated, by=by, at=LATER),
        person="张厂长",
        on=date(2021, 8, 18),
        by=by,
        at=LATER,
    )
    second = register_tenancy(
        Parties(owner_name="汇龙镇资产经营公司", tenant=here[1]), by=by, at=LATER, address="汇龙镇"
    )
    stated = Stated(since=SINCE, until=UNTIL, floor_m2=Decimal(900), land_mu=Decimal("1.5"))
    confirm(
        state(second, side=Side.TENANT, stated=stated, by=by, at=LATER),
        person="赵厂长",
        on=date(2021, 8, 18),
        by=by,
        at=LATER,
    )
    return 2


def _meters(leases: list[DemoLease], *, year: int, by: User) -> int:
    """Each landlord's first account that the power company reports month by month, with a sub-meter for it and each tenant."""
    by_owner: dict[Enterprise, list[Enterprise]] = {}
    for lease in leases:
        by_owner.setdefault(lease.owner, []).append(lease.tenant)
    made = 0
    for owner, tenants in list(by_owner.items())[:4]:
        accounts = list(owner.records.filter(source="power_grid").exclude(account="").values_list("account", flat=True))
        bills = company_bills(set(accounts), year=year, known_on=None)
        account = next((a for a in sorted(accounts) if any(code == a for code, _ in bills)), "")
        if account:
            _account(
                account, owner, tenants, year, {m: kwh for (a, m), kwh in bills.items() if a == account}, by, made == 1
            )
            made += 1
    return made


def _account(
    account: str, owner: Enterprise, tenants: list[Enterprise], year: int, bills: dict[int, Decimal | None], by: User,
    wrong: bool,
) -> None:  # fmt: skip
    """Six tenths are the landlord's, two per cent are lost, the rest the tenants'; `wrong`: June's last meter is tenfold."""
    shared = register_account(account=account, holder=owner, address=owner.address, by=by, at=KNOWN)
    users = [
        add_user(shared, firm, number=f"{account[-4:]}-{place}", multiplier=Decimal(10), since=SINCE, by=by, at=KNOWN)
        for place, firm in enumerate((owner, *tenants), start=1)
    ]
    for month, bill in sorted(bills.items()):
        if bill is None:
            continue
        for place, user in enumerate(users):
            share = Decimal("0.6") if place == 0 else Decimal("0.38") / len(tenants)
            usage = (bill * share / 10).quantize(Decimal("0.01"))
            times = 100 if wrong and month == 6 and place == len(tenants) else 10
            record_reading(
                shared, month=date(year, month, 1), kwh=usage * times, user=user, said=f"{usage} × 倍率 {times}", by=by,
                at=datetime(year + 1, 1, 10, 10, 0, tzinfo=SHANGHAI),
            )  # fmt: skip
