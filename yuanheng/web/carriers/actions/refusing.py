"""What every write of carriers refuses: days that cannot be, two leases on one unit, terms that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from yuanheng.engines.errors import Problem, ProblemsError, YuanhengError
from yuanheng.web.base.moment import SHANGHAI

from ..models import Lease, Unit

EARLIEST, LATEST = date(1980, 1, 1), date(2120, 12, 31)
MOST_M2 = Decimal(10) ** 6


class CarrierError(YuanhengError):
    """Something that cannot be written of a carrier, a unit or a lease."""

    kind = "carrier"


def day_of(at: datetime) -> date:
    """The Shanghai day of a moment."""
    return at.astimezone(SHANGHAI).date()


def a_span(first: date, last: date | None, where: str) -> None:
    """A span of days that can be.

    Raises:
        CarrierError: outside the years we know, or its end before its start.
    """
    if not EARLIEST <= first <= LATEST or (last is not None and not EARLIEST <= last <= LATEST):
        raise CarrierError(
            where=where, found=f"{first} 至 {last or '(空)'}", expected=f"{EARLIEST.year} 至 {LATEST.year} 年之间的日期",
            advice="核对年份",
        )  # fmt: skip
    if last is not None and last < first:
        raise CarrierError(
            where=where, found=f"{first} 至 {last}", expected=f"不早于 {first} 的到期日", advice="改正日期"
        )


def not_after(at: datetime, day: date, where: str) -> None:
    """A day that has come.

    Raises:
        CarrierError: it has not.
    """
    if day > day_of(at):
        raise CarrierError(
            where=where,
            found=f"日期 {day}",
            expected=f"不晚于今天({day_of(at)})",
            advice="还没有发生的事等发生后再登记",
        )


def an_area(area: Decimal | None, where: str) -> None:
    """An area above zero, to a hundredth; None is unknown and allowed.

    Raises:
        CarrierError: it is not.
    """
    if area is not None and not (area.is_finite() and 0 < area < MOST_M2 and area == area.quantize(Decimal("0.01"))):
        raise CarrierError(
            where=where,
            found=f"面积 {area}",
            expected="大于 0、最多两位小数、一个单元会有的面积(㎡)",
            advice="改正面积",
        )


def in_the_way(unit: Unit, first: date, last: date, *, but: object = None) -> Lease | None:
    """The lease that occupies the unit within a span already."""
    rows = Lease.objects.known(None).with_last().filter(unit=unit, starts_on__lte=last, last_on__gte=first)
    found: Lease | None = rows.exclude(pk=but).select_related("tenant").order_by("starts_on").first()
    return found


def overlap(unit: Unit, first: date, last: date, other: Lease) -> CarrierError:
    """In words."""
    return CarrierError(
        where=f"{unit}", found=f"{first} 至 {last},与“{other.tenant}”的租约({other.starts_on} 至 {other.last})重叠",
        expected="同一单元同一天只有一份租约", advice="先终止或更正原租约,或改正起止日期",
    )  # fmt: skip


@contextmanager
def guarded(unit: Unit, first: date, last: date) -> Iterator[None]:
    """A write that the database's own guard may refuse, because somebody else let the unit at this very moment.

    Raises:
        CarrierError: it did.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "lease_overlap" not in str(error):
            raise
        other = in_the_way(unit, first, last)
        if other is None:
            raise
        raise overlap(unit, first, last, other) from error


def refuse_all(problems: list[Problem]) -> None:
    """Raises:
    ProblemsError: any.
    """
    if problems:
        raise ProblemsError(problems)
