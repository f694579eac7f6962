"""Provinces, cities and counties of China by name, present and former, with their six-digit codes.

Source: the table of GB/T 2260 codes since 1980 that python-stdnum carries (`stdnum/cn/loc.dat`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from .characters import fold_text

_TAG = re.compile(r"\[[^\]]*\]")
_ENDED = re.compile(r"\[\d*-\d+\]")
_SUFFIX = re.compile(
    r"(?:(?:维吾尔|壮族|回族|藏族|蒙古族|土家族|苗族|彝族|朝鲜族|傣族|白族|侗族|布依族|哈尼族|哈萨克|满族|羌族|黎族|壮族|瑶族)*"
    r"(?:自治区|自治州|自治县|自治旗)|特别行政区|地区|省|市|区|县|盟|旗)$"
)
_BLANK = {
    "市辖区",
    "县",
    "郊区",
    "城区",
    "矿区",
    "市区",
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
    "市辖县",
    "新区",
}
# Short names that are everyday words or trade words: a region only when written with 市, 县 or 区.
_EVERYDAY = """
东方 新华 和平 朝阳 永安 长安 平安 新城 太平 东风 长乐 安康 吉安 同安 永泰 长寿 永康 永新 永兴 嘉兴 长兴 大兴 泰兴
新兴 新丰 新民 新泰 新安 新和 安定 安宁 安泰 安达 宁海 东海 东升 东阳 通达 同心 同德 友好 友谊 和顺 和田 富源 富民
富裕 富阳 高明 光明 海洋 红旗 红星 宏伟 华容 惠民 金山 金湖 金坛 金沙 金川 金台 金城 金水 金牛 金华 建设 建华 建安
江海 晋江 静安 开平 利川 利民 临海 龙江 南海 南山 南方 普安 普兰 铁西 铁东 文成 文登 五河 西湖 先锋 向阳 兴安 兴业
兴国 兴隆 兴和 兴海 宣化 延长 银海 永丰 永和 永福 永昌 永顺 永定 永胜 永德 玉泉 裕民 裕安 长春 长江 正安 正阳 振兴
振安 中山 中原 中阳 中宁 大同 大丰 大安 大方 大通 大名 大成 隆安 隆化 隆昌 天台 天长 天全 天山 天河 天元 天宁 天峻
泰安 泰和 泰来 德安 德兴 德化 德昌 福安 福清 福鼎 福田 福海 福山 广丰 广德 广汉 广安 广饶 海丰 海兴 海盐 恒山 合作
华安 华宁 华亭 吉利 集安 建德 建阳 建昌 建平 康平 康乐 康保 昌盛 昌乐 昌平 宝丰 宝山 宝安 宝塔 宝清 公安 石城 石林
石泉 丰台 丰泽 丰满 丰润 丰宁 丰顺 丰都 蓝田 蓝山 凤凰 凤翔 凤阳 江山 江源 江城 通海 通河 通江 通化 通辽 神木 景泰
景德 旺苍 旺城 盛泽 万全 万年 万安 万载 万盛 双阳 双城 双流 龙泉 龙海 龙山 龙城 龙安 龙凤 龙华 龙门 青山 青云 青松
青岗 云龙 云海 顺平 顺昌 顺义 宜兴 博爱 博兴 博白 上海道 上林 上高 上栗 东兴 东明 东安 东光 东源 东宁 东至 东台区
玉山 玉环 玉龙 安平 安福 安仁 安乐 安吉 安顺 安新 安居 文峰 文圣 文山 文水 灵山 灵台 千山 千阳 碧江 碧土 盘龙 黄龙
黄岩 浦江 明光 明山 明水 清河 清水 清新 清远 乐安 乐清 乐业 乐都 宁安 宁晋 宁国 宁津 荣成 荣昌 荣县 汇川 瑞丰 瑞安
瑞昌 瑞金 瑞丽 钟山 钟楼 蓬莱 海港 海城 海安区 鹏程 扬中 扬子 三元 三江 三水 三台 三原 四方 五华 五原 九江 九龙 七星
八达 长城 固安 固镇 昆仑 泰山 华山 黄山 嵩山 衡山 庐山 崂山 巢湖 太湖 洪湖 镜湖 东湖 南湖 高新 江南 江北 江东 河西
河东 城中 城东 城西 港口 工业 农安 林口 林西 桥东 桥西 路南 路北 站前 老边 新会 新市 新都 新津 新洲 新邱 新荣
"""
_WORDS = frozenset(_EVERYDAY.split())


@dataclass(frozen=True)
class Divisions:
    """Codes by every way of writing a division; `lengths`: how long it may be by its first two characters.

    `short`: codes by every short name, also of districts and of those that are everyday words: for places where nothing but a
    division can stand, such as the bracket in `恒达(印台)有限公司`.
    """

    codes: dict[str, tuple[str, ...]]
    lengths: dict[str, tuple[int, ...]]
    short: dict[str, tuple[str, ...]]

    def match(self, text: str, start: int = 0) -> str:
        """The longest way of writing a division that stands at `start` of `text`, or ''."""
        for length in self.lengths.get(text[start : start + 2], ()):
            if (word := text[start : start + length]) in self.codes:
                return word
        return ""


def _entries() -> list[tuple[str, str, bool]]:
    """(six-digit code, folded name, whether it stands today) of every line of the table."""
    found: list[tuple[str, str, bool]] = []
    province = ""
    for line in resources.files("stdnum.cn").joinpath("loc.dat").read_text("utf-8").splitlines():
        if line.startswith("#") or '="' not in line:
            continue
        head, _, quoted = line.partition('="')
        code = head.split()[0]
        province, full = (code, code + "0000") if not line.startswith(" ") else (province, province + code)
        for name in quoted.strip().strip('"').split(","):
            found.append((full, fold_text(_TAG.sub("", name)), _ENDED.match(name) is None))
    return [entry for entry in found if len(entry[1]) >= 2 and entry[1] not in _BLANK]


def prefix_of(code: str) -> str:
    """The digits of a division code that say something: `32`, `3206` or `320681`."""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code


@lru_cache(maxsize=1)
def load_divisions() -> Divisions:
    """All divisions, by full name and, where that is no everyday word, by short name; a code of today before a former one."""
    codes: dict[str, dict[str, bool]] = {}
    briefly: dict[str, dict[str, bool]] = {}
    for code, name, stands in _entries():
        short = _SUFFIX.sub("", name)
        district = name.endswith("区") and not code.endswith("0000") and "自治" not in name
        plain = len(short) >= 2 and short != name and short not in _WORDS and not district
        for word in (name, short) if plain else (name,):
            table = codes.setdefault(word, {})
            table[prefix_of(code)] = table.get(prefix_of(code), False) or stands
        if len(short) >= 2:
            brief = briefly.setdefault(short, {})
            brief[prefix_of(code)] = brief.get(prefix_of(code), False) or stands
    lengths: dict[str, set[int]] = {}
    for word in codes:
        lengths.setdefault(word[:2], set()).add(len(word))
    return Divisions(
        {word: _of_today(found) for word, found in codes.items()},
        {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()},
        {word: _of_today(found) for word, found in briefly.items()},
    )


def _of_today(found: dict[str, bool]) -> tuple[str, ...]:
    return tuple(sorted(code for code, stands in found.items() if stands) or sorted(found))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, as far as it is known: two-digit province, four-digit city, county; 0 for unknown.

    `county` is one number for one county through all its codes: 海门县, 海门市 and 海门区 are the same place.
    """

    province: int = 0
    city: int = 0
    county: int = 0


NOWHERE = Place()


@lru_cache(maxsize=1)
def _counties() -> dict[str, Place]:
    """Every county code to its place; the codes of one name in one province share the latest code."""
    latest: dict[tuple[str, str], tuple[bool, str]] = {}
    for code, name, stands in _entries():
        if code[4:] != "00":
            key = (code[:2], _SUFFIX.sub("", name))
            latest[key] = max(latest.get(key, (False, "")), (stands, code))
    places: dict[str, tuple[bool, Place]] = {}
    for code, name, stands in _entries():
        if code[4:] != "00" and (code not in places or stands):
            today = latest[(code[:2], _SUFFIX.sub("", name))][1]
            places[code] = (stands, Place(int(code[:2]), int(today[:4]), int(today)))
    return {code: place for code, (_, place) in places.items()}


@lru_cache(maxsize=50_000)
def place_of(prefixes: tuple[str, ...]) -> Place:
    """The one place that all `prefixes` (32, 3206, 320681) agree on, as finely as they do."""
    found = [_counties().get(p) or Place(int(p[:2]), int(p[:4]) if len(p) >= 4 else 0) for p in prefixes]
    if not found or len({p.province for p in found}) > 1:
        return NOWHERE
    cities, counties = {p.city for p in found}, {p.county for p in found}
    return Place(
        found[0].province,
        cities.pop() if len(cities) == 1 else 0,
        counties.pop() if len(counties) == 1 else 0,
    )
