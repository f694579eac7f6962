"""The one way to an enterprise and to an import."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import Enterprise, RegisterImport

VIEW = "enterprises.enterprise.view"
EDIT = "enterprises.enterprise.edit"
IMPORT = "enterprises.register.import"


def access_enterprise(user: User, pk: Any, *, needed: str = VIEW) -> Enterprise:
    """An enterprise; the register is one for the whole zone."""
    found: Enterprise = access_one(user, needed, Enterprise.objects.all(), pk=pk)
    return found


def access_import(user: User, pk: Any) -> RegisterImport:
    """An import of the user's bureau."""
    found: RegisterImport = access_one(user, IMPORT, RegisterImport.objects.select_related("by", "organisation"), pk=pk)
    return found
