"""A firm's land on a day: owned, let, rented, in real use, each with its records; and its part of shared power."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from yuanheng.web.base import moment
from yuanheng.web.base.access import sees
from yuanheng.web.enterprises.models import Enterprise

from ..asked import Asked
from ..book import Book, Owned
from ..bureau import book_of, meter_year, meters_of
from ..leases import Lease, OpenItem
from ..metering import Month
from ..models import MeterUser, SharedAccount
from ..reconciled import land_sentence


@dataclass(frozen=True, slots=True)
class PowerLine:
    """The firm's part of one account in one month."""

    month: Month
    kwh: Decimal | None
    share: str


@dataclass(frozen=True, slots=True)
class FirmPage:
    """Everything the page shows."""

    firm: Enterprise
    asked: Asked
    owned: Owned
    out: Decimal
    into: Decimal
    real: Decimal | None
    sentence: str
    let: tuple[Lease, ...]
    rented: tuple[Lease, ...]
    ended: tuple[Lease, ...]
    items: tuple[OpenItem, ...]
    power: tuple[PowerLine, ...]
    power_year: int
    power_sum: Decimal | None
    masked: bool
    rule: Any
    counting: Any


def firm_page(firm: Enterprise, *, asked: Asked, user: Any) -> FirmPage:
    """The page of a day."""
    book = book_of(on=asked.on, known_on=asked.known_on)
    key = str(firm.pk)
    mine = [lease for lease in book.leases if key in (lease.use.owner, lease.use.tenant)]
    let = tuple(lease for lease in mine if lease.running and lease.use.owner == key)
    rented = tuple(lease for lease in mine if lease.running and lease.use.tenant == key)
    balance = book.balances.get(key)
    owned = book.owned(key)
    year = meter_year(asked.on)
    power = _power(firm, year, asked)
    known = [line.kwh for line in power if line.kwh is not None]
    return FirmPage(
        firm=firm, asked=asked, owned=owned, let=let, rented=rented,
        out=balance.out if balance else Decimal(0), into=balance.into if balance else Decimal(0),
        real=balance.real if balance else owned.mu, sentence=land_sentence(book, key) if balance else "",
        ended=tuple(lease for lease in mine if not lease.running),
        items=(*book.items_of(key), *(i for i in (line.month.item for line in power) if i is not None)),
        power=power, power_year=year, power_sum=sum(known, Decimal(0)) if known else None,
        masked=not sees(user, "enterprise.land"), rule=book.rules.land_on(asked.on),
        counting=book.rules.counting_in(asked.on.year),
    )  # fmt: skip


def _power(firm: Enterprise, year: int, asked: Asked) -> tuple[PowerLine, ...]:
    uses = MeterUser.objects.known(asked.known_on).filter(enterprise=firm).values("account")
    rows = SharedAccount.objects.known(asked.known_on).select_related("holder")
    accounts = list((rows.filter(pk__in=uses) | rows.filter(holder=firm)).distinct())
    if not accounts:
        return ()
    months = meters_of(year=year, known_on=asked.known_on, accounts=accounts).months
    key = str(firm.pk)
    return tuple(
        PowerLine(m, m.split.of_users().get(key, Decimal(0)) if m.reconciled else None, m.split.sentence)
        for m in months
    )


def firm_panel(request: HttpRequest, firm: Enterprise) -> dict[str, Any] | None:
    """On the enterprise's page, as known on the day asked for; nothing for a firm that the register does not touch."""
    from ..asked import asked_day

    asked = asked_day(request, today=moment.today())
    page = firm_page(firm, asked=asked, user=request.user)
    touched = page.let or page.rented or page.ended or page.power or page.owned.holdings
    return {"page": page} if touched else None


def balance_rows(book: Book) -> list[dict[str, Any]]:
    """Each firm that lets or rents as a row of the zone's table, in the order of names."""
    rows = []
    for key, balance in book.balances.items():
        if not (balance.out_keys or balance.in_keys or balance.open):
            continue
        rows.append(
            {
                "firm": book.firms[key], "balance": balance, "owned": book.owned(key), "items": len(book.items_of(key)),
                "leases": [book.lease(k) for k in (*balance.out_keys, *balance.in_keys)],
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row["firm"].name_pinyin, str(row["firm"].pk)))
