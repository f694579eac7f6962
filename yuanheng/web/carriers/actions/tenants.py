"""Tenants, and which firm of the register each one is: proposed by name and by the engine, decided by a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.keys import folded
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.models import Record
from yuanheng.web.ledger.proposals import ask, current_register

from ..models import Matching, Tenant, TenantMatch
from .refusing import CarrierError

ALIKE = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm that a tenant may be, and what speaks for it."""

    firm: Enterprise
    probability: int
    why: str


def tenant_named(name: str, *, at: datetime, uscc: str = "") -> Tenant:
    """The tenant of that name, made where there is none; it then waits to be matched.

    Raises:
        CarrierError: no name.
    """
    name = " ".join(name.split())
    if not folded(name):
        raise CarrierError(where="承租单位", found=name or "(空)", expected="名称", advice="写明承租单位")
    made, new = Tenant.objects.get_or_create(
        name_folded=folded(name)[:200], defaults={"name": name[:200], "uscc": uscc, "created_at": at}
    )
    if not new and uscc and not made.uscc:
        made.uscc = uscc
        made.save()
    return made


def candidates(tenant: Tenant) -> list[Candidate]:
    """Firms of the register that it may be, the likeliest first; evidence as the linkage engine says it."""
    wanted = Record(record_key="tenant", source="carriers", name=tenant.name, uscc=tenant.uscc)
    said = ask([wanted], current_register())[0]
    listed = [(p.firm, p.probability, "、".join(words for words, _ in p.evidence[:3])) for p in said.candidates]
    if said.firm and said.firm not in {firm for firm, _, _ in listed}:
        listed.insert(0, (said.firm, said.probability, said.evidence))
    firms = {str(f.pk): f for f in Enterprise.objects.filter(pk__in=[firm for firm, _, _ in listed])}
    found = [Candidate(firms[k], round(p * 100), why) for k, p, why in listed if k in firms]
    if not found:
        found = [Candidate(f, 0, "名称相近") for f in Enterprise.objects.matching(tenant.name)[:ALIKE]]
    return found[:ALIKE]


@transaction.atomic
def match_tenant(
    tenant: Tenant, *, enterprise: Enterprise | None, by: User | None, at: datetime, why: str = ""
) -> Tenant:
    """A person's word: it is this firm, or (None) none of the register; it may be said again, the newest counts.

    Raises:
        CarrierError: it is said already.
    """
    row = Tenant.objects.select_for_update(of=("self",)).get(pk=tenant.pk)
    state = Matching.LINKED if enterprise is not None else Matching.OUTSIDE
    if row.state == state and row.enterprise_id == (enterprise.pk if enterprise else None):
        raise CarrierError(
            where=row.name, found=f"已经{row.get_state_display()}", expected="一个新的决定", advice="不用重复确认"
        )
    before = {"state": row.state, "enterprise": str(row.enterprise or "")}
    TenantMatch.objects.create(tenant=row, enterprise=enterprise, why=why, known_at=at, by=by)
    row.enterprise, row.state = enterprise, state
    row.save()
    after = {"state": state, "enterprise": str(enterprise or ""), "why": why}
    record(by, "carriers.tenant.matched", target=row, before=before, after=after)
    return row
