"""Registered capital as registers write it: number, ten-thousands, currency, in any of their orders.

Seen in the public register of 1978-2004: `50(万元人民币)`, `1,060.5(万元人民币)`, `50万人民币`, `50万元人民币`, `210(万美元)`,
`16000(万日元)`, `60(万港元)`, `30(万元)`, `N/A`, and `50(万)`, which has no currency. The currency is kept; nothing is converted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_CURRENCIES = (
    ("美元", "usd"),
    ("美金", "usd"),
    ("USD", "usd"),
    ("US$", "usd"),
    ("$", "usd"),
    ("日元", "jpy"),
    ("日圆", "jpy"),
    ("JPY", "jpy"),
    ("港元", "hkd"),
    ("港币", "hkd"),
    ("HKD", "hkd"),
    ("欧元", "eur"),
    ("EUR", "eur"),
    ("英镑", "gbp"),
    ("GBP", "gbp"),
    ("韩元", "krw"),
    ("韩圆", "krw"),
    ("新加坡元", "sgd"),
    ("新台币", "twd"),
    ("台币", "twd"),
    ("澳大利亚元", "aud"),
    ("澳元", "aud"),
    ("加拿大元", "cad"),
    ("加元", "cad"),
    ("瑞士法郎", "chf"),
    ("人民币", "yuan"),
    ("CNY", "yuan"),
    ("RMB", "yuan"),
    ("¥", "yuan"),
    ("元", "yuan"),
)
_FACTORS = (("亿", 100_000_000), ("千万", 10_000_000), ("百万", 1_000_000), ("万", 10_000))
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_NOTHING = {"", "N/A", "NA", "NULL", "NONE", "-", "--", "—", "/", "无", "未公示"}


@dataclass(frozen=True, slots=True)
class Capital:
    """An amount in whole units of its currency (`yuan`, `usd`, …); `None` amount where the register gives none."""

    amount: Decimal | None
    currency: str
    problem: str | None = None


def read_capital(text: str | None) -> Capital:
    """Read one capital entry. An entry without a currency is a question, not yuan; an entry without a number is missing."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).upper()
    if folded in _NOTHING:
        return Capital(None, "")
    numbers = _NUMBER.findall(folded)
    if len(numbers) != 1:
        return Capital(None, "", f"“{text}”中应有且只有一个数")
    currency = next((code for word, code in _CURRENCIES if word in folded), "")
    if not currency:
        return Capital(None, "", f"“{text}”没有写明币种")
    factor = next((f for word, f in _FACTORS if word in folded), 1)
    return Capital(Decimal(numbers[0].replace(",", "")) * factor, currency)
