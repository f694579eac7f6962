"""Find, check and say a pay scheme."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from ..rules import list_rules, load_rule, rule_hash, rule_path
from .scheme import EventRule, PayScheme, Tier
from .sharing import plain
from .wording import amount_text, grouped

KIND = "pay"


def list_pay_schemes() -> list[str]:
    """Names of the schemes there are."""
    return list_rules(KIND)


def load_pay_scheme(name_or_path: str | Path) -> PayScheme:
    """A scheme by name or from a file; read once for each content of the file.

    Raises:
        ProblemsError: no such scheme, or its file is wrong; every fault with its line.
    """
    return _load(str(rule_path(KIND, name_or_path)), rule_hash(KIND, name_or_path))


@lru_cache(maxsize=32)
def _load(path: str, content: str) -> PayScheme:
    return load_rule(KIND, path, PayScheme).model_copy(update={"hash": content})


def describe_pay(scheme: PayScheme) -> tuple[str, ...]:
    """The scheme in sentences, as its readers must understand it."""
    return tuple(_sentences(scheme))


def _sentences(scheme: PayScheme) -> Iterator[str]:
    yield "基本工资按聘用合同,月中进出按日历天数计;四舍五入到分。"
    for rule in scheme.events:
        yield f"{rule.label}:{_tiers(rule)}。只与本币种的档次比,不折算;取达到的最高一档。"
    roles = "、".join(scheme.roles.values())
    yield f"事项的金额按份额({roles})分给各人:每份四舍五入到分,合计与整体相差的分由舍入误差最大的几份补扣,各份相加等于整体。"
    if scheme.recognised_in == "later_month":
        yield "事项计入发生的月份;登记晚于发生月份的,计入登记的月份。"
    else:
        yield "事项计入发生的月份。"
    if scheme.offices:
        yield "办事处系数:" + "、".join(f"{name} {plain(f)}" for name, f in scheme.offices.items()) + ";其余为 1。"
    if scheme.cap is not None:
        others = "、".join(f"{post} {grouped(most)} 元" for post, most in scheme.cap.posts.items())
        yield f"绩效每月封顶 {grouped(scheme.cap.yuan)} 元{f'({others})' if others else ''},超过部分不结转。"
    if scheme.deductions:
        rows = "、".join(f"{d.label}每{d.per} {grouped(d.yuan)} 元" for d in scheme.deductions)
        yield f"扣减:{rows};只从绩效中扣,扣完为止,不扣基本工资。"
    yield {
        "happened_before_leaving": "离职后基本工资按天截止;离职以前发生的事项照计,以后发生的份额保留、不再计发,也不转给他人。",
        "none": "离职后基本工资按天截止,绩效不再计发;份额保留,不转给他人。",
    }[scheme.leavers]


def _tiers(rule: EventRule) -> str:
    currencies = dict.fromkeys(t.currency for t in rule.tiers)
    return ";".join("、".join(_tier(t) for t in rule.tiers_of(currency)) for currency in currencies)


def _tier(tier: Tier) -> str:
    reward = f"{grouped(tier.points)} 分" if tier.points is not None else f"{grouped(tier.yuan or Decimal(0))} 元"
    if tier.each is not None:
        return f"每满 {amount_text(tier.each, tier.currency)} {reward}"
    return f"{amount_text(tier.least, tier.currency)}以上 {reward}"
