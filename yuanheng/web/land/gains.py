"""What could be won of land that is not well used: its area at the cluster's average tax, against the effort by rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .dossiers import dossiers
from .models import STOCK, Disposal, Holding, HoldingKind, Parcel
from .rulebook import EffortBook, effort_book
from .yields import Average, Yields


@dataclass(frozen=True, slots=True)
class Gain:
    """One parcel: mu, yuan a year it could yield and yields now, the effort and why, the rank's measure."""

    parcel: Any
    area: Decimal
    average: Average | None
    potential: Decimal | None
    present: Decimal | None
    effort: int
    why: tuple[str, ...]

    @property
    def more(self) -> Decimal | None:
        """Yuan a year more than now; nothing known of now counts as nothing now only where nobody uses the land."""
        if self.potential is None:
            return None
        return self.potential - (self.present or Decimal(0))

    def measure(self, *, secret: bool) -> Decimal:
        """By what the list is ranked: more tax a point of effort; for those who may not see tax, possible tax a point."""
        won = self.more if secret else self.potential
        return Decimal(-1) if won is None else won / self.effort


def gains(parcels: Iterable[Any], *, on: date, secret: bool) -> list[Gain]:
    """Parcels (annotated with their `state`) of the stock, the most for the least first."""
    stock = [p for p in parcels if p.state in STOCK and p.best_mu]
    yields = Yields.now()
    year = yields.before(on)
    book, marks = effort_book(), _marks([p.pk for p in stock])
    made = []
    for dossier in dossiers(stock, yields=yields):
        parcel, area = dossier.parcel, Decimal(dossier.parcel.best_mu)
        average = year.average(cluster=parcel.cluster) if year else None
        each = year.of_firm(str(parcel.holder_id)) if year and parcel.holder_id else None
        present = (
            each * area if each is not None and parcel.state in ("underused", "inefficient", "unfinished") else None
        )
        effort, why = _effort(book, parcel, marks.get(parcel.pk, set()) | _own(parcel, dossier.on(on).delays))
        made.append(Gain(parcel, area, average, average.per_mu * area if average else None, present, effort, why))
    return sorted(made, key=lambda g: (-g.measure(secret=secret), g.parcel.number))


def _effort(book: EffortBook, parcel: Any, marks: set[str]) -> tuple[int, tuple[str, ...]]:
    """Points, at least `least`, and the factors that made them."""
    hits = [f for f in book.factors if f.code in marks]
    points = book.states.get(parcel.state, 3) + sum(f.points for f in hits)
    return max(points, book.least), tuple(f"{f.label} {f.points:+d}" for f in hits)


def _own(parcel: Parcel, delays: tuple[Any, ...]) -> set[str]:
    found = {"delay"} if delays else set()
    found |= {"no_boundary"} if parcel.area_mu is None else set()
    return found | ({"no_certificate"} if parcel.certified_mu is None else set())


def _marks(keys: list[Any]) -> dict[Any, set[str]]:
    found: dict[Any, set[str]] = {}
    rows = Holding.objects.known().filter(parcel__in=keys, until__isnull=True)  # type: ignore[attr-defined]
    for parcel, kind in rows.values_list("parcel_id", "kind"):
        code = {HoldingKind.TENANT: "tenants", HoldingKind.STANDING: "standing"}.get(kind)
        if code:
            found.setdefault(parcel, set()).add(code)
    running = Disposal.objects.filter(parcel__in=keys, case__status__in=("draft", "open", "suspended"))
    for parcel in running.values_list("parcel_id", flat=True):
        found.setdefault(parcel, set()).add("case_open")
    return found
