"""What the linkage engine says of records, against the register as it stands; the prepared index is kept between calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pyarrow as pa
from django.db import connection
from django.db.models import Max

from yuanheng.engines import identities, linkage
from yuanheng.web.enterprises.models import Enterprise, FormerName

from .models import LinkDecision, Record

MOST_CANDIDATES = 5
COLUMNS = ("rec_id", "name", "uscc", "address")


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


def ask(
    records: Sequence[Record], register: identities.Register, *, refused: Mapping[str, set[str]] | None = None
) -> list[Said]:
    """The engine's decision on each record, without the firms refused for it (by record key).

    Where a person will be asked the candidates come with it, each with its own evidence.
    """
    if not records:
        return []
    ready = _ready(register)
    away = {key: firms for key, firms in (refused or {}).items() if firms}
    standing = [linkage.Standing(rec_id=key, refused=tuple(sorted(firms))) for key, firms in away.items()]
    columns = {
        "rec_id": [r.record_key for r in records],
        "name": [r.name for r in records],
        "uscc": [r.uscc for r in records],
        "address": [r.address for r in records],
    }
    table = pa.table(columns, schema=pa.schema([(name, pa.string()) for name in COLUMNS]))
    links = ready.link(table, decisions=standing)
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
