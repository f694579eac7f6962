"""Count, amount, growth, share or rank: what the words before a number make of it."""

from __future__ import annotations

import re
from functools import lru_cache

from ..quantities import running
from .measures import HOLE, Measure
from .values import FilterValue, Kind
from .words import any_of, finder, words


@lru_cache(maxsize=1)
def _change() -> re.Pattern[str]:
    """A word of change right before the number, perhaps with a verb of reaching between, but no 到 or 至."""
    w = words()
    nouns = any_of(w.growth_nouns)
    verbs = any_of(w.growth)
    reach = any_of(
        [
            *w.floor_before,
            *w.ceiling_before,
            *w.about_before,
            *w.each,
            *w.all,
            "要",
            "应",
            "力争",
            "达到",
            "达",
            "在",
            "保持在",
            "稳定在",
            "控制在",
            "保持",
            "约",
            "不",
            "目标",
            "预期",
            "实现",
            "确保",
            "为",
            "同比",
        ]
    )
    return re.compile(rf"(?:(?P<noun>{nouns})(?:{reach}|{HOLE}|到|至)*|(?P<verb>{verbs})(?:了|{reach}|{HOLE})*)$")


def kind_of(measure: Measure, before: str, after: str = "") -> Kind:
    """The kind of a value; `before` and `after` are what stands around the number in its item, comparators included."""
    if measure.dimension == running.PERCENT and re.match("(?:以上|左右)?的(?:增长|增幅|增速|年均增长|速度增长)", after):
        return "growth"
    if measure.dimension == "rank":
        return "rank"
    if measure.dimension == running.COUNT:
        whole = measure.value == measure.value.to_integral_value()
        return "count" if whole else "amount"  # 每千人口3.4名医师 is a measure
    if measure.dimension == running.POINTS:
        return "growth"
    if measure.dimension == running.MULTIPLE:
        return "share" if measure.unit == "倍" and re.search(r"(?:达到|达|是|为|相当于)[^,]*的$", before) else "growth"
    if measure.dimension != running.PERCENT:
        return "amount"
    return _of_percent(before)


def _of_percent(before: str) -> Kind:
    if (
        re.search(f"(?:计划|任务|目标|进度)(?:数|量)?的$|(?:不[低少]于|达到?|占){HOLE}{{3,}}$", before)
        or re.search(f"完成了?{HOLE}*$", before)
        or re.match(f"{HOLE}*完成(?:年度|固定资产|全部)*(?:投资|任务|计划)$", before)
    ):
        return "share"  # 完成年度计划的20%, 一季度完成投资25%
    if re.match(
        rf"(?:{HOLE}|力争|确保|再)*{any_of(w for w in words().growth if len(w) > 1)}(?!到|至|率|幅)[\u4e00-\u9fff]",
        before,
    ) and not re.search(f"[到至为]{HOLE}*$", before):
        return "growth"  # 压减一般性支出5%
    change = _change().search(before)
    if change and (change["noun"] or not re.search("为$", before)):
        return "growth"
    noun = re.sub(
        rf"(?:{any_of([*words().exact_before, *words().floor_before, *words().ceiling_before, *words().about_before])}|{HOLE})+$",
        "",
        before,
    )
    if (
        not noun
        or finder("share_nouns").search(noun[-6:])
        or re.search("占(?:到|比)?$", before[len(noun) - 1 :][:4])
        or re.search("占到?$", before)
    ):
        return "share"
    if finder("price_nouns").search(noun):
        return "growth"
    if re.search(
        "总值|GDP|增加值|投资|收入|总额|出口|进出口|销售|产值|税收|营收|利润|用电量|贷款|存款|消费|成本|能耗|排放|用水",
        noun[-5:],
    ):
        return "growth"
    return "share"


def direction_of(before: str, kind: Kind) -> str | None:
    """下降 where the change is a fall."""
    if kind != "growth":
        return None
    change = _change().search(before) or re.match(rf"(?:{HOLE}|力争|确保|再)*{any_of(words().falls)}", before)
    return "下降" if change and finder("falls").search(change[0]) else None


def _per(before: str, unit: str) -> str | None:
    """亩均税收12万元 is 元/亩, 日供水能力20万吨 is 吨/日."""
    if re.search("亩均(?!.*[,;])", before):
        return "亩"
    if unit in ("吨", "立方米", "千瓦时") and re.search(
        r"日(?:均|供|处理|产|生产|加工|净化|输|用)[^,;]{0,10}$", before
    ):
        return "日"
    return None


def written_unit(measure: Measure, before: str = "") -> str:
    """The unit as the annotated plans write it; `before` are the words before the number."""
    if measure.dimension == running.SCALE:
        return "元"
    if (
        measure.dimension in (running.MONEY, running.MEASURE)
        and "/" not in measure.unit
        and (per := _per(before, measure.unit))
    ):
        return f"{measure.unit}/{per}"
    if measure.unit == "立方米" and re.search("厂房|面积|楼|房|载体|仓|校舍|建筑", before):
        return "平方米"  # 盘活厂房20万方
    return measure.unit


def filters_of(noun: str, before: str, kind: Kind) -> dict[str, FilterValue]:
    """What the words say about the whole a share is of, the industry, the direction."""
    made: dict[str, FilterValue] = {}
    whole = re.search(r"占(?:全部|到)?([^占的]{2,14}?)(?:的)?(?:比重|比例|比|份额)", noun) or re.search(
        r"在?([^在,]{2,14})中(?:的)?(?:占|有)", noun
    )
    if whole and kind == "share":
        made["of"] = whole[1]
    if industry := _industry(noun):
        made["industry"] = industry
    if direction := direction_of(before, kind):
        made["direction"] = direction
    return made


_CLUSTER = re.compile(r"(?:^|[、和及])([\u4e00-\u9fff]{2,10}?)产业(?!园|链|基金|项目投资|投资|集群|发展)")
_NO_CLUSTER = re.compile(
    "主导|优势|特色|支柱|新兴|核心|战略|工业|未来|重点|全|[一二三四五六七八九十]大|各|新签|新开|新竣|高技术|生产性"
)


def _industry(noun: str) -> str | None:
    """新能源 of 新能源产业应税销售, 制造业 of 制造业投资; 主导产业 names none."""
    cluster = _CLUSTER.search(noun)
    if cluster and not _NO_CLUSTER.match(cluster[1]):
        return cluster[1]
    sector = re.search("制造业|服务业|建筑业", noun)
    return sector[0] if sector else None
