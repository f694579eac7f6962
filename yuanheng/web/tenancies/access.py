"""The one way to what the register of tenancies keeps."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import (
    Confirmation,
    Holding,
    MeterSettlement,
    MeterUser,
    RegisterList,
    Settlement,
    SharedAccount,
    Statement,
    Tenancy,
)

VIEW = "tenancies.tenancy.view"
KEEP = "tenancies.tenancy.keep"
SETTLE = "tenancies.item.settle"
IMPORT = "tenancies.list.import"

KINDS: dict[str, Any] = {
    "tenancy": Tenancy,
    "holding": Holding,
    "confirmation": Confirmation,
    "settlement": Settlement,
    "account": SharedAccount,
    "user": MeterUser,
    "metersettlement": MeterSettlement,
}
"""The records that a page can take back, by the word in the address."""

SETTLED = ("settlement", "metersettlement")
PAPERS: dict[str, Any] = {
    "statement": Statement,
    "confirmation": Confirmation,
    "settlement": Settlement,
    "holding": Holding,
    "user": MeterUser,
}
"""The records that may have a paper."""


def access_tenancy(user: User, pk: Any, *, needed: str = VIEW) -> Tenancy:
    """A tenancy within reach."""
    rows = Tenancy.objects.select_related("owner", "tenant", "organisation", "by", "withdrawn_by")
    found: Tenancy = access_one(user, needed, rows, pk=pk)
    return found


def access_account(user: User, pk: Any, *, needed: str = VIEW) -> SharedAccount:
    """A shared account within reach."""
    rows = SharedAccount.objects.select_related("holder", "organisation", "by")
    found: SharedAccount = access_one(user, needed, rows, pk=pk)
    return found


def access_record(user: User, rows: Any, pk: Any, *, needed: str) -> Any:
    """A record of one of the kinds."""
    return access_one(user, needed, rows.objects.all(), pk=pk)


def access_list(user: User, pk: Any) -> RegisterList:
    """A list of the user's bureau."""
    found: RegisterList = access_one(user, IMPORT, RegisterList.objects.select_related("stored", "by"), pk=pk)
    return found
