"""Which tally could measure a target, with which filters: a proposal that a person confirms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .values import Target

COUNTED = frozenset("个家户项所只名位人件场座条台套处栋次对") | {"人次", "场次"}
_ORIGINS = ("上海", "苏南", "深圳", "浦东", "北京", "浙江", "广东")


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyOffer:
    """A tally that the caller can compute.

    `synonyms` are phrases whose words (parted by blanks) must all stand in the target; `filters` the names of the
    parameters it takes: amount_min_yuan, amount_min_usd, amount_max_yuan, amount_max_usd, cluster, industry, foreign,
    manufacturing, source (words of where a lead came from), through (the region it came through), period, year.
    """

    code: str
    label: str
    unit: str
    synonyms: tuple[str, ...] = ()
    filters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The best offer (None where none fits), its filters, the reasons in words, and what is left for a person to settle."""

    tally: str | None
    filters: Mapping[str, Decimal | str | bool | int] = field(default_factory=dict)
    why: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def propose(target: Target, offers: Sequence[TallyOffer], *, section: str = "") -> Proposal:
    """The tally whose words fit the target best and whose unit can measure it; ties go to the order of `offers`.

    A region that the target does not name itself is taken from the heading of its `section` (深化对接上海工作).
    """
    text = re.sub(r"\s", "", target.subject + " " + target.quote)
    scored = [(_score(o, text), o) for o in offers]
    named = [(score, o) for score, o in scored if score]
    fitting = sorted((pair for pair in named if same_measure(target, pair[1])), key=lambda p: -p[0][0])
    if not fitting:
        clash = [f"“{o.label}”以{o.unit}计,目标以{target.unit or '日期'}计,单位不符" for _, o in named]
        return Proposal(tally=None, why=tuple(clash) or ("没有口径的用语与这个目标相合",))
    (_, phrase), best = fitting[0]
    wanted = _wanted(target, text)
    where, named_here = _region(text, phrase, section)
    if where:
        wanted["through" if "through" in best.filters else "source"] = where
    taken = {k: v for k, v in wanted.items() if k in best.filters}
    left = tuple(
        f"口径“{best.label}”不能按 {k}={v} 筛选,请确认"
        for k, v in wanted.items()
        if k not in best.filters and k not in ("period", "industry") and (k != "source" or named_here)
    )
    why = (f"目标中有“{phrase}”,与口径“{best.label}”相合", *(f"{k} 取自原文:{v}" for k, v in taken.items()))
    return Proposal(
        tally=best.code, filters=taken, why=why, open_questions=left, others=tuple(o.code for _, o in fitting[1:4])
    )


def same_measure(target: Target, offer: TallyOffer) -> bool:
    """True where the offer's unit can measure the target: any counting word for any, money for money of its currency."""
    if target.kind == "milestone":
        return offer.unit in ("", "日期")
    if target.unit in COUNTED or target.kind == "count":
        return offer.unit in COUNTED
    return offer.unit == target.unit


def _score(offer: TallyOffer, text: str) -> tuple[int, str] | None:
    """How much of the text the offer's best phrase covers."""
    best = None
    for phrase in (offer.label, *offer.synonyms):
        words = phrase.split()
        if words and all(w in text for w in words):
            size = sum(map(len, words))
            if best is None or size > best[0]:
                best = (size, phrase)
    return best


def _region(text: str, phrase: str, section: str) -> tuple[str, bool]:
    """The one region that the target names, else its section; and whether the target itself does.

    '' where the tally's own phrase names it already, or where several are listed (上海、苏南、深圳): they are counted.
    """
    here = [o for o in _ORIGINS if o in text]
    if "浦东" in here:
        here = [o for o in here if o != "上海"]  # 上海(浦东) is one place
    if any(o in phrase for o in here) or len(here) > 1:
        return "", False
    if here:
        return here[0], True
    above = [o for o in _ORIGINS if o in section and o not in phrase]
    return (above[0], False) if len(above) == 1 else ("", False)


def _wanted(target: Target, text: str) -> dict[str, Decimal | str | bool | int]:
    """The filters that the target's words ask for."""
    made: dict[str, Decimal | str | bool | int] = {
        k: v for k, v in target.filter.items() if k.startswith("amount_m") and isinstance(v, Decimal)
    }
    industry = target.filter.get("industry")
    if isinstance(industry, str):
        made["industry"] = industry
        if industry not in ("制造业", "服务业", "建筑业"):
            made["cluster"] = industry
    if "外资" in text:
        made["foreign"] = True
    if "制造业" in text:
        made["manufacturing"] = True
    if target.deadline is not None:
        made["period"] = (
            f"{target.deadline.year}-01..{target.deadline.year}-{target.deadline.month:02d}"
            if target.deadline.month < 12
            else str(target.deadline.year)
        )
    return made
