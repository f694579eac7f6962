"""Figures in words: exact where they are short, never so rounded that what differs looks alike."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from .fields import Field

CURRENCIES = {"yuan": "元", "usd": "美元", "hkd": "港元", "jpy": "日元", "eur": "欧元"}
HUNDRED_MILLION, TEN_THOUSAND = Decimal(100_000_000), Decimal(10_000)
PLACES, MOST_PLACES = 2, 6


def bare_number(value: Decimal) -> str:
    """With separators and without trailing zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(amount: Decimal, currency: str) -> str:
    """1 亿元, 1,000 万美元: exact, in 亿 where that is short, else in 万."""
    word = CURRENCIES.get(currency, currency)
    if amount >= HUNDRED_MILLION and amount % (HUNDRED_MILLION / 100) == 0:
        return f"{bare_number(amount / HUNDRED_MILLION)} 亿{word}"
    return f"{bare_number(amount / TEN_THOUSAND)} 万{word}"


def typed(value: Decimal, about: Field) -> str:
    """A stored amount in the unit it is typed in, exact."""
    return f"{bare_number(value / about.factor)} {about.typed}"


def own_unit(value: Decimal, about: Field, beside: Decimal) -> str:
    """A figure with two places, or with as many as it takes to look other than the threshold it is not."""
    scaled, limit, places = value / about.factor, beside / about.factor, PLACES
    while scaled != limit and places < MOST_PLACES and _rounded(scaled, places) == _rounded(limit, places):
        places += 1
    return f"{bare_number(_rounded(scaled, places))} {about.typed}"


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
