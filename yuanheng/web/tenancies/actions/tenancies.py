"""Registering tenancies, what each side states, who confirmed it, what was settled; and taking wrong records back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.actions.figures import request_figures

from ..access import KEEP
from ..models import Confirmation, MeterSettlement, MeterUser, Settlement, Side, Statement, Tenancy
from ..standing import newest
from .errors import MOST_M2, MOST_MU, TenancyError, a_reason, an_area, has_come, in_order

BOTH = (Side.OWNER, Side.TENANT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who lets and who rents: firms of the register, or outsiders by name."""

    owner: Enterprise | None = None
    owner_name: str = ""
    tenant: Enterprise | None = None
    tenant_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The figures of a statement: ㎡, 亩, yuan a year; None where the side says nothing of it."""

    since: date
    until: date | None = None
    floor_m2: Decimal | None = None
    land_mu: Decimal | None = None
    rent_yuan: Decimal | None = None


@transaction.atomic
def register_tenancy(
    parties: Parties, *, by: User, at: datetime, address: str = "", parcel: str = "", organisation: Any = None,
    origin: str = "",
) -> Tenancy:  # fmt: skip
    """The lease between two parties, as yet without figures.

    Raises:
        TenancyError: a party is missing, both are one, or neither is of the register; the same lease is there already.
    """
    _two_parties(parties)
    same = same_lease(parties, address=address, parcel=parcel)
    if same is not None:
        raise TenancyError(
            where=str(same), found="同一处租赁已经登记", expected="一处租赁登记一次,双方各自申报",
            advice="打开已有的租赁,登记另一方的申报;确是另一处时写明坐落或宗地",
        )  # fmt: skip
    made = Tenancy.objects.create(
        **asdict_parties(parties), address=address.strip(), parcel=parcel.strip(), by=by, known_at=at, origin=origin,
        organisation=organisation or bureau_of(by, KEEP),
    )  # fmt: skip
    record(by, "tenancies.tenancy.registered", target=made, after={"parties": str(made), "address": address})
    return made


def asdict_parties(parties: Parties) -> dict[str, Any]:
    """For the model; a firm of the register needs no name."""
    return {
        "owner": parties.owner,
        "owner_name": "" if parties.owner else parties.owner_name.strip(),
        "tenant": parties.tenant,
        "tenant_name": "" if parties.tenant else parties.tenant_name.strip(),
    }


def _two_parties(parties: Parties) -> None:
    lacking = [
        word
        for word, there in (
            ("出租方", parties.owner or parties.owner_name.strip()), ("承租方", parties.tenant or parties.tenant_name.strip())
        )
        if not there
    ]  # fmt: skip
    if lacking:
        raise TenancyError(
            where="租赁", found=f"没有{'和'.join(lacking)}", expected="出租方和承租方", advice="补上后再登记"
        )
    if parties.owner is None and parties.tenant is None:
        raise TenancyError(
            where="租赁", found=f"{parties.owner_name} → {parties.tenant_name}", expected="至少一方是本区名录中的企业",
            advice="核对企业名称;双方都在区外的不登记",
        )  # fmt: skip
    if parties.owner is not None and parties.owner == parties.tenant:
        raise TenancyError(
            where=parties.owner.name, found="出租方和承租方是同一家企业", expected="两家", advice="核对双方名称"
        )


def same_lease(parties: Parties, *, address: str, parcel: str) -> Tenancy | None:
    """The standing lease of these two at this place; without a place, the only one there is."""
    standing = Tenancy.objects.known(None).filter(**asdict_parties(parties))
    return standing.filter(address=address.strip(), parcel=parcel.strip()).first()


@transaction.atomic
def state(
    tenancy: Tenancy, *, side: str, stated: Stated, by: User, at: datetime, holds_from: date | None = None,
    reason: str = "", file: StoredFile | None = None, origin: str = "",
) -> Statement:  # fmt: skip
    """What one side states, from `holds_from` on (the start of the lease unless said).

    Raises:
        TenancyError: the lease was taken back; no area; areas or days that cannot be; a second statement without a reason.
    """
    held = _standing(tenancy)
    where = f"{held} › {Side(side).label}"
    in_order(stated.since, stated.until, f"{where} › 租期")
    an_area(stated.floor_m2, f"{where} › 建筑面积", most=MOST_M2, unit="㎡")
    an_area(stated.land_mu, f"{where} › 土地面积", most=MOST_MU, unit="亩")
    if stated.floor_m2 is None and stated.land_mu is None:
        raise TenancyError(where=where, found="没有面积", expected="建筑面积或土地面积", advice="至少填一项")
    if held.statements.filter(side=side).exists():
        a_reason(reason, f"{where} › 更正")
    made = Statement.objects.create(
        tenancy=held, side=side, **asdict(stated), holds_from=holds_from or stated.since, known_at=at, reason=reason,
        file=file, origin=origin, by=by,
    )  # fmt: skip
    after = {k: str(v) for k, v in asdict(stated).items() if v is not None}
    record(by, "tenancies.statement.recorded", target=held, after={"side": side, "reason": reason, **after})
    request_figures()
    return made


def _standing(tenancy: Tenancy) -> Tenancy:
    held = Tenancy.objects.select_for_update(of=("self",)).get(pk=tenancy.pk)
    if held.withdrawn_at is not None:
        raise TenancyError(where=str(held), found="这份租赁已撤回", expected="在册的租赁", advice="需要时重新登记")
    return held


@transaction.atomic
def confirm(
    statement: Statement, *, person: str, on: date, by: User, at: datetime, file: StoredFile | None = None
) -> Confirmation:
    """Somebody confirmed the statement on behalf of its side; entered by staff from the paper.

    Raises:
        TenancyError: nobody is named; the day has not come; it is confirmed already; a newer statement stands.
    """
    held = _standing(statement.tenancy)
    where = f"{held} › {statement.get_side_display()}确认"
    has_come(at, on, where)
    if not person.strip():
        raise TenancyError(where=where, found="没有确认人", expected="代表企业确认的人", advice="填写确认人姓名")
    if Confirmation.objects.known(None).filter(statement=statement).exists():
        raise TenancyError(where=where, found="已经确认过", expected="未确认的申报", advice="刷新页面")
    made = Confirmation.objects.create(statement=statement, person=person.strip(), on=on, file=file, by=by, known_at=at)
    record(by, "tenancies.statement.confirmed", target=held, after={"side": statement.side, "person": person})
    request_figures()
    return made


@transaction.atomic
def settle(
    tenancy: Tenancy, *, what: str, stands: str, reason: str, by: User, at: datetime, file: StoredFile | None = None
) -> Settlement:
    """On one figure the statement of one side stands; the other stays as it was made.

    Raises:
        TenancyError: no reason; that side has stated nothing; it is settled already.
    """
    held = _standing(tenancy)
    a_reason(reason, str(held))
    said = {side: newest(held, side) for side in BOTH}
    if said.get(stands) is None:
        raise TenancyError(
            where=str(held), found=f"{Side(stands).label}没有申报", expected="有申报的一方", advice="先登记它的申报"
        )
    for old in Settlement.objects.known(None).filter(tenancy=held, what=what):
        if (old.owner_statement_id, old.tenant_statement_id) == tuple(_pk(said[side]) for side in BOTH):
            raise TenancyError(where=str(held), found=f"已核定:{old}", expected="未核定的事项", advice="先撤销原核定")
        _take_back(old, reason="双方申报有变,重新核定", by=by, at=at)
    made = Settlement.objects.create(
        tenancy=held, what=what, stands=stands, reason=reason, file=file, by=by, known_at=at,
        owner_statement=said[Side.OWNER], tenant_statement=said[Side.TENANT],
    )  # fmt: skip
    record(by, "tenancies.item.settled", target=held, after={"what": what, "stands": stands, "reason": reason})
    request_figures()
    return made


def _pk(row: Any) -> Any:
    return None if row is None else row.pk


@transaction.atomic
def withdraw(row: Any, *, reason: str, by: User, at: datetime) -> Any:
    """A record was entered wrongly, or a settlement is undone: it stays, and no longer counts.

    Raises:
        TenancyError: no reason; taken back already.
    """
    held = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    a_reason(reason, str(held))
    if held.withdrawn_at is not None:
        raise TenancyError(where=str(held), found="已经撤回", expected="未撤回的记录", advice="刷新页面")
    _take_back(held, reason=reason, by=by, at=at)
    target = _page_of(held)
    after = {"record": str(held), "kind": str(held._meta.verbose_name), "reason": reason}
    record(by, "tenancies.record.withdrawn", target=target, after=after)
    request_figures()
    return held


def _take_back(held: Any, *, reason: str, by: User, at: datetime) -> None:
    held.withdrawn_at, held.withdrawn_reason, held.withdrawn_by = at, reason, by
    held.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_by"])


def _page_of(held: Any) -> Any:
    """The tenancy or account that the record belongs to; else itself."""
    if isinstance(held, Confirmation):
        return held.statement.tenancy
    if isinstance(held, Settlement):
        return held.tenancy
    return held.account if isinstance(held, MeterUser | MeterSettlement) else held
