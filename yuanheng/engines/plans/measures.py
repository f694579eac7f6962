"""Numbers of a sentence with their comparators, and what each is there for: a value, a threshold of its noun, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ..quantities import running
from ..quantities.running import RunningQuantity, scan_quantities
from .thresholds import Threshold, find_thresholds
from .values import Comparator
from .words import any_of, finder, words

HOLE = "\ue000"  # stands where a time, a name or a threshold stood, so that offsets stay
_NAMES = re.compile(
    r"《[^》]{0,80}》|(?<=千瓦|兆瓦)/\d+(?:\.\d+)?[万亿]?(?:千瓦时|兆瓦时)|(?:浏览|点击|阅读|访问)(?:量|数|次数|人次)?[:\s]{0,2}\d+(?:次|人次)?|\(含[^()]{0,14}\)|“(?![^”]*(?:超|达|突破|以上|增长|不低于|不少于|力争|确保)[^”]{0,3}\d)[^”]{0,40}”|\([^()]{0,12}\d{4}\)?\d*号\)?|(?<![A-Za-z\d])\d+(?:\.\d+)?(?!MW|GW|P(?![A-Za-z])|kVA|km|m2|TEU|PFlops|PFLOPS)[A-Za-z]+"
    r"|[A-Za-z]+[-.]?\d+(?:\.\d+)?|第(?:\d+|[一二三四五六七八九十百]+)[^\d,;。、]?|\d+号|(?:世界|中国|全国|全球|财富|民企|民营|行业|国内)[^,;。、\d]{0,6}\d+强(?=[、和及企项在,。;))等或的民])"
    r"|(?<![克元吨度升])每(?:\d+)?[百千万亿]*(?:元|吨|人口|人|户|亩|平方公里|公里|立方米|名)|[百千万亿]元(?=(?:GDP|地区|国内|工业|规上|规模以上工业|生产总值|产值|增加值)[^,;。]{0,14}(?:能耗|耗|用水|排放))"
    r"|\d+强(?=企业|项目|房企|前\d)|\d+(?:\.\d+)?千伏|\d+×\d+|\d+[/+]\d+(?:[/+]\d+)+|(?<!\d)\d+\+(?!\d|\()|[一二三四五六七八九十]体化|\d+(?:\.\d+)?(?:分钟|米|公里|小时)(?=[^,;。、\d]{0,8}(?:圈|见绿|见园|服务半径|可达|就医|就餐|通勤|直达))|\d+\.\d+\.\d+[\d.]*|\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+|\d+(?:[-—~至]\d+)?周?岁(?:及?以[上下内])?(?=[\u4e00-\u9fff])|1\d{10}|0\d{2,3}-?\d{7,8}"
)
_DOUBLE = re.compile(r"双“(\d+(?:\.\d+)?)(亿|万)?”")
_RANK = re.compile(
    r"(?<![底月年之以日度半])前(?P<first>\d+|[一二三四五六七八九十两]{1,2}|百)(?:位|名|强)?(?![\d%.个家项亿万])|(?P<strong>\d+|百|[一二三四五六七八九]?十)强(?![县区镇市园城企开])|第(?P<nth>\d+|[一二三四五六七八九十]{1,2})(?:位|名)?"
    r"|(?P<steps>\d+|[一二三四五六七八九十两]{1,2})个?(?:位次|名次|位)"
)
_ZERO = re.compile(
    r"(?P<one>零的突破|“零”的?突破|零突破|“零突破”)|(?P<none>“?零(?:发生|事故|新增|死亡|上访|伤亡|案件|增量|反弹|返贫)”?|(?:动态)?“?清零”?(?![“\u4e00-\u9fff])|“零”(?:发生|新增)"
    r"|(?<=[\u4e00-\u9fff])(?:保持|降)?为零(?![\u4e00-\u9fff])|(?:数|量|率)归零)|(?P<all>全覆盖|全面覆盖)"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A value candidate at `start`..`end`, comparator words included; `number` is where the number itself stands."""

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal
    high: Decimal | None
    unit: str
    dimension: str
    comparator: Comparator
    spoken: bool = False
    floor: bool = False  # a comparator is written
    double: bool = False
    moved: str = ""


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    w = words()
    return re.compile(
        rf"(?:(?P<floor>(?<![通经不])(?:{any_of(w.floor_before)}))|(?P<ceiling>{any_of(w.ceiling_before)})|(?P<about>(?<![签履公节条契违制预集])(?:{any_of(w.about_before)}))"
        rf"|(?P<exact>{any_of(w.exact_before)}))(?:到|至|达到|达|为|了|约)?(?:{HOLE}+|(?:序时|当年)?(?:目标|计划|任务|进度)(?:数|量)?的)?$"
    )


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    w = words()
    return re.compile(
        rf"(?:{HOLE}*)(?:(?P<floor>{any_of(w.floor_after)})|(?P<ceiling>{any_of(w.ceiling_after)})|(?P<about>{any_of(w.about_after)}))"
    )


def hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with holes where the spans were."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = HOLE * (end - start)
    return "".join(chars)


def hide_names(text: str) -> str:
    """`text` without titles of documents, quoted names, numbers that are names (5G, 500强, 第三方)."""
    return hide(text, (m.span() for m in _NAMES.finditer(text)))


def find_measures(text: str, *, hidden: str) -> tuple[list[Measure], list[Threshold]]:
    """Values and thresholds of a sentence; `hidden` is the sentence with times and names hidden."""
    found = scan_quantities(hidden)
    thresholds, used = find_thresholds(hidden, found)
    rest = [q for i, q in enumerate(found) if i not in used]
    ranks = _ranks(text, hidden)
    rest = [_of_people(hidden, q) for i, q in enumerate(rest) if not _size_of_one(hidden, rest, i)]
    values = [_measure(hidden, q) for q in rest if not any(r.start < q.end and q.start < r.end for r in ranks)]
    values = [v for v in values if not (_starting_point(text, v) or _size_of_place(text, v) or _age(text, v))]
    values += ranks + _doubles(text) + _wordy(text)
    return sorted(values, key=lambda v: v.start), thresholds


_RISE = re.compile("(?:左右|以上)?(?:提高|提升|增加|增长|压缩|缩短|下降|降低|降|压减|减少|上升|扩大|增|减)(?:到|至|为)")


def _starting_point(text: str, value: Measure) -> bool:
    """从45%提高到50%: the first is where it stands today."""
    before = text[max(0, value.number[0] - 10) : value.number[0]]
    return re.search("[从由][^,;。]*$", before) is not None and _RISE.match(text, value.number[1]) is not None


def _of_people(text: str, q: RunningQuantity) -> RunningQuantity:
    """常住人口突破100万: what is left out can only be 人."""
    if q.dimension != running.BARE or text[q.end : q.end + 1] != "万":
        return q
    head = re.split("[,;。、]", text[max(0, q.start - 14) : q.start])[-1]
    people = re.search("人口|人数|人才|劳动力|游客|旅客", head)
    if people is None:
        return q
    return replace(q, end=q.end + 1, unit="人次" if people[0] in ("游客", "旅客") else "人", dimension=running.COUNT)


def _size_of_one(text: str, found: list[RunningQuantity], i: int) -> bool:
    """新建3000平方米服务中心1处: the first number is the size of what the second counts."""
    if i + 1 == len(found) or found[i].dimension != running.MEASURE or found[i + 1].dimension != running.COUNT:
        return False
    return re.fullmatch(
        "(?:以上|左右)?的?[\u4e00-\u9fffA-Za-z“”]{2,14}", text[found[i].end : found[i + 1].start]
    ) is not None and not (finder("outcome").search(text, found[i].end, found[i + 1].start))


_PLACES = "自然村|行政村|村|屯|村民小组|小组|小区|单位|企业|社区|楼栋|商户|乡镇|院落|聚居点|学校|工地|场所"

_CLASSES = (
    "企业|用户|机组|锅炉|车辆|货车|船舶|泊位|码头|工程|建筑|水库|河流|湖泊|商户|客户|变压器|装置|大户|经营主体|项目"
)


def _size_of_place(text: str, value: Measure) -> bool:
    """30户以上自然村, 50人以上的企业: how many live or work in the place that is spoken of."""
    after = text[value.number[1] :]
    if value.comparator in (">=", "<=") and value.dimension == running.MEASURE:
        return re.match(f"(?:级|档)?(?:及?以[上下])(?:的)?[\u4e00-\u9fff]{{0,4}}?(?:{_CLASSES})", after) is not None
    if value.unit not in ("户", "人", "名", "张") or value.comparator not in (">=", "<="):
        return False
    return re.match(f"(?:及?以[上下])(?:的)?(?:{_PLACES})", after) is not None


def _age(text: str, value: Measure) -> bool:
    """年 and 岁 measure a length of life or schooling; anywhere else they are a time or an age."""
    if value.unit not in ("年", "岁"):
        return False
    before = text[max(0, value.number[0] - 16) : value.number[0]]
    return re.search(r"(?:受教育年限|寿命|工龄|平均年龄)[^,;。]{0,12}$", before) is None


_AT_LEAST = re.compile("(?:至少|最少)[\u4e00-\u9fff]{1,8}$")  # 至少建成1个


def _measure(text: str, q: RunningQuantity) -> Measure:
    before, after = _before().search(text, max(0, q.start - 16), q.start), _after().match(text, q.end)
    start = before.start() if before else q.start
    end = after.end() if after else q.end
    comparator = _comparator(before, after)
    if comparator == "=" and _AT_LEAST.search(text, max(0, q.start - 16), q.start):
        comparator = ">="
    floor = comparator != "="
    if q.more and not floor:
        comparator = ">="
    return Measure(
        start, end, (q.start, q.end), q.value, q.high, q.unit, q.dimension, comparator, spoken=q.spoken, floor=floor,
    )  # fmt: skip


def _comparator(before: re.Match[str] | None, after: re.Match[str] | None) -> Comparator:
    """The word behind the number decides, then the word before it."""
    for match in (after, before):
        if match is None:
            continue
        for name, sign in (("ceiling", "<="), ("about", "~"), ("floor", ">=")):
            if match[name]:
                return sign  # type: ignore[return-value]
    return "="


def _ranks(text: str, hidden: str) -> list[Measure]:
    """Places in a ranking: 前两位, 全国60强, 前进8位."""
    found = []
    for m in _RANK.finditer(text):
        before = text[max(0, m.start() - 24) : m.start()]
        if m["steps"]:
            moves = re.search(any_of(words().rank_moves) + r"(?:了)?$", before)
            if moves:
                found.append(_rank(m, m["steps"], "=", moves[0], text))
            continue
        if m["strong"] and text[m.end() : m.end() + 1] == "前":
            continue  # 中国企业500强前200位
        before = re.split("[,;。:]", before)[-1]
        if not finder("rank_verbs").search(before) or re.match(
            r"的|企业|上市|民企|项目|届|季度|期|批|产业|方|医|条|章|次", text[m.end() :]
        ):
            continue
        if re.search(r"世界|财富|中国民|民企$|民营企业$", before):
            continue
        digits = m["first"] or m["strong"] or m["nth"]
        found.append(_rank(m, digits, "=" if m["nth"] else "<=", "", text))
    return found


def _rank(m: re.Match[str], digits: str, comparator: Comparator, moved: str, text: str) -> Measure:
    """One place; 提升5个位次以上 takes its verb and 以上 with it."""
    value = Decimal(100) if digits == "百" else running.spoken_decimal(digits) or Decimal(0)
    after = _after().match(text, m.end()) if moved else None
    if after and after["floor"]:
        comparator = ">="
    return Measure(
        m.start() - len(moved), after.end() if after else m.end(), m.span(), value, None, "位", "rank", comparator,
        floor=True, moved=moved,
    )  # fmt: skip


def _doubles(text: str) -> list[Measure]:
    """双“150”: the same number for each of two subjects."""
    return [
        Measure(
            m.start(), m.end(), m.span(), Decimal(m[1]) * running.SCALES.get(m[2] or "", 1), None, "个", running.COUNT, "=",
            floor=True, double=True,
        )
        for m in _DOUBLE.finditer(text)
    ]  # fmt: skip


_COUNTED_BY = {
    "家": "企业|公司|独角兽|“小巨人”|小巨人|瞪羚|单项冠军|高企|上市|机构|孵化器|景区|医院|研究院|基地",
    "起": "事故|案件|事件|火灾|疫情|警情|纠纷",
}


def _counted_by(before: str) -> str:
    """The measure word of what a zero counts: 企业 in 家, 事故 in 起, other things in 个."""
    near = re.split("[,;。:、]", before)[-1]
    places = {unit: [m.end() for m in re.finditer(nouns, near)] for unit, nouns in _COUNTED_BY.items()}
    last = max((ends[-1], unit) for unit, ends in (*places.items(), ("个", [0])) if ends)
    return last[1]


def _wordy(text: str) -> list[Measure]:
    """Numbers that are said without a number: 零的突破, 清零, 全覆盖."""
    found = []
    for m in _ZERO.finditer(text):
        if m["all"]:
            value, unit, dimension, sign = Decimal(100), "%", running.PERCENT, "="
        else:
            unit = _counted_by(text[max(0, m.start() - 16) : m.end()])
            value, dimension, sign = Decimal(1 if m["one"] else 0), running.COUNT, ">=" if m["one"] else "="
        found.append(Measure(m.start(), m.end(), m.span(), value, None, unit, dimension, sign, floor=True))  # type: ignore[arg-type]
    return found
