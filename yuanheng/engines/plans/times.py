"""Time words of a plan: 年底前, 一季度, 到2025年, “十四五”末, 今后五年; and what day each of them means."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal

from ..quantities import chinese_number

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_END = r"(?:年末|年底|底|末|份|中旬|上旬|下旬|初)?(?:之前|以前|前)?"
# the n-th five-year plan ends in 1955 + 5 n
_FIVE_YEAR_NAMES = {"十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16, "十七": 17, "十八": 18}


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A time word at `start`..`end`.

    `sort`: `date` has a deadline, `rolling` has none (今后五年, 每年), `past` lies before the plan, `base` is what something
    is compared with, `noise` is a date of issue or a span inside a name. `key` names the period, `year` is one that is written.
    """

    start: int
    end: int
    sort: Literal["date", "rolling", "past", "base", "noise"]
    deadline: datetime.date | None = None
    key: str = ""
    year: int | None = None


_PATTERN = re.compile(
    r"(?P<noise>(?:全年|年度|全年度)(?:目标|计划|任务|投资计划|目标任务)+(?:总量|数|量|额)?的?(?=[一-十\d]{1,4}(?:%|成|分|\.))|\d{4}年?[-–—~至]\d{4}年?(?=\))|\d{4}-\d{1,2}-\d{1,2}(?:[ T]?\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}:\d{2}(?::\d{2})?"
    r"|\d{4}年\d{1,2}月\d{1,2}日(?!前|之前|以前)(?: ?\d{1,2}:\d{2}(?::\d{2})?)?|(?<!年)\d{1,2}月\d{1,2}日(?!前|之前|以前)|\d{1,2}日(?!前|之前|以前)(?=上午|下午|,|召开))"
    r"|(?P<base>(?:比|较|以|相比|相较|在)(?:\d{4}年|“?[一二三十]{2}五”?末|上年|去年|同期)(?:同期|底|末|年底|实绩|基础上|为基数|为基期)?)"
    rf"|(?P<span>(?P<span1>\d{{4}})年?[-–—~至到](?P<span2>\d{{4}})年)"
    rf"|(?P<full>(?:到|至)?(?P<fy>\d{{4}})年(?P<fm>\d{{1,2}})月(?:(?P<fd>\d{{1,2}})日)?{_END})"
    rf"|(?P<yq>(?:到|至)?(?P<qy>\d{{4}})年第?(?P<q>[一二三四1-4])季度(?:末|底)?前?)"
    rf"|(?P<yh>(?:到|至)?(?P<hy>\d{{4}})年(?P<h>[上下])半年(?:末|底)?前?)"
    rf"|(?P<y>(?:到|至)?(?P<yy>\d{{4}})(?:年度|年)(?:底|末|年底|内)?(?:之前|以前|前)?)"
    rf"|(?P<five>(?:到)?“?(?P<fn>[一二三四五六七八九十]{{1,2}})五”?(?:末|期末|期间|时期|规划期末?)?(?:之前|前)?(?=[^规计]|$))"
    rf"|(?P<rolling>(?:今后|未来|接下来)(?P<rn>{_N}|几)?(?:到?{_N})?个?(?:年|月)(?:内|里|时间)?|(?:用)?{_N}年(?:内|之内|左右时间|时间)|任期内|本届政府任期|(?P<each>每年)|远期|近期)"
    r"|(?P<past>去年(?:底|末|全年|以来|同期)?|上年(?:度|末|底|同期)?|前年|过去(?:一年|的一年|五年|三年)|今年以来|(?:一|五|三)年来)"
    r"|(?P<next>明年(?!\d|[一二三四上下])(?:底|末|年底)?前?)"
    rf"|(?P<months>(?P<m1>\d{{1,2}})月?[-–—~至到](?P<m2>\d{{1,2}})月份?)"
    rf"|(?P<monthday>(?P<mdm>\d{{1,2}})月(?P<mdd>\d{{1,2}})日(?:之前|以前|前))"
    rf"|(?P<month>(?P<rel>明年|次年|今年|本年|当年)?(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:底|末|份|中旬|上旬|下旬|初)?(?:之前|以前|前)?)"
    r"|(?P<season>(?P<rel2>明年|次年|今年|本年|当年)?(?:(?:第)?(?P<s>[一二三四首1-4])季度?(?:末|底)?(?:之前|前)?|(?P<half>上|下)半年(?:末|底)?(?:之前|前)?|(?P<door>“?(?:首季)?“?开门红”?)))"
    r"|(?P<year>(?:今年|本年度?|全年|年内|年底|年末|岁末|年终|年度)(?:内|底|末|年底)?(?:之前|以前|前)?)"
)


def find_times(text: str, *, year: int | None) -> tuple[TimeWord, ...]:
    """Every time word of `text`; `year` is the plan's, None where it is not known (then 年底 has no date)."""
    return tuple(_read(m, year) for m in _PATTERN.finditer(text) if not _false(m, text))


def _false(match: re.Match[str], text: str) -> bool:
    """三季稻, 四季度假, 一月有余: looks like a time word and is none."""
    if match["season"] and match["s"] and not match[0].rstrip("末底之前").endswith("度"):
        return match["s"] != "首"
    if match["five"] and (match["fn"] not in _FIVE_YEAR_NAMES or text[match.end() : match.end() + 1] in "个家项条人大"):
        return True
    return bool(match["y"] and not 1949 <= int(match["yy"]) <= 2100)


def _read(m: re.Match[str], year: int | None) -> TimeWord:
    start, end = m.span()
    for sort in ("noise", "base"):
        if m[sort]:
            return TimeWord(start, end, sort)  # type: ignore[arg-type]
    if m["rolling"]:
        return TimeWord(start, end, "rolling", key="each" if m["each"] else "")
    if m["past"]:
        return TimeWord(start, end, "past", key="past")
    written, month, day = _date_parts(m, year)
    if written is None:
        return TimeWord(start, end, "date", None, _key(m))
    deadline = datetime.date(written, month, day or calendar.monthrange(written, month)[1])
    own = _own_year(m)
    sort = "past" if own is not None and year is not None and own < year else "date"
    return TimeWord(start, end, sort, deadline, _key(m), own)


def _own_year(m: re.Match[str]) -> int | None:
    for name in ("span2", "fy", "qy", "hy", "yy"):
        if m[name]:
            return int(m[name])
    return 1955 + 5 * _FIVE_YEAR_NAMES[m["fn"]] if m["five"] else None


def _date_parts(m: re.Match[str], year: int | None) -> tuple[int | None, int, int | None]:
    """Year, month and day of a time word; no day means the month's last."""
    own = _own_year(m)
    if m["full"]:
        return own, _clamp(int(m["fm"])), _day(m["fd"], own, int(m["fm"]))
    if m["yq"]:
        return own, 3 * _number(m["q"]), None
    if m["yh"]:
        return own, 6 if m["h"] == "上" else 12, None
    if own is not None:
        return own, 12, None
    if m["next"]:
        return (year + 1 if year else None), 12, None
    if m["months"]:
        return year, _clamp(int(m["m2"])), None
    if m["monthday"]:
        return year, _clamp(int(m["mdm"])), _day(m["mdd"], year, int(m["mdm"]))
    if m["month"]:
        return _relative(year, m["rel"]), _clamp(_number(m["m"])), None
    if m["season"]:
        return _relative(year, m["rel2"]), _season_month(m), None
    return year, 12, None


def _relative(year: int | None, word: str | None) -> int | None:
    return year + 1 if year and word in ("明年", "次年") else year


def _season_month(m: re.Match[str]) -> int:
    if m["door"]:
        return 3
    if m["half"]:
        return 6 if m["half"] == "上" else 12
    return 3 * _number(m["s"])


def _number(text: str) -> int:
    return 1 if text == "首" else int(text) if text.isdigit() else chinese_number(text) or 1


def _clamp(month: int) -> int:
    return min(max(month, 1), 12)


def _day(text: str | None, year: int | None, month: int) -> int | None:
    if not text:
        return None
    return max(1, min(int(text), calendar.monthrange(year or 2000, _clamp(month))[1]))


def _key(m: re.Match[str]) -> str:
    """The period's name without 前, 底: what two mentions share."""
    if m["season"]:
        return f"m{_season_month(m)}"
    if m["months"]:
        return f"{'from' if int(m['m1']) == 1 else 'm'}{_clamp(int(m['m2']))}"
    if m["month"]:
        return f"m{_clamp(_number(m['m']))}"
    return "year"
