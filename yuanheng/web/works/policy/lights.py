"""The light of a work: red late, amber soon or overpaid, grey without a case, else green; with the sentences why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Tone = Literal["red", "orange", "green", "secondary"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A step due, or planned, on a day."""

    label: str
    on: date


@dataclass(frozen=True, slots=True)
class Light:
    """The tone, its word, and every sentence that speaks for it, the worst first."""

    tone: Tone
    label: str
    sentences: tuple[str, ...]


WORDS: dict[Tone, str] = {"red": "滞后", "orange": "关注", "green": "正常", "secondary": "未启动"}


def light_of(
    *, on: date, has_case: bool, closed: bool, due: Sequence[Dated], planned: Sequence[Dated], soon_days: int,
    contract: Decimal | None, paid: Decimal | None,
) -> Light:  # fmt: skip
    """The light on a day.

    Args:
        due: the steps at work with their days; `planned`: milestones not reached, with the plan that holds.
        closed: done or stopped: no date can be late any more.
    """
    late, soon = [], []
    if not closed:
        late += [f"“{d.label}”应于 {d.on} 办完,已超 {(on - d.on).days} 个自然日" for d in due if d.on < on]
        late += [f"“{d.label}”计划 {d.on},已晚 {(on - d.on).days} 天" for d in planned if d.on < on]
        soon += [
            f"“{d.label}”计划 {d.on},还有 {(d.on - on).days} 天" for d in planned if 0 <= (d.on - on).days <= soon_days
        ]
    if paid is not None and paid > 0 and (contract is None or paid > contract):
        soon.append(f"已付 {paid:,.2f} 元,{'没有登记合同' if contract is None else f'超过合同 {contract:,.2f} 元'}")
    if late:
        return _made("red", (*late, *soon))
    if soon:
        return _made("orange", tuple(soon))
    return _made("green" if has_case else "secondary", ())


def _made(tone: Tone, sentences: tuple[str, ...]) -> Light:
    return Light(tone, WORDS[tone], sentences)
