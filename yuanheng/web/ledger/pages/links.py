"""Records and the firms they may mean: the review list, one record with its candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Exists, Func, IntegerField, OuterRef, QuerySet, Value
from django.urls import reverse

from yuanheng.engines.identities import normalise_name
from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.enterprises.keys import folded, pairs
from yuanheng.web.enterprises.models import Enterprise

from ..access import VIEW_FACT, VIEW_LINK, may_see
from ..models import DECIDED, HUMAN, WAITING, Fact, LinkDecision, Record
from ..snapshots import active_facts
from ..wording import measure_label, period_label, source_label, sources

TONES = {
    LinkDecision.AUTO: "green",
    LinkDecision.LINKED: "green",
    LinkDecision.REVIEW: "orange",
    LinkDecision.NONE: "red",
    LinkDecision.OUTSIDE: "secondary",
}
COLUMNS = (
    Column("name", "表中名称", value=str, link=lambda r: reverse("ledger:link", args=[r.pk]), sort="name"),
    Column("uscc", "表中代码", minor=True),
    Column("source", "来源", value=lambda r: source_label(r.source), sort="source"),
    Column("account", "户号", minor=True),
    Column("evidence", "依据", minor=True),
    Column("probability", "概率", minor=True, sort="probability", value=lambda r: f"{r.probability:.1%}"),
    Column("enterprise", "企业", value=lambda r: r.enterprise.name if r.enterprise else ""),
    Column(
        "decision", "状态", kind="badge", sort="decision", value=lambda r: r.get_decision_display(),
        tone=lambda r: TONES[LinkDecision(r.decision)],
    ),
)  # fmt: skip
MOST_CANDIDATES, MOST_RATED = 8, 60
_PIECES: ArrayField[Any, Any] = ArrayField(CharField())


def with_facts(rows: QuerySet[Record]) -> QuerySet[Record]:
    """Records that some fact that counts speaks of."""
    return rows.filter(Exists(active_facts().filter(record_key=OuterRef("record_key"))))


def waiting_records(user: User, code: str = VIEW_LINK) -> QuerySet[Record]:
    """Records that are not linked and that no person has set aside."""
    return with_facts(visible(user, code, Record.objects.all()).filter(decision__in=WAITING))


def link_filters() -> tuple[Any, ...]:
    """By words, state, source."""
    states = [("waiting", "待核"), ("doubt", "自动归户有疑问"), *((str(d.value), str(d.label)) for d in LinkDecision)]
    known = [(code, s.label) for code, s in sources().items()]
    return (
        TextFilter("q", "名称、代码或户号", apply=_matching),
        ChoiceFilter("state", "状态", choices=states, apply=_in_state),
        ChoiceFilter("source", "来源", choices=known, apply=lambda r, v: r.filter(source=v)),
    )


def _matching(rows: QuerySet[Record], text: str) -> QuerySet[Record]:
    return rows.filter(name__icontains=text) | rows.filter(uscc__icontains=text) | rows.filter(account__icontains=text)


def _in_state(rows: QuerySet[Record], state: str) -> QuerySet[Record]:
    if state == "doubt":
        return rows.filter(decision=LinkDecision.AUTO).exclude(doubt="")
    return rows.filter(decision__in=WAITING) if state == "waiting" else rows.filter(decision=state)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm that the record may mean, and what speaks for it."""

    firm: Enterprise
    why: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record: what is known of it, what its facts say, whom it may mean, what follows it in the list."""

    record: Record
    source: str
    tone: str
    facts: tuple[tuple[Fact, str, str, bool], ...]
    facts_count: int
    candidates: tuple[Candidate, ...]
    waiting: int
    following: Record | None
    decided: bool
    human: bool
    waiting_now: bool
    automatic: bool
    kept_by: int


def record_page(record: Record, user: User, *, text: str = "") -> RecordPage:
    """In a fixed number of queries."""
    facts = active_facts().filter(record_key=record.record_key)
    shown = visible(user, VIEW_FACT, facts).select_related("reading__file__upload").order_by("-id")[:6]
    waiting = waiting_records(user)
    return RecordPage(
        record=record,
        source=source_label(record.source),
        tone=TONES[LinkDecision(record.decision)],
        facts=tuple((f, measure_label(f.measure), period_label(f.period), _sees(user, f)) for f in shown),
        facts_count=facts.count(),
        candidates=candidates(record, text=text),
        waiting=waiting.count(),
        following=following(waiting, record),
        decided=record.decision in DECIDED,
        human=record.decision in HUMAN,
        waiting_now=record.decision in WAITING,
        automatic=record.decision == LinkDecision.AUTO,
        kept_by=record.kept_by.count(),
    )


def _sees(user: User, fact: Fact) -> bool:
    return may_see(user, fact.measure, organisation=fact.reading.file.upload.organisation_id)


def following(waiting: QuerySet[Record], record: Record) -> Record | None:
    """The next record of the list after this one, from the start again at its end."""
    rows = waiting.exclude(pk=record.pk).order_by("name", "source", "pk")
    return rows.filter(name__gte=record.name).first() or rows.first()


def candidates(record: Record, *, text: str = "") -> tuple[Candidate, ...]:
    """What the engine proposes first, then firms by code and by likeness of name; with a text, what matches it."""
    if text.strip():
        found = Enterprise.objects.matching(text).order_by("name_pinyin", "pk")[:MOST_CANDIDATES]
        return tuple(Candidate(firm, f"与“{text.strip()}”相符") for firm in found)
    listed: dict[Any, Candidate] = {}
    if record.proposed is not None:
        listed[record.proposed.pk] = Candidate(record.proposed, record.evidence)
    for firm, share in alike(record.name):
        listed.setdefault(firm.pk, Candidate(firm, f"名称有 {share:.0%} 相同"))
    return tuple(listed.values())[:MOST_CANDIDATES]


class _Common(Func):
    """How many of some pieces an array has."""

    template = "(select count(*) from unnest(%(expressions)s))"
    arg_joiner = ") as piece where piece = any("
    output_field = IntegerField()


def alike(name: str) -> list[tuple[Enterprise, float]]:
    """Firms whose present or former name has much in common with this one, best first."""
    wanted = pairs(folded(name))
    if not wanted:
        return []
    pieces = sorted(wanted)
    rows = Enterprise.objects.filter(grams__overlap=pieces).annotate(common=_Common("grams", Value(pieces, _PIECES)))
    nearest = rows.order_by("-common", "pk").prefetch_related("former_names")[:MOST_RATED]
    rated = [(firm, _likeness(wanted, firm)) for firm in nearest]
    return sorted(((f, s) for f, s in rated if s >= 0.3), key=lambda pair: -pair[1])[:MOST_CANDIDATES]


def _likeness(wanted: set[str], firm: Enterprise) -> float:
    """Share of the record's pieces that a name of the firm has, or the other way round: short forms are common."""
    best = 0.0
    for name in (firm.name, *(f.name for f in firm.former_names.all())):
        own = pairs(normalise_name(name))
        if own:
            both = len(wanted & own)
            best = max(best, 2 * both / (len(wanted) + len(own)), 0.9 * both / min(len(wanted), len(own)))
    return best
