"""What changed in what was known: corrections, events, withdrawn tables, settled contradictions, links decided otherwise.

Everything here is derived from the rows that made the change; nothing is kept twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from yuanheng.engines.calendars import parse_period
from yuanheng.web.enterprises.models import Enterprise, LifeEvent
from yuanheng.web.enterprises.pages.life import sentence_of
from yuanheng.web.enterprises.touches import Restated

from .models import Correction, Fact, FactDecision, Reading, Record, Upload
from .wording import measure_label, period_label

MOST = 300
LABELS = {
    "correction": "更正", "event": "变更事件", "withdrawn": "撤回上报", "decided": "核定矛盾", "linked": "归户改变",
    "reread": "重新读取",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One change of what is known; `key` finds it again within its kind."""

    kind: str
    key: str
    at: datetime
    by: str
    text: str
    href: str

    @property
    def label(self) -> str:
        """The kind in words."""
        return LABELS[self.kind]


def changes(kind: str = "") -> list[Change]:
    """The newest of each kind (or of one), newest first."""
    found = [c for name, find in _FINDERS.items() if kind in ("", name) for c in find()]
    return sorted(found, key=lambda c: (c.at, c.key), reverse=True)


def _page(kind: str, key: Any) -> str:
    return reverse("ledger:restatement", args=[kind, str(key)])


def _corrections() -> Iterable[Change]:
    rows = Correction.objects.select_related("fact", "by", "undone_by")
    for row in rows[:MOST]:
        what = f"{row.fact.subject_name or row.fact.account} {measure_label(row.fact.measure)} {period_label(row.fact.period)}"
        href = reverse("ledger:correction", args=[row.pk])
        yield Change("correction", str(row.pk), row.at, str(row.by), f"{what}:{row.why}", href)
        if row.undone_at is not None:
            yield Change("correction", f"{row.pk}-", row.undone_at, str(row.undone_by), f"撤销更正 {what}", href)


def _events() -> Iterable[Change]:
    rows = LifeEvent.objects.select_related("enterprise", "by", "withdrawal__by").prefetch_related(
        "parties__enterprise"
    )
    for row in rows.order_by("-known_at")[:MOST]:
        what = f"{row.enterprise} {row.of_kind.label}:{sentence_of(row)}"
        href = reverse("enterprises:event", args=[row.pk])
        yield Change("event", str(row.pk), row.known_at, str(row.by), what, href)
        if withdrawal := getattr(row, "withdrawal", None):
            yield Change("event", f"{row.pk}-", withdrawal.at, str(withdrawal.by), f"撤销 {what}", href)


def _withdrawn() -> Iterable[Change]:
    rows = Upload.objects.filter(withdrawn_at__isnull=False).select_related("organisation", "withdrawn_by")
    for row in rows.order_by("-withdrawn_at")[:MOST]:
        text = f"{row}:{row.withdrawn_why}"
        yield Change(
            "withdrawn", str(row.pk), row.withdrawn_at, str(row.withdrawn_by), text, _page("withdrawn", row.pk)
        )


def _decided() -> Iterable[Change]:
    corrected = Correction.objects.values("fact_id").union(Correction.objects.values("made_id"))
    rows = FactDecision.objects.exclude(fact__in=list(corrected.values_list("fact_id", flat=True)))
    seen: set[UUID] = set()
    for row in rows.select_related("fact", "by")[: 4 * MOST]:
        if row.group not in seen:
            seen.add(row.group)
            fact = row.fact
            text = f"{fact.subject_name or fact.account} {measure_label(fact.measure)} {period_label(fact.period)}:{row.why}"
            yield Change("decided", str(row.group), row.at, str(row.by), text, _page("decided", row.group))


_RELINKED = """
select pgh_id, pgh_obj_id, name, pgh_created_at, was, enterprise_id, decided_by_id
from (select *, lag(enterprise_id) over (partition by pgh_obj_id order by pgh_id) as was from ledger_recordevent) versions
where was is not null and was is distinct from enterprise_id and (%(one)s is null or pgh_id = %(one)s)
order by pgh_id desc limit %(most)s
"""


def _relinked(one: int | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_RELINKED.replace("%(one)s", "%(one)s::bigint"), {"one": one, "most": MOST})
        return list(cursor.fetchall())


def _linked() -> Iterable[Change]:
    rows = _relinked()
    names = dict(Enterprise.objects.filter(pk__in={i for r in rows for i in r[4:6] if i}).values_list("pk", "name"))
    for pk, _, written, at, was, now, _ in rows:
        text = f"“{written}”由 {names.get(was, '')} 改为 {names.get(now) or '待核'}"
        yield Change("linked", str(pk), at, "", text, _page("linked", pk))


def _reread() -> Iterable[Change]:
    rows = Reading.objects.filter(superseded_at__isnull=False, facts_count__gt=0).select_related("file__upload__by")
    for row in rows.order_by("-superseded_at")[:MOST]:
        yield Change("reread", str(row.pk), row.superseded_at, "", row.name, _page("reread", row.pk))


_FINDERS = {
    "correction": _corrections, "event": _events, "withdrawn": _withdrawn, "decided": _decided, "linked": _linked,
    "reread": _reread,
}  # fmt: skip


def restated_by(change: Change) -> Restated:
    """Of which firms, years and measures the change speaks. Of events and corrections their own pages tell."""
    if change.kind == "linked":
        return _of_link(change)
    facts = {
        "withdrawn": lambda key: Fact.objects.filter(reading__file__upload=key),
        "reread": lambda key: Fact.objects.filter(reading=key),
        "decided": lambda key: Fact.objects.filter(decisions__group=key),
    }[change.kind](change.key)
    return restated_facts(facts, at=change.at)


def restated_facts(facts: QuerySet[Fact], *, at: datetime) -> Restated:
    """The change of what these facts say: their firms, years and measures."""
    keys = facts.order_by().values("record_key").distinct()
    firms = Record.objects.filter(record_key__in=keys, enterprise__isnull=False).values_list("enterprise_id", flat=True)
    said = facts.order_by().values_list("period", "measure").distinct()
    return Restated(
        at=at,
        enterprises=tuple(sorted(set(firms))),
        years=tuple(sorted({parse_period(period).year for period, _ in said})),
        measures=tuple(sorted({measure for _, measure in said})),
    )


def _of_link(change: Change) -> Restated:
    (row,) = _relinked(int(change.key))
    record = Record.objects.get(pk=row[1])
    found = restated_facts(Fact.objects.filter(record_key=record.record_key), at=change.at)
    return Restated(
        at=change.at, enterprises=tuple(i for i in row[4:6] if i), years=found.years, measures=found.measures
    )


def change_of(kind: str, key: str) -> Change:
    """One change again.

    Raises:
        Http404: there is none of that kind and key.
    """
    found = next((c for c in changes(kind) if c.key == key), None) if kind in _FINDERS else None
    if found is None:
        raise Http404("没有这项变动")
    return found
