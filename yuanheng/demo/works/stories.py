"""Forty works: when each began, up to which step it came, at what pace, for how much, where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Told:
    """One work. `begin` is a day of 2021, or how many days ago the last step was done; `upto` that step ('' none).

    `pace` times the days of the procedure is what each step took; `wan` the budget in 万元, contract and payments follow by
    the shares `contract` and `paid`; `place` names a line, area or point of `places`.
    """

    name: str
    kind: str
    topic: str
    begin: date | int
    upto: str
    place: str
    wan: int = 0
    pace: float = 1.0
    skip: tuple[str, ...] = ()
    contractor: str = ""
    contract: float = 0.94
    paid: float = 0.6
    park: str = ""
    utility: str = ""
    adds: int = 0


def _day(month: int, day: int = 5, year: int = 2021) -> date:
    return date(year, month, day)


CONCEPT_ONLY = ("draft", "consult", "expert", "show", "submit", "approve")
INSTITUTE, BUILDER, GARDENS, PIPES, POWER = (
    "示例规划设计研究院", "示例市政工程有限公司", "示例园林绿化有限公司", "示例管网工程有限公司", "示例电力安装有限公司",
)  # fmt: skip

WORKS: tuple[Told, ...] = (
    Told("启东经济开发区开发建设规划(2021-2030)", "planning", "development-plan", _day(1, 5, 2021), "publish",
        "zone", 320, 0.7, ("concept",), INSTITUTE, paid=0.94),
    Told("东江生物医药产业园发展规划", "planning", "biomedicine-plan", _day(2), "publish", "east-park", 180, 1.1,
        ("concept",), INSTITUTE),
    Told("半导体装备材料产业园发展规划", "planning", "semiconductor-plan", _day(2, 20), "publish", "chip-park", 160,
        0.8, ("concept",), INSTITUTE, paid=0.94),
    Told("沿江科创新城概念规划和城市设计", "planning", "riverside", _day(3), "publish", "riverside", 260, 1.0, (),
        INSTITUTE, paid=0.4),
    Told("园区控制性详细规划优化", "planning", "control-plan", 14, "draft", "zone-core", 210, 1.0, ("concept",),
        INSTITUTE, paid=0.3),
    Told("世纪大道南侧商务配套区概念性规划", "planning", "support-district", _day(5), "publish", "south-a", 60, 0.9,
        CONCEPT_ONLY, INSTITUTE, paid=0.94),
    Told("世纪大道南侧人才公寓区概念性规划", "planning", "support-district", _day(5, 20), "publish", "south-b", 50,
        1.0, CONCEPT_ONLY, INSTITUTE, paid=0.94),
    Told("世纪大道南侧商业住宅区概念性规划", "planning", "support-district", _day(9), "publish", "south-c", 50, 1.3,
        CONCEPT_ONLY, INSTITUTE, paid=0.94),
    Told("林洋南路建设", "road", "south-roads", _day(1, 10), "open", "linyang", 4200, 0.75, ("land",), BUILDER, paid=0.9),
    Told("海洪南路建设", "road", "south-roads", _day(2, 1), "open", "haihong", 3600, 1.5, ("land",), BUILDER, paid=0.35),
    Told("清风路延伸工程", "road", "north-land", _day(3, 1), "open", "qingfeng", 5100, 0.9, (), BUILDER, paid=0.94),
    Told("果园路延伸工程", "road", "north-land", _day(3, 10), "open", "guoyuan", 4700, 0.85, (), BUILDER, paid=0.3),
    Told("行政服务中心周边道路改造提升", "road", "service-centre", _day(6), "open", "centre-road", 1800, 0.8,
        ("land",), BUILDER, paid=0.94),
    Told("科创路改造", "road", "", 80, "start", "kechuang", 2600, 0.9, ("land",), BUILDER, paid=0.25),
    Told("滨江大道北段建设", "road", "", 9, "project", "binjiang", 6800, 0.8, (), "", 0, 0),
    Told("清风路延伸路段地块征收", "land", "north-land", _day(1, 8), "deliver", "land-a", 5200, 0.6, paid=0),
    Told("果园路延伸路段地块征收", "land", "north-land", _day(1, 20), "deliver", "land-b", 4600, 0.65, paid=0),
    Told("东江生物医药产业园二期征收", "land", "", 30, "show", "land-c", 5900, 0.8, paid=0),
    Told("灵峰河岸坡绿化", "river", "rivers", _day(3, 1), "hand_over", "lingfeng", 420, 0.9, (), GARDENS, paid=0.9),
    Told("华石路河岸坡绿化", "river", "rivers", _day(3, 8), "hand_over", "huashi", 380, 0.95, (), GARDENS, paid=0.9),
    Told("通江河岸坡绿化", "river", "rivers", _day(3, 15), "hand_over", "tongjiang", 510, 1.0, (), GARDENS, paid=0.9),
    Told("银河路河岸坡绿化", "river", "rivers", _day(4, 1), "hand_over", "yinhe", 290, 1.0, (), GARDENS, paid=0.8),
    Told("人民西路河岸坡绿化", "river", "rivers", 150, "start", "renmin", 340, 1.6, (), GARDENS, paid=0.5),
    Told("紫薇河岸坡绿化", "river", "rivers", 4, "tender", "ziwei", 450, 0.9, (), GARDENS, 0.95, 0),
    Told("钱塘江路绿化", "river", "rivers", _day(3, 20), "hand_over", "qiantang", 360, 0.8, ("consent",), GARDENS, paid=0.94),
    Told("污水 333 行动:居民小区", "sewage", "sewage-333", _day(2, 1), "hand_over", "sewage-a", 3800, 1.1, (), PIPES, paid=0.55),
    Told("污水 333 行动:单位庭院", "sewage", "sewage-333", 110, "start", "sewage-b", 1400, 0.7, (), PIPES, paid=0.94),
    Told("市行政服务中心", "building", "service-centre", _day(1, 15), "use", "centre", 16800, 0.9, ("land",),
        BUILDER, paid=1.02),
    Told("邻里中心", "building", "", 6, "permit", "neighbours", 5200, 0.9, ("land",), BUILDER, paid=0.1),
    Told("高端民办学校招引", "school", "school", _day(4, 1), "opening", "school", 0, 1.2, contract=0, paid=0),
    Told("申港城街区环境优化", "street", "shengang-street", _day(4, 6), "open", "shengang", 620, 0.8, (), BUILDER, paid=0.94),
    Told("一号广场凤凰荟商业广场提升", "street", "first-plaza", _day(3, 1), "open", "plaza", 880, 0.7, (), BUILDER, paid=0.94),
    Told("南苑商业街环境提升", "street", "", 12, "scheme", "south-street", 350, 0.9, (), BUILDER, 0.95, 0),
    Told("体育公园广场", "street", "", 0, "", "park-plaza", 240, 1.0, (), "", 0, 0),
    Told("东江园 110 千伏变电站增容", "utility", "utilities", _day(2, 1), "supply", "power-east", 3600, 0.9, (),
        POWER, paid=0.94, park="dongjiang-biomedicine", utility="power", adds=20000),
    Told("半导体园供电专线", "utility", "utilities", 90, "start", "power-chip", 1900, 0.9, (), POWER, paid=0.4,
        park="semiconductor", utility="power", adds=16000),
    Told("半导体园给水管扩径", "utility", "utilities", 60, "supply", "water-chip", 720, 0.8, (), PIPES, paid=0.94,
        park="semiconductor", utility="water", adds=3000),
    Told("东江园蒸汽管网延伸", "utility", "utilities", 35, "need", "heat-east", 1300, 1.0, (), "", 0, 0,
        park="dongjiang-biomedicine", utility="heat", adds=40),
    Told("工业污水处理厂二期", "utility", "utilities", 25, "tender", "sewage-works", 8800, 0.9, (), PIPES, 0.95,
        0.1, park="semiconductor", utility="sewage", adds=5000),
    Told("北部片区给水干管", "utility", "utilities", 0, "", "water-north", 950, 1.0, (), "", 0, 0, park="north",
        utility="water", adds=4000),
)  # fmt: skip

PAPERS: dict[str, tuple[tuple[str, str, int, str, str], ...]] = {
    "启东经济开发区开发建设规划(2021-2030)": (
        ("version", "征求意见稿", 90, "示例规划设计研究院", ""), ("review", "征求意见稿", 110, "专家评审会",
            "原则通过,补充产业用地平衡表"),
        ("version", "报批稿", 150, "示例规划设计研究院", ""), ("approval", "报批稿", 240, "市人民政府", "示政复〔2021〕18 号"),
    ),
    "半导体装备材料产业园发展规划": (
        ("version", "送审稿", 90, "示例规划设计研究院", ""), ("review", "送审稿", 120, "专家评审会", "通过"),
        ("approval", "送审稿", 250, "市人民政府", "示政复〔2021〕26 号"),
    ),
    "沿江科创新城概念规划和城市设计": (("version", "概念方案第一轮", 80, "示例规划设计研究院", ""),),
}  # fmt: skip

PICTURES = (
    "林洋南路建设", "海洪南路建设", "清风路延伸工程", "果园路延伸工程", "灵峰河岸坡绿化", "通江河岸坡绿化", "钱塘江路绿化",
    "污水 333 行动:居民小区", "市行政服务中心", "市行政服务中心", "申港城街区环境优化", "一号广场凤凰荟商业广场提升",
)  # fmt: skip
"""Which works have a picture; one a line."""

FACTS: dict[str, dict[str, tuple[int, int, int]]] = {
    "dongjiang-biomedicine": {"power": (60_000, 41_000, 33_000), "water": (12_000, 7_800, 6_900), "heat": (120, 74,
    61), "sewage": (8_000, 6_100, 5_600)},
    "semiconductor": {"power": (80_000, 71_000, 64_500), "water": (15_000, 9_900, 8_700), "heat": (60, 22, 18),
    "sewage": (10_000, 9_700, 9_900)},
    "riverside": {"power": (40_000, 12_000, 7_000), "water": (8_000, 2_100, 1_500), "heat": (0, 0, 0),
    "sewage": (4_000, 900, 640)},
    "south": {"power": (30_000, 16_500, 12_200), "water": (9_000, 5_200, 4_400), "heat": (0, 0, 0), "sewage": (5_000,
    3_300, 2_800)},
    "north": {"power": (25_000, 9_000, 6_100), "water": (6_000, 2_600, 2_050), "heat": (40, 12, 9), "sewage": (3_000,
    1_200, 980)},
}  # fmt: skip
"""Of each park and utility: capacity, contracted and greatest use at the end of the last year."""
