"""Why a row has no grade, or what moved it, in Chinese."""

from __future__ import annotations

from typing import Any

import numpy as np

from .scheme import Scheme


def reasons(
    scheme: Scheme, status: dict[str, Any], no_grade: Any, before: Any, after: Any, classes: int
) -> tuple[list[str], Any]:
    """Distinct reasons and, for every row, the index of its own (0 is none)."""
    keys = [status["_out"], status["_t"], no_grade, status["_veto"], status["_shield"], before, after]
    special = (status["_out"] != 0) | (status["_t"] != 0) | (no_grade != 0)
    special |= (status["_veto"] != 0) | ((status["_shield"] != 0) & (before != after))
    rows = np.flatnonzero(special)
    codes: Any = np.zeros(len(special), dtype=np.int64)
    words = [""]
    if len(rows):
        stacked = np.stack([np.asarray(key)[rows].astype(np.int64) for key in keys], axis=1)
        distinct, inverse = np.unique(stacked, axis=0, return_inverse=True)
        words += [_reason(scheme, *row) for row in distinct.tolist()]
        codes[rows] = inverse.reshape(-1) + 1
    return words, codes


def _reason(scheme: Scheme, out: int, t: int, none: int, veto: int, shield: int, before: int, after: int) -> str:
    if out:
        return f"不在评价范围:{scheme.exclude[out - 1].label}"
    if t:
        rule = scheme.unclassified
        return f"{rule.label}:{scheme.unclassified.items[t - 1].label}({rule.sentence()})"
    if none > 0:
        indicator = list(scheme.indicators.values())[none - 1]
        return f"{indicator.label}缺数或不可用,不予定级"
    if none < 0:
        return "各项指标均缺数,不予定级"
    codes = scheme.classes.codes
    moved = f",由 {codes[before]} 类调为 {codes[after]} 类" if before != after else ",类别不变"
    held = [part.label for index, part in enumerate(scheme.vetoes) if veto >> index & 1]
    kept = [part.label for index, part in enumerate(scheme.shields) if shield >> index & 1]
    if held:
        return f"一票否决:{'、'.join(held)}{moved}"
    return f"保护条款:{'、'.join(kept)}{moved}"
