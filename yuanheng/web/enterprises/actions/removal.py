"""A firm that was entered by mistake leaves the register again, as long as nothing hangs on it. Its history stays."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pghistory.models
from django.db import models, transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import Enterprise
from ..registries import held_by, register_changed

REMOVED = "登记撤销"


def what_hangs(firm: Enterprise, *, besides: Collection[type[models.Model]] = ()) -> list[str]:
    """What speaks of the firm, as `归户记录 2 条`: every row of any table that points to it, and what is frozen.

    `besides` are tables whose rows go with the firm; histories do not count.
    """
    found = []
    for relation in Enterprise._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if (
            not isinstance(relation, models.ManyToOneRel)
            or model in besides
            or issubclass(model, pghistory.models.Event)
        ):
            continue
        if count := model._base_manager.filter(**{relation.field.name: firm}).count():
            found.append(f"{model._meta.verbose_name} {count} 条")
    return [*found, *held_by(firm)]


@transaction.atomic
def remove_enterprise(firm: Enterprise, *, by: User, why: str) -> None:
    """Take the firm out of the register. The last state in its history says that it was withdrawn, its number is not given again.

    Raises:
        ProtectedError: something hangs on it (ask `what_hangs` before).
    """
    firm = Enterprise.objects.select_for_update().get(pk=firm.pk)
    before = {"code": firm.code, "name": firm.name, "uscc": firm.uscc}
    firm.status = REMOVED
    firm.save()
    record(by, "enterprises.enterprise.removed", target=firm, before=before, after={"why": why})
    firm.delete()
    register_changed()
