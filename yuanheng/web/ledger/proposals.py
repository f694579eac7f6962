"""What the linkage engine says of records, against the register as it stands; the prepared index is kept between calls.

The engine's weights are those that the office's stored records and decisions have moved (`teaching`), the same whoever asks and
however the records are divided into batches. A file that is read for the first time teaches by its own codes besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import Max

from yuanheng.engines import identities, linkage
from yuanheng.web.enterprises.models import Enterprise, FormerName

from .models import LinkDecision, Record
from .teaching import Lessons, Stage, lessons_at, stage_now

MOST_CANDIDATES = 5
FEWEST_CODED = 300  # new records with a code from which a file teaches by itself; with fewer the engine learns nothing


@dataclass(frozen=True, slots=True)
class Proposed:
    """A firm that a record may mean: probability, and what speaks for and against it as (words, log-odds)."""

    firm: str
    probability: float
    evidence: tuple[tuple[str, float], ...]

    def as_json(self) -> dict[str, Any]:
        """As the record keeps it."""
        return {
            "firm": self.firm,
            "probability": round(self.probability, 5),
            "evidence": [[words, round(weight, 2)] for words, weight in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Said:
    """The engine's word on one record; `firm` '' for none, `evidence` one sentence."""

    firm: str
    probability: float
    decision: str
    evidence: str
    candidates: tuple[Proposed, ...]


_lock = Lock()
_version: tuple[Any, ...] | None = None
_register: identities.Register | None = None
_prepared: tuple[identities.Register, linkage.Register] | None = None
_taught: tuple[linkage.Register, Stage, linkage.Register] | None = None


def current_register() -> identities.Register:
    """The register as it stands; read anew only after it changed."""
    global _version, _register
    version = _version_now()
    with _lock:
        if _register is None or version != _version:
            _version, _register = version, Enterprise.objects.all().to_register()
        return _register


def _version_now() -> tuple[Any, ...]:
    """The last entry in the history of firms and of their former names: in one database it never comes twice."""
    events = (Enterprise.pgh_event_model, FormerName.pgh_event_model)
    last = (model.objects.aggregate(last=Max("pgh_id"))["last"] for model in events)
    return (connection.settings_dict["NAME"], *last)


def _ready(register: identities.Register) -> linkage.Register:
    """The engine's index of this register, built once as long as the same register is handed in."""
    global _prepared
    with _lock:
        if _prepared is None or _prepared[0] is not register:
            _prepared = (register, linkage.Register(register.enterprises))
        return _prepared[1]


def _learnt(register: identities.Register, fresh: Sequence[Record]) -> linkage.Register:
    """The index with the weights of the present stage of teaching; `fresh` records, not stored yet, teach for this once."""
    global _taught
    base, stage = _ready(register), stage_now()
    with _lock:
        if _taught is None or _taught[0] is not base or _taught[1] != stage:
            lessons = lessons_at(stage)
            _taught = (base, stage, base.learnt(lessons.table(), decisions=lessons.said))
        ready = _taught[2]
    if sum(bool(record.uscc) for record in fresh) < FEWEST_CODED:
        return ready
    lessons = lessons_at(stage)
    return base.learnt(lessons.table(tuple(_row(r) for r in fresh)), decisions=lessons.said)


def _row(record: Record) -> tuple[str, str, str, str]:
    return record.record_key, record.name, record.uscc, record.address


def ask(
    records: Sequence[Record],
    register: identities.Register,
    *,
    refused: Mapping[str, set[str]] | None = None,
    fresh: bool = False,
) -> list[Said]:
    """The engine's decision on each record, without the firms refused for it (by record key).

    Where a person will be asked the candidates come with it, each with its own evidence. With `fresh` the records are those of a
    new file, whose codes teach too.
    """
    if not records:
        return []
    ready = _learnt(register, records if fresh else ())
    away = {key: firms for key, firms in (refused or {}).items() if firms}
    standing = [linkage.Standing(rec_id=key, refused=tuple(sorted(firms))) for key, firms in away.items()]
    table = Lessons(tuple(_row(r) for r in records), ()).table()
    links = ready.link(table, decisions=standing, learn=False)
    return [
        _said(link, record, ready, away.get(record.record_key, set()))
        for link, record in zip(links, records, strict=True)
    ]


def _said(link: linkage.Link, record: Record, ready: linkage.Register, away: set[str]) -> Said:
    found: tuple[Proposed, ...] = ()
    if link.decision != LinkDecision.AUTO:
        written = {"name": record.name, "uscc": record.uscc, "address": record.address}
        listed = ready.candidates(written, limit=MOST_CANDIDATES + len(away))
        left = [c for c in listed if c.right_id not in away][:MOST_CANDIDATES]
        found = tuple(Proposed(c.right_id, c.probability, c.evidence) for c in left)
    sentence = linkage.say_evidence(link.to_json())
    return Said(link.right_id, link.probability, link.decision, sentence, found)
