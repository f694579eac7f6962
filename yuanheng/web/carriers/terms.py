"""Between a lease as it is kept and its terms as the rule of rent takes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from .book import last_of
from .models import Lease
from .policy.rent import Basis, Free, Step, Terms
from .rules import lease_rules


def steps_json(steps: Sequence[Step]) -> list[dict[str, str]]:
    """As the row keeps them."""
    return [{"from": s.begins.isoformat(), "kind": s.kind, "value": format(s.value, "f")} for s in steps]


def free_json(free: Sequence[Free]) -> list[dict[str, str]]:
    """As the row keeps them."""
    return [{"from": f.begins.isoformat(), "until": f.until.isoformat()} for f in free]


def steps_of(kept: Sequence[dict[str, Any]]) -> tuple[Step, ...]:
    """From the row."""
    return tuple(Step(date.fromisoformat(s["from"]), s["kind"], Decimal(s["value"])) for s in kept)


def free_of(kept: Sequence[dict[str, Any]]) -> tuple[Free, ...]:
    """From the row."""
    return tuple(Free(date.fromisoformat(f["from"]), date.fromisoformat(f["until"])) for f in kept)


def terms_of(lease: Lease, *, area: Decimal | None, known_on: date | None = None) -> Terms | None:
    """The terms of rent; None where no rent is stated. `area` is the unit's, used where the lease states none."""
    if lease.rent is None:
        return None
    return Terms(
        starts=lease.starts_on, last=last_of(lease, known_on), rent=lease.rent, basis=cast(Basis, lease.basis),
        area=lease.area_m2 if lease.area_m2 is not None else area, steps=steps_of(lease.steps), free=free_of(lease.free),
        step_to=lease_rules().rent.step_round_to,
    )  # fmt: skip


def say_steps(lease: Lease) -> tuple[str, ...]:
    """The steps in words."""
    basis = lease.get_basis_display()  # type: ignore[attr-defined]
    return tuple(
        f"{s.begins} 起"
        + (f"递增 {s.value.normalize():f}%" if s.kind == "percent" else f" {s.value.normalize():f} {basis}")
        for s in steps_of(lease.steps)
    )


def say_free(lease: Lease) -> tuple[str, ...]:
    """The rent-free periods in words."""
    return tuple(f"{f.begins} 至 {f.until}" for f in free_of(lease.free))
