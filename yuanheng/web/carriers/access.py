"""The one way to what carriers keep."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import Building, Carrier, Lease, LeaseImport, Tenant, Unit, UnitOffer

VIEW = "carriers.carrier.view"
KEEP = "carriers.carrier.keep"
LEASES = "carriers.lease.keep"
MATCH = "carriers.tenant.match"
OFFER = "carriers.offer.make"
PAPER = "carriers.lease.paper"
RENT = "carrier.rent"
TAX = "enterprise.tax"


def access_carrier(user: User, pk: Any, *, needed: str = VIEW) -> Carrier:
    """A carrier within reach."""
    found: Carrier = access_one(user, needed, Carrier.objects.select_related("organisation", "by"), pk=pk)
    return found


def access_building(user: User, pk: Any, *, needed: str = VIEW) -> Building:
    """A building of a carrier within reach."""
    found: Building = access_one(user, needed, Building.objects.select_related("carrier__organisation"), pk=pk)
    return found


def access_unit(user: User, pk: Any, *, needed: str = VIEW) -> Unit:
    """A unit of a carrier within reach."""
    rows = Unit.objects.select_related("building__carrier__organisation", "floor")
    found: Unit = access_one(user, needed, rows, pk=pk)
    return found


def access_lease(user: User, pk: Any, *, needed: str = VIEW) -> Lease:
    """A lease of a unit within reach."""
    rows = Lease.objects.select_related(
        "unit__building__carrier__organisation", "unit__floor", "tenant__enterprise", "by", "replaces", "renews__tenant",
        "file",
    )  # fmt: skip
    found: Lease = access_one(user, needed, rows, pk=pk)
    return found


def access_tenant(user: User, pk: Any, *, needed: str = VIEW) -> Tenant:
    """A tenant of a carrier within reach."""
    found: Tenant = access_one(user, needed, Tenant.objects.select_related("enterprise"), pk=pk)
    return found


def access_offer(user: User, pk: Any, *, needed: str = OFFER) -> UnitOffer:
    """An offer of a unit within reach."""
    found: UnitOffer = access_one(user, needed, UnitOffer.objects.select_related("unit", "project"), pk=pk)
    return found


def access_import(user: User, pk: Any) -> LeaseImport:
    """A list handed in."""
    rows = LeaseImport.objects.select_related("by", "stored", "organisation", "carrier")
    found: LeaseImport = access_one(user, LEASES, rows, pk=pk)
    return found
