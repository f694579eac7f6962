"""A firm's land, the zone's sums, the open items, certificates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import form_page
from yuanheng.web.enterprises.access import access_enterprise

from ..access import KEEP, VIEW
from ..actions.holdings import record_holding
from ..asked import asked_day
from ..bureau import book_of, meter_year, meters_of
from ..forms import HoldingForm
from ..leases import ITEM_KINDS
from ..pages.firm import balance_rows, firm_page
from .tenancies import kept


@gate(VIEW)
def firm(request: HttpRequest, pk: Any) -> HttpResponse:
    """One firm on a day, as known on a day."""
    found = access_enterprise(request.user, pk)  # type: ignore[arg-type]
    page = firm_page(found, asked=asked_day(request, today=moment.today()), user=request.user)
    return render(request, "tenancies/firm.html", {"page": page, "asked": page.asked})


@gate(VIEW)
def conservation(request: HttpRequest) -> HttpResponse:
    """The zone's table whose rows add up, and the parcels against their certificates."""
    asked = asked_day(request, today=moment.today())
    book = book_of(on=asked.on, known_on=asked.known_on)
    rows = balance_rows(book)
    known = [row["balance"] for row in rows if row["balance"].owned is not None]
    sums = {
        "owned": sum((b.owned for b in known), Decimal(0)), "out": sum((r["balance"].out for r in rows), Decimal(0)),
        "into": sum((r["balance"].into for r in rows), Decimal(0)), "real": sum((b.real for b in known), Decimal(0)),
        "unknown": len(rows) - len(known),
    }  # fmt: skip
    year = meter_year(asked.on)
    months = [m for m in meters_of(year=year, known_on=asked.known_on).months if m.bill is not None]
    power = {
        "bill": sum((m.bill or Decimal(0) for m in months), Decimal(0)),
        "shared": sum((kwh for m in months if m.reconciled for _, kwh in m.split.shares), Decimal(0)),
        "open": sum((m.bill or Decimal(0) for m in months if not m.reconciled), Decimal(0)), "year": year,
    }  # fmt: skip
    context = {"asked": asked, "book": book, "rows": rows, "sums": sums, "zone": book.sums, "power": power}
    return render(request, "tenancies/conservation.html", context)


@gate(VIEW)
def items(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a person, with both figures and what to do."""
    asked = asked_day(request, today=moment.today())
    book = book_of(on=asked.on, known_on=asked.known_on)
    found = [*book.items, *meters_of(year=meter_year(asked.on), known_on=asked.known_on).items]
    kind = request.GET.get("kind", "")
    counts = [(code, label, sum(i.kind == code for i in found)) for code, label in ITEM_KINDS.items()]
    shown = [i for i in found if i.kind == kind] if kind in ITEM_KINDS else found
    context = {"asked": asked, "items": shown, "kinds": [c for c in counts if c[2]], "kind": kind, "count": len(found)}
    return render(request, "tenancies/items.html", context)


@gate(KEEP, post=KEEP)
def hold(request: HttpRequest) -> HttpResponse:
    """A certificate of a firm; `?firm=` names it."""
    form = HoldingForm(request.POST or None, request.FILES or None, initial={"enterprise": request.GET.get("firm", "")})

    def do(data: dict[str, Any]) -> Any:
        land_mu, paper = form.land_mu(), kept(request, data)
        data.pop("land"), data.pop("land_unit")
        firm = data.pop("enterprise")
        return record_holding(firm, land_mu=land_mu, file=paper, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(
        request, form, do, title="登记持证", back=reverse("tenancies:conservation"), done="已登记。",
        after=lambda made: reverse("tenancies:firm", args=[made.enterprise_id]),
        hint="登记了持证的,以登记为准;没有登记的按自然资源局报表。",
    )  # fmt: skip
