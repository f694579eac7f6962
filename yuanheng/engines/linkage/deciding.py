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
_SAME_PLACE = ("same", "spot_rare", "spot_few", "door", "inside")
_NEAR = ("spot_many", "road", "road_only", "village", "alike", "town")
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
        rivals = found.levels[kept[start[i] + 1 : start[i + 1]]]
        why[i] = TWO_HOLDERS if found.double[best[i]] else _objection(found.levels[best[i]], rivals)
        decision[i] = AUTO if probability[i] >= model.automatic and not why[i] else REVIEW
    return Verdicts(best, probability, decision, why, kept, share, scores, start)


def _is(levels: Array, question: q.Question, *codes: str) -> bool:
    return question.levels[levels[_COLUMN[question.code]]][0] in codes


def _objection(levels: Array, rivals: Array) -> str:
    """Why a person must look at this pair however probable it is; '' where nothing contradicts. `rivals`: its rivals' levels."""
    return _against_code(levels) or ("" if _is(levels, q.CODE, *_SAME_CODE) else _against_name(levels, rivals))


def _against_code(levels: Array) -> str:
    if _is(levels, q.CODE, "other") and not _sure_without_code(levels):
        return "记录的代码是名录中另一家企业的"
    if _is(levels, q.CODE, "valid"):
        return "记录的代码与名录的代码都有效而不相同"
    if _is(levels, q.CODE, *_SAME_CODE) and _is(levels, q.NAME, "apart") and _is(levels, q.TRADE, "apart"):
        return "代码一致,名称却不像:可能贴错了代码,或企业已更名"
    return ""


def _sure_without_code(levels: Array) -> bool:
    """Name and address both of this firm: then the code was pasted from a neighbour."""
    return _is(levels, q.WRITING, "same") and _is(levels, q.ADDRESS, *_SAME_PLACE)


def _against_name(levels: Array, rivals: Array) -> str:
    if _is(levels, q.NAME, "apart") and _is(levels, q.TRADE, "apart"):
        return "地址对得上,名称却不像"
    if _is(levels, q.TRADE, "one2", "one3", "one4") and _is(levels, q.TYPING, "other"):
        return "字号差一字,又不是同音或形近,可能是另一家"
    elsewhere = _is(levels, q.ADDRESS, "apart") or not _is(levels, q.REGION, "same", "within")
    if _is(levels, q.TRADE, "sound", "swap") and elsewhere and not _is(levels, q.ADDRESS, *_SAME_PLACE, *_NEAR):
        return "字号同音而不同字,区划或地址又没有对上,可能是另一家"
    away = _is(levels, q.PREMISES, "city", "province")
    if away and not (_is(levels, q.REGION, "same", "within") and _is(levels, q.NAME, "text", "form", "core", "sound")):
        return "地址在另一个市,名称又不足以认定"
    if _is(levels, q.MARK, "apart"):
        return "序号或方位不同,可能是姊妹企业"
    if _is(levels, q.MARK, "record", "firm") and not _is(levels, q.ADDRESS, *_SAME_PLACE, *_NEAR):
        return "只有一边写了序号或方位,地址又没有对上,可能是姊妹企业"
    return _against_unit(levels, rivals)


def _against_unit(levels: Array, rivals: Array) -> str:
    """Branch and parent, branch and branch: forgiven where the whole writing says that only a slip lies between."""
    there = _is(levels, q.ADDRESS, *_SAME_PLACE)
    nearly = _is(levels, q.WRITING, "same", "slip") or (there and _is(levels, q.WRITING, "one_long"))
    same_unit = nearly or (there and _is(levels, q.WRITING, "two_long"))
    if _is(levels, q.UNIT, "same", "near") and _is(levels, q.NAME, *_OTHER_PARENT) and not same_unit:
        return "分支机构的写法相同,所属企业的名称不同"
    if _is(levels, q.UNIT, "apart", "record") and not nearly:
        return "写的是分支机构,名录中是总部或另一处"
    if _is(levels, q.UNIT, "firm") and not (nearly or _is(levels, q.WRITING, "cut_one")):
        return "写的不是分支机构,名录中是"
    branches = [r for r in rivals if _is(r, q.UNIT, "firm") and _is(r, q.NAME, "text", "form", "core", "sound")]
    if _is(levels, q.UNIT, "none") and branches and not there:
        return _against_parent(levels, branches)
    return ""


def _against_parent(levels: Array, branches: list[Array]) -> str:
    """The parent is named and the register has branches of it: where the address is a branch's, or the name is not whole."""
    near = (*_SAME_PLACE, "road", "road_only", "village")
    if not _is(levels, q.ADDRESS, *near) and any(_is(b, q.ADDRESS, *near) for b in branches):
        return "地址是它的一个分支机构的"
    if not _is(levels, q.WRITING, "same") and not _is(levels, q.FORM, "same", "no_record"):
        return "名录中还有它的分支机构,写法和地址都不足以分清"
    return ""
