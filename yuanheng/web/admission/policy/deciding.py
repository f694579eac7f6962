"""One check on one project's figures: passed, failed, not applicable, or unknown because a figure is missing.

Missing is never passed: where a needed figure is None or empty the outcome is `unknown` and the sentence begins with 缺.
The one exception goes the other way: what is certain to fail whatever is missing (a word found, a demand above its
reserve) fails. Amounts are compared as exact fractions of the stored decimals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .checks import Check, Condition, Flags, Input, Listed, Measured, Within, load_list
from .saying import plain, say, say_apart

Value = Decimal | str | bool | None
Values = Mapping[str, Value]


class Outcome(StrEnum):
    """What a check came to."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome with its sentence, the figures it stands on, and what was missing."""

    check: Check
    outcome: Outcome
    sentence: str
    used: dict[str, Value]
    missing: tuple[str, ...] = ()


def decide(check: Check, values: Values, *, inputs: Mapping[str, Input]) -> Answer:
    """Decide one check; `values` in stored units, amounts as Decimal, flags as bool."""
    used = {name: values.get(name) for name in check.inputs}
    outcome, words, missing = _outcome(check, used, inputs)
    if outcome is Outcome.UNKNOWN:
        sentence = f"缺{'、'.join(missing)},不能判断“{check.label}”。"
    else:
        sentence = getattr(check.sentences, outcome.value).format(**{**_texts(used), **words})
        if outcome is Outcome.NOT_APPLICABLE and not sentence:
            sentence = "不适用。"
    return Answer(check=check, outcome=outcome, sentence=sentence, used=used, missing=tuple(missing))


Found = tuple[Outcome, dict[str, str], list[str]]


def _outcome(check: Check, used: Values, inputs: Mapping[str, Input]) -> Found:
    conditions = [_holds(c, used) for c in check.applies]
    if False in conditions:
        return Outcome.NOT_APPLICABLE, {}, []
    if None in conditions:
        unclear = [c.input for c, holds in zip(check.applies, conditions, strict=True) if holds is None]
        return Outcome.UNKNOWN, {}, [inputs[name].label for name in unclear]
    match check.compare:
        case Measured() as measured:
            return _measured(measured, used, inputs)
        case Listed() as listed:
            return _listed(listed, used, inputs)
        case Flags() as flags:
            return _flags(flags, used, inputs)
        case Within() as within:
            return _within(within, used, inputs)


def _holds(condition: Condition, used: Values) -> bool | None:
    """Three-valued: None where the figure is missing."""
    value = used.get(condition.input)
    if _absent(value):
        return None
    if condition.is_ is not None:
        return value is condition.is_
    return str(value).startswith(condition.starts)


def _measured(rule: Measured, used: Values, inputs: Mapping[str, Input]) -> Found:
    names = [n for n in (rule.above, rule.below) if n]
    missing = [inputs[n].label for n in names if _absent(used[n])]
    if rule.below and not missing and _amount(used, rule.below) <= 0:
        missing = [f"{inputs[rule.below].label}(登记为 {plain(_decimal(used, rule.below))})"]
    if missing:
        return Outcome.UNKNOWN, {}, missing
    value = _amount(used, rule.above) * Fraction(rule.convert)
    if rule.below:
        value /= _amount(used, rule.below)
    limit = Fraction(rule.limit)
    good = {"at_least": value >= limit, "at_most": value <= limit, "more_than": value > limit}[rule.comparator]
    times = Fraction(rule.show_times)
    shown, bound = say_apart(value * times, limit * times, unit=rule.shown, places=rule.places)
    gap = say(abs(value - limit) * times, unit=rule.shown, places=rule.places)
    if value != limit and not any(d in "123456789" for d in gap):
        gap = f"不到 {say(Fraction(1, 10**rule.places), unit=rule.shown, places=rule.places)}"
    return (Outcome.PASSED if good else Outcome.FAILED), {"value": shown, "limit": bound, "gap": gap}, []


def _listed(rule: Listed, used: Values, inputs: Mapping[str, Input]) -> Found:
    named = load_list(rule.list_)
    code = str(used.get(rule.codes) or "") if rule.codes else ""
    texts = "\n".join(str(used.get(name) or "") for name in rule.texts)
    hits = [
        f"“{entry.label}”"
        for entry in named.entries
        if any(word in texts for word in entry.words) or (code and code.startswith(entry.codes or ("\0",)))
    ]
    words = {"list": named.label, "hits": "、".join(hits), "code": code}
    if hits:
        return Outcome.FAILED, words, []
    missing = [inputs[n].label for n in (rule.codes, *rule.texts) if n and _absent(used[n])]
    longest = max((len(c) for e in named.entries for c in e.codes if code and c.startswith(code)), default=0)
    if not missing and longest > len(code):
        missing = [f"{inputs[rule.codes].label}的细分位(现为 {code},须到 {longest} 位)"]
    return (Outcome.UNKNOWN if missing else Outcome.PASSED), words, missing


def _flags(rule: Flags, used: Values, inputs: Mapping[str, Input]) -> Found:
    no = [inputs[n].label for n in rule.all_ if used[n] is False]
    missing = [inputs[n].label for n in rule.all_ if _absent(used[n])]
    words = {"yes": "、".join(inputs[n].label for n in rule.all_ if used[n] is True), "no": "、".join(no)}
    return (Outcome.FAILED if no else Outcome.UNKNOWN if missing else Outcome.PASSED), words, missing


def _within(rule: Within, used: Values, inputs: Mapping[str, Input]) -> Found:
    short, fine, missing = [], [], []
    for pair in rule.pairs:
        absent = [inputs[n].label for n in (pair.demand, pair.reserve) if _absent(used[n])]
        if not absent:
            enough = _decimal(used, pair.demand) <= _decimal(used, pair.reserve)
            unit = inputs[pair.demand].unit
            told = (
                f"{pair.label}需 {plain(_decimal(used, pair.demand))},余 {plain(_decimal(used, pair.reserve))} {unit}"
            )
            (fine if enough else short).append(told)
        elif used[pair.demand] != 0:  # who needs nothing needs no reserve
            missing += absent
    words = {"pairs": ";".join(fine) or "没有需求", "short": ";".join(short)}
    return (Outcome.FAILED if short else Outcome.UNKNOWN if missing else Outcome.PASSED), words, missing


def _absent(value: Value) -> bool:
    return value is None or value == ""


def _decimal(used: Values, name: str) -> Decimal:
    value = used[name]
    if not isinstance(value, Decimal):
        raise TypeError(f"{name}: amounts are Decimal, not {type(value).__name__}")
    return value


def _amount(used: Values, name: str) -> Fraction:
    return Fraction(_decimal(used, name))


def _texts(used: Values) -> dict[str, str]:
    return {name: value for name, value in used.items() if isinstance(value, str)}
