"""A disposal: opened on grounds, carried by a case; what the case decides comes back onto the parcel."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from yuanheng.engines.parcels import state_of
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cases.actions import act, open_case
from yuanheng.web.cases.models import Case

from ..access import DISPOSE
from ..dossiers import dossiers
from ..models import CLEARS, WAYS, Cause, Disposal, FactKind, Parcel, Way
from ..rulebook import state_book
from .parcels import ParcelError
from .records import record_fact

PROCEDURE, SUBJECT = "idle-land-disposal", "land.parcel"


@transaction.atomic
def open_disposal(
    parcel: Parcel, *, cause: str, way: str, by: User, at: datetime, cause_note: str = "", hearing: bool = False
) -> Disposal:
    """Open the case of an idle parcel on the road of a cause; what the other road has is left out.

    Raises:
        ParcelError: the parcel is not idle on that day, a disposal of it runs, or the way does not go with the cause.
    """
    day = at.astimezone(SHANGHAI).date()
    dossier = next(dossiers([parcel]))
    state = state_of(dossier.on(day), on=day)
    if state.code != "idle":
        raise ParcelError(
            where=parcel.number, found=f"{state.label}:{state.discreet}", expected="按规定已经闲置的宗地",
            advice="核对用地记录;没有闲置的不立案",
        )  # fmt: skip
    if running_disposal(parcel) is not None:
        raise ParcelError(
            where=parcel.number, found="已有处置办件在办", expected="一宗地一件", advice="打开正在办理的办件"
        )
    if way not in WAYS.get(cause, ()):  # type: ignore[call-overload]
        allowed = "、".join(w.label for w in WAYS.get(cause, ())) or "先选原因"  # type: ignore[call-overload]
        raise ParcelError(
            where=f"{parcel.number} › 处置方式", found=Way(way).label, expected=allowed, advice="按原因选处置方式"
        )
    _early(parcel, way, state.due)
    left_out = [w.value for w in Way if w not in (Way.UNKNOWN, way)] + ([] if hearing else ["hear"])
    office = bureau_of(by, DISPOSE)
    case = open_case(
        procedure=PROCEDURE, title=f"{parcel.number} 闲置土地处置", subject_kind=SUBJECT, subject_id=parcel.pk,
        subject_label=str(parcel), organisation=office, by=by, at=at, data={"skip": left_out},
    )  # fmt: skip
    price = dossier.on(day).price
    made = Disposal.objects.create(
        parcel=parcel, case=case, opened_on=day, idle_since=state.since, grounds=state.discreet, cause=cause,
        cause_note=cause_note, way=way, fee=fee_of(price) if way == Way.FEE else None,
        area_mu=dossier.on(day).area, organisation=office, by=by, at=at,
    )  # fmt: skip
    record(by, "land.disposal.opened", target=made, after={"cause": cause, "way": way, "case": case.number})
    return made


def _early(parcel: Parcel, way: str, due: tuple[str, ...]) -> None:
    """The land is not taken back without payment before two years are full."""
    if way == Way.TAKE_BACK and not any("可以无偿收回" in text for text in due):
        raise ParcelError(
            where=f"{parcel.number} › 处置方式", found="无偿收回", expected=";".join(due) or "未动工满两年",
            advice="未满两年的征缴闲置费;或按其他方式处置",
        )  # fmt: skip


def fee_of(price: Decimal | None) -> Decimal | None:
    """A fifth of the price to the cent, by the rule's share; None where the price is not known."""
    if price is None:
        return None
    share: Fraction = state_book().fee_share
    exact = Fraction(price) * share
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def running_disposal(parcel: Parcel) -> Disposal | None:
    """The one whose case is not closed."""
    rows = Disposal.objects.filter(parcel=parcel, case__status__in=("draft", "open", "suspended"))
    return rows.select_related("case").first()


@transaction.atomic
def change_way(
    disposal: Disposal, *, cause: str, way: str, reason: str, by: User, at: datetime, cause_note: str = ""
) -> Disposal:
    """The investigation found another cause: this case ends with the reason, a new one goes the other road.

    Raises:
        ParcelError: the way does not go with the cause, no reason is given, or the case is closed.
    """
    if not reason.strip() or disposal.case.closed:
        raise ParcelError(
            where=str(disposal), found="没有理由" if not reason.strip() else "办件已结束", expected="在办的办件和改变的理由",
            advice="写明调查发现了什么",
        )  # fmt: skip
    act(case=disposal.case, kind="terminated", by=by, at=at, data={"reason": reason})
    return open_disposal(disposal.parcel, cause=cause, way=way, by=by, at=at, cause_note=cause_note or reason)


@transaction.atomic
def record_fee_paid(disposal: Disposal, *, on: date, by: User | None) -> Disposal:
    """The fee was paid in full.

    Raises:
        ParcelError: no fee was levied.
    """
    if disposal.way != Way.FEE:
        raise ParcelError(
            where=str(disposal), found=Way(disposal.way).label, expected="征缴闲置费的处置", advice="核对处置方式"
        )
    row = Disposal.objects.select_for_update(of=("self",)).get(pk=disposal.pk)
    row.fee_paid_on = on
    row.save()
    record(by, "land.disposal.fee_paid", target=row, after={"on": str(on), "fee": str(row.fee)})
    return row


def follow_case(case: Case) -> None:
    """After every event of a disposal's case: a decision of the city comes onto the parcel, the end onto the disposal."""
    if case.subject_kind != SUBJECT:
        return
    disposal = Disposal.objects.filter(case=case).select_related("parcel").first()
    event = case.events.order_by("-serial").first()
    if disposal is None or event is None:
        return
    day = date.fromisoformat(
        str(event.data.get("on") or event.data.get("date") or event.at.astimezone(SHANGHAI).date())
    )
    if event.kind == "external_done" and event.step == disposal.way:
        _decided(disposal, day, event)
    elif event.kind == "step_done" and event.step == "carried_out":
        disposal.carried_out_on = day
        disposal.save()


def _decided(disposal: Disposal, day: date, event: Any) -> None:
    about = {
        "by": event.by, "at": event.at, "document": str(event.data.get("number") or "")[:200],
        "reason": f"{disposal.case.number} {Way(disposal.way).label}",
    }  # fmt: skip
    if disposal.way in CLEARS:
        record_fact(disposal.parcel, kind=FactKind.TAKEN_BACK, on=day, **about)
    elif disposal.way == Way.EXTEND:
        until = day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)
        record_fact(disposal.parcel, kind=FactKind.EXTENDED, on=day, until=until, **about)
    elif disposal.way == Way.FEE and disposal.fee is None:
        disposal.fee = fee_of(next(dossiers([disposal.parcel])).on(day).price)
        disposal.save()


CAUSES = [(c.value, c.label) for c in Cause if c != Cause.UNKNOWN]
WAY_CHOICES = [(w.value, w.label) for w in Way if w != Way.UNKNOWN]
