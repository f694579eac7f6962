"""Ask a prepared register: each record gets the firm it means, a person's review, or none; with the evidence.

What a person has decided stands and is not asked again. Records that are written alike get one answer. Everything is sorted
inside, so the order of either file changes nothing; a second run gives the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

from yuanheng.engines.identities import Enterprise

from .columns import FirmColumns, RecordColumns, texts
from .deciding import AUTO, NONE, Verdicts, decide
from .evidence import Rival, waterfall, write_evidence
from .index import Found, Index
from .learning import (
    FEWEST,
    FEWEST_DECISIONS,
    MOST,
    MOST_DECISIONS,
    NOBODY,
    Lesson,
    learn_codes,
    learn_decisions,
)  # fmt: skip
from .model import Model, shipped_model

CHUNK = 8192
OTHERS = 4  # further candidates that a link carries
NOTHING_ALIKE = "名录中没有相像的企业"
Progress = Callable[[int, int], None]
Asked = tuple[str, str, str, tuple[str, ...]]
Written = tuple[str, str, str]
UNSAID = -2


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A decision that a person has taken: the record means `right_id`, '' for a firm that the register does not have.

    `refused` are firms that it was said not to mean; with them alone (`right_id` None) the rest is still the engine's to decide.
    """

    rec_id: str
    right_id: str | None = None
    refused: tuple[str, ...] = ()
    said: str = "人工认定"


@dataclass(frozen=True, slots=True)
class Link:
    """The answer for one record. `evidence` is the waterfall, (words, log-odds), that sums to the logit of `probability`.

    `decision` is auto, review or none; `right_id` the firm meant, for review the first proposal, '' for none; `others` further
    firms that it may mean; `why` says what a person must look at.
    """

    rec_id: str
    right_id: str
    probability: float
    decision: str
    evidence: tuple[tuple[str, float], ...] = ()
    others: tuple[Rival, ...] = ()
    why: str = ""
    firm: str = ""

    def to_json(self) -> str:
        """The evidence as it is kept in a file of links (`evidence.write_evidence`)."""
        return write_evidence(self.evidence, why=self.why, rivals=self.others, firm=self.firm)


@dataclass(frozen=True)
class Candidate:
    """A firm that a record may mean: its probability and its own waterfall."""

    right_id: str
    probability: float
    evidence: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Register:
    """The firms of a register made ready to be asked; making it takes about 0.1 ms a firm, asking for one record some 10 ms."""

    enterprises: Sequence[Enterprise]
    model: Model = field(default_factory=shipped_model)

    @classmethod
    def of_columns(cls, firms: FirmColumns, *, model: Model | None = None) -> Register:
        """A register from plain columns, where making a million `Enterprise`s would only cost memory."""
        made = cls((), model or shipped_model())
        made.__dict__["index"] = Index.of(firms)
        return made

    @cached_property
    def index(self) -> Index:
        """The keys, parts and counts of the register."""
        return Index.of(FirmColumns.of_register(self.enterprises))

    def link(
        self,
        records: pa.Table,
        *,
        decisions: Iterable[Standing] = (),
        learn: bool = True,
        threads: int = 2,
        progress: Progress | None = None,
    ) -> list[Link]:
        """Link every record (`rec_id, name`, where they exist `uscc, address`); the answers come in the order of `records`.

        With `learn` the weights are first moved by what these records and decisions show (`learnt`).
        """
        standing = {d.rec_id: d for d in decisions}
        asked = _all_asked(records, standing)
        ready = self.learnt(records, decisions=standing.values(), threads=threads) if learn else self
        answers = ready._answers(sorted({a for a in asked if a is not None}), threads, progress)
        ids = texts(records, "rec_id")
        return [_stand(standing[i]) if a is None else _named(answers[a], i) for i, a in zip(ids, asked, strict=True)]

    def learnt(self, records: pa.Table, *, decisions: Iterable[Standing] = (), threads: int = 2) -> Register:
        """This register with weights moved by an office's own records: by those with a sure code, then by what persons decided.

        Where they are too few the weights stand. The order of the records changes nothing.
        """
        rows = list(zip(*(texts(records, c) for c in ("rec_id", "name", "uscc", "address")), strict=True))
        model = self._by_codes(sorted({(name, code, address) for _, name, code, address in rows if code}), threads)
        said = {d.rec_id: d for d in decisions}
        model = self._by_decisions([(*row, said[rec_id]) for rec_id, *row in rows if rec_id in said], model, threads)
        if model is self.model:
            return self
        made = Register(self.enterprises, model)
        made.__dict__["index"] = self.index
        return made

    def _by_codes(self, rows: list[Written], threads: int) -> Model:
        rows = rows[:: max(1, -(-len(rows) // MOST))]
        if len(rows) < FEWEST:
            return self.model
        return learn_codes(self.index.find(_columns(rows), threads=threads), self.index.group, model=self.model)

    def _by_decisions(self, said: list[tuple[Any, ...]], model: Model, threads: int) -> Model:
        group = dict(zip(self.index.firms.ids, self.index.group.tolist(), strict=True)) if said else {}
        rows = sorted({(*row, *lesson) for *row, d in said if (lesson := _lesson(d, group)) is not None})
        rows = rows[:: max(1, -(-len(rows) // MOST_DECISIONS))]
        if len(rows) < FEWEST_DECISIONS:
            return model
        lessons = {i: Lesson(r[3] if r[3] > UNSAID else None, frozenset(r[4])) for i, r in enumerate(rows)}
        found = self.index.find(_columns([r[:3] for r in rows]), threads=threads)
        return learn_decisions(found, self.index.group, model=model, lessons=lessons)

    def link_one(self, *, name: str, uscc: str = "", address: str = "", refused: Sequence[str] = ()) -> Link:
        """The answer for one record, while a clerk waits."""
        asked = (name, uscc, address, tuple(sorted(refused)))
        return self._answers([asked], 1, None)[asked]

    def candidates(self, record: Mapping[str, str], *, limit: int = 5) -> list[Candidate]:
        """The likeliest firms for one record (`name`, and where it has them `uscc, address`), each with its own evidence."""
        columns = RecordColumns([record.get("name") or ""], [record.get("uscc") or ""], [record.get("address") or ""])
        found = self.index.find(columns, threads=1)
        verdicts = decide(found, group=self.index.group, model=self.model, count=1)
        return [
            Candidate(
                self.index.firms.ids[found.firm[pair]],
                float(share),
                tuple(waterfall(found.levels[pair], self.model, probability=float(share))),
            )
            for pair, share in zip(verdicts.order[:limit], verdicts.share[:limit], strict=True)
        ]

    def _answers(self, asked: list[Asked], threads: int, progress: Progress | None) -> dict[Asked, Link]:
        answers: dict[Asked, Link] = {}
        for start in range(0, len(asked), CHUNK):
            part = asked[start : start + CHUNK]
            columns = _columns([a[:3] for a in part])
            found = _without_refused(self.index.find(columns, threads=threads), part, self.index)
            verdicts = decide(found, group=self.index.group, model=self.model, count=len(part))
            for number, one in enumerate(part):
                answers[one] = self._link(number, found, verdicts)
            if progress:
                progress(min(start + CHUNK, len(asked)), len(asked))
        return answers

    def _link(self, number: int, found: Found, verdicts: Verdicts) -> Link:
        pair, firms = int(verdicts.best[number]), self.index.firms
        if pair < 0:
            return Link("", "", 0.0, NONE, why=NOTHING_ALIKE)
        decision, probability = verdicts.decision[number], float(verdicts.probability[number])
        first = verdicts.start[number] + 1
        last = min(verdicts.start[number + 1], first + OTHERS)
        rivals = tuple(
            Rival(firms.ids[f], firms.names[f], s)
            for f, s in zip(
                found.firm[verdicts.order[first:last]].tolist(), verdicts.share[first:last].tolist(), strict=True
            )
            if s >= 0.005
        )
        firm = int(found.firm[pair])
        steps = tuple(waterfall(found.levels[pair], self.model, probability=probability))
        right = firms.ids[firm] if decision != NONE else ""
        return Link("", right, round(probability, 9), decision, steps, rivals, verdicts.why[number], firms.names[firm])


def _columns(rows: Sequence[Written]) -> RecordColumns:
    return RecordColumns([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])


def _lesson(decision: Standing, group: Mapping[str, int]) -> tuple[int, tuple[int, ...]] | None:
    """A decision as numbers that sort; None where it speaks only of firms that the register does not have any more."""
    refused = tuple(sorted({group[f] for f in decision.refused if f in group}))
    if decision.right_id is None:
        return (UNSAID, refused) if refused else None
    if decision.right_id == "":
        return NOBODY, refused
    return (group[decision.right_id], refused) if decision.right_id in group else None


def _all_asked(records: pa.Table, standing: Mapping[str, Standing]) -> list[Asked | None]:
    """What to ask for each record; None where a person has decided it."""
    columns = (texts(records, c) for c in ("rec_id", "name", "uscc", "address"))
    return [_asked(i, (name, code, address), standing) for i, name, code, address in zip(*columns, strict=True)]


def _asked(rec_id: str, row: tuple[str, str, str], standing: Mapping[str, Standing]) -> Asked | None:
    """What to ask for a record; None where a person has decided it."""
    said = standing.get(rec_id)
    if said is None:
        return (*row, ())
    return (*row, tuple(sorted(set(said.refused)))) if said.right_id is None else None


def _without_refused(found: Found, part: list[Asked], index: Index) -> Found:
    if not any(a[3] for a in part):
        return found
    keep = [
        index.firms.ids[f] not in part[r][3] for r, f in zip(found.record.tolist(), found.firm.tolist(), strict=True)
    ]
    return Found(found.record[keep], found.firm[keep], found.levels[keep], found.double[keep])


def _named(link: Link, rec_id: str) -> Link:
    return Link(rec_id, *(getattr(link, name) for name in Link.__slots__[1:]))


def _stand(decision: Standing) -> Link:
    right = decision.right_id or ""
    return Link(decision.rec_id, right, 1.0 if right else 0.0, AUTO if right else NONE, ((decision.said, 0.0),))
