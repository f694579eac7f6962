"""Sums that must add up: what one side leases out another leases in; what is used of a holding stays within it.

Guarantees: every sum is exact; the order of rows changes nothing; a figure that is not known makes the sums it belongs to
incomplete (`open`), and is never taken for 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

NIL = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One lease as it counts: who lets ('' an outsider), who rents ('' an outsider), land in 亩; None while it is open."""

    key: str
    owner: str
    tenant: str
    mu: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One firm's land: `real` = owned − out + in; None where `owned` is not known. `open`: leases left out because open."""

    firm: str
    owned: Decimal | None
    out: Decimal
    into: Decimal
    out_keys: tuple[str, ...]
    in_keys: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def real(self) -> Decimal | None:
        """In real use; a tenant that holds nothing uses what it rents. None where nothing is known of what it holds."""
        if self.owned is None:
            return None
        return self.owned - self.out + self.into

    @property
    def overdrawn(self) -> Decimal:
        """By how much more is let than owned; 0 where it is not."""
        return max(NIL, self.out - self.owned) if self.owned is not None else NIL


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSums:
    """The zone in one line: what is let within the zone is what is rented within it."""

    owned: Decimal
    out: Decimal
    out_to_outside: Decimal
    into: Decimal
    in_from_outside: Decimal
    real: Decimal
    unknown: int

    @property
    def holds(self) -> bool:
        """Let within the zone = rented within the zone."""
        return self.out - self.out_to_outside == self.into - self.in_from_outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A certificate or parcel: what it covers, and what its holder lets on it by key (亩)."""

    key: str
    certified: Decimal | None
    uses: tuple[tuple[str, Decimal], ...]

    @property
    def used(self) -> Decimal:
        """The sum of the uses."""
        return sum((mu for _, mu in self.uses), NIL)

    @property
    def excess(self) -> Decimal:
        """By how much the uses exceed the certificate; 0 where they do not, or it is not known."""
        return max(NIL, self.used - self.certified) if self.certified is not None else NIL

    @property
    def left(self) -> Decimal | None:
        """What the holder has left to use; None where the certificate is not known or exceeded."""
        return None if self.certified is None or self.excess else self.certified - self.used


@dataclass(frozen=True, slots=True)
class Balances:
    """Every firm's line by its key, in order, and the zone's."""

    firms: dict[str, Balance]
    zone: ZoneSums


def balance_uses(*, owned: Mapping[str, Decimal | None], uses: Iterable[Use]) -> Balances:
    """Every firm that owns, lets or rents."""
    counted = tuple(uses)
    firms = _firms(owned, counted)
    return Balances(firms, _zone(firms, counted))


def _firms(owned: Mapping[str, Decimal | None], uses: Iterable[Use]) -> dict[str, Balance]:
    out: dict[str, list[Use]] = {}
    into: dict[str, list[Use]] = {}
    for use in sorted(uses, key=lambda use: use.key):
        if use.owner:
            out.setdefault(use.owner, []).append(use)
        if use.tenant:
            into.setdefault(use.tenant, []).append(use)
    firms = sorted({*owned, *out, *into})
    return {firm: _of_firm(firm, owned.get(firm), out.get(firm, ()), into.get(firm, ())) for firm in firms}


def _of_firm(firm: str, owned: Decimal | None, out: Sequence[Use], into: Sequence[Use]) -> Balance:
    return Balance(
        firm=firm,
        owned=owned,
        out=_sum(out),
        into=_sum(into),
        out_keys=tuple(use.key for use in out if use.mu is not None),
        in_keys=tuple(use.key for use in into if use.mu is not None),
        open=tuple(sorted({use.key for use in (*out, *into) if use.mu is None})),
    )


def _sum(uses: Iterable[Use]) -> Decimal:
    return sum((use.mu for use in uses if use.mu is not None), NIL)


def _zone(balances: Mapping[str, Balance], counted: Sequence[Use]) -> ZoneSums:
    """The lines of all firms summed. Firms of which it is not known what they own are counted, not summed as 0."""
    known = [b for b in balances.values() if b.owned is not None]
    return ZoneSums(
        owned=sum((b.owned for b in known if b.owned is not None), NIL),
        out=sum((b.out for b in balances.values()), NIL),
        out_to_outside=_sum(use for use in counted if use.owner and not use.tenant),
        into=sum((b.into for b in balances.values()), NIL),
        in_from_outside=_sum(use for use in counted if use.tenant and not use.owner),
        real=sum((b.real for b in known if b.real is not None), NIL),
        unknown=len(balances) - len(known),
    )
