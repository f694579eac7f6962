"""One record after the other: what it says, whom it may mean and why, how far the list is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise

from ..access import REVIEW_LINK
from ..actions.claims import others_at_work
from ..keeping import ruled_out
from ..models import HUMAN, BulkAcceptance, Record, Rejection, Relation, ReviewClaim
from ..snapshots import active_facts
from ..wording import measure_label, period_label, source_label
from .differences import Piece, side_by_side
from .links import alike, candidates, waiting_records

HOUR = datetime.timedelta(hours=1)
MOST, MOST_WORDS, RECENT, SHOWN_STEPS = 6, 2, 5, 10


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of evidence as a bar of the waterfall: `x` and `width` in hundredths of the whole, `weight` in log-odds."""

    words: str
    weight: float
    x: float
    width: float

    @property
    def speaks_for(self) -> bool:
        """It makes the pair likelier."""
        return self.weight >= 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate beside the record: names, codes and addresses with their differences marked."""

    firm: Enterprise
    number: int
    probability: float | None
    why: str
    names: tuple[tuple[Piece, ...], tuple[Piece, ...]]
    codes: tuple[tuple[Piece, ...], tuple[Piece, ...]]
    addresses: tuple[tuple[Piece, ...], tuple[Piece, ...]]
    former: tuple[tuple[Piece, ...], ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far today's work is: by everybody, and the user's own pace."""

    done: int
    waiting: int
    an_hour: int
    others: int

    @property
    def total(self) -> int:
        """Decided today and still waiting."""
        return self.done + self.waiting


@dataclass(frozen=True, slots=True)
class Word:
    """One of the user's last words that stand: which record, and what was said of it."""

    at: datetime.datetime
    record: Record
    said: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """`record` None where nothing is left."""

    record: Record | None
    source: str
    choices: tuple[Choice, ...]
    facts: tuple[tuple[str, str], ...]
    facts_count: int
    ruled_out: int
    progress: Progress
    recent: tuple[Word, ...]
    until: str


def review_page(record: Record | None, user: User, *, at: datetime.datetime, day: datetime.datetime) -> ReviewPage:
    """In a fixed number of queries; `day` is the first moment of the day that progress is counted from."""
    facts = active_facts().filter(record_key=record.record_key) if record else None
    shown = facts.order_by("-id").values_list("measure", "period")[:MOST_WORDS] if facts is not None else ()
    return ReviewPage(
        record=record,
        source=source_label(record.source) if record else "",
        choices=choices(record) if record else (),
        facts=tuple((measure_label(m), period_label(p)) for m, p in shown),
        facts_count=facts.count() if facts is not None else 0,
        ruled_out=len(ruled_out([record])[record.record_key]) if record else 0,
        progress=progress(user, at=at, day=day),
        recent=tuple(recent(user)),
        until=_until(record, user),
    )


def _until(record: Record | None, user: User) -> str:
    """Until when the record lies before the user, to be said when they leave; '' where it does not."""
    claim = ReviewClaim.objects.filter(record=record, by=user).first() if record else None
    return claim.until.isoformat() if claim else ""


def recent(user: User) -> list[Word]:
    """The user's last words that stand, the last first: the order in which they are undone."""
    rows = Record.objects.filter(decided_by=user, decision__in=HUMAN, kept_from__isnull=True, batch__isnull=True)
    decided = rows.select_related("enterprise").order_by("-decided_at")[:RECENT]
    words = [Word(r.decided_at, r, _said(r)) for r in decided if r.decided_at is not None]
    ruled = Rejection.objects.filter(by=user, undone_at__isnull=True).select_related("record", "enterprise")
    words += [Word(r.at, r.record, f"不是“{r.enterprise}”") for r in ruled.order_by("-at")[:RECENT]]
    return sorted(words, key=lambda word: word.at, reverse=True)[:RECENT]


def _said(record: Record) -> str:
    if record.enterprise is None:
        return "不属于本区"
    return f"{record.enterprise}{'(分支机构)' if record.relation == Relation.BRANCH else ''}"


def progress(user: User, *, at: datetime.datetime, day: datetime.datetime) -> Progress:
    """Decisions since the day began, what waits, and the user's pace over the last hour (from its first decision on)."""
    own = Record.objects.filter(decided_by=user, decided_at__gt=at - HOUR, kept_from__isnull=True, batch__isnull=True)
    moments = list(own.order_by("decided_at").values_list("decided_at", flat=True))
    moments += Rejection.objects.filter(by=user, at__gt=at - HOUR).values_list("at", flat=True)
    spent = (at - min(moments)).total_seconds() if moments else 0
    done = Record.objects.filter(decision__in=HUMAN, decided_at__gte=day, kept_from__isnull=True)
    return Progress(
        done=done.count(),
        waiting=waiting_records(user, REVIEW_LINK).count(),
        an_hour=round(len(moments) * 3600 / max(spent, 60)) if len(moments) > 1 else len(moments),
        others=others_at_work(user, at=at),
    )


def choices(record: Record, *, text: str = "") -> tuple[Choice, ...]:
    """The engine's candidates, best first, then firms of like names; with a text, what matches it. None ruled out."""
    away = ruled_out([record])[record.record_key]
    if text.strip():
        rows = [(c.firm, None, c.why, ()) for c in candidates(record, text=text)]
    else:
        rows = _proposed(record, away)
        there = {firm.pk for firm, *_ in rows} | away
        like = [] if len(rows) >= MOST else alike(record.name)
        rows += [(f, None, f"名称有 {s:.0%} 相同", ()) for f, s in like if f.pk not in there and str(f.pk) not in away]
    return tuple(_choice(record, n, *row) for n, row in enumerate(rows[:MOST], start=1))


def _proposed(record: Record, away: set[str]) -> list[tuple[Enterprise, float | None, str, Any]]:
    listed = [c for c in record.candidates if c["firm"] not in away]
    firms = Enterprise.objects.prefetch_related("former_names").in_bulk([c["firm"] for c in listed])
    known = {str(pk): firm for pk, firm in firms.items()}
    return [(known[c["firm"]], c["probability"], "", c["evidence"]) for c in listed if c["firm"] in known]


def _choice(
    record: Record, number: int, firm: Enterprise, probability: float | None, why: str, evidence: Any
) -> Choice:
    former = [f.name for f in firm.former_names.all()]
    return Choice(
        firm=firm,
        number=number,
        probability=probability,
        why=why,
        names=side_by_side(record.name, firm.name),
        codes=side_by_side(record.uscc, firm.uscc or ""),
        addresses=side_by_side(record.address, firm.address),
        former=tuple(side_by_side(record.name, name)[1] for name in former),
        steps=waterfall(evidence),
    )


def waterfall(evidence: Any) -> tuple[Step, ...]:
    """Each bar begins where the one before ended; the whole range from the lowest to the highest point is 100 wide.

    The weightiest SHOWN_STEPS keep their place; what the small ones add up to comes last.
    """
    listed = _weighty([(str(words), float(weight)) for words, weight in evidence])
    points, sums = [0.0], 0.0
    for _, weight in listed:
        sums += weight
        points.append(sums)
    low, span = min(points), (max(points) - min(points)) or 1.0
    return tuple(
        Step(
            words=words,
            weight=weight,
            x=round(100 * (min(points[i], points[i + 1]) - low) / span, 2),
            width=round(max(100 * abs(weight) / span, 0.6), 2),
        )
        for i, (words, weight) in enumerate(listed)
    )


def _weighty(steps: list[tuple[str, float]]) -> list[tuple[str, float]]:
    if len(steps) <= SHOWN_STEPS + 1:
        return steps
    bound = sorted((abs(weight) for _, weight in steps[1:]), reverse=True)[SHOWN_STEPS - 2]
    kept = steps[:1] + [step for step in steps[1:] if abs(step[1]) >= bound][: SHOWN_STEPS - 1]
    rest = sum(weight for _, weight in steps) - sum(weight for _, weight in kept)
    return [*kept, (f"其余 {len(steps) - len(kept)} 项合计", rest)]


@dataclass(frozen=True, slots=True)
class Checked:
    """A record of a batch's sample beside the firm proposed for it; `right` None until somebody said so."""

    record: Record
    source: str
    choice: Choice
    right: bool | None


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A batch, its sample, and what twenty right ones say of the rest."""

    batch: BulkAcceptance
    sample: tuple[Checked, ...]
    checked: int
    complete: bool
    bound: float


def batch_page(batch: BulkAcceptance) -> BatchPage:
    """In three queries. `bound`: with so many right in a row, the share of wrong ones is below it with 95 % certainty."""
    rows = Record.objects.in_bulk(batch.sample)
    firms = Enterprise.objects.prefetch_related("former_names").in_bulk(
        [batch.proposals[str(pk)] for pk in batch.sample]
    )
    known = {str(pk): firm for pk, firm in firms.items()}
    sample = []
    for pk in batch.sample:
        record, firm = rows[pk], known[batch.proposals[str(pk)]]
        said = next((c for c in record.candidates if c["firm"] == str(firm.pk)), None)
        choice = _choice(record, 1, firm, said["probability"] if said else None, "", said["evidence"] if said else ())
        sample.append(Checked(record, source_label(record.source), choice, batch.verdicts.get(str(pk))))
    checked = sum(c.right is not None for c in sample)
    return BatchPage(
        batch=batch,
        sample=tuple(sample),
        checked=checked,
        complete=checked == len(sample) and all(c.right for c in sample),
        bound=1 - 0.05 ** (1 / max(len(sample), 1)),
    )
