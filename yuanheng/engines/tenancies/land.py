"""From a lease to the land it takes. Guarantees: exact fractions until one rounding, downwards; no base, no figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction

from .rules import LandRule

MU_PER_M2 = Decimal("0.0015")


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What is known of the owner's place: land (亩), floor area (㎡), floor-area ratio; None where unknown. `words` name it."""

    land_mu: Decimal | None = None
    floor_m2: Decimal | None = None
    plot_ratio: Decimal | None = None
    words: str = "出租方"


@dataclass(frozen=True, slots=True)
class DerivedLand:
    """The land of a lease with the sum that makes it; `mu` None with the `question` to ask, never 0."""

    mu: Decimal | None
    method: str
    sentence: str
    question: str = ""


def derive_land(*, stated_mu: Decimal | None, floor_m2: Decimal | None, base: Base, rule: LandRule) -> DerivedLand:
    """The land of a lease by the first of the rule's methods whose figures are all known.

    `stated`: the contract says it. `share`: leased floor ÷ the owner's floor × the owner's land. `plot_ratio`: leased floor
    ÷ floor-area ratio. What is below the rule's decimals is dropped and stays with the owner: the parts never exceed the whole.
    """
    for method in rule.methods:
        found = _WAYS[method](stated_mu, floor_m2, base, rule)
        if found is not None:
            return found
    return DerivedLand(None, "", "", _question(stated_mu, floor_m2, base))


def _stated(stated: Decimal | None, floor: Decimal | None, base: Base, rule: LandRule) -> DerivedLand | None:
    if stated is None:
        return None
    return DerivedLand(stated, "stated", f"双方写明土地面积 {_said(stated)} 亩")


def _share(stated: Decimal | None, floor: Decimal | None, base: Base, rule: LandRule) -> DerivedLand | None:
    if floor is None or base.land_mu is None or not base.floor_m2:
        return None
    if floor > base.floor_m2:
        return None
    mu = _down(Fraction(floor) / Fraction(base.floor_m2) * Fraction(base.land_mu), rule.decimals)
    sum_ = (
        f"租用建筑面积 {_said(floor)} ㎡ ÷ {base.words}建筑面积 {_said(base.floor_m2)} ㎡"
        f" × {base.words}用地 {_said(base.land_mu)} 亩 = {_said(mu)} 亩"
    )
    return DerivedLand(mu, "share", f"{sum_}(按建筑面积占比,{_dropped(rule)})")


def _by_ratio(stated: Decimal | None, floor: Decimal | None, base: Base, rule: LandRule) -> DerivedLand | None:
    if floor is None or not base.plot_ratio or base.plot_ratio <= 0:
        return None
    mu = _down(Fraction(floor) / Fraction(base.plot_ratio) * Fraction(MU_PER_M2), rule.decimals)
    sum_ = f"租用建筑面积 {_said(floor)} ㎡ ÷ 容积率 {_said(base.plot_ratio)} × 0.0015 = {_said(mu)} 亩"
    return DerivedLand(mu, "plot_ratio", f"{sum_}(按容积率,{_dropped(rule)})")


_Way = Callable[[Decimal | None, Decimal | None, Base, LandRule], DerivedLand | None]
_WAYS: dict[str, _Way] = {"stated": _stated, "share": _share, "plot_ratio": _by_ratio}


def _question(stated: Decimal | None, floor: Decimal | None, base: Base) -> str:
    if floor is None:
        return "建筑面积和土地面积都没有填,推算不出用地:补登其中一项"
    if base.floor_m2 is not None and floor > base.floor_m2:
        return f"租用建筑面积 {_said(floor)} ㎡ 大于{base.words}建筑面积 {_said(base.floor_m2)} ㎡:核对两个数"
    lacking = [
        words
        for words, known in ((f"{base.words}用地", base.land_mu), (f"{base.words}建筑面积", base.floor_m2))
        if not known
    ]
    return f"不知道{'和'.join(lacking)},也没有容积率,推算不出用地:补登持证,或在租赁里写明土地面积"


def _down(value: Fraction, decimals: int) -> Decimal:
    """The fraction without what is below `decimals`; exact below 10^30."""
    steps = value.numerator * 10**decimals // value.denominator
    with localcontext() as context:
        context.prec = 60
        return Decimal(steps).scaleb(-decimals).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN)


def _dropped(rule: LandRule) -> str:
    return f"小数保留 {rule.decimals} 位,其余舍去留在出租方"


def _said(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
