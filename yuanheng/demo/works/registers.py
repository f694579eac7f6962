"""Rows of the works' registers: households, stretches, compounds, shops, events, options of the school. All invented."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

SURNAMES, GIVEN = "陆陈黄施张沈顾徐倪龚袁樊季朱江", "建国志明秀兰德华永康玉芳文彬海燕国平"
VILLAGES = ("海丰村一组", "海丰村三组", "新桥村二组", "新桥村五组", "民胜村四组")
HOUSEHOLDS = {
    "清风路延伸路段地块征收": (42, 42, 42),
    "果园路延伸路段地块征收": (38, 38, 37),
    "东江生物医药产业园二期征收": (40, 26, 0),
}
"""Of each acquisition: households, signed, paid."""
ESTATES = (
    "灵峰新村", "银河小区", "紫薇花园", "通江苑", "人民西路小区", "申港城一期", "申港城二期", "凤凰雅居", "南苑新村", "华石家园",
    "海洪公寓", "林洋佳苑", "世纪花园", "清风家园", "果园新村", "滨江名都", "科创公寓", "星河湾小区", "钱塘花园", "幸福里",
)  # fmt: skip
YARDS = (
    "供电所庭院",
    "卫生院庭院",
    "农商行庭院",
    "中心小学庭院",
    "派出所庭院",
    "税务所庭院",
    "水务站庭院",
    "邮政支局庭院",
    "文化站庭院",
    "老年大学庭院",
)
TRADES = ("餐饮", "零售", "教育培训", "健身", "影院", "咖啡", "药店", "便利店")
LENGTHS = {
    "林洋南路建设": 1350, "海洪南路建设": 1520, "清风路延伸工程": 1380, "果园路延伸工程": 1260,
    "行政服务中心周边道路改造提升": 1050,
    "科创路改造": 980, "灵峰河岸坡绿化": 2100, "华石路河岸坡绿化": 1750, "通江河岸坡绿化": 2680, "银河路河岸坡绿化": 1340,
    "人民西路河岸坡绿化": 1160, "紫薇河岸坡绿化": 1420, "钱塘江路绿化": 1080,
}  # fmt: skip

Row = dict[str, Any]


def _chance(name: str) -> random.Random:
    return random.Random(f"2021:{name}")  # noqa: S311 — an invented zone, the same every time


def households_of(name: str, *, first: date) -> list[Row]:
    """The households of an acquisition; signing begins on `first`."""
    chance, (all_, signed, paid) = _chance(name), HOUSEHOLDS[name]
    rows = []
    for number in range(all_):
        mu = Decimal(chance.randint(80, 620)) / 100
        day = first + timedelta(days=chance.randint(0, 35)) if number < signed else None
        holder = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2))
        rows.append(
            {
                "key": f"H-{number + 1:03d}", "holder": holder, "village": chance.choice(VILLAGES), "area_mu": mu,
                "compensation": (mu * chance.randint(62_000, 118_000)).quantize(Decimal("0.01")), "signed_on": day,
                "paid_on": day + timedelta(days=90 + chance.randint(0, 20)) if day and number < paid else None,
            }
        )  # fmt: skip
    return rows


def stretches_of(name: str, *, done: Decimal, first: date | None) -> list[Row]:
    """The stretches of a road or river: `done` of the whole is finished, from one end on, a stretch each month from `first`."""
    whole, parts = Decimal(LENGTHS[name]), 3 if LENGTHS[name] > 1200 else 2
    left, rows = (whole * done).quantize(Decimal(1)), []
    for number in range(parts):
        metres = whole // parts if number < parts - 1 else whole - (whole // parts) * (parts - 1)
        took = min(metres, left)
        left -= took
        full = took == metres and first is not None
        rows.append(
            {
                "key": f"第 {number + 1} 段", "metres": metres, "done_metres": took if first is not None else None,
                "done_on": first + timedelta(days=30 * number) if full and first is not None else None,
            }
        )  # fmt: skip
    return rows


def compounds_of(what: str, *, surveyed: date, mended: date, done: bool) -> list[Row]:
    """Twenty estates or ten yards; of the mixed ones most are mended, all where the work is done."""
    names, chance = (ESTATES, _chance("estates")) if what == "estate" else (YARDS, _chance("yards"))
    rows = []
    for number, name in enumerate(names):
        mixed = chance.random() < 0.7
        pipe = Decimal(chance.randint(180, 2400)) if mixed else None
        full = done or number % 5 < 3
        rows.append(
            {
                "key": name, "what": what, "town": chance.choice(("海丰村", "新桥村", "民胜社区")),
                "surveyed_on": surveyed + timedelta(days=number), "mixed": mixed, "pipe_m": pipe,
                "mended_m": None if pipe is None else (pipe if full else (pipe * chance.randint(1, 8) // 10)),
                "done_on": mended + timedelta(days=3 * number) if mixed and full else None,
            }
        )  # fmt: skip
    return rows


def shops_of(name: str, *, count: int, since: date) -> list[Row]:
    """Shops of a plaza or street; some stand empty, one rent is not known."""
    chance, rows = _chance(name), []
    for number in range(count):
        area, trade = Decimal(chance.randint(45, 420)), chance.choice(TRADES)
        let = number % 6 != 4
        rows.append(
            {
                "key": f"{chr(65 + number // 8)}{number % 8 + 101}", "area_m2": area,
                "tenant": f"示例{trade}店 {number + 1}" if let else "",
                "trade": trade if let else "", "rent": area * chance.randint(28, 75) if let and number != 3 else None,
                "since": since + timedelta(days=20 * number) if let else None,
                "until": date(since.year + 6, 12, 31) if let else None,
            }
        )  # fmt: skip
    return rows


def happenings_of(first: date) -> list[Row]:
    """Events on the plaza."""
    told = (
        ("开街仪式", 3200, 86_000),
        ("五一市集", 5400, 42_000),
        ("端午民俗节", 2100, 18_500),
        ("夏夜音乐会", None, 35_000),
    )
    return [
        {
            "key": name, "on": first + timedelta(days=25 * number), "visitors": visitors, "cost": Decimal(cost),
        }
        for number, (name, visitors, cost) in enumerate(told)
    ]  # fmt: skip


def options_of(first: date) -> list[Row]:
    """Sites and partners of the school."""
    told = (
        ("世纪大道南侧 A 地块", "site", "紧邻人才公寓区,市政配套齐全", 96, "chosen", 60), ("果园路东地块", "site",
            "须先征收", 110, "dropped", 50),
        ("示例教育集团", "partner", "已有三所九年一贯制学校", None, "chosen", 210), ("示例国际学校", "partner",
            "要求供地价格过低", None, "dropped", 120),
    )  # fmt: skip
    return [
        {
            "key": key, "what": what, "detail": detail, "area_mu": Decimal(mu) if mu else None, "standing_of": standing,
            "on": first + timedelta(days=days),
        }
        for key, what, detail, mu, standing, days in told
    ]  # fmt: skip
