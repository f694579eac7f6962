"""Learning from an office's own records, in two steps: what codes label without anybody's work, and what persons decided.

**Codes.** Where a record carries a valid code of exactly one firm and its name does not contradict, the firm is known; with the
code covered, the record shows how this office writes names and addresses. One seed in twelve loses its firm from the candidates,
so that the model also keeps learning what a record looks like whose firm is not in the register.

**Decisions.** Same, of no firm of the register, not that firm. They move the weights with caution: one decision shifts what a
pair weighs by half a logit at most, a pattern that many decisions share by as much as they pay for; and where the moved weights
would link by themselves what a person said otherwise, more often than before, the decisions teach nothing. The thresholds stay.

The weights move from the shipped ones only as far as the data pay for (`fitting.fit`). What is stored is never touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from . import levels as q
from .coarse import coarse_address, coarse_name
from .deciding import best_per_firm
from .digests import Array
from .fitting import Labelled, fit
from .index import Found
from .model import Model, shares

FEWEST = 300  # seeds below which codes teach nothing
MOST = 8_000
STRENGTH = 8.0
ABSENT = 12
RIVALS = 6
FEWEST_DECISIONS = 20  # below which decisions teach nothing
MOST_DECISIONS = 2_000
CAUTION = (
    50.0  # the penalty of a step by decisions: a pair answers some 25 questions, so one decision moves it by 25/50
)
NOBODY = -1
_COLUMN = {question.code: i for i, question in enumerate(q.QUESTIONS)}


@dataclass(frozen=True)
class Seeds:
    """Records whose firm is known: row numbers of records and the group of their firm."""

    record: Array
    group: Array


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a person said of a record: the group of the firm that it means (`NOBODY` for none, None where they did not say), and
    the groups that it does not mean."""

    right: int | None
    refused: frozenset[int] = frozenset()


def find_seeds(found: Found, group: Array) -> Seeds:
    """Records whose code is that of one firm, under a name that may be its."""
    levels = found.levels
    same = levels[:, _COLUMN["code"]] == q.CODE.level("same")
    alike = coarse_name(levels[:, _COLUMN["name"]]) <= 3
    sure: dict[int, set[int]] = {}
    for record, firm, fits in zip(
        found.record[same].tolist(), group[found.firm[same]].tolist(), alike[same].tolist(), strict=True
    ):
        sure.setdefault(record, set()).add(firm if fits else NOBODY)
    seeds = {r: next(iter(g)) for r, g in sure.items() if len(g) == 1 and NOBODY not in g}
    rows = sorted(seeds)[:: max(1, -(-len(seeds) // MOST))]
    return Seeds(np.array(rows, dtype=np.int64), np.array([seeds[r] for r in rows], dtype=np.int64))


def cover_codes(levels: Array) -> Array:
    """The levels as they would be if the record carried no code."""
    covered = levels.copy()
    covered[:, _COLUMN["code"]] = q.CODE.level("none")
    covered[:, _COLUMN["name_code"]] = coarse_name(levels[:, _COLUMN["name"]]) * 4 + 2
    covered[:, _COLUMN["code_address"]] = 2 * 4 + coarse_address(levels[:, _COLUMN["address"]])
    return covered


def learn_codes(found: Found, group: Array, *, model: Model) -> Model:
    """The model with its weights moved towards what the seeds among these records show."""
    seeds = find_seeds(found, group)
    if len(seeds.record) < FEWEST:
        return model
    number = np.full(int(found.record.max()) + 1, -1)
    number[seeds.record] = np.arange(len(seeds.record))
    mine = np.flatnonzero(number[found.record] >= 0)
    part = Found(found.record[mine], found.firm[mine], cover_codes(found.levels[mine]), found.double[mine])
    scores = model.scores(part.levels)
    kept = best_per_firm(part, group, scores)
    row = number[part.record[kept]]
    right = group[part.firm[kept]] == seeds.group[row]
    kept, row, right = _strongest(kept, row, right, scores)
    present = np.bincount(row, weights=right, minlength=len(seeds.record)) > 0
    usable = present[row] & ~(right & (row % ABSENT == 0))
    worth = present.astype(float)
    data = Labelled(part.levels[kept[usable]], row[usable], right[usable].astype(float), len(seeds.record), worth)
    moved = fit(data, prior=model, strength=STRENGTH, rounds=40)
    return replace(moved, automatic=model.learnt)


def learn_decisions(found: Found, group: Array, *, model: Model, lessons: Mapping[int, Lesson]) -> Model:
    """The model with its weights moved, with caution, towards what persons decided; `lessons` by row of the record."""
    if len(lessons) < FEWEST_DECISIONS:
        return model
    scores = model.scores(found.levels)
    kept = best_per_firm(found, group, scores)
    row, firm = found.record[kept], group[found.firm[kept]]
    said = [lessons.get(r) for r in row.tolist()]
    right = np.array([s is not None and s.right == g for s, g in zip(said, firm.tolist(), strict=True)])
    asked = np.array(
        [s is not None and (s.right is not None or g in s.refused) for s, g in zip(said, firm.tolist(), strict=True)]
    )
    kept, row, right = _strongest(kept[asked], row[asked], right[asked], scores)
    has = np.bincount(row, weights=right, minlength=max(lessons) + 1) > 0
    teaches = np.array([has[r] or lessons[r].right in (None, NOBODY) for r in range(len(has))]) if len(row) else has
    usable = teaches[row]
    kept, row, right = kept[usable], row[usable], right[usable]
    worth = np.bincount(row, minlength=len(has)) > 0
    data = Labelled(found.levels[kept], row, right.astype(float), len(has), worth.astype(float))
    moved = fit(data, prior=model, strength=CAUTION, rounds=40)
    return model if _against(moved, data) > _against(model, data) else moved


def _against(model: Model, data: Labelled) -> int:
    """How many pairs the model would link by itself though a person said otherwise."""
    share = shares(model.scores(data.levels), data.record, data.count)
    return int(((share >= model.automatic) & (data.right == 0)).sum())


def _strongest(kept: Array, row: Array, right: Array, scores: Array) -> tuple[Array, Array, Array]:
    """The right candidate and its strongest rivals; the rest teach nothing and cost time."""
    order = np.lexsort((-scores[kept], row))
    kept, row, right = kept[order], row[order], right[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    strong = (rank < RIVALS) | right
    return kept[strong], row[strong], right[strong]
