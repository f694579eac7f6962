"""One parcel: its state as of a day with the rule in words, its areas, its records, where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from yuanheng.engines.parcels import State, compare_area, state_of
from yuanheng.web.base.access import sees
from yuanheng.web.base.history import Change, changes_of

from ..dossiers import dossiers
from ..models import (
    TONES,
    UNITS,
    Certificate,
    Descent,
    FactKind,
    Holding,
    HoldingKind,
    Parcel,
    ParcelFact,
    ParcelGeometry,
    Supply,
    end_of,
)
from ..outlines import Drawing, drawing_of
from ..shapes import beside
from ..timelines import Span, timeline
from .lists import Days

TAX = "enterprise.tax"
RECORDS = {"supply": Supply, "fact": ParcelFact, "certificate": Certificate, "holding": Holding}
SHOWN = ("number", "name", "place", "town", "park", "use", "industry_code", "cluster", "holder_text")


@dataclass(frozen=True, slots=True)
class Line:
    """One record as a row: what, since when, in words, its papers; `old` where a newer one stands in its place."""

    code: str
    row: Any
    what: str
    said: str
    old: bool


@dataclass(frozen=True, slots=True)
class ParcelPage:
    """What the page shows."""

    parcel: Parcel
    days: Days
    state: State
    tone: str
    sentence: str
    since: date | None
    spans: tuple[tuple[Span, str], ...]
    area_sentence: str
    area_agrees: bool | None
    boundary: ParcelGeometry | None
    boundaries: tuple[ParcelGeometry, ...]
    drawing: Drawing | None
    supply: Supply | None
    lines: tuple[Line, ...]
    ancestors: tuple[Descent, ...]
    successors: tuple[Descent, ...]
    changes: tuple[Change, ...]


def parcel_page(parcel: Parcel, *, user: Any, days: Days) -> ParcelPage:
    """Everything known of a parcel at the end of a day, as of another."""
    dossier = next(dossiers([parcel], known_on=days.known_on))
    state = state_of(dossier.on(days.on), on=days.on)
    boundaries = _boundaries(parcel, days)
    boundary = next((b for b in boundaries if b.holds_from <= days.on), boundaries[-1] if boundaries else None)
    certified = _certified(parcel, days)
    area_sentence, agrees = _areas(boundary, certified)
    spans = timeline(dossier)
    current = [s.first for s in spans if s.first <= days.on and (s.until is None or days.on < s.until)]
    labels = {f.attname: str(f.verbose_name) for f in Parcel._meta.concrete_fields}
    return ParcelPage(
        parcel=parcel, days=days, state=state, tone=TONES.get(state.code, "secondary"),
        sentence=said_to(user, state),
        since=current[0] if current else state.since, spans=tuple((s, TONES.get(s.state.code, "secondary")) for s in spans),
        area_sentence=area_sentence, area_agrees=agrees, boundary=boundary, boundaries=tuple(boundaries),
        drawing=drawing_of(parcel, boundary, beside=beside(parcel, boundary)), supply=_supply(parcel, days),
        lines=tuple(_lines(parcel, days)),
        ancestors=tuple(parcel.ancestors.select_related("old")), successors=tuple(parcel.successors.select_related("new")),
        changes=changes_of(parcel, {name: labels[name] for name in SHOWN}),
    )  # fmt: skip


def said_to(user: Any, state: State) -> str:
    """The sentence of a state, its figures of tax left out for those who may not see them."""
    return state.sentence if sees(user, TAX) else state.discreet


def _boundaries(parcel: Parcel, days: Days) -> list[ParcelGeometry]:
    rows = parcel.boundaries.select_related("source", "by")
    at = end_of(days.known_on)
    return list(rows if at is None else rows.filter(known_at__lte=at))


def _certified(parcel: Parcel, days: Days) -> Decimal | None:
    rows = parcel.certificates.known(days.known_on).filter(holds_from__lte=days.on, area_mu__isnull=False)  # type: ignore[attr-defined]
    found = rows.order_by("-holds_from", "-known_at").values_list("area_mu", flat=True).first()
    return found if found is None else Decimal(found)


def _areas(boundary: ParcelGeometry | None, certified: Decimal | None) -> tuple[str, bool | None]:
    """The comparison in words, and whether both agree to a thousandth (None: not to be said)."""
    if boundary is None:
        return "还没有界线:导入图层后算出面积,再与证载面积核对。", None
    if certified is None:
        return f"图上 {boundary.area_mu:,.4f} 亩;没有证载面积,无法核对。", None
    if not boundary.exact:
        return (
            f"图上约 {boundary.area_mu:,.4f} 亩,界线由 GCJ-02 还原,精度约 1 米,不与证载 {certified:,.4f} 亩核对。",
            None,
        )
    found = compare_area(boundary.shape, certified)
    return found.sentence, found.agrees


def _supply(parcel: Parcel, days: Days) -> Supply | None:
    rows = parcel.supplies.known(days.known_on).filter(holds_from__lte=days.on)  # type: ignore[attr-defined]
    found: Supply | None = rows.order_by("-holds_from", "-known_at").select_related("project", "holder").first()
    return found


def _lines(parcel: Parcel, days: Days) -> list[Line]:
    found: list[Line] = []
    for code, model in RECORDS.items():
        standing = set(model._default_manager.known(days.known_on).filter(parcel=parcel).values_list("pk", flat=True))  # type: ignore[attr-defined]
        rows = model._default_manager.filter(parcel=parcel).select_related("by", "file", "source")
        at = end_of(days.known_on)
        for row in rows if at is None else rows.filter(known_at__lte=at):
            found.append(Line(code, row, _what(row), said_of(row), row.pk not in standing))
    return sorted(found, key=lambda line: (line.row.holds_from, line.row.known_at), reverse=True)


def _what(row: Any) -> str:
    if isinstance(row, ParcelFact | Holding):
        return str(row.get_kind_display())
    return "供地" if isinstance(row, Supply) else "权证"


def said_of(row: Any) -> str:
    """A record in words."""
    if isinstance(row, Supply):
        return _said_supply(row)
    if isinstance(row, ParcelFact):
        return _said_fact(row)
    if isinstance(row, Certificate):
        return ",".join(p for p in (row.number, f"{row.area_mu:,.4f} 亩" if row.area_mu else "", row.holder_text) if p)
    until = f" 至 {row.until}" if row.until else ""
    unit = "㎡" if row.kind == HoldingKind.STANDING else "亩"
    return f"{row.name}{f' {row.amount.normalize():f} {unit}' if row.amount is not None else ''}{until}"


def _said_supply(row: Supply) -> str:
    parts: Mapping[str, Any] = {
        "": row.holder_text, "合同": row.contract_no, "方式": row.way,
        "面积": f"{row.area_mu:,.4f} 亩" if row.area_mu is not None else "",
        "价款": f"{row.price / 10_000:,.2f} 万元" if row.price is not None else "",
        "交地": row.handed_over_on, "约定动工": row.agreed_start_on, "约定竣工": row.agreed_completion_on,
    }  # fmt: skip
    return ",".join(f"{label} {value}".strip() for label, value in parts.items() if value)


def _said_fact(row: ParcelFact) -> str:
    if row.amount is not None:
        if row.kind == FactKind.INVESTED:
            return f"{row.amount / 10_000:,.2f} 万元"
        return f"{row.amount.normalize():f} {UNITS[FactKind(row.kind)]}".strip()
    if row.kind == FactKind.DELAY:
        return f"{row.holds_from} 至 {row.until or '今(未结束)'}"
    return f"延长到 {row.until}" if row.kind == FactKind.EXTENDED else ""


def parcel_url(pk: Any) -> str:
    """The parcel's page, for cases about it."""
    return reverse("land:parcel", args=[pk])


def day_words(day: date | None) -> str:
    """A day, or nothing."""
    return day.isoformat() if day else ""
