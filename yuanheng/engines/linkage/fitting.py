"""Learning the weights: the likelihood of the right firm among the candidates, held near what was known before."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from .digests import Array
from .levels import QUESTIONS
from .model import Model, shares

_SIZES = [len(q.levels) for q in QUESTIONS]
_STARTS = np.concatenate(([0], np.cumsum(_SIZES)[:-1]))


@dataclass(frozen=True)
class Labelled:
    """Pairs with their levels; `record` numbers 0..count-1; `right` marks the pair that is true; a record without one means none.

    `worth` weighs each record.
    """

    levels: Array
    record: Array
    right: Array
    count: int
    worth: Array


def fit(data: Labelled, *, prior: Model, strength: float, rounds: int = 150) -> Model:
    """The weights that make the labels likeliest, with a quadratic penalty `strength` on moving away from `prior`.

    Deterministic. With no labels it is `prior`.
    """
    if not data.count:
        return prior
    start = np.concatenate(([prior.base], *prior.weights))
    columns = data.levels.astype(np.int64) + _STARTS
    worth = data.worth[data.record]

    def loss(vector: Array) -> tuple[float, Array]:
        scores = np.full(len(columns), vector[0])
        for k in range(columns.shape[1]):
            scores += vector[1:][columns[:, k]]
        share = shares(scores, data.record, data.count)
        none = np.maximum(1.0 - np.bincount(data.record, weights=share, minlength=data.count), 1e-12)
        has = np.bincount(data.record, weights=data.right, minlength=data.count) > 0
        value = (
            -(np.log(np.maximum(share, 1e-12)) * data.right * worth).sum() - (np.log(none) * ~has * data.worth).sum()
        )
        pull = (share - data.right) * worth
        slope = np.zeros(len(vector))
        slope[0] = pull.sum()
        for k in range(columns.shape[1]):
            slope[1:] += np.bincount(columns[:, k], weights=pull, minlength=len(vector) - 1)
        away = vector - start
        return value + strength * float(away @ away) / 2, slope + strength * away

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    weights = tuple(found[1 + s : 1 + s + n] for s, n in zip(_STARTS, _SIZES, strict=True))
    return replace(prior, base=float(found[0]), weights=weights)
