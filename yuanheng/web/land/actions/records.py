"""Dated records of a parcel: entered, corrected by a newer one, never changed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI

from ..models import (
    DAYS,
    UNITS,
    Certificate,
    Disposal,
    FactKind,
    Holding,
    HoldingKind,
    LandImport,
    Parcel,
    ParcelFact,
    ParcelGeometry,
    Supply,
)
from ..timelines import keep_spans
from .parcels import ParcelError

Row = TypeVar("Row", Supply, ParcelFact, Certificate, Holding)
CODES = {Supply: "supply", ParcelFact: "fact", Certificate: "certificate", Holding: "holding"}


@transaction.atomic
def record_supply(
    parcel: Parcel, *, on: date, by: User | None, at: datetime, replaces: Supply | None = None, **terms: Any
) -> Supply:
    """A supply: contract or allocation, with what was agreed.

    Raises:
        ParcelError: a day that has not come, an agreed completion before the agreed start, or a record replaced already.
    """
    start, completion = terms.get("agreed_start_on"), terms.get("agreed_completion_on")
    if start and completion and completion < start:
        raise ParcelError(
            where=f"{parcel.number} › 约定竣工", found=f"{completion},早于约定动工 {start}", expected="不早于约定动工",
            advice="按合同核对日期",
        )  # fmt: skip
    made = _keep(Supply, parcel, on=on, by=by, at=at, replaces=replaces, **terms)
    note_reuse(parcel, on=on)
    return made


@transaction.atomic
def record_fact(
    parcel: Parcel, *, kind: str, on: date, by: User | None, at: datetime, amount: Decimal | None = None,
    until: date | None = None, replaces: ParcelFact | None = None, **about: Any,
) -> ParcelFact:  # fmt: skip
    """Something happened on a day, or a figure holds from it.

    Raises:
        ParcelError: a day that has not come, a figure missing where the kind has one, an end before its beginning.
    """
    where = f"{parcel.number} › {FactKind(kind).label}"
    if kind in UNITS and amount is None:
        raise ParcelError(
            where=where, found="没有数值", expected=f"数值({UNITS[FactKind(kind)] or '比值'})", advice="填上数值"
        )
    if kind in DAYS:
        amount = until = None
    if kind == FactKind.EXTENDED and until is None:
        raise ParcelError(
            where=where, found="没有新的动工期限", expected="延长到哪一天", advice="在“至”里填新的动工期限"
        )
    if until is not None and until < on:
        raise ParcelError(where=where, found=f"{on} 至 {until}", expected="结束不早于开始", advice="核对日期")
    made = _keep(
        ParcelFact, parcel, on=on, by=by, at=at, replaces=replaces, kind=kind, amount=amount, until=until, **about
    )
    if kind in (FactKind.STARTED, FactKind.RESUMED):
        note_reuse(parcel, on=on)
    return made


def note_reuse(parcel: Parcel, *, on: date) -> None:
    """Land whose disposal was carried out is in use again from the day it is supplied, started or resumed."""
    for row in Disposal.objects.filter(parcel=parcel, carried_out_on__lte=on, reused_on__isnull=True):
        row.reused_on = on
        row.save(update_fields=["reused_on"])


@transaction.atomic
def record_certificate(
    parcel: Parcel, *, number: str, on: date, by: User | None, at: datetime, replaces: Certificate | None = None,
    **about: Any,
) -> Certificate:  # fmt: skip
    """A certificate and the area it states.

    Raises:
        ParcelError: a day that has not come.
    """
    return _keep(Certificate, parcel, on=on, by=by, at=at, replaces=replaces, number=number, **about)


@transaction.atomic
def record_holding(
    parcel: Parcel, *, kind: str, name: str, on: date, by: User | None, at: datetime, replaces: Holding | None = None,
    **about: Any,
) -> Holding:  # fmt: skip
    """Who holds it, who rents it, what stands on it. A new holder becomes the parcel's.

    Raises:
        ParcelError: a day that has not come, an end before the beginning.
    """
    until = about.get("until")
    if until is not None and until < on:
        raise ParcelError(
            where=f"{parcel.number} › {name}", found=f"{on} 至 {until}", expected="结束不早于开始", advice="核对日期"
        )
    made = _keep(Holding, parcel, on=on, by=by, at=at, replaces=replaces, kind=kind, name=name, **about)
    newest = parcel.holdings.known().filter(kind=HoldingKind.HOLDER).order_by("-holds_from", "-known_at").first()  # type: ignore[attr-defined]
    if kind == HoldingKind.HOLDER and newest is not None and newest.pk == made.pk:
        row = Parcel.objects.select_for_update(of=("self",)).get(pk=parcel.pk)
        row.holder, row.holder_text = made.enterprise, made.name
        row.version += 1
        row.save()
        keep_spans([row])
    return made


@transaction.atomic
def void_record(row: Row, *, reason: str, by: User | None, at: datetime) -> Row:
    """Say that a record was never true: a void one replaces it, the first stays readable.

    Raises:
        ParcelError: it has been replaced or is void, or no reason is given.
    """
    model: type[Row] = type(row)
    if row.void or model._default_manager.filter(replaces=row).exists() or not reason.strip():
        raise ParcelError(
            where=str(row),
            found="已经更正过" if reason.strip() else "没有原因",
            expected="现行的记录和作废原因",
            advice="刷新页面后再办",
        )
    copied = {
        f.attname: getattr(row, f.attname)
        for f in row._meta.concrete_fields
        if f.name not in ("id", "replaces", "void", "known_at", "by", "reason")
    }
    made = model._default_manager.create(**copied, replaces=row, void=True, known_at=at, by=by, reason=reason)
    _settle(row.parcel)
    record(by, "land.record.voided", target=row.parcel, before={"record": str(row)}, after={"reason": reason})
    return made


def _keep(
    model: type[Row], parcel: Parcel, *, on: date, by: User | None, at: datetime, replaces: Any, **values: Any
) -> Row:
    day = at.astimezone(SHANGHAI).date()
    if on > day:
        raise ParcelError(
            where=parcel.number, found=f"{on} 还没有到", expected=f"不晚于 {day}", advice="发生以后再登记"
        )
    if replaces is not None and (
        replaces.parcel_id != parcel.pk or model._default_manager.filter(replaces=replaces).exists()
    ):
        raise ParcelError(
            where=parcel.number, found="要更正的记录已经被更正", expected="现行的记录", advice="刷新页面后再办"
        )
    made = model._default_manager.create(parcel=parcel, holds_from=on, known_at=at, by=by, replaces=replaces, **values)
    _settle(parcel)
    after = {"what": str(made), "on": str(on), "document": made.document}
    record(
        by,
        f"land.{CODES[model]}.recorded",
        target=parcel,
        before={"record": str(replaces)} if replaces else None,
        after=after,
    )
    return made


@transaction.atomic
def keep_boundary(
    parcel: Parcel, *, wkb: bytes, area_mu: Decimal, on: date, by: User | None, at: datetime, exact: bool = True,
    source: LandImport | None = None, reason: str = "",
) -> ParcelGeometry:  # fmt: skip
    """A new version of the boundary."""
    made = ParcelGeometry.objects.create(
        parcel=parcel,
        wkb=wkb,
        area_mu=area_mu,
        exact=exact,
        source=source,
        holds_from=on,
        known_at=at,
        reason=reason,
        by=by,
    )
    _settle(parcel)
    record(by, "land.boundary.recorded", target=parcel, after={"mu": str(area_mu), "on": str(on), "reason": reason})
    return made


def _settle(parcel: Parcel) -> None:
    """Areas of the newest records onto the parcel, and its states anew."""
    row = Parcel.objects.select_for_update(of=("self",)).get(pk=parcel.pk)
    settle_areas([row])
    row.save(update_fields=["area_mu", "certified_mu", "supplied_mu", "area_share"])
    for name in ("area_mu", "certified_mu", "supplied_mu", "area_share"):
        setattr(parcel, name, getattr(row, name))
    keep_spans([row])


def settle_areas(parcels: list[Parcel]) -> None:
    """Set the derived areas of some parcels from their newest records; three queries, nothing is saved."""
    keys = [p.pk for p in parcels]
    drawn: dict[Any, ParcelGeometry] = {}
    for boundary in (
        ParcelGeometry.objects.filter(parcel__in=keys).defer("wkb").order_by("holds_from", "known_at", "pk")
    ):
        drawn[boundary.parcel_id] = boundary
    certified = _newest(Certificate, keys)
    supplied = _newest(Supply, keys)
    for parcel in parcels:
        found = drawn.get(parcel.pk)
        parcel.area_mu = found.area_mu if found else None
        parcel.certified_mu, parcel.supplied_mu = certified.get(parcel.pk), supplied.get(parcel.pk)
        comparable = found is not None and found.exact and parcel.certified_mu
        parcel.area_share = (
            ((found.area_mu - parcel.certified_mu) / parcel.certified_mu).quantize(Decimal("0.000001"))
            if comparable and found is not None and parcel.certified_mu
            else None
        )


def _newest(model: Any, keys: list[Any]) -> dict[Any, Decimal]:
    rows = model._default_manager.known().filter(parcel__in=keys, area_mu__isnull=False)
    return dict(rows.order_by("holds_from", "known_at", "pk").values_list("parcel_id", "area_mu"))
