"""A statement offered from elsewhere (a list, an operator's leases): its lease is found or made; what was said is left.

This is what other apps call: `offer(parties, side=, stated=, by=, at=, address=, parcel=, origin=)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from yuanheng.web.base.models import StoredFile, User

from ..models import Statement, Tenancy
from ..standing import newest
from .tenancies import Parties, Stated, asdict_parties, register_tenancy, same_lease, state

FIGURES = ("floor_m2", "land_mu", "since", "until")


@dataclass(frozen=True, slots=True)
class Offered:
    """The lease, and the statement made; None where the side has said the very same already."""

    tenancy: Tenancy
    statement: Statement | None


def lease_meant(parties: Parties, *, address: str, parcel: str) -> Tenancy | None:
    """The lease of these two at this place; where one of them names no place, the only one there is."""
    exact = same_lease(parties, address=address, parcel=parcel)
    if exact is not None:
        return exact
    standing = list(Tenancy.objects.known(None).filter(**asdict_parties(parties))[:2])
    if len(standing) != 1:
        return None
    only = standing[0]
    vague = not (address or parcel) or not (only.address or only.parcel)
    return only if vague or (parcel and parcel == only.parcel) else None


@transaction.atomic
def offer(
    parties: Parties, *, side: str, stated: Stated, by: User, at: datetime, address: str = "", parcel: str = "",
    origin: str = "", organisation: Any = None, file: StoredFile | None = None,
) -> Offered:  # fmt: skip
    """What one side states of a lease; other figures than it stated before are a correction, and its reason names the origin.

    Raises:
        TenancyError: as `register_tenancy` and `state` do.
    """
    found = lease_meant(parties, address=address, parcel=parcel)
    if found is None:
        found = register_tenancy(
            parties, address=address, parcel=parcel, by=by, at=at, origin=origin, organisation=organisation
        )
    before = newest(found, side)
    if before is not None and all(getattr(before, name) == getattr(stated, name) for name in FIGURES):
        return Offered(found, None)
    reason = f"按{origin}更正" if before is not None else ""
    made = state(found, side=side, stated=stated, by=by, at=at, reason=reason[:200], origin=origin, file=file)
    return Offered(found, made)
