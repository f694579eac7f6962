"""Shares that add to exactly 100 %, and money split by them so that the parts add to the whole.

Every part is rounded half up to the fen; the fen by which the parts then miss the whole go to, or come from, those whose
rounding was furthest off. Ties are settled by the order of roles and staff numbers, never by the order of entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..errors import Problems

WHOLE = Decimal(100)
FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Share:
    """A person's part in a role, in per cent of the whole."""

    staff: str
    role: str
    percent: Decimal


def check_shares(shares: Sequence[Share], *, where: str) -> None:
    """Refuse a set that is not whole.

    Raises:
        ProblemsError: empty, a share that is not above 0, one person twice in a role, or a sum other than 100 %.
    """
    problems = Problems()
    if not shares:
        problems.add("no_shares", where=where, found="没有份额", expected="至少一人,合计 100%", advice="填写份额")
    for share in shares:
        if share.percent <= 0:
            problems.add(
                "share_not_positive", where=f"{where} › {share.staff}", found=f"{plain(share.percent)}%",
                expected="大于 0 的份额", advice="改正份额,没有份额的人不要列入",
            )  # fmt: skip
    pairs = [(s.staff, s.role) for s in shares]
    for staff, role in sorted({pair for pair in pairs if pairs.count(pair) > 1}):
        problems.add(
            "share_twice", where=f"{where} › {staff}", found=f"角色 {role} 写了 {pairs.count((staff, role))} 次",
            expected="一人一个角色一行", advice="合并成一行",
        )  # fmt: skip
    total = sum((s.percent for s in shares), Decimal(0))
    if shares and total != WHOLE:
        gap = f"多 {plain(total - WHOLE)}%" if total > WHOLE else f"少 {plain(WHOLE - total)}%"
        problems.add(
            "shares_not_whole", where=where, found=f"份额合计 {plain(total)}%", expected="合计恰为 100%",
            advice=f"核对各人份额({gap})",
        )  # fmt: skip
    problems.raise_if_any()


def split(whole: Decimal, percents: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """`whole` (to the fen) by per cents that add to 100; the parts add to it exactly, ties go to the earlier."""
    total = sum(percents, Decimal(0))
    return round_together([Fraction(whole) * Fraction(p) / Fraction(total) for p in percents])


def round_together(parts: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """Parts to the fen, so that they add to their sum rounded half up."""
    exact = [part * 100 for part in parts]
    floors = [part.numerator // part.denominator for part in exact]
    missing = int(half_up(sum(parts, Fraction(0))) * 100) - sum(floors)
    furthest = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    up = set(furthest[:missing])
    return tuple(Decimal(floor + (i in up)).scaleb(-2) for i, floor in enumerate(floors))


def half_up(value: Fraction | Decimal) -> Decimal:
    """To the fen, halves away from zero."""
    exact = Fraction(value) * 100
    fen = (abs(exact.numerator) * 2 + exact.denominator) // (exact.denominator * 2)
    return Decimal(fen if exact >= 0 else -fen).scaleb(-2)


def plain(value: Decimal) -> str:
    """Without trailing zeros or exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
