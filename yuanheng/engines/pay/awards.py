"""What an event earns as a whole, before anybody's share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .scheme import PayScheme, Tier
from .sharing import half_up
from .values import PayEvent
from .wording import CURRENCIES, amount_text, grouped, yuan

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Award:
    """The whole money of an event and how it arises; `question` where it cannot be said, and then `whole` is None."""

    whole: Decimal | None
    words: str = ""
    tier: str = ""
    question: str = ""


def award_of(scheme: PayScheme, event: PayEvent) -> Award:
    """By the tier of its own currency. An unknown amount or currency is a question, never nothing."""
    rule = scheme.event(event.kind)
    if rule is None:
        return Award(None, question=f"“{event.subject}”:办法没有 {event.kind} 这一事项")
    where = f"“{event.subject}”{rule.label}({event.happened:%Y-%m-%d})"
    if event.amount is None:
        return Award(None, question=f"{where}:没有登记金额,登记以后再计")
    tiers = rule.tiers_of(event.currency)
    if not tiers:
        word = CURRENCIES.get(event.currency, event.currency or "未写明的币种")
        return Award(None, question=f"{where}:办法没有以{word}计的档次,不折算,请核定")
    size = amount_text(event.amount, event.currency)
    reached = [tier for tier in tiers if tier.least <= event.amount]
    if not reached:
        least = amount_text(tiers[0].least, event.currency)
        return Award(ZERO, f"{where}:金额 {size},不到最低档 {least},不计", tier=f"{least}以下")
    tier = reached[-1]
    return _by_each(scheme, tier, event, where) if tier.each is not None else _once(scheme, tier, event, where, size)


def _once(scheme: PayScheme, tier: Tier, event: PayEvent, where: str, size: str) -> Award:
    money, words = _reward(scheme, tier, Decimal(1))
    label = f"{amount_text(tier.least, event.currency)}以上"
    return Award(money, f"{where}:金额 {size},按“{label}”档 {words}", tier=label)


def _by_each(scheme: PayScheme, tier: Tier, event: PayEvent, where: str) -> Award:
    """Full units of the amount so far, less those counted before: nothing is lost between two instalments."""
    assert tier.each is not None and event.amount is not None
    units = event.amount // tier.each - event.before // tier.each
    money, words = _reward(scheme, tier, Decimal(units))
    label = f"每满 {amount_text(tier.each, event.currency)}"
    grown = f"累计 {amount_text(event.amount, event.currency)}"
    if event.before:
        grown += f"(此前 {amount_text(event.before, event.currency)})"
    return Award(money, f"{where}:{grown},{label}计,新增 {grouped(units)} 个,{words}", tier=label)


def _reward(scheme: PayScheme, tier: Tier, times: Decimal) -> tuple[Decimal, str]:
    count = "" if tier.each is None else f" × {grouped(times)}"
    if tier.yuan is not None:
        money = half_up(tier.yuan * times)
        return money, f"{grouped(tier.yuan)} 元{count} = {yuan(money)}" if count else f"{yuan(money)}"
    assert tier.points is not None and scheme.point_yuan is not None
    money = half_up(tier.points * scheme.point_yuan * times)
    return money, f"{grouped(tier.points)} 分 × {grouped(scheme.point_yuan)} 元{count} = {yuan(money)}"
