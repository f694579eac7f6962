"""The one way to a parcel, an import, a disposal."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import Disposal, LandImport, Parcel

VIEW = "land.parcel.view"
EDIT = "land.parcel.edit"
IMPORT = "land.layer.import"
DISPOSE = "land.disposal.open"
ENTRY = "land.entry.view"
OFFER = "land.entry.offer"


def access_parcel(user: User, pk: Any, *, needed: str = VIEW) -> Parcel:
    """A parcel within reach."""
    found: Parcel = access_one(user, needed, Parcel.objects.select_related("holder", "organisation"), pk=pk)
    return found


def access_import(user: User, pk: Any) -> LandImport:
    """An import within reach."""
    found: LandImport = access_one(
        user, IMPORT, LandImport.objects.select_related("stored", "by", "organisation"), pk=pk
    )
    return found


def access_disposal(user: User, pk: Any, *, needed: str = VIEW) -> Disposal:
    """A disposal within reach."""
    rows = Disposal.objects.select_related("parcel", "parcel__holder", "case", "organisation")
    found: Disposal = access_one(user, needed, rows, pk=pk)
    return found
