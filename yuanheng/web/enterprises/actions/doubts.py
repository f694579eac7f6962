"""Rows of a register that contradict another row or firm: kept, shown, and settled by a person. None is dropped or merged."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.identities import normalise_name
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..merging import FIELDS, Clash
from ..models import DoubtKind, Enterprise, FormerName, RegisterDoubt, RegisterImport, Verdict
from ..registries import register_changed
from .firms import next_code

if TYPE_CHECKING:
    from yuanheng.engines.registers import Doubled

DATES = ("founded_on", "production_on")


class DoubtError(YuanhengError):
    """A word on a row that cannot be taken so."""

    kind = "register_doubt"


def keep_doubts(made: RegisterImport, doubled: Iterable[Doubled], clashes: Iterable[Clash]) -> int:
    """Keep each such row once, however often the same sheet is brought in; answers how many are new."""
    found = [_doubt(made, c.kind, c.row, c.why, against=c.against) for c in clashes]
    for again in doubled:
        why = f"{again.firm.name} 与“{again.first}”编号或代码相同"
        against = _firm_of(again)
        found.append(_doubt(made, DoubtKind.DOUBLED, again.firm, why, against=against, where=again.where))
    fresh = [d for d in found if not RegisterDoubt.objects.filter(kind=d.kind, row=d.row).exists()]
    RegisterDoubt.objects.bulk_create(fresh)
    return len(fresh)


def _doubt(
    made: RegisterImport, kind: str, row: Any, why: str, *, against: Enterprise | None, where: str = ""
) -> RegisterDoubt:
    plain = json.loads(json.dumps(dataclasses.asdict(row), cls=DjangoJSONEncoder))
    return RegisterDoubt(
        made=made, kind=kind, row=plain, name=row.name[:200], where=where or f"{made.name} › {row.name}", found=why,
        enterprise=against,
    )  # fmt: skip


def _firm_of(again: Doubled) -> Enterprise | None:
    """The firm that the earlier row of the sheet has become."""
    by_code = Enterprise.objects.filter(code=again.firm.id).first()
    if by_code is None and again.firm.uscc:
        by_code = Enterprise.objects.filter(uscc=again.firm.uscc).first()
    return by_code or Enterprise.objects.filter(name=again.first).first()


@transaction.atomic
def settle_doubt(doubt: RegisterDoubt, *, verdict: str, why: str, by: User, at: datetime) -> RegisterDoubt:
    """A person's word: the same firm, another one, or a row that is wrong.

    Raises:
        DoubtError: it is settled already, there is no firm to be the same as, or the code is another firm's.
    """
    doubt = RegisterDoubt.objects.select_for_update(of=("self",)).get(pk=doubt.pk)
    if doubt.verdict:
        raise DoubtError(
            where=str(doubt), found=doubt.get_verdict_display(), expected="尚未处理的疑点", advice="看下一条"
        )
    if verdict in (Verdict.SAME, Verdict.SAME_NEW_CODE):
        _same(doubt, take_code=verdict == Verdict.SAME_NEW_CODE)
    elif verdict == Verdict.OTHER:
        doubt.enterprise = _another(doubt)
    doubt.verdict, doubt.why, doubt.settled_at, doubt.settled_by = verdict, why.strip(), at, by
    doubt.save()
    after = {"verdict": doubt.get_verdict_display(), "why": why, "row": doubt.name}
    record(by, "enterprises.doubt.settled", target=doubt, after=after)
    if verdict != Verdict.UNUSED:
        register_changed()
    return doubt


def _same(doubt: RegisterDoubt, *, take_code: bool) -> None:
    """The other writing becomes a former name, so that records so named are found; figures of the register stay."""
    if doubt.enterprise_id is None:
        raise DoubtError(
            where=str(doubt), found="名录中没有对应的企业", expected="名录中的一家企业", advice="选“另一家企业”"
        )
    firm = Enterprise.objects.select_for_update(of=("self",)).get(pk=doubt.enterprise_id)
    if take_code:
        firm.uscc = _free(doubt, firm) or firm.uscc
    if normalise_name(doubt.name) != normalise_name(firm.name):
        FormerName.objects.get_or_create(enterprise=firm, name=doubt.name)
    firm.save()


def _free(doubt: RegisterDoubt, firm: Enterprise) -> str:
    code = str(doubt.said("uscc"))
    holder = Enterprise.objects.filter(uscc=code).exclude(pk=firm.pk).first() if code else None
    if holder is not None:
        raise DoubtError(
            where=str(doubt), found=f"代码 {code} 属于“{holder.name}”", expected="没有企业使用的代码",
            advice="先核对那一家的代码,或选“保留名录中的代码”",
        )  # fmt: skip
    return code


def _another(doubt: RegisterDoubt) -> Enterprise:
    """A firm of its own; a number or a code that is taken is left out, and stays to be read in the row."""
    taken = Enterprise.objects.filter(uscc=doubt.said("uscc") or None).exists()
    code = str(doubt.said("id"))
    values = {field: doubt.row.get(field) for field in FIELDS if doubt.row.get(field) not in ("", None)}
    values["uscc"] = None if taken else doubt.said("uscc") or None
    for field in DATES:
        values[field] = date.fromisoformat(values[field]) if values.get(field) else None
    if values.get("capital"):
        values["capital"] = Decimal(str(values["capital"]))
    firm = Enterprise(code=next_code() if not code or Enterprise.objects.filter(code=code).exists() else code, **values)
    firm.save()
    return firm
