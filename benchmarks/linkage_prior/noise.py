# ruff: noqa: E501 — tables of characters
"""Writings of a firm as offices make them: each record takes one kind of name, some accidents, a code and an address or none."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass

import opencc
from pypinyin import lazy_pinyin
from pypinyin.pinyin_dict import pinyin_dict

from yuanheng.engines.identities.address_parts import parse_address
from yuanheng.engines.identities.characters import toneless
from yuanheng.engines.identities.name_parts import NameParts, parse_name

from .firms import Firm

LOOK_ALIKE = (
    "己已巳 未末 土士 大太犬 日曰 千干于 人入八 天夫 贝见 今令 兴与 云去 申甲由田 木本术 王玉主 东车 乌鸟 风凤 午牛 力刀 方万 元无 "
    "晶品 辰晨 宏宠 达大 恒桓 泰秦 隆降 鑫金 瑞端 祥详样 辉晖挥 盛感 裕浴 源原 海梅 洋详 鸿鸣 博搏 诚城成 信倍 德得 华毕 建健 通适 顺须 "
    "昌冒 明朋 安案 康庚 宝实 荣茶 利刊 龙尤 飞气 丰手 永水 长卡 新断 科料 机杌 械戒 纺防访 织识积 电申 器哭 材村 塑朔 胶校 钢铜纲 铁铣"
)
CONFUSED = {c: [d for d in group if d != c] for group in LOOK_ALIKE.split() for c in group}
NOTES = (
    "(停产)", "(已搬迁)", "-1号表", "-2号表", "1#表", "(1号表)", " 户号:{n}", "户号{n}", "(户号{n})", "(临时)", "(租)", "(新厂)", "(二期)", "-二期", "(注销)",
    "(专变)", "2#变", "(原)", "(动力)", "照明", "二车间", "厂房", "等", "-办公", "(老厂区)", "食堂", "#2表", "仓库", "(已更名)", "(宿舍)", "-东厂区", "(备用)", "(企业)", "/{n}", "_{n}", "*", " 电话{n}", "(联系人王)", "(2021年新增)", "(规上)",
)  # fmt: skip
BEHIND = (
    "居民用电", "总降", "排污口", "东配电", "三相", "农排", "商用", "A区", "北门", "合表", "1#变", "新增容", "冷库", "油罐区", "代管", "二号楼",
    "消防", "保安用电", "试制", "充电桩", "打样间", "暂不用", "0.4kV", "400kVA", "小区", "待核", "停役", "已迁",
)  # fmt: skip
PEOPLE = tuple(
    a + b
    for a in "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    for b in ("建华", "秀兰", "志强", "明", "国庆", "丽萍", "军", "玉芳")
)
OLDER = (
    ("机械", "机床"), ("机械", "机器"), ("电子", "电讯器材"), ("服装", "服饰"), ("纺织", "织布"), ("化工", "化学品"), ("贸易", "商贸"), ("科技", "技术"),
    ("建筑", "建工"), ("运输", "运务"), ("食品", "糖果食品"), ("塑料", "塑胶"), ("印刷", "印务"), ("装饰", "装潢"), ("电器", "电气"), ("药业", "制药"),
    ("房地产", "地产"), ("实业", "工贸"), ("钢结构", "钢构"), ("家具", "木器"), ("包装", "包装材料"), ("物流", "货运"), ("环保", "环境"), ("针织", "纺织"),
)  # fmt: skip
MARKS = ("、", "-", "·", ".", ",", "_", "，", "/")
PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "21": "辽宁省", "22": "吉林省", "23": "黑龙江省", "31": "上海市",
    "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省", "37": "山东省", "41": "河南省", "42": "湖北省",
    "43": "湖南省", "44": "广东省", "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省", "61": "陕西省", "62": "甘肃省",
}  # fmt: skip
TRADITIONAL = opencc.OpenCC("s2t")


def _homophones() -> dict[str, list[str]]:
    groups = defaultdict(list)
    for point, readings in pinyin_dict.items():
        character = chr(point)
        try:
            common = 0xB0A1 <= int.from_bytes(character.encode("gb2312"), "big") <= 0xD7F9
        except UnicodeEncodeError:
            continue
        if common:
            groups[toneless(readings.split(",")[0])].append(character)
    return {c: [d for d in group if d != c] for group in groups.values() for c in group}


HOMOPHONES = _homophones()
COMMON = sorted(HOMOPHONES)


@dataclass(frozen=True)
class Writing:
    """One record with its truth (`right_id` '' when the firm is not in the register) and what was done to it."""

    rec_id: str
    name: str
    uscc: str
    address: str
    source: str
    right_id: str
    kind: str


@dataclass(frozen=True)
class Rates:
    """How often each thing happens; `kinds` are weights."""

    kinds: dict[str, float]
    code: float = 0.35
    bad_code: float = 0.25
    neighbour: float = 0.03
    address: float = 0.5
    note: float = 0.12
    typo: float = 0.12
    elsewhere: float = 0.15

    @classmethod
    def drawn(cls, rng: random.Random) -> Rates:
        """Rates drawn at random, so that what is learnt holds for many an office."""
        base = {
            "exact": 1.5, "format": 1.0, "region": 1.2, "form": 1.2, "brand": 0.8, "short": 0.8, "former": 0.7, "typo": 1.0,
            "mixed": 1.0, "branch": 0.2, "older": 0.5, "group": 0.3, "cut": 0.25, "spelled": 0.1, "letters": 0.25,
        }  # fmt: skip
        return cls(
            {k: v * rng.uniform(0.4, 1.8) for k, v in base.items()},
            code=rng.uniform(0.15, 0.6),
            bad_code=rng.uniform(0.1, 0.4),
            neighbour=rng.uniform(0.005, 0.05),
            address=rng.uniform(0.25, 0.75),
            note=rng.uniform(0.03, 0.2),
            typo=rng.uniform(0.03, 0.2),
            elsewhere=rng.uniform(0.05, 0.5),
        )


class Office:
    """One department with its habits."""

    def __init__(
        self, rng: random.Random, firms: list[Firm], shorts: dict[str, str], rates: Rates, source: str
    ) -> None:
        self.rng, self.firms, self.shorts, self.rates, self.source = rng, firms, shorts, rates, source

    def write(self, number: int, firm: Firm, *, known: bool) -> Writing:
        """One writing of `firm`."""
        rng, rates = self.rng, self.rates
        kind = rng.choices(list(rates.kinds), list(rates.kinds.values()))[0]
        name = self._name(kind, firm)
        if kind not in ("exact", "brand") and rng.random() < rates.typo:
            name = self._typo(name)
        if kind != "exact" and rng.random() < 0.12:
            name = self._format(name)
        if rng.random() < rates.note:
            name = self._glue(name)
        code = self._code(firm) if rng.random() < rates.code else ""
        address = ""
        if rng.random() < rates.address:
            address = (
                self._elsewhere(firm) if rng.random() < rates.elsewhere else self._address(firm.address, firm.uscc)
            )
        return Writing(f"{self.source}-{number:07d}", name, code, address, self.source, firm.id if known else "", kind)

    def _name(self, kind: str, firm: Firm) -> str:
        rng, name = self.rng, firm.name
        p = parse_name(name)
        of_name = {"format": self._format, "form": self._form, "typo": self._typo, "older": self._older}
        if kind in of_name:
            return of_name[kind](name)
        if kind == "region":
            return self._region(name, p, firm.uscc)
        if kind == "brand":
            head = p.region if rng.random() < 0.25 else ""
            return f"{head}{p.trade}{p.unit if rng.random() < 0.9 else ''}"
        if kind == "short":
            return self._short(name, p)
        if kind == "former":
            old = rng.choice(firm.former) if firm.former else self._form(name)
            return old if rng.random() < 0.7 else self._region(old, parse_name(old), firm.uscc)
        if kind == "group" and p.trade:
            return rng.choice(("{t}集团{r}公司", "{t}{r}公司", "{t}集团", "{r}{t}集团")).format(
                t=p.trade, r=p.region.rstrip("市县区")
            )
        if kind == "branch" and not p.unit:
            return name + rng.choice(("分公司", "门市部", "营业部", "车间", "食堂"))
        if kind in ("cut", "spelled", "letters"):
            return self._worn(kind, name, p)
        if kind == "mixed":
            return self._typo(self._form(self._region(name, p, firm.uscc)))
        return name

    def _worn(self, kind: str, name: str, p: NameParts) -> str:
        """A name cut by a field's width, its trade word in pinyin, or only the first characters of trade word and industry."""
        rng = self.rng
        if kind == "cut":
            return name[: rng.choice((7, 8, 10, 12, 14, 18))]
        if kind == "spelled" and p.trade:
            return name.replace(p.trade, "".join(lazy_pinyin(p.trade)), 1)
        if kind == "letters" and p.trade and p.industry:
            head = p.region.rstrip("市县区") if rng.random() < 0.6 else ""
            return f"{head}{p.trade[0]}{p.industry[0]}{rng.choice(('', '公司', p.form))}"
        return name

    def _older(self, name: str) -> str:
        """The industry in another word of the trade; a form where no word fits."""
        words = [(a, b) for pair in OLDER for a, b in (pair, pair[::-1]) if a in name]
        if not words:
            return self._form(name)
        old, new = self.rng.choice(words)
        return name.replace(old, new, 1)

    def _short(self, name: str, p: NameParts) -> str:
        rng = self.rng
        if name in self.shorts and rng.random() < 0.8:
            return self.shorts[name]
        half = p.industry[: rng.choice((2, 2, 4))] if rng.random() < 0.7 else p.industry[-2:]
        head = p.region.rstrip("市县区")[:2] if rng.random() < 0.35 else ""
        return f"{head}{p.trade}{half}{p.unit}"

    def _region(self, name: str, p: NameParts, firm_code: str) -> str:
        rng, rest = self.rng, name
        if not p.region or not name.startswith(p.region):
            return self._province(firm_code) + name if rng.random() < 0.3 else name
        rest = name[len(p.region) :]
        roll = rng.random()
        if roll < 0.4:
            return rest
        if roll < 0.55:
            return f"{rest}({p.region})"
        if roll < 0.7 and p.trade and rest.startswith(p.trade):
            return f"{p.trade}({p.region.rstrip('市县')}){rest[len(p.trade) :]}"
        if roll < 0.8 and p.trade and rest.startswith(p.trade):
            return f"{p.trade}{p.region.rstrip('市县')}{rest[len(p.trade) :]}"
        if roll < 0.9:
            return p.region.rstrip("市县") + rest if p.region.endswith(("市", "县")) else p.region + "市" + rest
        return self._province(firm_code) + name

    def _province(self, code: str) -> str:
        """The firm's own province, as offices put it before a name; nothing where it is unknown."""
        found = PROVINCES.get(code[2:4], "")
        return found if self.rng.random() < 0.5 else found.removesuffix("省").removesuffix("市")

    def _form(self, name: str) -> str:
        rng = self.rng
        for word in ("股份有限公司", "有限责任公司", "有限公司", "总公司", "公司", "总厂", "厂"):
            if word in name:
                others = (
                    "有限公司",
                    "有限责任公司",
                    "股份有限公司",
                    "公司",
                    "",
                    "",
                    "有限",
                    "厂" if "厂" in word else "公司",
                )
                head, _, tail = name.rpartition(word)
                return head + rng.choice([o for o in others if o != word]) + tail
        return name

    def _format(self, name: str) -> str:
        rng, roll = self.rng, self.rng.random()
        i = rng.randrange(1, max(2, len(name)))
        if roll < 0.25:
            return f"{name[:i]}{rng.choice((' ', '　', '  '))}{name[i:]}"
        if roll < 0.45:
            return str(TRADITIONAL.convert(name))
        if roll < 0.6:
            return f"{name[:i]}\n{name[i:]}"
        if roll < 0.75:
            return (
                name.replace("(", "（").replace(")", "）")
                if "(" in name
                else name.replace("（", "[").replace("）", "]")
            )
        if roll < 0.85:
            return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name) + " "
        if roll < 0.93:
            return f"{name[:i]}{rng.choice(MARKS)}{name[i:]}"
        return rng.choice(("“{}”", "<{}>", "【{}】", "{}。")).format(name)

    def _typo(self, name: str) -> str:
        rng = self.rng
        if len(name) < 4:
            return name
        i, roll = rng.randrange(0, len(name) if rng.random() < 0.3 else max(2, len(name) - 4)), rng.random()
        c = name[i]
        if roll < 0.35:
            return name[:i] + rng.choice(HOMOPHONES.get(c) or [c]) + name[i + 1 :]
        if roll < 0.5:
            look = [j for j, x in enumerate(name) if x in CONFUSED]
            if look:
                i = rng.choice(look)
                return name[:i] + rng.choice(CONFUSED[name[i]]) + name[i + 1 :]
        if roll < 0.7:
            return name[:i] + name[i + 1 :]
        if roll < 0.8:
            return name[:i] + c + name[i:]
        if roll < 0.95 and i + 1 < len(name):
            return name[:i] + name[i + 1] + c + name[i + 2 :]
        return name[:i] + rng.choice(COMMON) + name[i + 1 :]

    def _glue(self, name: str) -> str:
        rng, number = self.rng, self.rng.randrange(10_000, 99_999_999)
        roll = rng.random()
        other = rng.choice(self.firms).name
        if roll < 0.1:
            return f"租户:{name}(房东{other})"
        if roll < 0.16:
            return f"{name}(租{other}厂房)"
        if roll < 0.2:
            return f"{other}(租户:{name})" if rng.random() < 0.5 else f"房东:{other} 租户:{name}"
        if roll < 0.32:
            shape = rng.choice(("{p}({n})", "{n}({p})", "{n}(代{p})", "{p}/{n}", "{n}/{p}", "{n}-{p}", "{n}(经办{p})"))
            return shape.format(p=rng.choice(PEOPLE), n=name)
        if roll < 0.5:
            shape = rng.choice(
                ("{n}{w}", "{n} {w}", "{n}/{w}", "{n}-{w}", "{n}({w})", "[{w}]{n}", "{k}{n}", "{n}[户号{k}]", "{n}|{k}")
            )
            return shape.format(n=name, w=rng.choice(BEHIND), k=number)
        if roll < 0.58:
            return rng.choice(("{n} ", "(停)", "【停】", "1.", "12、", "户名:", "专-", "单位:")).format(n=number) + name
        return name + rng.choice(NOTES).format(n=number)

    def _code(self, firm: Firm) -> str:
        rng, code = self.rng, firm.uscc
        if rng.random() < self.rates.neighbour:
            return rng.choice(self.firms).uscc
        if len(code) != 18 or rng.random() > self.rates.bad_code:
            return code
        i, roll = rng.randrange(18), rng.random()
        if roll < 0.2:
            return code.replace("0", "O", 1) if "0" in code else code.replace("1", "I", 1)
        if roll < 0.35:
            return code.lower() if roll < 0.3 else f" {code[:6]} {code[6:]}"
        if roll < 0.55:
            return code[:i] + code[i + 1 :]
        if roll < 0.75:
            return code[:i] + rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") + code[i + 1 :]
        if roll < 0.9:
            return code[2:8] + code[8:17]
        return code[8:17] if roll < 0.95 else code[2:8] + "".join(rng.choice("0123456789") for _ in range(9))

    def _address(self, address: str, code: str) -> str:
        rng, roll = self.rng, self.rng.random()
        if roll < 0.24 or not address:
            return address
        if roll < 0.3:
            return re.sub(r"(\d+)号", lambda hit: f"{hit[1]}-{rng.randint(1, 20)}号", address, count=1)
        if roll < 0.5:
            return re.sub(r"^.{2,4}?[省市县区]", "", address)
        if roll < 0.65:
            return re.sub(r"(?:\d+[幢栋楼室层]|附\d+).*$", "", address)
        if roll < 0.75:
            return re.sub(r"\d+号.*$", "", address)
        if roll < 0.85:
            return address.replace("号", "", 1)
        return (
            self._province(code) + address
            if roll < 0.93
            else address + rng.choice(("厂区", "东侧", "(院内)", "内", "附近"))
        )

    def _elsewhere(self, firm: Firm) -> str:
        """A plant, an office or a meter of the firm that the register does not know of, mostly in its own county."""
        rng, other = self.rng, parse_address(self.rng.choice(self.firms).address).detail
        if rng.random() < 0.4:
            return f"{rng.choice('金新东兴安永福长')}{rng.choice('泰和源盛华业')}{rng.choice(('大厦', '广场', '园区', '创业园'))}{rng.randrange(1, 30)}楼{rng.randrange(100, 2999)}室"
        head = parse_name(firm.name).region if rng.random() < 0.5 else ""
        return head + other


def strangers(firms: list[Firm], counties: list[tuple[str, str, str]], *, count: int, seed: int) -> list[Firm]:
    """Firms that no register has and that are easily taken for one that it has: namesakes of another county, sisters of one
    character more or another, each mostly with an address of its own."""
    rng = random.Random(seed)
    names = {f.name for f in firms}
    found: list[Firm] = []
    while len(found) < count:
        like = rng.choice(firms)
        p = parse_name(like.name)
        code, city, county = rng.choice(counties)
        if not p.trade or not p.region or not like.name.startswith(p.region):
            continue
        rest = like.name[len(p.region) :]
        if rng.random() < 0.6:
            name, place = rng.choice((county, county, city)) + rest, city + county
        else:
            i = rng.randrange(len(p.trade) + 1)
            other = rng.choice(firms).name
            extra = rng.choice(parse_name(other).trade or "新")
            trade = p.trade[:i] + extra + p.trade[i + rng.choice((0, 1)) :]
            name, place = p.region + rest.replace(p.trade, trade, 1), p.region if rng.random() < 0.5 else ""
        if name in names or len(name) < 5:
            continue
        detail = parse_address(rng.choice(firms).address).detail
        address = place + rng.choice("金新东兴安永福长") + detail if rng.random() < 0.8 else ""
        found.append(Firm(f"T{len(found):06d}", name, like.uscc[:2] + code + like.uscc[8:17] + "X", address))
    return found


def write_records(
    firms: list[Firm], *, count: int, seed: int, shorts: dict[str, str], outside: list[Firm], offices: int = 12
) -> list[Writing]:
    """`count` writings by a dozen offices; eight in a hundred speak of a firm `outside` the register."""
    rng = random.Random(seed)
    everyone = [Office(rng, firms, shorts, Rates.drawn(rng), f"B{i:02d}") for i in range(offices)]
    records = []
    for number in range(count):
        known = not outside or rng.random() > 0.08
        records.append(rng.choice(everyone).write(number, rng.choice(firms if known else outside), known=known))
    return records
