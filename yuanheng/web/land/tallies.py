"""Figures over land that the plan can count; areas in 亩, as the certificate, else the supply, else the boundary has them.

Revived (盘活): parcels that in the period came from idle, unfinished, underused or inefficient land into building or use, or
whose disposal was carried out before and that were supplied or started anew in the period. Each counts once a period.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from yuanheng.engines.calendars import Period
from yuanheng.web.base.tallies import Reading, TallyFilter, tally

from .dossiers import dossiers
from .models import Disposal, Parcel, StateSpan, Supply, end_of, on_day
from .timelines import states_on, timeline

FILTERS = (TallyFilter("cluster", "产业", "cluster"), TallyFilter("town", "街镇", "text"))
ASLEEP = ("idle", "unfinished", "underused", "inefficient")
AWAKE = ("building", "in_use")


def days_of(period: Period, on: date) -> tuple[date, date]:
    """The first day of a period and its last one up to a day."""
    following = date(period.year + period.last // 12, period.last % 12 + 1, 1)
    return date(period.year, period.first, 1), min(date.fromordinal(following.toordinal() - 1), on)


def _narrowed(rows: QuerySet[Any], cluster: str | None, town: str | None) -> QuerySet[Any]:
    if cluster:
        rows = rows.filter(cluster__icontains=cluster.removesuffix("产业"))
    return rows.filter(town__icontains=town) if town else rows


def _reading(keys: Iterable[Any], unit: str, cluster: str | None, town: str | None) -> Reading:
    rows = _narrowed(Parcel.objects.filter(pk__in=list(keys)), cluster, town)
    if unit == "宗":
        return Reading(value=Decimal(rows.count()), unit=unit, records=rows)
    areas = [p.best_mu for p in rows]
    blank = sum(a is None for a in areas)
    total = sum((Decimal(a) for a in areas if a is not None), Decimal(0))
    note = f"{blank} 宗没有面积,没有计入" if blank else ""
    return Reading(value=total.quantize(Decimal("0.0001")), unit="亩", records=rows, note=note)


def revived(
    period: Period, *, on: date, known_on: date | None, unit: str, cluster: str | None = None, town: str | None = None
) -> Reading:
    """Parcels brought back to use in the period."""
    first, last = days_of(period, on)
    keys = _woken(first, last, known_on)
    rows = Disposal.objects.filter(reused_on__gte=first, reused_on__lte=last)
    at = end_of(known_on)
    if at is not None:
        rows = rows.filter(at__lte=at)
    return _reading(keys | set(rows.values_list("parcel_id", flat=True)), unit, cluster, town)


def _woken(first: date, last: date, known_on: date | None) -> set[Any]:
    if known_on is None:
        awake = StateSpan.objects.filter(code__in=AWAKE, first__gte=first, first__lte=last).values("parcel_id", "first")
        before = set(
            StateSpan.objects.filter(code__in=ASLEEP, until__gte=first, until__lte=last).values_list(
                "parcel_id", "until"
            )
        )
        return {row["parcel_id"] for row in awake if (row["parcel_id"], row["first"]) in before}
    found = set()
    for dossier in dossiers(Parcel.objects.all(), known_on=known_on):
        spans = timeline(dossier)
        for earlier, later in pairwise(spans):
            if later.state.code in AWAKE and earlier.state.code in ASLEEP and first <= later.first <= last:
                found.add(dossier.parcel.pk)
    return found


def supplied(
    period: Period, *, on: date, known_on: date | None, unit: str, cluster: str | None = None, town: str | None = None
) -> Reading:
    """Land supplied in the period, by the contracts' days and areas."""
    first, last = days_of(period, on)
    rows = Supply.objects.known(known_on).filter(holds_from__gte=first, holds_from__lte=last)  # type: ignore[attr-defined]
    parcels = _narrowed(Parcel.objects.filter(pk__in=rows.values("parcel_id")), cluster, town)
    rows = rows.filter(parcel__in=parcels)
    if unit == "宗":
        return Reading(value=Decimal(rows.count()), unit=unit, records=parcels)
    areas = [s.area_mu if s.area_mu is not None else s.parcel.best_mu for s in rows.select_related("parcel")]
    blank = sum(a is None for a in areas)
    total = sum((Decimal(a) for a in areas if a is not None), Decimal(0))
    return Reading(
        value=total.quantize(Decimal("0.0001")),
        unit="亩",
        records=parcels,
        note=f"{blank} 宗没有面积,没有计入" if blank else "",
    )


def disposed(
    period: Period, *, on: date, known_on: date | None, unit: str, cluster: str | None = None, town: str | None = None
) -> Reading:
    """Idle land whose disposal was carried out in the period."""
    first, last = days_of(period, on)
    rows = Disposal.objects.filter(carried_out_on__gte=first, carried_out_on__lte=last)
    at = end_of(known_on)
    if at is not None:
        rows = rows.filter(at__lte=at)
    return _reading(set(rows.values_list("parcel_id", flat=True)), unit, cluster, town)


def standing(
    period: Period, *, on: date, known_on: date | None, unit: str, states: tuple[str, ...], cluster: str | None = None,
    town: str | None = None,
) -> Reading:  # fmt: skip
    """Parcels that are in one of some states at the period's end."""
    _, last = days_of(period, on)
    rows = Parcel.objects.standing()
    if known_on is None:
        keys = set(
            StateSpan.objects.filter(on_day(last), code__in=states, parcel__in=rows).values_list("parcel_id", flat=True)
        )
    else:
        found = states_on(rows, on=last, known_on=known_on)
        keys = {pk for pk, state in found.items() if state.code in states}
    return _reading(keys, unit, cluster, town)


WORDS = {
    "revived": ("盘活存量土地", revived, ("盘活存量建设用地", "盘活低效用地", "盘活存量用地", "盘活闲置土地",
    "盘活土地", "存量土地盘活", "唤醒存量土地",
                                        "盘活闲置低效用地", "闲置低效用地盘活")),
    "supplied": ("供地", supplied, ("供应土地", "新增供地", "工业用地供应", "土地出让", "供应工业用地", "供地面积")),
    "disposed": ("闲置土地处置", disposed, ("处置闲置土地", "闲置土地处置到位", "消化处置闲置土地")),
    "idle": ("闲置土地", partial(standing, states=("idle",)), ("闲置用地", "闲置土地存量")),
    "unsupplied": ("批而未供土地", partial(standing, states=("approved_not_supplied",)), ("批而未供", "批而未供土地存量")),
    "unused": ("供而未用土地", partial(standing, states=("supplied_not_used", "idle")), ("供而未用",)),
    "inefficient": ("低效用地", partial(standing, states=("inefficient", "underused")), ("低效土地", "低效工业用地",
    "用而不足土地")),
}  # fmt: skip
for _code, (_label, _read, _synonyms) in WORDS.items():
    tally(f"land.{_code}_mu", label=f"{_label}面积", unit="亩", synonyms=(_label, *_synonyms), filters=FILTERS)(
        partial(_read, unit="亩")
    )
    tally(f"land.{_code}_count", label=f"{_label}宗数", unit="宗", synonyms=(_label, *_synonyms), filters=FILTERS)(
        partial(_read, unit="宗")
    )
