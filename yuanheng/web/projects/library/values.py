"""One cell of a library: an amount with its currency, a day, investors. What cannot be known is a question."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from .layout import words

CURRENCIES = {
    "人民币": "yuan", "rmb": "yuan", "cny": "yuan", "美元": "usd", "美金": "usd", "usd": "usd", "$": "usd", "港元": "hkd",
    "港币": "hkd", "hkd": "hkd", "欧元": "eur", "eur": "eur", "日元": "jpy", "jpy": "jpy",
}  # fmt: skip
_FACTORS = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "": 1}
_MONEY = re.compile(
    r"(?P<about>约|近|超过|超|逾)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<plus>余|多)?(?P<factor>亿|千万|百万|万)?(?P<rest>.*)"
)
_SPLIT = re.compile(r"[、;;\n/,,]|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$")
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?(?:份|初|上旬|中旬|下旬|底|末)?$")
EPOCH = date(1899, 12, 30)
MOST_MONEY = Decimal(10) ** 14  # a hundred million million: above it a unit is wrong, and no column would hold it
EARLIEST = date(1949, 10, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A cell that cannot be taken as it is: what was found, what would do, what to do. `blocks`: the row must wait."""

    found: str
    expected: str
    advice: str
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in the base unit of its currency."""

    value: Decimal
    currency: str
    note: str = ""


def read_money(cell: Any, *, unit: str) -> Amount | Asked | None:
    """An amount; None where the cell says that there is none. `unit` is what the head or the title says (万元, 亿美元)."""
    if cell is None or cell == "":
        return None
    text = unicodedata.normalize("NFKC", str(cell)).replace(" ", "").lower()
    if any(word in text for word in words().unknown) or text in ("-", "/", "—", "无"):
        return Asked(str(cell), "金额", "问清后补登;导入时金额留空", blocks=False)
    lead = next((c for c in CURRENCIES if text.startswith(c)), "")
    match = _MONEY.match(text.removeprefix(lead))
    if match is None or _leftover(match["rest"]):
        return Asked(str(cell), "如 3.5亿元、2000万美元", "改成一个金额和币种")
    try:
        number = Decimal(match["number"].replace(",", ""))
    except InvalidOperation:
        return Asked(str(cell), "一个金额", "改正金额")
    factor, currency = match["factor"] or "", _currency(match["rest"]) or _currency(lead)
    said = unicodedata.normalize("NFKC", unit).replace(" ", "").lower()
    if not factor and not currency and not said:
        return Asked(str(cell), "金额的单位和币种", "在列名或单元格里写明单位(万元、亿元、万美元)")
    if not factor:
        factor = next((f for f in _FACTORS if f and f in said), "")
    if not currency:
        currency = _currency(said) or ("yuan" if "元" in said or "元" in match["rest"] else "")
    if not currency:
        return Asked(str(cell), "金额的币种", "写明人民币还是美元")
    if number * _FACTORS[factor] >= MOST_MONEY:
        return Asked(str(cell), "一个项目会有的金额", "核对金额和列名中的单位")
    about = match["about"] or match["plus"]
    return Amount(number * _FACTORS[factor], currency, f"原表写“{cell}”" if about else "")


def _currency(text: str) -> str:
    found = next((code for word, code in CURRENCIES.items() if word in text), "")
    return found or ("yuan" if text in ("元", "元整") or (text.endswith("元") and "美" not in text) else "")


def _leftover(rest: str) -> bool:
    plain = re.sub("|".join(re.escape(w) for w in (*CURRENCIES, "元", "整", "以上", "左右", "以内")), "", rest)
    return bool(re.sub(r"[()()。,,]", "", plain))


def read_day(cell: Any, *, today: date) -> tuple[date, str] | Asked | None:
    """(day, note); a month alone is its last day, and said so; a day to come is a question."""
    found = _day(cell)
    if found is None or isinstance(found, Asked):
        return found
    if not EARLIEST <= found[0] <= today:
        return Asked(str(cell), f"{EARLIEST} 以来、不晚于 {today} 的日期", "计划日期请改列到计划,或改正")
    return found


def _day(cell: Any) -> tuple[date, str] | Asked | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime):
        return cell.date(), ""
    if isinstance(cell, date):
        return cell, ""
    if isinstance(cell, int | float) and 20_000 < cell < 80_000:
        return EPOCH + timedelta(days=int(cell)), ""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(cell)))
    if text in ("-", "/", "—", "无", "否", "未"):
        return None
    if text in words().unknown:
        return Asked(str(cell), "日期", "知道日期后在项目页登记", blocks=False)
    text = re.sub(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", text)
    try:
        if match := _DAY.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3])), ""
        if match := _MONTH.fullmatch(text):
            year, month = int(match[1]), int(match[2])
            following = date(year + month // 12, month % 12 + 1, 1)
            return following - timedelta(days=1), f"原表只写到月:{cell}"
    except ValueError:
        return Asked(str(cell), "有这一天的日期", "改正日期")
    return Asked(str(cell), "日期,如 2021-03-05", "改正日期,或删去不是日期的字")


def read_investors(cell: Any) -> tuple[str, ...]:
    """The investors of a cell, in order, each once."""
    if cell is None or cell == "":
        return ()
    text = unicodedata.normalize("NFC", str(cell)).replace("\u3000", " ").replace("\u00a0", " ")
    names = [part.strip(" 。.") for part in _SPLIT.split(text)]
    return tuple(dict.fromkeys(n for n in names if n and n not in words().unknown and n not in ("-", "/", "等")))
