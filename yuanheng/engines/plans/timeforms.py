"""The written forms of time in plans, one pattern each; `times` reads what they mean."""

from __future__ import annotations

import re

_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_BY = r"(?:之前|以前|前)?"
_END = r"(?:年末|年底|底|末|份|中旬|上旬|下旬|初)?" + _BY
_TO = r"(?:到|至)?"
_NEXT = r"(明年|次年|今年|本年|当年)?"
_CLOCK = r"(?: ?\d{1,2}:\d{2}(?::\d{2})?)?"
_NOT_BY = r"(?!前|之前|以前)"

# In order: where two forms start at the same place the first wins. Groups are numbered within each form.
FORMS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        # 全年任务的30%: the year belongs to the task
        "task": r"(?:全年度?|年度)(?:目标|计划|任务|投资计划|目标任务)+(?:总量|数|量|额)?的?(?=[一-十\d]{1,4}(?:%|成|分|\.))",
        # a span in a name: (2021-2030); dates and hours of issue
        "span_name": r"\d{4}年?[-–—~至]\d{4}年?(?=\))",
        "stamp": rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}{_CLOCK}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
        rf"|\d{{4}}年\d{{1,2}}月\d{{1,2}}日{_NOT_BY}{_CLOCK}",
        "day": rf"(?<!年)\d{{1,2}}月\d{{1,2}}日{_NOT_BY}|(?<!月)\d{{1,2}}日{_NOT_BY}(?=上午|下午|,|召开)",
        "base": r"(?:比|较|以|相比|相较|在)(?:\d{4}年|“?[一二三十]{2}五”?末|上年|去年|同期)"
        r"(?:同期|底|末|年底|实绩|基础上|为基数|为基期)?",
        "span": r"(\d{4})年?[-–—~至到](\d{4})年",
        "year_month": rf"{_TO}(\d{{4}})年(\d{{1,2}})月(?:(\d{{1,2}})日)?{_END}",
        "year_season": rf"{_TO}(\d{{4}})年第?([一二三四1-4])季度(?:末|底)?{_BY}",
        "year_half": rf"{_TO}(\d{{4}})年([上下])半年(?:末|底)?{_BY}",
        "year": rf"{_TO}(\d{{4}})(?:年度|年)(?:底|末|年底|内)?{_BY}",
        "five": rf"{_TO}“?(十[一二三四五六七八])五”?(?:末|期末|期间|时期|规划期末?)?{_BY}(?=[^规计个家项条人大分]|$)",
        "rolling": rf"(?:今后|未来|接下来)(?:{_N}|几)(?:到?{_N})?个?(?:年|月)(?:内|里|时间)?"
        rf"|用?(?:{_N}[-—~至到])?{_N}(?:年|个月)(?:内|之内|左右时间|左右|时间|(?=翻|倍增|再造|再|实现))|半年(?:之)?内|任期内|本届政府任期|远期|近期",
        "each": r"每年",
        "past": r"去年(?:底|末|全年|以来|同期)?|上年(?:度|末|底|同期)?|前年|过去(?:一年|的一年|五年|三年)|今年以来|[一三五]年来"
        r"|近(?:[一二两三四五六十几]|\d{1,2})年来?(?!内)",
        "next": rf"明年(?!\d|[一二三四上下])(?:底|末|年底)?{_BY}",
        "months": r"(?:(\d{1,2})月?(?:份)?[-–—~至到](\d{1,2})月份?)|前([一二三四五六七八九十]{1,2}|\d{1,2})个?月",
        "month_day": r"(\d{1,2})月(\d{1,2})日(?:之前|以前|前)",
        "month": rf"{_NEXT}(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月{_END}",
        "seasons": r"前([两二三])个?季度",
        "season_list": r"([一二三])(?=、[二三四](?:、[三四])*季度)",
        "season": rf"{_NEXT}第?([一二三四1-4])季度(?:末|底)?{_BY}",
        "half": rf"{_NEXT}([上下])半年(?:末|底)?{_BY}",
        "door": r"“?首季“?(?:开门红)?”?|“?开门红”?",
        "this": rf"(?:今年|本年度?|全年|年内|年底|年末|岁末|年终|年度)(?:内|底|末|年底)?{_BY}",
    }.items()
}
ANY_FORM = re.compile("|".join(f"(?P<{name}>{re.sub('[(](?![?])', '(?:', p.pattern)})" for name, p in FORMS.items()))
