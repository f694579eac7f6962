"""Amounts in words, as a slip says them."""

from __future__ import annotations

from decimal import Decimal

from .sharing import plain

CURRENCIES = {"yuan": "元", "usd": "美元", "hkd": "港元", "jpy": "日元", "eur": "欧元"}


def yuan(amount: Decimal) -> str:
    """`12,000.00 元`; below zero with a true minus."""
    return f"{'−' if amount < 0 else ''}{abs(amount):,.2f} 元"


def amount_text(amount: Decimal, currency: str) -> str:
    """`12 亿元`, `1,060.5 万美元`: exact, in the size people use."""
    word = CURRENCIES.get(currency, currency)
    for size, name in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if amount >= size:
            return f"{grouped(amount / size)} {name}{word}"
    return f"{grouped(amount)} {word}"


def grouped(value: Decimal) -> str:
    """With separators, no trailing zeros."""
    text = plain(value)
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")
