"""A year's work with the channels: who brought what, contacts, contracts, payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from .cards import ProjectCard
from .casting import WITHOUT_PAPER
from .model import BroughtFact, ChannelFact, CommissionFact, ContactFact, PaymentFact

_NOTES = ("交流项目线索", "商谈合作计划", "推介产业园载体", "走访在谈企业", "沟通政策需求")
_CONTRACTS = (  # trigger, currency, fixed, percent, cap
    ("signed", "yuan", "50000", None, None), ("registered", "yuan", "80000.50", None, None),
    ("started", "yuan", "120000", None, None), ("arrived", "usd", None, "0.35", "30000"),
    ("arrived", "yuan", None, "0.5", "500000"), ("signed", "yuan", "66666.66", None, None),
    ("registered", "yuan", "100000", None, None), ("arrived", "yuan", None, "0.1234", None),
)  # fmt: skip


def bring_projects(projects: Sequence[ProjectCard], channels: Sequence[ChannelFact]) -> list[BroughtFact]:
    """By the name of the source each project states; what a countryman or an event brought has no channel."""
    agencies = [c for c in channels if c.kind == "agency" and int(c.key.split("-")[1]) not in WITHOUT_PAPER]
    agencies = [c for c in agencies if c.ended is None]
    funds = [c for c in channels if c.kind == "fund"]
    consultancies = [c for c in channels if c.kind == "consultancy"]
    offices = {c.name: c for c in channels if c.kind == "office"}
    pudong = next(c for c in channels if c.key == "office-pudong")
    made = []
    for place, project in enumerate(projects):
        channel = offices.get(project.source_name)
        if channel is not None and channel.key == "office-shanghai" and place % 4 == 1:
            channel = pudong
        elif project.source_kind == "agency":
            chosen = consultancies if project.foreign else agencies
            channel = chosen[place * place % len(chosen)]
        elif project.source_kind == "fund":
            channel = funds[place * 3 % len(funds)]
        if channel is None:
            continue
        known = max(project.known, channel.known)
        made.append(BroughtFact(channel.key, project.number, project.heard, known + timedelta(days=place % 3)))
        if place % 17 == 3:
            made.append(BroughtFact("association-20", project.number, project.heard, known, main=False))
    return made


def contacts_of(channels: Sequence[ChannelFact], *, seed: int, last_year: int) -> list[ContactFact]:
    """Some a year for each; five funds and one association are not spoken to in the last year; some say no cost."""
    made = []
    for place, channel in enumerate(channels):
        chance = Random(f"{seed}:contacts:{channel.key}")  # noqa: S311
        quiet = channel.key in ("fund-7", "fund-13", "fund-19", "fund-20", "fund-28", "association-25")
        for number in range(chance.randrange(2, 6)):
            year = last_year - 1 if quiet or number == 0 else last_year
            last = channel.ended - timedelta(days=1) if channel.ended and year == last_year else date(year, 12, 20)
            on = max(date(year, 1, 8) + timedelta(days=chance.randrange(330)), channel.known)
            on = min(on, last)
            cost = None if number == 3 else str(Decimal(chance.randrange(0, 900_000)) / 100)
            kind = ("visit", "call", "meeting", "reception", "letter")[(place + number) % 5]
            known = on + timedelta(days=chance.choice((0, 0, 1, 3, 10)))
            withdrawn = known + timedelta(days=20) if number == 1 and place % 23 == 9 else None
            made.append(ContactFact(channel.key, on, kind, _NOTES[(place + number) % 5], cost, known, withdrawn))
    return made


def contracts_of(channels: Sequence[ChannelFact], *, last_year: int) -> list[CommissionFact]:
    """Eight contracts, one of each fee rule; the agency of the fourth also has one of another trigger."""
    agencies = [c for c in channels if c.kind == "agency" and int(c.key.split("-")[1]) not in WITHOUT_PAPER]
    consultancies = [c for c in channels if c.kind == "consultancy"]
    takers = [*[c for c in agencies if c.ended is None][:3], consultancies[0], agencies[3], agencies[4], agencies[5],
              consultancies[1]]  # fmt: skip
    made = []
    for place, (channel, (trigger, currency, fixed, percent, cap)) in enumerate(zip(takers, _CONTRACTS, strict=True)):
        since = max(date(last_year - 3, 1, 2), channel.known)
        made.append(
            CommissionFact(
                f"WT{since.year}-{place + 1:02d}", channel.key, "长三角地区项目招引", trigger, currency, since,
                since + timedelta(days=4), fixed, percent, cap, date(last_year + 1, 12, 31),
            )
        )  # fmt: skip
    return made


def dues(
    contracts: Sequence[CommissionFact], brought: Sequence[BroughtFact], projects: Sequence[ProjectCard]
) -> list[tuple[CommissionFact, ProjectCard, date, Decimal]]:
    """(contract, project, day known, fee) for every fee that fell due and can be said; another currency cannot."""
    by_number = {p.number: p for p in projects}
    found = []
    for contract in contracts:
        for entry in brought:
            inside = contract.since <= entry.on and (contract.until is None or entry.on <= contract.until)
            if entry.channel != contract.channel or not entry.main or not inside:
                continue
            fee = _fee(contract, by_number[entry.project])
            if fee is not None:
                found.append((contract, by_number[entry.project], max(fee[0], entry.known), fee[1]))
    return found


def _fee(contract: CommissionFact, project: ProjectCard) -> tuple[date, Decimal] | None:
    if contract.fixed is not None:
        reached = project.reached.get(contract.trigger)
        return (reached[1], Decimal(contract.fixed)) if reached else None
    if not project.arrived or project.arrived[-1][2] != contract.currency:
        return None
    _, arrived, _, known = project.arrived[-1]
    exact = arrived * Decimal(contract.percent or 0) / 100
    fee = min(exact, Decimal(contract.cap)) if contract.cap else exact
    return known, fee.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def payments_of(
    owed: Sequence[tuple[CommissionFact, ProjectCard, date, Decimal]], *, last_year: int
) -> list[PaymentFact]:
    """Three in five paid in full, one in five by half, the rest not yet."""
    made = []
    for place, (contract, project, known, fee) in enumerate(owed):
        paid_on = known + timedelta(days=20)
        if place % 5 == 4 or fee == 0 or paid_on > date(last_year, 12, 31):
            continue
        amount = fee if place % 5 < 3 else (fee / 2).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        voucher = f"付{paid_on:%Y%m}-{place + 1:03d}"
        made.append(PaymentFact(contract.key, project.number, str(amount), contract.currency, paid_on, voucher))
    return made
