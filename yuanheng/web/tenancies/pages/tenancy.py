"""The page of one lease: what both sides say side by side, what is open and what may be done, everything that was said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..book import Book
from ..leases import Lease, OpenItem
from ..models import FIGURES, Confirmation, Settlement, Side, Statement, Tenancy

LABELS = dict(FIGURES)


@dataclass(frozen=True, slots=True)
class SideColumn:
    """One side: the statement that stands, who confirmed it."""

    side: str
    label: str
    party: str
    firm: Any
    statement: Statement | None
    confirmation: Confirmation | None
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A figure beside its counterpart; `open` when they differ and nobody has settled it."""

    label: str
    owner: Any
    tenant: Any
    kind: str
    gap: Decimal | None
    open: bool
    settled: Settlement | None


@dataclass(frozen=True, slots=True)
class TenancyPage:
    """Everything the page shows."""

    tenancy: Tenancy
    lease: Lease | None
    sides: tuple[SideColumn, ...]
    lines: tuple[Line, ...]
    items: tuple[OpenItem, ...]
    to_settle: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    statements: tuple[Statement, ...]
    settlements: tuple[Settlement, ...]
    confirmations: tuple[Confirmation, ...]
    rule: Any


def tenancy_page(tenancy: Tenancy, book: Book) -> TenancyPage:
    """The page as of the book's day."""
    lease = book.lease(str(tenancy.pk))
    statements = tenancy.statements.select_related("by", "file").order_by("-known_at", "side")
    return TenancyPage(
        tenancy=tenancy,
        lease=lease,
        sides=tuple(_side(tenancy, lease, side) for side in Side),
        lines=tuple(_lines(lease)) if lease is not None else (),
        items=lease.items if lease is not None else (),
        to_settle=tuple(_to_settle(lease)) if lease is not None else (),
        statements=tuple(statements),
        settlements=tuple(tenancy.settlements.select_related("by", "withdrawn_by", "file")),
        confirmations=tuple(
            Confirmation.objects.filter(statement__tenancy=tenancy).select_related("statement", "by", "file")
        ),
        rule=book.rules.land_on(book.on),
    )


def _side(tenancy: Tenancy, lease: Lease | None, side: Side) -> SideColumn:
    firm = tenancy.owner if side == Side.OWNER else tenancy.tenant
    said = lease.told.said.get(side) if lease is not None else None
    yes = lease.told.confirmed.get(side) if lease is not None else None
    return SideColumn(
        side=side.value, label=str(side.label), firm=firm, statement=said, confirmation=yes,
        party=tenancy.owner_label if side == Side.OWNER else tenancy.tenant_label,
        to_confirm=said is not None and yes is None and firm is not None,
    )  # fmt: skip


def _lines(lease: Lease) -> Any:
    owner, tenant = (lease.told.said.get(side) for side in (Side.OWNER, Side.TENANT))
    gaps = {d.what: d.gap for d in lease.differences}
    open_ = {d.what for d in lease.open}
    settled = lease.told.settled
    for what, label, name, kind in (
        ("floor", "建筑面积(㎡)", "floor_m2", "area"), ("land", "土地面积(亩)", "land_mu", "land"),
        ("rent", "年租金(元)", "rent_yuan", "area"), ("term", "租期起", "since", "day"), ("term", "租期止", "until", "day"),
    ):  # fmt: skip
        yield Line(
            label=label, owner=getattr(owner, name, None), tenant=getattr(tenant, name, None), kind=kind,
            gap=gaps.get(what), open=what in open_, settled=settled.get(what),
        )  # fmt: skip


def _to_settle(lease: Lease) -> Any:
    """(figure, its words, the sides that may stand)."""
    sides = tuple((side.value, str(side.label)) for side in Side if side in lease.told.said)
    if lease.state == "one_sided":
        yield "one_sided", LABELS["one_sided"], sides
    for each in lease.open:
        yield each.what, LABELS[each.what], sides
