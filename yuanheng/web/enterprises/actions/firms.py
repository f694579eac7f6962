"""One firm: enter it, change it, rename it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from yuanheng.engines.identities import normalise_name
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import Enterprise, FormerName
from ..registries import register_changed


@transaction.atomic
def create_enterprise(*, by: User, **values: Any) -> Enterprise:
    """A firm that the register did not have; its number is the next of the zone's own."""
    code = values.pop("code", "") or next_code()
    firm = Enterprise.objects.create(code=code, uscc=values.pop("uscc", None) or None, **values)
    record(
        by, "enterprises.enterprise.created", target=firm, after={"code": code, "name": firm.name, "uscc": firm.uscc}
    )
    register_changed()
    return firm


def next_code() -> str:
    """新 plus the number of firms so entered so far plus one: never one that is or was taken."""
    history = Enterprise.pgh_event_model  # type: ignore[attr-defined]
    rows = (history.objects.order_by(), Enterprise.objects.order_by())
    taken = {code for row in rows for code in row.filter(code__startswith="新").values_list("code", flat=True)}
    number = len(taken) + 1
    while f"新{number:05d}" in taken:
        number += 1
    return f"新{number:05d}"


@transaction.atomic
def change_enterprise(firm: Enterprise, *, by: User, on: date, **values: Any) -> Enterprise:
    """Change fields; a name that changes becomes a former name that ended on that day."""
    firm = Enterprise.objects.select_for_update().get(pk=firm.pk)
    before = {f: getattr(firm, f) for f, v in values.items() if getattr(firm, f) != v}
    if not before:
        return firm
    old = firm.name
    for field, value in values.items():
        setattr(firm, field, value)
    if "name" in before and normalise_name(old) != normalise_name(firm.name):
        FormerName.objects.update_or_create(enterprise=firm, name=old, defaults={"used_until": on})
    firm.save()
    record(
        by, "enterprises.enterprise.changed", target=firm, before=before, after={f: getattr(firm, f) for f in before}
    )
    if {"name", "uscc"} & set(before):
        register_changed()
    return firm
