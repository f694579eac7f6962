"""One correction: the old figure, the new one, and what was published with the old one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yuanheng.web.base.models import User
from yuanheng.web.base.tables import ChoiceFilter, Column
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.enterprises.touches import Touched, touched_by

from ..access import may_see
from ..models import Correction, Fact, Record
from ..restating import LABELS, Change, restated_by, restated_facts
from ..wording import measure_label, period_label, shown_in, source_label


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """A correction; `masked` where the reader may not see such figures."""

    row: Correction
    label: str
    period: str
    source: str
    unit: str
    enterprise: Enterprise | None
    masked: bool
    touched: list[tuple[str, list[Touched]]]


def correction_page(row: Correction, user: User) -> CorrectionPage:
    """With the grades, targets and lists that it touches."""
    fact = row.fact
    record = Record.objects.filter(record_key=fact.record_key).select_related("enterprise").first()
    change = restated_facts(Fact.objects.filter(pk=fact.pk), at=row.undone_at or row.at)
    return CorrectionPage(
        row=row,
        label=measure_label(fact.measure),
        period=period_label(fact.period),
        source=source_label(fact.source),
        unit=shown_in(fact.measure, fact.unit).shown,
        enterprise=record.enterprise if record else None,
        masked=not may_see(user, fact.measure, organisation=fact.reading.file.upload.organisation_id),
        touched=touched_by(user, change),
    )


@dataclass(frozen=True, slots=True)
class RestatementPage:
    """A change of what is known, with what it touches."""

    change: Change
    firms: tuple[Enterprise, ...]
    more: int
    years: tuple[int, ...]
    measures: tuple[str, ...]
    touched: list[tuple[str, list[Touched]]]


MOST_FIRMS = 20


def restatement_page(change: Change, user: User) -> RestatementPage:
    """Derived from the rows that made the change."""
    restated = restated_by(change)
    firms = tuple(Enterprise.objects.filter(pk__in=restated.enterprises[:MOST_FIRMS]))
    return RestatementPage(
        change=change,
        firms=firms,
        more=max(0, len(restated.enterprises) - MOST_FIRMS),
        years=restated.years,
        measures=tuple(measure_label(m) for m in restated.measures),
        touched=touched_by(user, restated),
    )


TONES = {"correction": "blue", "event": "purple", "withdrawn": "orange", "decided": "green", "linked": "azure"}
CHANGE_COLUMNS = (
    Column("at", "时间", kind="moment"),
    Column("label", "类别", kind="badge", tone=lambda c: TONES.get(c.kind, "secondary")),
    Column("text", "内容", link=lambda c: c.href),
    Column("by", "经办", minor=True),
)
CHANGE_FILTERS: tuple[Any, ...] = (
    ChoiceFilter("kind", "类别", choices=list(LABELS.items()), apply=lambda rows, kind: [c for c in rows if c.kind == kind]),
)  # fmt: skip
