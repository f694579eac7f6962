"""Learning from an office's own records, without labels: a code that is sure labels the name beside it.

Where a record carries a valid code of exactly one firm and its name does not contradict, the firm is known; with the code
covered, the record shows how this office writes names and addresses. One seed in twelve loses its firm from the candidates, so
that the model also keeps learning what a record looks like whose firm is not in the register. Decisions of persons are seeds of
more worth. The weights move from the shipped ones only as far as the seeds pay for (`fitting.fit`).
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
from .model import Model

FEWEST = 300  # seeds below which the shipped weights stand
MOST = 8_000
STRENGTH = 8.0
ABSENT = 12
RIVALS = 6
DECIDED = 3.0  # what a person's decision is worth, in seeds
_COLUMN = {question.code: i for i, question in enumerate(q.QUESTIONS)}


@dataclass(frozen=True)
class Seeds:
    """Records whose firm is known: row numbers of records, the group of their firm, and what each is worth."""

    record: Array
    group: Array
    worth: Array


def find_seeds(found: Found, group: Array, decided: Mapping[int, int]) -> Seeds:
    """Seeds by code, and by `decided` (record row to group of firm)."""
    levels = found.levels
    same = levels[:, _COLUMN["code"]] == q.CODE.level("same")
    alike = coarse_name(levels[:, _COLUMN["name"]]) <= 3
    sure: dict[int, set[int]] = {}
    for record, firm, fits in zip(
        found.record[same].tolist(), group[found.firm[same]].tolist(), alike[same].tolist(), strict=True
    ):
        sure.setdefault(record, set()).add(firm if fits else -1)
    seeds = {r: next(iter(g)) for r, g in sure.items() if len(g) == 1 and -1 not in g}
    chosen = sorted(seeds)[:: max(1, -(-len(seeds) // MOST))]
    known = {**{r: seeds[r] for r in chosen}, **decided}
    rows = np.array(sorted(known), dtype=np.int64)
    return Seeds(
        record=rows,
        group=np.array([known[r] for r in rows.tolist()], dtype=np.int64),
        worth=np.array([DECIDED if r in decided else 1.0 for r in rows.tolist()]),
    )


def cover_codes(levels: Array) -> Array:
    """The levels as they would be if the record carried no code."""
    covered = levels.copy()
    covered[:, _COLUMN["code"]] = q.CODE.level("none")
    covered[:, _COLUMN["name_code"]] = coarse_name(levels[:, _COLUMN["name"]]) * 4 + 2
    covered[:, _COLUMN["code_address"]] = 2 * 4 + coarse_address(levels[:, _COLUMN["address"]])
    return covered


def learn(found: Found, group: Array, *, model: Model, decided: Mapping[int, int]) -> Model:
    """The model with its weights moved towards what the seeds among these records show."""
    seeds = find_seeds(found, group, decided)
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
    worth = seeds.worth * present
    data = Labelled(part.levels[kept[usable]], row[usable], right[usable].astype(float), len(seeds.record), worth)
    moved = fit(data, prior=model, strength=STRENGTH, rounds=40)
    return replace(moved, automatic=model.learnt)


def _strongest(kept: Array, row: Array, right: Array, scores: Array) -> tuple[Array, Array, Array]:
    """The right candidate and its strongest rivals; the rest teach nothing and cost time."""
    order = np.lexsort((-scores[kept], row))
    kept, row, right = kept[order], row[order], right[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    strong = (rank < RIVALS) | right
    return kept[strong], row[strong], right[strong]
