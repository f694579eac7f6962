"""A promise of an agreement against the ledger's figures of a year: kept, not kept, not yet due, or cannot be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .kinds import PromiseKind
from .saying import say, say_apart


class Verdict(StrEnum):
    """What the year's check came to."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    NOT_DUE = "not_due"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure of the ledger: `amount` in the stored unit, or None with the reason why it is missing."""

    amount: Decimal | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """What was promised: an amount in the kind's stored unit, or a day."""

    kind: PromiseKind
    value: Decimal | None
    due_on: date | None
    signed_on: date
    land_mu: Decimal | None = None  # the agreement's land; None: the ledger's land of the year


@dataclass(frozen=True, slots=True)
class Kept:
    """The verdict, its sentence, the sentence that names no figure, and the (measure, year) it stands on."""

    verdict: Verdict
    sentence: str
    plain: str
    used: tuple[tuple[str, int], ...] = ()


def needed(promised: Promised, year: int) -> tuple[tuple[str, int], ...]:
    """The figures of the ledger the check of a year asks for."""
    kind = promised.kind
    if not kind.above:
        return ()
    first = promised.signed_on.year if kind.over == "since_signing" else year
    asked = [(kind.above, each) for each in range(first, year + 1)]
    if kind.below and promised.land_mu is None:
        asked.append(("land_area", year))
    return tuple(asked)


def keep_or_not(
    promised: Promised, *, year: int, figures: Mapping[tuple[str, int], Figured], labels: Mapping[str, str]
) -> Kept:
    """Check a promise of amounts for a year; a figure that is missing makes the verdict `unknown`, never zero.

    Args:
        figures: by (measure, year); one that is not there is missing.
        labels: the measures' names for the sentence.
    """
    kind, asked = promised.kind, needed(promised, year)
    if promised.value is None:
        raise ValueError("a promise of an amount has a value")
    missing = _missing(asked, figures, labels)
    land = _land(promised, year, figures)
    if kind.below and not missing and (land is None or land <= 0):
        missing = ["大于 0 的用地面积"]
    if missing:
        words = f"缺 {'、'.join(missing)},{year} 年“{kind.label}”是否兑现不能判断。"
        return Kept(Verdict.UNKNOWN, words, words, asked)
    parts = [figures[key].amount for key in asked if key[0] == kind.above]
    value = sum((Fraction(part) for part in parts if part is not None), Fraction(0))
    if kind.below and land is not None:
        value /= Fraction(land)
    limit = Fraction(promised.value)
    good = value >= limit if kind.comparator == "at_least" else value <= limit
    scale = Fraction(1) / Fraction(kind.factor)
    shown, bound = say_apart(value * scale, limit * scale, unit=kind.typed, places=kind.places)
    verdict = Verdict.KEPT if good else Verdict.NOT_KEPT
    span = f"{promised.signed_on.year} 至 {year} 年" if kind.over == "since_signing" else f"{year} 年"
    gap = say(abs(value - limit) * scale, unit=kind.typed, places=kind.places)
    tail = "已兑现" if good else f"未兑现,差 {gap}"
    return Kept(
        verdict,
        f"{span}{kind.label} {shown},承诺{'不低于' if kind.comparator == 'at_least' else '不高于'} {bound},{tail}。",
        f"{span}“{kind.label}”{'已' if good else '未'}兑现。",
        asked,
    )


def reached_or_not(promised: Promised, *, reached_on: date | None, on: date) -> Kept:
    """Check a promise of a stage by a day, as things stand on `on`; the day itself is in time."""
    if promised.due_on is None:
        raise ValueError("a promise of a stage has a day")
    label, due = promised.kind.label, promised.due_on
    if reached_on is not None and reached_on <= on:
        good = reached_on <= due
        words = (
            f"{label}约定 {due},实际 {reached_on},{'已兑现' if good else f'晚 {(reached_on - due).days} 天,未兑现'}。"
        )
        return Kept(Verdict.KEPT if good else Verdict.NOT_KEPT, words, words)
    if on <= due:
        words = f"{label}约定 {due},尚未到期。"
        return Kept(Verdict.NOT_DUE, words, words)
    words = f"{label}约定 {due},到 {on} 没有记录,已过 {(on - due).days} 天,未兑现。"
    return Kept(Verdict.NOT_KEPT, words, words)


def _missing(
    asked: tuple[tuple[str, int], ...], figures: Mapping[tuple[str, int], Figured], labels: Mapping[str, str]
) -> list[str]:
    told = []
    for measure, year in asked:
        figure = figures.get((measure, year))
        if figure is None or figure.amount is None:
            why = f"({figure.reason})" if figure is not None and figure.reason else ""
            told.append(f"{year} 年{labels.get(measure, measure)}{why}")
    return told


def _land(promised: Promised, year: int, figures: Mapping[tuple[str, int], Figured]) -> Decimal | None:
    if promised.land_mu is not None:
        return promised.land_mu
    figure = figures.get(("land_area", year))
    return figure.amount if figure else None
