"""From scores to decisions: automatic only where the probability is high and nothing written contradicts it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import levels as q
from .digests import Array
from .index import Found
from .model import Model, shares

TWO_HOLDERS = "一格里写了两家"
AUTO, REVIEW, NONE = "auto", "review", "none"
_SAME_CODE = ("same", "repaired", "organisation", "old")
_OTHER_PARENT = ("two", "head", "trade", "inside", "skips", "covers", "contains", "alike", "apart")
_COLUMN = {question.code: i for i, question in enumerate(q.QUESTIONS)}


@dataclass(frozen=True)
class Verdicts:
    """One row a record: the pair chosen (-1 where there is no candidate), its probability, the decision, why a person must look.

    `order` and `share` give all candidates of all records, best first; `start[i]:start[i + 1]` are those of record i.
    """

    best: Array
    probability: Array
    decision: list[str]
    why: list[str]
    order: Array
    share: Array
    scores: Array
    start: Array


def best_per_firm(found: Found, group: Array, scores: Array) -> Array:
    """Of the pairs of one record with one firm (its names, its rows in the register) the one that scores best."""
    firm = group[found.firm]
    order = np.lexsort((found.firm, -scores, firm, found.record))
    record, firm = found.record[order], firm[order]
    first: Array = np.ones(len(order), dtype=bool)
    first[1:] = (record[1:] != record[:-1]) | (firm[1:] != firm[:-1])
    return order[first]


def decide(found: Found, *, group: Array, model: Model, count: int) -> Verdicts:
    """The verdict on each of `count` records."""
    scores = model.scores(found.levels)
    kept = best_per_firm(found, group, scores)
    record = found.record[kept]
    share = shares(scores[kept], record, count)
    order = np.lexsort((found.firm[kept], -share, record))
    kept, share = kept[order], share[order]
    start: Array = np.searchsorted(found.record[kept], np.arange(count + 1))
    best, probability = np.full(count, -1), np.zeros(count)
    has = np.flatnonzero(start[1:] > start[:-1])
    best[has], probability[has] = kept[start[has]], share[start[has]]
    total = np.bincount(found.record[kept], weights=share, minlength=count)
    why = [""] * count
    decision = [NONE] * count
    for i in has:
        if total[i] < model.proposal and not _is(found.levels[best[i]], q.CODE, *_SAME_CODE):
            continue
        why[i] = TWO_HOLDERS if found.double[best[i]] else _objection(found.levels[best[i]])
        decision[i] = AUTO if probability[i] >= model.automatic and not why[i] else REVIEW
    return Verdicts(best, probability, decision, why, kept, share, scores, start)


def _is(levels: Array, question: q.Question, *codes: str) -> bool:
    return question.levels[levels[_COLUMN[question.code]]][0] in codes


def _objection(levels: Array) -> str:
    """Why a person must look at this pair however probable it is; '' where nothing contradicts."""

    if _is(levels, q.CODE, "other"):
        return "记录的代码是名录中另一家企业的"
    if _is(levels, q.CODE, "valid"):
        return "记录的代码与名录的代码都有效而不相同"
    same_code = _is(levels, q.CODE, *_SAME_CODE)
    if same_code and _is(levels, q.NAME, "apart") and _is(levels, q.TRADE, "apart"):
        return "代码一致,名称却不像:可能贴错了代码,或企业已更名"
    if same_code:
        return ""
    if _is(levels, q.NAME, "apart") and _is(levels, q.TRADE, "apart"):
        return "地址对得上,名称却不像"
    if _is(levels, q.TRADE, "one2", "one3") and _is(levels, q.TYPING, "other"):
        return "字号差一字,又不是同音或形近,可能是另一家"
    away = _is(levels, q.PREMISES, "city", "province")
    if away and not (_is(levels, q.REGION, "same", "within") and _is(levels, q.NAME, "text", "form", "core", "sound")):
        return "地址在另一个市,名称又不足以认定"
    if _is(levels, q.UNIT, "same", "near") and _is(levels, q.NAME, *_OTHER_PARENT):
        return "分支机构的写法相同,所属企业的名称不同"
    if _is(levels, q.MARK, "apart"):
        return "序号或方位不同,可能是姊妹企业"
    if _is(levels, q.UNIT, "apart", "record"):
        return "写的是分支机构,名录中是总部或另一处"
    if _is(levels, q.UNIT, "firm"):
        return "写的不是分支机构,名录中是"
    return ""
