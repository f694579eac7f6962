"""The list of parcels: columns, filters, and the state as of any day and as known on any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, DateField, QuerySet, Value, When
from django.urls import reverse

from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..models import STATES, TONES, Parcel, with_state
from ..timelines import states_on

COLUMNS = (
    Column("number", "地块号", sort="number", link=lambda p: reverse("land:parcel", args=[p.pk])),
    Column("holder", "使用权人", value=lambda p: p.holder_name, sort="holder_text"),
    Column("town", "街镇", sort="town", minor=True),
    Column("use", "用途", sort="use", minor=True),
    Column("area_mu", "图上面积", kind="number", unit="亩", sort="area_mu"),
    Column("certified_mu", "证载面积", kind="number", unit="亩", sort="certified_mu", minor=True),
    Column("area_share", "相差", kind="number", unit="percent", places=3, sort="area_share", minor=True),
    Column(
        "state", "状态", kind="badge", sort="state", value=lambda p: STATES.get(p.state, ""),
        tone=lambda p: TONES.get(p.state, "secondary"),
    ),
    Column("state_first", "自", kind="date", sort="state_first", minor=True),
)  # fmt: skip
AREA_CHECKS = (
    ("off", "与证载相差超过 0.1%"),
    ("agrees", "与证载相符"),
    ("none", "没有证载面积"),
    ("undrawn", "没有界线"),
)


@dataclass(frozen=True, slots=True)
class Days:
    """As of which day, and as known at the end of which (None: now)."""

    on: date
    known_on: date | None = None

    @classmethod
    def asked(cls, given: Any, today: date) -> Days:
        """From `on` and `known_on` of an address; what is no day, or lies before anything, is today and now."""
        on, known = _day(given.get("on")), _day(given.get("known_on"))
        return cls(on or today, known if known and known < today else None)


def _day(text: Any) -> date | None:
    try:
        day = date.fromisoformat(str(text or "").strip())
    except ValueError:
        return None
    return day if date(1980, 1, 1) <= day <= date(2100, 12, 31) else None


def with_state_as(rows: QuerySet[Any], days: Days) -> QuerySet[Any]:
    """Parcels with `state` and `state_first`: from the spans for now, else judged by what was known then."""
    if days.known_on is None:
        return with_state(rows, days.on)
    found = states_on(rows, on=days.on, known_on=days.known_on)
    if not found:
        return rows.annotate(state=Value(""), state_first=Value(None, output_field=DateField()))
    codes: dict[str, list[Any]] = {}
    for pk, state in found.items():
        codes.setdefault(state.code, []).append(pk)
    whens = [When(pk__in=keys, then=Value(code)) for code, keys in codes.items()]
    return rows.annotate(
        state=Case(*whens, default=Value(""), output_field=CharField()),
        state_first=Value(None, output_field=DateField()),
    )


def filters(on_state: Any = None) -> tuple[Any, ...]:
    """By words, state, town, use, area."""
    return (
        TextFilter("q", "地块号、使用权人、坐落", apply=lambda r, t: r.matching(t)),
        ChoiceFilter("state", "状态", choices=tuple(STATES.items()), apply=lambda r, v: r.filter(state=v)),
        ChoiceFilter("town", "街镇", choices=_distinct("town"), apply=lambda r, v: r.filter(town=v)),
        ChoiceFilter("use", "用途", choices=_distinct("use"), apply=lambda r, v: r.filter(use=v)),
        ChoiceFilter("area", "面积核对", choices=AREA_CHECKS, apply=_by_area),
    )


def _by_area(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    from decimal import Decimal

    from django.db.models import Q

    bound = Decimal("0.001")
    agrees = Q(area_share__gte=-bound, area_share__lte=bound)
    return {
        "off": lambda: rows.filter(~agrees, area_share__isnull=False),
        "agrees": lambda: rows.filter(agrees),
        "none": lambda: rows.filter(certified_mu__isnull=True),
        "undrawn": lambda: rows.filter(area_mu__isnull=True),
    }[value]()


def _distinct(field: str) -> Sequence[tuple[str, str]]:
    rows = Parcel.objects.standing().exclude(**{field: ""})
    found = rows.order_by(field).values_list(field, flat=True).distinct()[:80]
    return [(v, v) for v in found]
