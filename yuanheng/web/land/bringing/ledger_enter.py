"""Enter the rows of a ledger: parcels, supplies, facts, certificates, holdings; the same ledger again changes nothing.

A figure that is doubted is not taken over: the record says so, and waits for a person.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yuanheng.web.base.models import User
from yuanheng.web.projects.models import Project

from ..actions.records import settle_areas
from ..models import Certificate, FactKind, Holding, HoldingKind, LandImport, ParcelFact, Supply
from ..models import Parcel as Row
from ..timelines import keep_spans
from . import prepared
from .firms import FirmIndex

BATCH = 5000
HEADS = {
    "project": "name", "place": "place", "town": "town", "park": "park", "use": "use", "industry_code": "industry_code",
    "cluster": "cluster",
}  # fmt: skip
DAYS = {
    "approved_on": FactKind.APPROVED, "started_on": FactKind.STARTED, "stopped_on": FactKind.STOPPED,
    "completed_on": FactKind.COMPLETED,
}  # fmt: skip
AMOUNTS = {
    "developed_area": FactKind.DEVELOPED, "vacant_area": FactKind.VACANT, "invested": FactKind.INVESTED,
    "built_ratio": FactKind.RATIO,
}  # fmt: skip
TERMS = (
    "handed_over_on",
    "agreed_start_on",
    "agreed_completion_on",
    "price",
    "ratio_low",
    "ratio_high",
    "planned_investment",
)
TEXTS = {"contract_no": 120, "supervision_no": 80, "way": 40, "land_source": 60, "use": 80, "authority": 120}


@dataclass(slots=True)
class _Entry:
    """Everything at work on one ledger."""

    made: LandImport
    by: User
    at: datetime
    firms: FirmIndex
    projects: dict[str, Any]
    parcels: dict[str, Row] = field(default_factory=dict)
    supplies: dict[Any, list[Supply]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[Any, list[ParcelFact]] = field(default_factory=lambda: defaultdict(list))
    certificates: dict[Any, list[Certificate]] = field(default_factory=lambda: defaultdict(list))
    holdings: dict[Any, list[Holding]] = field(default_factory=lambda: defaultdict(list))
    fresh: list[Row] = field(default_factory=list)
    made_rows: dict[type, list[Any]] = field(default_factory=lambda: defaultdict(list))
    touched: set[str] = field(default_factory=set)

    def base(self, parcel: Row, day: date, **more: Any) -> dict[str, Any]:
        """What every record of this ledger has."""
        return {
            "parcel": parcel, "holds_from": day, "known_at": self.at, "by": self.by, "source": self.made,
            "document": self.made.name[:200], **more,
        }  # fmt: skip


def enter_ledger(made: LandImport, *, by: User, at: datetime) -> dict[str, int]:
    """All rows; part of the transaction that accepts the ledger."""
    lines = prepared.take_rows(made.prepared)  # type: ignore[arg-type]
    entry = _Entry(made, by, at, FirmIndex.now(), _projects())
    _load(entry, [line["number"] for line in lines])
    for line in lines:
        parcel = _parcel(entry, line)
        _supply(entry, parcel, line)
        _facts(entry, parcel, line)
        _certificate(entry, parcel, line)
        _holdings(entry, parcel, line)
    _write(entry)
    counts = {model.__name__.lower(): len(rows) for model, rows in entry.made_rows.items()}
    return {"new": len(entry.fresh), "touched": len(entry.touched), **counts}


def _projects() -> dict[str, Any]:
    """Projects by name, where the name is one project's."""
    found: dict[str, list[Any]] = defaultdict(list)
    for name, pk in Project.objects.values_list("name", "pk"):
        found[name].append(pk)
    return {name: keys[0] for name, keys in found.items() if len(keys) == 1}


def _load(entry: _Entry, numbers: list[str]) -> None:
    entry.parcels = {p.number: p for p in Row.objects.filter(number__in=numbers)}
    keys = [p.pk for p in entry.parcels.values()]
    for model, held in (
        (Supply, entry.supplies), (ParcelFact, entry.facts), (Certificate, entry.certificates), (Holding, entry.holdings),
    ):  # fmt: skip
        for row in model._default_manager.known().filter(parcel__in=keys).order_by("holds_from", "known_at"):  # type: ignore[attr-defined]
            held[row.parcel_id].append(row)


def _parcel(entry: _Entry, line: dict[str, Any]) -> Row:
    number = line["number"][:80]
    row = entry.parcels.get(number)
    if row is None:
        row = Row(number=number, organisation=entry.made.organisation, by=entry.by, created_at=entry.at)
        entry.parcels[number] = row
        entry.fresh.append(row)
    for key, name in HEADS.items():
        value = str(line.get(key) or "")[:80]
        if value and not getattr(row, name):
            setattr(row, name, value)
            entry.touched.add(number)
    return row


def _clean(line: dict[str, Any], key: str) -> Any:
    """A value that nobody doubts."""
    return None if key in line["asks"] else line.get(key)


def _supply(entry: _Entry, parcel: Row, line: dict[str, Any]) -> None:
    day = _day(line.get("supplied_on"))
    if day is None:
        return
    given: dict[str, Any] = {k: _typed(k, _clean(line, k)) for k in TERMS}
    given |= {k: str(line.get(k) or "")[:most].strip() for k, most in TEXTS.items()}
    area = _clean(line, "area")
    given["area_mu"] = Decimal(area).quantize(Decimal("0.0001")) if area and Decimal(area) > 0 else None
    given["term_years"] = [Decimal(y) for y in line.get("term") or []]
    ratio = _clean(line, "ratio")
    if ratio is not None and given["ratio_high"] is None:
        given["ratio_high"] = Decimal(ratio)
    given["holder_text"] = str(line.get("holder") or "")[:200]
    given["holder_id"] = _firm(entry, line)
    given["project_id"] = entry.projects.get(str(line.get("project") or "").strip())
    doubts = "、".join(DOUBTS.get(a, a) for a in line["asks"])
    old = next((s for s in entry.supplies[parcel.pk] if s.holds_from == day or _same_contract(s, given)), None)
    if old is not None and all(_equal(getattr(old, k), v) for k, v in given.items()) and old.holds_from == day:
        return
    reason = f"台账中存疑未采用:{doubts}" if doubts else ""
    made = Supply(**entry.base(parcel, day, reason=reason, replaces=old), **given)
    entry.supplies[parcel.pk] = [s for s in entry.supplies[parcel.pk] if s is not old] + [made]
    entry.made_rows[Supply].append(made)
    entry.touched.add(parcel.number)


DOUBTS = {
    "price": "价款",
    "area": "面积",
    "agreed_start_on": "约定开工",
    "agreed_completion_on": "约定竣工",
    "district": "行政区",
}


def _same_contract(old: Supply, given: dict[str, Any]) -> bool:
    return bool(given["contract_no"]) and old.contract_no == given["contract_no"]


def _equal(old: Any, new: Any) -> bool:
    return (old or None) == (new or None) or (isinstance(old, list) and list(map(Decimal, old)) == new)


def _firm(entry: _Entry, line: dict[str, Any]) -> Any:
    return entry.firms.find(name=str(line.get("holder") or ""), uscc=str(line.get("uscc") or ""))


def _facts(entry: _Entry, parcel: Row, line: dict[str, Any]) -> None:
    for key, kind in DAYS.items():
        day = _day(line.get(key))
        if day is None:
            continue
        old = next((f for f in reversed(entry.facts[parcel.pk]) if f.kind == kind), None)
        if old is None or old.holds_from != day:
            _fact(entry, parcel, ParcelFact(**entry.base(parcel, day, kind=kind, replaces=old)), old)
    for key, kind in AMOUNTS.items():
        value = _typed(key, _clean(line, key))
        old = next((f for f in reversed(entry.facts[parcel.pk]) if f.kind == kind), None)
        if value is None or (old is not None and old.amount == value):
            continue
        day = min(entry.made.holds_from, _day(line.get("stopped_on")) or entry.made.holds_from)
        _fact(entry, parcel, ParcelFact(**entry.base(parcel, day, kind=kind, amount=value)), None)


def _fact(entry: _Entry, parcel: Row, made: ParcelFact, old: ParcelFact | None) -> None:
    entry.facts[parcel.pk] = [f for f in entry.facts[parcel.pk] if f is not old] + [made]
    entry.made_rows[ParcelFact].append(made)
    entry.touched.add(parcel.number)


def _certificate(entry: _Entry, parcel: Row, line: dict[str, Any]) -> None:
    number, area = (
        str(line.get("certificate") or "").strip()[:160],
        _typed("certified_area", _clean(line, "certified_area")),
    )
    if not number and area is None:
        return
    day = _day(line.get("certified_on")) or _day(line.get("supplied_on")) or entry.made.holds_from
    old = next((c for c in reversed(entry.certificates[parcel.pk]) if c.number == number), None)
    if old is not None and old.area_mu == area:
        return
    made = Certificate(
        **entry.base(parcel, day, replaces=old), number=number or "未写证号", area_mu=area,
        holder_text=str(line.get("holder") or "")[:200],
    )  # fmt: skip
    entry.certificates[parcel.pk].append(made)
    entry.made_rows[Certificate].append(made)
    entry.touched.add(parcel.number)


def _holdings(entry: _Entry, parcel: Row, line: dict[str, Any]) -> None:
    day = _day(line.get("supplied_on")) or entry.made.holds_from
    since = _day(line.get("completed_on")) or day
    for key, kind, from_day in (
        ("holder", HoldingKind.HOLDER, day), ("tenant", HoldingKind.TENANT, since), ("standing", HoldingKind.STANDING, since),
    ):  # fmt: skip
        name = str(line.get(key) or "").strip()[:200]
        if not name or any(h.kind == kind and h.name == name for h in entry.holdings[parcel.pk]):
            continue
        if kind == HoldingKind.HOLDER and parcel.holder_text and not parcel._state.adding:
            from_day = entry.made.holds_from  # another holder than before: since the day of the ledger
        firm = entry.firms.find(name=name, uscc=str(line.get("uscc") or "") if kind == HoldingKind.HOLDER else "")
        made = Holding(**entry.base(parcel, from_day), kind=kind, name=name, enterprise_id=firm)
        entry.holdings[parcel.pk].append(made)
        entry.made_rows[Holding].append(made)
        entry.touched.add(parcel.number)
        if kind == HoldingKind.HOLDER:
            parcel.holder_text, parcel.holder_id = name, firm
            if firm:
                industry, cluster = entry.firms.about[firm]
                parcel.industry_code, parcel.cluster = parcel.industry_code or industry, parcel.cluster or cluster


def _write(entry: _Entry) -> None:
    for row in entry.parcels.values():
        row.fill_words()
    Row.objects.bulk_create(entry.fresh, batch_size=BATCH)
    for model, rows in entry.made_rows.items():
        model._default_manager.bulk_create(rows, batch_size=BATCH)  # type: ignore[attr-defined]
    changed = [entry.parcels[n] for n in sorted(entry.touched)]
    settle_areas(changed)
    fields = ["area_mu", "certified_mu", "supplied_mu", "area_share", "name", "place", "town", "park", "use", "industry_code",
              "cluster", "holder", "holder_text", "words"]  # fmt: skip
    Row.objects.bulk_update(changed, fields, batch_size=1000)
    keep_spans(changed)


def _day(value: Any) -> date | None:
    return None if not value else date.fromisoformat(str(value))


def _typed(key: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if key.endswith("_on"):
        return _day(value)
    places = Decimal("0.01") if key in ("price", "planned_investment") else Decimal("0.0001")
    return Decimal(str(value)).quantize(places)
