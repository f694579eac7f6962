"""Numbers typed as text: separators, full width, brackets, a unit behind, Chinese multiples.

Guarantee: a text is either understood as exactly one decimal, or it is not a number. `1O5.2`, `12.3.4` and
`300-350` are not; `约20` is not either, but says that it is an estimate.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from .numerals import chinese_number
from .units import Unit, UnitTable, unit_table

NEGATIVE_SIGNS = "-−‐‑‒–﹣"
TRIANGLES = "△▲∆Δ"
ABOUT = re.compile(r"^(约|大约|近|大概|左右|超|逾|>|<|≥|≤|~|≈)|(左右|以上|以下|多|余|上下|\+)$")
_PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d{1,4}(,\d{4})+(\.\d+)?")
_SPACED = re.compile(r"\d{1,3}([ '’]\d{3})+(\.\d+)?")
_SCIENTIFIC = re.compile(r"(\d+(?:\.\d*)?)[eE]([+-]?\d{1,3})")
_POWER = re.compile(r"(\d+(?:\.\d*)?)[×xX*]10\^?([+-]?\d{1,2})")
_SIZED = re.compile(r"(\d+(?:\.\d+)?)亿((\d+(?:\.\d+)?)万)?|(\d+(?:\.\d+)?)万(\d{3,4})")
_HEAD = re.compile(r"[\d.,'’ eE+\-×xX*^]*[\d.]")


@dataclass(frozen=True, slots=True)
class NumberReading:
    """`value` is None where the text is no number; `unit` what stood in the cell; `about` marks an estimate."""

    value: Decimal | None
    unit: Unit | None = None
    about: bool = False


NOT_A_NUMBER = NumberReading(None)


def parse_number(text: str, *, units: UnitTable | None = None) -> NumberReading:
    """Read a number typed as text, with its unit where one is written."""
    table = units or unit_table()
    body = unicodedata.normalize("NFKC", text).strip().strip("'’`").strip()
    body = re.sub(r"[\u200b-\u200f\ufeff]", "", body)
    if not body or len(body) > 80:
        return NOT_A_NUMBER
    if ABOUT.search(body):
        return NumberReading(None, about=True)
    return _signed(body, table)


def _signed(body: str, table: UnitTable) -> NumberReading:
    negative = False
    bracket = re.fullmatch(r"\((.+)\)(\D*)", body)
    if bracket and not re.search(r"[()]", bracket[1]):
        negative, body = True, (bracket[1] + bracket[2]).strip()
    currency, body = _currency(body)
    sign = body[:1]
    if sign and (sign in NEGATIVE_SIGNS or sign in TRIANGLES or sign == "负"):
        if negative:
            return NOT_A_NUMBER
        negative, body = True, body[1:].strip()
    elif sign == "+":
        body = body[1:].strip()
    if currency is None:
        currency, body = _currency(body)
    value, rest = _magnitude(body)
    if value is None:
        return NOT_A_NUMBER
    unit = _trailing_unit(rest, table)
    if rest and unit is None:
        return NOT_A_NUMBER
    if currency is not None:
        unit = _with_currency(unit, currency, table)
    return NumberReading(-value if negative else value, unit)


def _currency(body: str) -> tuple[str | None, str]:
    """A leading ¥, $, RMB, 人民币 or USD."""
    match = re.match(r"(¥|rmb|cny|人民币|us\$|usd|\$|美元)\s*:?\s*(?=[\d\-(.])", body, re.IGNORECASE)
    if not match:
        return None, body
    word = match[1].lower()
    return ("usd" if word in ("us$", "usd", "$", "美元") else "yuan"), body[match.end() :]


def _with_currency(unit: Unit | None, currency: str, table: UnitTable) -> Unit | None:
    """¥12万: the sign says the currency, the word behind the scale."""
    name = unit.name if unit is not None and unit.dimension == "scale" else ""
    if unit is not None and unit.dimension == "money":
        return unit
    return table.find(name + ("元" if currency == "yuan" else "美元"))


def _magnitude(body: str) -> tuple[Decimal | None, str]:
    """The number at the start of `body`, and what stands behind it."""
    sized = _SIZED.match(body)
    if sized and (sized[2] or sized[4]):
        if sized[4]:
            return Decimal(sized[4]) * 10**4 + Decimal(sized[5]), body[sized.end() :].strip()
        return Decimal(sized[1]) * 10**8 + Decimal(sized[3]) * 10**4, body[sized.end() :].strip()
    head = _HEAD.match(body)
    if not head:
        return _in_numerals(body)
    return _digits(head[0].strip()), body[head.end() :].strip()


def _in_numerals(body: str) -> tuple[Decimal | None, str]:
    match = re.match(r"[〇零一二三四五六七八九两十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]+", body)
    if not match or (len(match[0]) == 1 and match[0] not in "〇零一二三四五六七八九十两"):
        return None, body
    number = chinese_number(match[0])
    rest = body[match.end() :].strip().removesuffix("整")
    return (None if number is None else Decimal(number)), rest


def _digits(text: str) -> Decimal | None:
    for pattern in (_SCIENTIFIC, _POWER):
        match = pattern.fullmatch(text)
        if match and abs(int(match[2])) < 30:
            return Decimal(match[1]) * Decimal(10) ** int(match[2])
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _SPACED.fullmatch(text):
        return Decimal(re.sub(r"[ '’]", "", text))
    return None


def _trailing_unit(rest: str, table: UnitTable) -> Unit | None:
    """The unit behind a number; `亩(合8333㎡)` is 亩, and the bracket repeats the same area."""
    text = re.sub(r"\s+", "", rest)
    unit = table.find(text) or table.find(text.strip("()[]"))
    if unit is None:
        again = re.fullmatch(r"([^\d()]+)\((?:合|约合|折合|即|=)?[\d.,]+[^()]+\)", text)
        unit = table.find(again[1]) if again else None
    return unit
