"""One cell of a library: an amount with its currency, a day, investors. What cannot be known is a question."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from yuanheng.engines.identities import read_capital
from yuanheng.web.base.shown import CURRENCIES

from .layout import words

BESIDE = re.compile(  # what may stand beside the number of one amount
    r"人民币|美元|美金|港元|港币|欧元|日元|元|整|rmb|cny|usd|hkd|eur|jpy|[$¥]|千万|百万|万|亿|[\d,.()]"
    r"|约|近|超过|超|逾|余|多|以上|左右|以内"
)
ABOUT = re.compile("约|近|超|逾|余|多|左右")
FACTOR = re.compile("亿|千万|百万|万")
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
    """An amount; None where the cell says that there is none. `unit` is what the head or the title says (万元, 亿美元).

    A cell with a unit of its own goes by that; one without goes by the head's.
    """
    if cell is None or cell == "":
        return None
    text = unicodedata.normalize("NFKC", str(cell)).replace(" ", "").lower()
    if any(word in text for word in words().unknown) or text in ("-", "/", "—", "无"):
        return Asked(str(cell), "金额", "问清后补登;导入时金额留空", blocks=False)
    if BESIDE.sub("", text):
        return Asked(str(cell), "如 3.5亿元、2000万美元", "改成一个金额和币种")
    own = bool(FACTOR.search(text)) or text.endswith("元")
    found = read_capital(text + (FACTOR.sub("", unit) if own else unit))
    if found.amount is None:
        return Asked(
            str(cell), "一个金额,单位和币种写在单元格或列名里", "补上单位和币种(万元、亿元、万美元),或改成一个数"
        )
    if found.currency not in CURRENCIES or not found.amount.is_finite() or not 0 <= found.amount < MOST_MONEY:
        return Asked(str(cell), f"{'、'.join(CURRENCIES.values())}的金额,且是一个项目会有的数", "核对金额和币种")
    return Amount(found.amount, found.currency, f"原表写“{cell}”" if ABOUT.search(text) else "")


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
