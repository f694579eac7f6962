"""Who shares in a project: patterns of two to four people that add to exactly 100 %."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_PATTERNS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("found", "40"), ("negotiated", "60")),
    (("found", "30"), ("introduced", "20"), ("negotiated", "50")),
    (("found", "25"), ("negotiated", "45"), ("landed", "30")),
    (("found", "33.3333"), ("negotiated", "33.3333"), ("landed", "33.3334")),
    (("found", "20"), ("introduced", "10"), ("negotiated", "40"), ("landed", "30")),
    (("introduced", "12.5"), ("negotiated", "87.5")),
)
_STEP = 7  # without a common divisor with the number of promoters, so that everybody comes up


def shares_of(place: int, people: Sequence[str]) -> tuple[tuple[str, str, Decimal], ...]:
    """(number, role, per cent) for the `place`-th project among those who promote."""
    pattern = _PATTERNS[place % len(_PATTERNS)]
    return tuple(
        (people[(place * _STEP + n * 3 + n) % len(people)], role, Decimal(percent))
        for n, (role, percent) in enumerate(pattern)
    )
