"""A list of tenancies or sub-meters: handed in, read, columns and firms settled by a person, entered as a whole or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import Problem, ProblemsError
from yuanheng.engines.ledger import mark_copy
from yuanheng.web.base import files, jobs
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.library import check_mapping, placed, plain, sheets_of, shown

from ..access import IMPORT
from ..library import finder, read_meters, read_tenancies
from ..models import ImportKind, ImportState, MeterUser, RegisterList, SharedAccount
from ..naming import OUTSIDE, meant
from .errors import TenancyError
from .meters import add_user, record_reading, register_account
from .offers import offer
from .tenancies import BOTH, Parties, Stated, confirm

NAMED = {ImportKind.TENANCIES: ("owner", "tenant"), ImportKind.METERS: ("user", "holder")}


@transaction.atomic
def create_list(*, given: Any, kind: str, said_by: str, by: User, at: datetime) -> RegisterList:
    """Keep the file; a job reads it. `said_by`: whose statement a list of tenancies is, where its rows do not say."""
    stored = files.store(given, name=given.name, by=by)
    made = RegisterList.objects.create(
        stored=stored, name=stored.name, kind=kind, said_by=said_by, by=by, organisation=bureau_of(by, IMPORT),
        created_at=at,
    )  # fmt: skip
    record(by, "tenancies.list.created", target=made, after={"file": made.name, "sha256": stored.sha256, "kind": kind})
    jobs.defer("tenancies.list.read", by=by, target=made, label=f"读取清单:{made}", list_id=str(made.pk))
    return made


def read_list(made: RegisterList, *, today: date) -> dict[str, Any]:
    """Sheets, rows and problems of the file under its mapping.

    Raises:
        ProblemsError: it may not be opened, or holds no such list.
    """
    sheets = sheets_of(made.stored, made.mapping, today=today, find=finder(made.kind))
    rows: list[Any] = []
    problems: list[Problem] = []
    for sheet in sheets:
        if made.kind == ImportKind.TENANCIES:
            found, asked = read_tenancies(sheet, file=made.name, said_by=made.said_by)
        else:
            found, asked = read_meters(sheet, file=made.name)
        rows, problems = rows + found, problems + asked
    return {
        "sheets": [shown(s) for s in sheets],
        "rows": [asdict(r) for r in rows],
        "problems": [plain(p) for p in problems],
    }


@transaction.atomic
def keep_reading(list_id: Any, read: dict[str, Any] | ProblemsError) -> RegisterList:
    """What was read and whom its names mean, for a person to look at; or why it could not be read."""
    made = RegisterList.objects.select_for_update(of=("self",)).get(pk=list_id)
    if made.state not in (ImportState.READING, ImportState.PREVIEW):
        return made
    if isinstance(read, ProblemsError):
        made.state, made.problems = ImportState.REFUSED, [plain(p) for p in read.problems]
    else:
        made.state, made.sheets, made.rows, made.problems = (
            ImportState.PREVIEW, read["sheets"], read["rows"], read["problems"]
        )  # fmt: skip
        _name_firms(made)
    made.save()
    record(made.by, "tenancies.list.read", target=made, after={"new": made.new, "blocked": made.blocked})
    return made


def _name_firms(made: RegisterList) -> None:
    names = [row["values"].get(name, "") for row in made.rows for name in NAMED[ImportKind(made.kind)]]
    found = meant(names, made.chosen)
    for row in made.rows:
        wanted = {name: row["values"].get(name, "") for name in NAMED[ImportKind(made.kind)]}
        row["firms"] = {name: found[said].firm if said else "" for name, said in wanted.items()}
        row["unnamed"] = any(said and not row["firms"][name] for name, said in wanted.items())
    made.blocked = sum(row["blocked"] or row["unnamed"] for row in made.rows)
    made.new = len(made.rows) - made.blocked


@transaction.atomic
def settle_list(
    made: RegisterList, *, columns: Mapping[str, Mapping[str, str]], firms: Mapping[str, str], by: User, today: date
) -> RegisterList:
    """What the columns mean and whom the names mean, as a person says; the file is read again.

    Raises:
        TenancyError: it waits for nothing, or a field is given to two columns of a sheet.
    """
    row = _open(made)
    check_mapping(row.name, columns, refuse=TenancyError)
    row.mapping, row.chosen = {k: dict(v) for k, v in columns.items()}, {**row.chosen, **firms}
    row.save()
    record(by, "tenancies.list.mapped", target=row, after={"sheets": list(columns), "firms": dict(firms)})
    return keep_reading(row.pk, read_list(row, today=today))


def _open(made: RegisterList) -> RegisterList:
    row = RegisterList.objects.select_for_update(of=("self",)).select_related("stored").get(pk=made.pk)
    if row.state != ImportState.PREVIEW:
        raise TenancyError(
            where=row.name, found=row.get_state_display(), expected="待确认的清单", advice="需要时重新上传"
        )
    return row


@transaction.atomic
def discard_list(made: RegisterList, *, by: User) -> RegisterList:
    """Leave it out; it stays in the list.

    Raises:
        TenancyError: it was confirmed.
    """
    row = _open(made)
    row.state = ImportState.DISCARDED
    row.save()
    record(by, "tenancies.list.discarded", target=row, before={"state": ImportState.PREVIEW})
    return row


@transaction.atomic
def enter_list(made: RegisterList, *, by: User, at: datetime, without_blocked: bool = False) -> RegisterList:
    """Every row, all or nothing; what was stated or read already is left. Rows that wait are left out only where asked.

    Raises:
        TenancyError: rows wait, and it was not asked to leave them out; or a row cannot be written.
    """
    row = _open(made)
    if row.blocked and not without_blocked:
        raise TenancyError(
            where=row.name,
            found=f"{row.blocked} 行待核",
            expected="全部核清",
            advice="改好表重新上传,或勾选先不导入这些行",
        )
    firms = Enterprise.objects.in_bulk([f for r in row.rows for f in r["firms"].values() if f and f != OUTSIDE])
    named = {str(pk): firm for pk, firm in firms.items()}
    enter = _enter_tenancy if row.kind == ImportKind.TENANCIES else _enter_meter
    counts = {True: 0, False: 0}
    for each in row.rows:
        if not (each["blocked"] or each["unnamed"]):
            counts[enter(each, named, made=row, by=by, at=at)] += 1
    row.state, row.confirmed_at, row.new, row.known = ImportState.CONFIRMED, at, counts[True], counts[False]
    row.save()
    record(by, "tenancies.list.entered", target=row, after={"new": row.new, "known": row.known})
    return row


def _origin(row: dict[str, Any], made: RegisterList) -> str:
    return " › ".join(p for p in (made.name, row["sheet"], f"第 {row['row']} 行") if p)[:300]


def _number(values: Mapping[str, str], name: str) -> Decimal | None:
    return Decimal(values[name]) if values.get(name) else None


def _enter_tenancy(
    row: dict[str, Any], named: Mapping[str, Enterprise], *, made: RegisterList, by: User, at: datetime
) -> bool:
    values, firms = row["values"], row["firms"]
    owner, tenant = named.get(firms["owner"]), named.get(firms["tenant"])
    parties = Parties(owner=owner, owner_name=values["owner"], tenant=tenant, tenant_name=values["tenant"])
    stated = Stated(
        since=date.fromisoformat(values["since"]),
        until=date.fromisoformat(values["until"]) if values["until"] else None,
        floor_m2=_number(values, "floor_m2"), land_mu=_number(values, "land_mu"), rent_yuan=_number(values, "rent_yuan"),
    )  # fmt: skip
    new = False
    for side in BOTH if values["side"] == "both" else (values["side"],):
        offered = offer(
            parties, side=side, stated=stated, by=by, at=at, address=values["address"], parcel=values["parcel"],
            origin=_origin(row, made), organisation=made.organisation, file=made.stored,
        )  # fmt: skip
        new = new or offered.statement is not None
        if offered.statement is not None and values["confirmed_by"]:
            confirm(offered.statement, person=values["confirmed_by"], on=at.date(), file=made.stored, by=by, at=at)
    return new


def _enter_meter(
    row: dict[str, Any], named: Mapping[str, Enterprise], *, made: RegisterList, by: User, at: datetime
) -> bool:
    values, firms = row["values"], row["firms"]
    month = date.fromisoformat(f"{values['month']}-01") if values["month"] else None
    account = _account(values, named.get(firms["holder"]), made=made, by=by, at=at)
    user = MeterUser.objects.known(None).filter(account=account, number=values["number"])
    firm = named.get(firms["user"])
    if firm is None:
        raise TenancyError(
            where=_origin(row, made),
            found=f"“{values['user']}”选为区外单位",
            expected="本区企业",
            advice="选定是哪家企业",
        )
    found = user.filter(enterprise=firm).first() if not values["number"] else user.first()
    new = found is None
    if found is None:
        found = add_user(
            account, firm, number=values["number"], multiplier=_number(values, "multiplier"),
            percent=_number(values, "percent"), since=month or at.date(), by=by, at=at,
        )  # fmt: skip
    elif found.enterprise_id != firm.pk:
        raise TenancyError(
            where=_origin(row, made), found=f"分表 {values['number']} 登记的是“{found.enterprise}”", expected=firm.name,
            advice="换了用户的,先在户号页撤回或截止原来的用电户",
        )  # fmt: skip
    if month is not None:
        for kwh, of in ((_number(values, "kwh"), found), (_number(values, "bill"), None)):
            if kwh is not None and (of is None or values["number"]):
                before = account.readings.count()
                origin = _origin(row, made)
                record_reading(
                    account, month=month, kwh=kwh, user=of, by=by, at=at, origin=origin, reason=f"按{origin}"
                )
                new = new or account.readings.count() > before
    return new


def _account(
    values: Mapping[str, str], holder: Enterprise | None, *, made: RegisterList, by: User, at: datetime
) -> SharedAccount:
    found = SharedAccount.objects.known(None).filter(account=values["account"]).first()
    if found is not None:
        return found
    if holder is None:
        raise TenancyError(
            where=f"{made.name} › 户号 {values['account']}", found="这个户号还没有登记,表里也没有户名",
            expected="户主", advice="在表里加一列户名,或先登记共用户号",
        )  # fmt: skip
    return register_account(account=values["account"], holder=holder, by=by, at=at)


def marked(made: RegisterList, out: Path) -> Path:
    """The user's own table with every question coloured and commented."""
    with placed(made.stored) as place:
        return mark_copy(place, [Problem(**p) for p in made.problems], out)
