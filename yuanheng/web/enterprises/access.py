"""The one way to an enterprise and to an import."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import ChangeList, Enterprise, LifeEvent, RegisterDoubt, RegisterImport

VIEW = "enterprises.enterprise.view"
EDIT = "enterprises.enterprise.edit"
IMPORT = "enterprises.register.import"
RECORD_EVENT = "enterprises.event.record"
WITHDRAW_EVENT = "enterprises.event.withdraw"


def access_enterprise(user: User, pk: Any, *, needed: str = VIEW) -> Enterprise:
    """An enterprise; the register is one for the whole zone."""
    found: Enterprise = access_one(user, needed, Enterprise.objects.all(), pk=pk)
    return found


def access_import(user: User, pk: Any) -> RegisterImport:
    """An import of the user's bureau."""
    found: RegisterImport = access_one(user, IMPORT, RegisterImport.objects.select_related("by", "organisation"), pk=pk)
    return found


def access_event(user: User, pk: Any, *, needed: str = VIEW) -> LifeEvent:
    """An event in a firm's life; like the register it belongs to the whole zone."""
    rows = LifeEvent.objects.select_related("enterprise", "by", "file", "withdrawal__by")
    found: LifeEvent = access_one(user, needed, rows.prefetch_related("parties__enterprise"), pk=pk)
    return found


def access_changes(user: User, pk: Any) -> ChangeList:
    """A list of changes of the user's bureau."""
    found: ChangeList = access_one(user, IMPORT, ChangeList.objects.select_related("by", "confirmed_by"), pk=pk)
    return found


def access_doubt(user: User, pk: Any) -> RegisterDoubt:
    """A doubtful row of a register that the user's bureau brought in."""
    rows = RegisterDoubt.objects.select_related("enterprise", "made", "settled_by")
    found: RegisterDoubt = access_one(user, IMPORT, rows, pk=pk)
    return found
