"""One bill of the power company, several users: by sub-meters or by agreed shares.

Guarantees: the parts add up to the bill exactly; the order of users changes nothing; a bill that does not fit its sub-meters
within the rule's loss, or shares that are not a whole, are a question and no part is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .rules import LossRule

NIL = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One user of a meter: read by a sub-meter (`kwh`, after its multiplier; None not read) or by an agreed `percent`."""

    key: str
    user: str
    kwh: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """A month of an account: what the power company billed (None unknown), by whom the account is held, and its users."""

    account: str
    kwh: Decimal | None
    holder: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """`shares`: (part, kWh) for each part by key, adding up to the bill; empty with the `question` to ask.

    `read` is the sum of what was read or agreed, `loss` the bill less that sum; None where either is not known.
    """

    shares: tuple[tuple[Part, Decimal], ...]
    read: Decimal | None
    loss: Decimal | None
    kind: str
    question: str
    sentence: str

    @property
    def reconciled(self) -> bool:
        """The parts are made."""
        return not self.question

    def of_users(self) -> dict[str, Decimal]:
        """kWh by user; a user of two sub-meters has their sum."""
        found: dict[str, Decimal] = {}
        for part, kwh in self.shares:
            found[part.user] = found.get(part.user, NIL) + kwh
        return found


def split_bill(bill: Bill, *, rule: LossRule, accepted: bool = False) -> Split:
    """The bill by user. `accepted`: a person has looked at the difference and lets it stand as loss (or gain) of the meter."""
    parts = tuple(sorted(bill.parts, key=lambda part: part.key))
    if not parts:
        return _asked("no_users", "没有登记用电的企业:登记分表或约定比例")
    if all(part.percent is not None for part in parts):
        return _by_percent(bill, parts, rule)
    return _by_sub_meters(bill, parts, rule, accepted=accepted)


def _asked(kind: str, question: str, *, read: Decimal | None = None, loss: Decimal | None = None) -> Split:
    return Split((), read, loss, kind, question, "")


def _by_percent(bill: Bill, parts: tuple[Part, ...], rule: LossRule) -> Split:
    whole = sum((part.percent or NIL for part in parts), NIL)
    if whole != HUNDRED:
        return _asked("shares", f"约定比例合计 {whole:f}%,应为 100%:核对各户比例", read=whole)
    if bill.kwh is None:
        return _asked("no_bill", "没有供电公司账单电量:补登账单")
    weights = [Fraction(part.percent or NIL) for part in parts]
    shares = _apportion(bill.kwh, weights, rule.decimals)
    said = " + ".join(f"{part.percent:f}%" for part in parts)
    return Split(
        tuple(zip(parts, shares, strict=True)), bill.kwh, NIL, "percent", "",
        f"账单 {bill.kwh:,f} 度按约定比例 {said} 分摊",
    )  # fmt: skip


def _by_sub_meters(bill: Bill, parts: tuple[Part, ...], rule: LossRule, *, accepted: bool) -> Split:
    unread = [part.key for part in parts if part.kwh is None]
    if unread:
        return _asked("unread", f"{len(unread)} 块分表没有读数:补登分表电量")
    read = sum((part.kwh or NIL for part in parts), NIL)
    if bill.kwh is None:
        return _asked("no_bill", "没有供电公司账单电量:补登账单", read=read)
    loss = bill.kwh - read
    within = NIL <= loss <= bill.kwh * rule.most_percent / HUNDRED
    if not (within or accepted) or (read == 0 and loss != 0):
        more = "多" if loss > 0 else "少"
        return _asked(
            "sum", f"账单 {bill.kwh:,f} 度,分表合计 {read:,f} 度,账单{more} {abs(loss):,f} 度"
            f"(允许损耗至账单的 {rule.most_percent:f}%):核对分表倍率和抄表日", read=read, loss=loss,
        )  # fmt: skip
    shares = _with_loss(bill, parts, loss, rule)
    sum_ = f"账单 {bill.kwh:,f} 度 = 分表合计 {read:,f} 度 + 损耗 {loss:,f} 度"
    bearer = "损耗按分表电量分摊" if rule.bearer == "users" else "损耗由户主承担"
    return Split(tuple(shares), read, loss, "sub_meters", "", f"{sum_},{bearer}" if loss else sum_)


def _with_loss(bill: Bill, parts: tuple[Part, ...], loss: Decimal, rule: LossRule) -> list[tuple[Part, Decimal]]:
    readings = [part.kwh or NIL for part in parts]
    if rule.bearer == "users":
        extra = _apportion(loss, [Fraction(kwh) for kwh in readings], rule.decimals)
        return [(part, kwh + more) for part, kwh, more in zip(parts, readings, extra, strict=True)]
    made = list(zip(parts, readings, strict=True))
    return made if loss == 0 else [*made, (Part(key=f"{bill.account}·损耗", user=bill.holder, kwh=loss), loss)]


def _apportion(amount: Decimal, weights: Sequence[Fraction], decimals: int) -> list[Decimal]:
    """Parts in proportion, each to `decimals`, adding up to the amount: largest remainders first, ties in the order of keys."""
    whole = sum(weights, Fraction(0))
    if amount == 0 or whole == 0:
        return [NIL for _ in weights]
    exact = [Fraction(amount) * weight / whole for weight in weights]
    step = Fraction(1, 10**decimals)
    floors = [part // step for part in exact]
    rest = Fraction(amount) - sum(floors) * step
    order = sorted(range(len(exact)), key=lambda place: (-(exact[place] - floors[place] * step), place))
    extra, crumbs = divmod(rest, step)
    parts = [Decimal(int(floor) + (1 if order.index(place) < extra else 0)).scaleb(-decimals)
             for place, floor in enumerate(floors)]  # fmt: skip
    if crumbs:  # the amount itself is finer than the step: the crumb goes to the largest part
        most = max(range(len(parts)), key=lambda place: (parts[place], -place))
        parts[most] += Decimal(crumbs.numerator) / Decimal(crumbs.denominator)
    return parts
