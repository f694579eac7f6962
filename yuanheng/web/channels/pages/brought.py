"""What a channel brought and what it cost: projects by stage, amounts by currency (never added up), cost a signing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Q, Sum

from yuanheng.web.base.shown import CURRENCIES, number, wan
from yuanheng.web.projects.models import Project
from yuanheng.web.projects.stages import place_of, stage_rules, stages
from yuanheng.web.projects.tallies import standing, with_amount, without_doubles

from ..models import Brought, Channel, CommissionPayment, ContactEntry, PromotionEvent
from .figures import Asked

LEAST = date(1949, 10, 1)


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """One project it brought, as it stood."""

    entry: Brought
    stage: str
    money: str


@dataclass(frozen=True, slots=True)
class Yielded:
    """All it brought as the main channel, and what it cost; sums of different currencies stay apart."""

    rows: tuple[BroughtRow, ...]
    helped: tuple[BroughtRow, ...]
    reached: tuple[tuple[str, str, int], ...]
    amounts: tuple[str, ...]
    leads: int
    foreign: int
    signed: int
    cost_sums: tuple[tuple[str, Decimal], ...]
    costs: tuple[str, ...]
    cost_parts: tuple[str, ...]
    per_signed: tuple[str, ...]


def yielded(channel: Channel, *, on: date, known_on: date | None = None, since: date = LEAST) -> Yielded:
    """What it brought from `since` to `on`, and what it cost in that time."""
    entries = list(
        Brought.objects.known(known_on).filter(channel=channel, on__range=(since, on)).select_related("project")
    )
    single = _without_doubles(entries, known_on)
    days = stage_days([e.project_id for e in single], on=on, known_on=known_on)
    money = amounts_of([e.project_id for e in single], on=on, known_on=known_on)
    rows = [_row(e, days, money) for e in single]
    main = [r for r in rows if r.entry.main]
    ids = {r.entry.project_id for r in main}
    signed = sum("signed" in days.get(pk, {}) for pk in ids)
    costs = costs_of(channel, since=since, on=on, known_on=known_on)
    total: dict[str, Decimal] = {}
    for _, currency, amount in costs:
        total[currency] = total.get(currency, Decimal(0)) + amount
    return Yielded(
        rows=tuple(main), helped=tuple(r for r in rows if not r.entry.main), leads=len(main), signed=signed,
        reached=_reached(ids, days), amounts=sums({pk: m for pk, m in money.items() if pk in ids}),
        foreign=sum(r.entry.project.origin == "foreign" for r in main),
        cost_sums=tuple(total.items()), costs=tuple(_said(amount, currency) for currency, amount in total.items()),
        cost_parts=tuple(f"{what} {_said(amount, currency)}" for what, currency, amount in costs),
        per_signed=tuple(_said(_each(amount, signed), currency) for currency, amount in total.items()) if signed else (),
    )  # fmt: skip


def _without_doubles(entries: Sequence[Brought], known_on: date | None) -> list[Brought]:
    ids = [e.project_id for e in entries]
    kept = without_doubles(
        Project.objects.filter(pk__in=ids), Project.objects.filter(pk__in=ids).values("pk"), known_on=known_on
    )
    single = set(kept.values_list("pk", flat=True))
    return [e for e in entries if e.project_id in single]


def stage_days(ids: Iterable[Any], *, on: date, known_on: date | None) -> dict[Any, dict[str, date]]:
    """The first day of each stage of each project, up to `on`."""
    rows = standing(known_on).filter(project__in=list(ids), happened_on__lte=on).order_by("-happened_on")
    found: dict[Any, dict[str, date]] = {}
    for project, stage, day in rows.values_list("project", "stage", "happened_on"):
        found.setdefault(project, {})[stage] = day
    return found


def amounts_of(ids: Iterable[Any], *, on: date, known_on: date | None) -> dict[Any, tuple[Decimal, str]]:
    """The total investment of each project as it stood, with its currency; without those that state none."""
    rows = with_amount(
        Project.objects.filter(pk__in=list(ids)), on=on, known_on=known_on, min_yuan=None, min_usd=None,
        below_yuan=None, below_usd=None,
    )  # fmt: skip
    named = rows.values_list("pk", "total_amount", "total_currency")
    return {pk: (amount, currency) for pk, amount, currency in named if amount is not None}


def sums(money: dict[Any, tuple[Decimal, str]]) -> tuple[str, ...]:
    """One sum a currency."""
    found: dict[str, Decimal] = {}
    for amount, currency in money.values():
        found[currency] = found.get(currency, Decimal(0)) + amount
    return tuple(wan(found[c], word) for c, word in CURRENCIES.items() if c in found)


def _row(entry: Brought, days: dict[Any, dict[str, date]], money: dict[Any, tuple[Decimal, str]]) -> BroughtRow:
    reached = days.get(entry.project_id, {})
    furthest = max(reached, key=place_of, default="")
    amount = money.get(entry.project_id)
    label = stages()[furthest].label if furthest in stages() else ""
    return BroughtRow(entry, label, wan(amount[0], CURRENCIES[amount[1]]) if amount else "")


def _reached(ids: Iterable[Any], days: dict[Any, dict[str, date]]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(stage for pk in ids for stage in days.get(pk, {}))
    return tuple((s.code, s.label, counts[s.code]) for s in stage_rules().track() if counts[s.code])


def costs_of(channel: Channel, *, since: date, on: date, known_on: date | None) -> tuple[tuple[str, str, Decimal], ...]:
    """(what for, currency, sum) of contacts, events it held and commissions paid. Unknown costs are not counted as 0."""
    span = (since, on)
    contacts = ContactEntry.objects.known(known_on).filter(channel=channel, on__range=span)
    events = PromotionEvent.objects.known(known_on).filter(channel=channel, on__range=span)
    paid = CommissionPayment.objects.known(known_on).filter(commission__channel=channel, paid_on__range=span)
    found = [
        ("联系", "yuan", contacts.aggregate(s=Sum("cost_yuan"))["s"]),
        ("活动", "yuan", events.aggregate(s=Sum("cost_yuan"))["s"]),
        *(("佣金", c, s) for c, s in paid.order_by().values_list("currency").annotate(s=Sum("amount"))),
    ]
    return tuple((what, currency, amount) for what, currency, amount in found if amount is not None)


def _each(amount: Decimal, signed: int) -> Decimal:
    return (amount / signed).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _said(amount: Decimal, currency: str) -> str:
    """In ten thousands with two places, rounded for showing only."""
    return f"{number(amount / 10_000, places=2)} 万{CURRENCIES[currency]}"


def span_of(asked: Asked) -> dict[str, Any]:
    """A year's span for `yielded`."""
    return {"since": date(asked.year, 1, 1), "on": asked.on, "known_on": asked.known_on}


def unknown_costs(channel: Channel, *, since: date, on: date, known_on: date | None) -> int:
    """How many contacts and events say nothing of their cost."""
    nothing = Q(cost_yuan__isnull=True)
    contacts = ContactEntry.objects.known(known_on).filter(nothing, channel=channel, on__range=(since, on))
    events = PromotionEvent.objects.known(known_on).filter(nothing, channel=channel, on__range=(since, on))
    return contacts.count() + events.count()
