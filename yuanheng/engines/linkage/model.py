"""Weights of evidence: a score for every pair, and among the firms a record may mean, a probability for each and for none.

score(record, firm) = base + sum over the questions of the weight of the level that the pair shows. Among the candidates the
probability is exp(score) / (1 + sum of exp(scores)): the 1 is the firm that the register does not have. So two firms that are
alike halve each other's probability, and the logit of the best is its score less what its rivals weigh.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from .digests import Array
from .levels import QUESTIONS


@dataclass(frozen=True)
class Model:
    """Weights by question and level (natural log-odds), and the thresholds fixed with them.

    `automatic`: least probability of an automatic link with the shipped weights, `learnt` with weights that an office's own
    records have moved; `proposal`: least probability of all candidates together at which the best is proposed at all.
    """

    base: float
    weights: tuple[Array, ...]
    automatic: float
    learnt: float
    proposal: float

    def scores(self, levels: Array) -> Array:
        """float64 scores of pairs (rows of `levels`)."""
        total = np.full(len(levels), self.base)
        for column, weights in enumerate(self.weights):
            total += weights[levels[:, column]]
        return total

    def to_json(self) -> str:
        """The weights by code of question and level."""
        table = {
            question.code: {code: round(float(w), 4) for (code, _), w in zip(question.levels, weights, strict=True)}
            for question, weights in zip(QUESTIONS, self.weights, strict=True)
        }
        head = {
            "base": round(self.base, 4),
            "automatic": self.automatic,
            "learnt": self.learnt,
            "proposal": self.proposal,
        }
        return json.dumps({**head, "weights": table}, ensure_ascii=False, indent=1)

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Model:
        """A model from what `to_json` wrote; a level it does not know has no weight."""
        weights = table["weights"]
        assert isinstance(weights, dict)
        return cls(
            base=float(str(table["base"])),
            weights=tuple(
                np.array([float(weights.get(question.code, {}).get(code, 0.0)) for code, _ in question.levels])
                for question in QUESTIONS
            ),
            automatic=float(str(table["automatic"])),
            learnt=float(str(table["learnt"])),
            proposal=float(str(table["proposal"])),
        )


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The weights that come with the program (`weights.json`; how they were fitted: docs/algorithms/linkage.md)."""
    return Model.of(json.loads(resources.files(__package__).joinpath("weights.json").read_text("utf-8")))


def shares(scores: Array, record: Array, count: int) -> Array:
    """The probability of each pair among its record's candidates and none of them; `record` need not be sorted."""
    top = np.zeros(count)
    np.maximum.at(top, record, scores)
    weight = np.exp(scores - top[record])
    total = np.bincount(record, weights=weight, minlength=count) + np.exp(-top)
    return weight / total[record]
