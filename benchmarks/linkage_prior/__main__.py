"""Fit the weights that the linkage ships with, and say how they do on firms and offices that they were not fitted on.

    python -m benchmarks.linkage_prior                    fit and say; some ten minutes of one core
    python -m benchmarks.linkage_prior --write            the same, and write yuanheng/engines/linkage/weights.json
    python -m benchmarks.linkage_prior --firms 9000 --records 6000    a quick look

Fitted in two worlds, a large register and a small one, since how many firms share a trade word depends on the size; the small
one and the test world have other seeds, other firms and other offices. Nothing of `benchmarks.linkage` is used: its two noise
models judge. Deterministic: a second run writes the same file.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from yuanheng.engines import linkage
from yuanheng.engines.linkage.columns import FirmColumns, RecordColumns
from yuanheng.engines.linkage.deciding import AUTO, best_per_firm, decide
from yuanheng.engines.linkage.digests import Array
from yuanheng.engines.linkage.fitting import Labelled, fit
from yuanheng.engines.linkage.index import Found, Index
from yuanheng.engines.linkage.levels import QUESTIONS
from yuanheng.engines.linkage.model import Model, shipped_model

from .firms import Firm, as_registered, build_register, county_names, short_names
from .noise import strangers, write_records

WEIGHTS = Path(linkage.__file__).with_name("weights.json")
CHUNK = 8192
RIVALS = 6  # the right firm and its strongest rivals teach; the rest cost time
STRENGTH = 0.5
AUTOMATIC, LEARNT, PROPOSAL = 0.97, 0.965, 0.02
SCOPE = ((1.0, 0.7, "32"), (0.15, 0.3, "3206"))  # shares of firms and writings, home: a province's register, a city's


@dataclass(frozen=True)
class Sample:
    """Writings of one world with their candidates: `truth[i]` is the group of the firm that record i means, -1 for none."""

    index: Index
    found: Found
    truth: Array

    def labelled(self, model: Model) -> Labelled:
        """The pairs that teach, the best writing of each firm by `model`."""
        scores = model.scores(self.found.levels)
        kept = best_per_firm(self.found, self.index.group, scores)
        kept = kept[np.lexsort((-scores[kept], self.found.record[kept]))]
        record = self.found.record[kept]
        right = self.index.group[self.found.firm[kept]] == self.truth[record]
        rank = np.arange(len(kept)) - np.searchsorted(record, record)
        strong = (rank < RIVALS) | right
        count = len(self.truth)
        return Labelled(
            self.found.levels[kept[strong]], record[strong], right[strong].astype(float), count, np.ones(count)
        )


def make_sample(firms: int, records: int, *, seed: int, home: str) -> Sample:
    """A world of its own: one firm in twenty is not in the register, and as many others that no register has look like one."""
    everyone = build_register(firms, seed=seed, home=home)
    chance = random.Random(seed)
    away = set(chance.sample(range(len(everyone)), len(everyone) // 20))
    inside: list[Firm] = [f for i, f in enumerate(everyone) if i not in away]
    outside = [f for i, f in enumerate(everyone) if i in away]
    outside += strangers(inside, county_names(), count=len(outside), seed=seed + 2)
    known = [as_registered(f, chance) for f in inside]
    written = write_records(inside, count=records, seed=seed + 1, shorts=short_names(), outside=outside)
    columns = FirmColumns.of([(f.id, f.name, f.uscc, f.address, f.former) for f in known])
    index = Index.of(columns)
    asked = RecordColumns([w.name for w in written], [w.uscc for w in written], [w.address for w in written])
    parts = []
    for start in range(0, len(asked), CHUNK):
        found = index.find(asked.part(start, start + CHUNK))
        parts.append(replace(found, record=found.record + start))
    joined = Found(*(np.concatenate([getattr(p, n) for p in parts]) for n in ("record", "firm", "levels", "double")))
    group = dict(zip(columns.ids, index.group.tolist(), strict=True))
    return Sample(index, joined, np.array([group.get(w.right_id, -1) for w in written]))


def together(parts: list[Labelled]) -> Labelled:
    """Labels of several worlds as one."""
    shifts = np.concatenate(([0], np.cumsum([p.count for p in parts])[:-1]))
    return Labelled(
        np.concatenate([p.levels for p in parts]),
        np.concatenate([p.record + s for p, s in zip(parts, shifts, strict=True)]),
        np.concatenate([p.right for p in parts]),
        sum(p.count for p in parts),
        np.concatenate([p.worth for p in parts]),
    )


def fit_weights(samples: list[Sample]) -> Model:
    """From no weights at all in two rounds: the first says which of a firm's names a record means, the second fits to that."""
    blank = tuple(np.zeros(len(q.levels)) for q in QUESTIONS)
    name_first = tuple(
        -np.arange(len(q.levels), dtype=float) if q.code == "name" else b for q, b in zip(QUESTIONS, blank, strict=True)
    )
    zero = Model(-6.0, blank, AUTOMATIC, LEARNT, PROPOSAL)
    first = fit(
        together([s.labelled(replace(zero, weights=name_first)) for s in samples]),
        prior=zero,
        strength=STRENGTH,
        rounds=40,
    )
    return fit(together([s.labelled(first) for s in samples]), prior=zero, strength=STRENGTH, rounds=250)


def say(sample: Sample, model: Model) -> str:
    """Precision and recall of automatic links, and how often the right firm stands first."""
    count = len(sample.truth)
    verdicts = decide(sample.found, group=sample.index.group, model=model, count=count)
    has = verdicts.best >= 0
    best = np.where(has, sample.index.group[sample.found.firm[np.maximum(verdicts.best, 0)]], -2)
    good, known = best == sample.truth, sample.truth >= 0
    auto = np.array([d == AUTO for d in verdicts.decision])
    right, made = int((auto & good).sum()), int(auto.sum())
    return (
        f"{count:,} records: precision {right / made:.5f} ({made - right} wrong), recall {right / known.sum():.4f}, "
        f"F1 {2 * right / (made + known.sum()):.4f}, first {(good & known).sum() / known.sum():.4f}"
    )


def main() -> int:
    """Fit, say how the new weights and the shipped ones do on a world that neither was fitted on, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firms", type=int, default=30_000)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name} of the engine")
    options = parser.parse_args()
    begun = time.perf_counter()
    samples = [
        make_sample(int(options.firms * size), int(options.records * writings), seed=options.seed + n, home=home)
        for n, (size, writings, home) in enumerate(SCOPE)
    ]
    print(f"worlds made and compared in {time.perf_counter() - begun:.0f} s", flush=True)
    model = Model.of(json.loads(fit_weights(samples).to_json()))
    print(f"fitted after {time.perf_counter() - begun:.0f} s", flush=True)
    test = make_sample(options.firms // 2, options.records // 4, seed=options.seed + 77, home="33")
    print("shipped:", say(test, shipped_model()))
    print("fitted: ", say(test, model))
    if options.write:
        WEIGHTS.write_text(model.to_json() + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
