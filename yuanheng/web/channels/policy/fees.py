"""What a commission owes for one landed project: computed, and said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yuanheng.web.base.shown import CURRENCIES

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule:
    """Either a fixed sum, or per cent of the capital arrived with perhaps a cap; all in one currency."""

    currency: str
    fixed: Decimal | None = None
    percent: Decimal | None = None
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """The sum (None where it cannot be said), how it arises, and what has to be settled first."""

    amount: Decimal | None
    sentence: str
    question: str = ""


def fee_of(rule: FeeRule, *, arrived: Decimal | None, arrived_currency: str = "") -> Fee:
    """The fee for one project whose trigger was reached; sums are rounded half up to the cent, at the end.

    Capital in another currency than the contract's is never converted: it is a question.
    """
    word = CURRENCIES[rule.currency]
    if rule.fixed is not None:
        amount = _capped(rule.fixed, rule.cap)
        return Fee(amount, f"每个项目固定 {_said(rule.fixed)} {word}{_cap_said(rule.fixed, rule.cap, word)}")
    percent = f"{(rule.percent or Decimal(0)).normalize():f}%"
    if arrived is None:
        return Fee(Decimal(0), f"按到位资金的 {percent} 计,还没有到位资金", "到位后登记到位资金,费用随之算出")
    if arrived_currency != rule.currency:
        other = CURRENCIES.get(arrived_currency, arrived_currency)
        said = f"到位资金 {_said(arrived)} {other},合同以{word}计费"
        return Fee(None, said, f"不折算:请按结汇凭证登记以{word}计的到位资金")
    exact = arrived * (rule.percent or Decimal(0)) / 100
    amount = _capped(exact, rule.cap)
    sentence = f"到位资金 {_said(arrived)} {word} × {percent} = {_said(_cents(exact))} {word}"
    return Fee(amount, sentence + _cap_said(exact, rule.cap, word))


def _capped(exact: Decimal, cap: Decimal | None) -> Decimal:
    return _cents(exact if cap is None else min(exact, cap))


def _cents(exact: Decimal) -> Decimal:
    return exact.quantize(CENT, rounding=ROUND_HALF_UP)


def _cap_said(exact: Decimal, cap: Decimal | None, word: str) -> str:
    return f",最多 {_said(cap)} {word},按最多计" if cap is not None and exact > cap else ""


def _said(amount: Decimal) -> str:
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
