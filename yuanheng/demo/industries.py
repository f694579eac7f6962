"""Thirty-odd industries with the ratios that make a firm of that trade plausible.

The figures are round magnitudes written for the demo, not rows of any statistic. Codes and labels follow GB/T 4754-2017.
"""

from __future__ import annotations

from dataclasses import dataclass

NEW_ENERGY = "新能源"
SEMICONDUCTORS = "半导体装备及材料"
BIOMEDICINE = "生物医药"
OTHER = "其他"
UTILITY = "公用事业"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A leading industry: how many of 600 firms, how much it sells (亿元, by year), how unequal its firms are."""

    name: str
    share: int
    sales: tuple[float, float, float]
    sigma: float


CLUSTERS = (
    Cluster(NEW_ENERGY, 60, (58.0, 56.0, 70.0), 1.35),
    Cluster(SEMICONDUCTORS, 70, (32.0, 31.0, 40.0), 1.2),
    Cluster(BIOMEDICINE, 50, (8.8, 9.0, 12.0), 1.15),
    Cluster(OTHER, 420, (95.0, 91.0, 103.0), 1.4),
)
"""Shares of 600; sales for 2019, 2020 and 2021 as the plan of 2021 states or implies them."""


@dataclass(frozen=True, slots=True)
class Industry:
    """One trade. Rates are shares of sales; the densities are 万元 a person and a 亩, kWh and kg a 万元 of sales."""

    code: str
    label: str
    cluster: str
    weight: int
    words: tuple[str, ...]
    tax: float
    value_added: float
    per_person: float
    per_mu: float
    kwh: float
    fuel: float
    research: float
    cod: float
    air: float


def _row(code: str, label: str, cluster: str, weight: int, words: str, *figures: float) -> Industry:
    return Industry(code, label, cluster, weight, tuple(words.split()), *figures)


INDUSTRIES = (
    # code, label, cluster, weight, words | tax va 万元/人 万元/亩 kWh/万元 fuel rd cod air
    _row("3825", "光伏设备及元器件制造", NEW_ENERGY, 5, "光伏科技 光伏 太阳能", .031, .21, 165, 620, 190, 1.25, .034, .02, .01),
    _row("3841", "锂离子电池制造", NEW_ENERGY, 4, "动力电池 锂电 储能", .036, .24, 120, 560, 320, 1.2, .045, .03, .02),
    _row("3415", "风能原动设备制造", NEW_ENERGY, 2, "风电设备 风能装备", .034, .22, 140, 430, 130, 1.3, .032, .01, .02),
    _row("3831", "电线、电缆制造", NEW_ENERGY, 2, "线缆 新能源电缆", .028, .15, 190, 520, 110, 1.1, .026, .01, .01),
    _row("3562", "半导体器件专用设备制造", SEMICONDUCTORS, 4, "半导体设备 微电子", .048, .31, 105, 480, 160, 1.1, .072, .02, .01),
    _row("3985", "电子专用材料制造", SEMICONDUCTORS, 4, "电子材料 半导体材料", .041, .27, 115, 450, 380, 1.3, .055, .06, .03),
    _row("3972", "半导体分立器件制造", SEMICONDUCTORS, 3, "电子器件 功率器件", .044, .29, 78, 500, 410, 1.15, .060, .05, .02),
    _row("3982", "电子电路制造", SEMICONDUCTORS, 2, "电路科技 精密电路", .038, .25, 70, 460, 430, 1.2, .044, .18, .03),
    _row("2710", "化学药品原料药制造", BIOMEDICINE, 3, "药业 原料药", .058, .33, 82, 330, 420, 2.1, .058, .30, .12),
    _row("2720", "化学药品制剂制造", BIOMEDICINE, 3, "制药 医药科技", .066, .38, 88, 360, 210, 1.5, .066, .12, .04),
    _row("2761", "生物药品制造", BIOMEDICINE, 2, "生物科技 生物医药", .062, .41, 95, 340, 230, 1.3, .098, .09, .02),
    _row("3584", "医疗、外科及兽医用器械制造", BIOMEDICINE, 2, "医疗器械 医疗科技", .057, .35, 66, 310, 140, 1.1, .052, .03, .01),
    _row("3311", "金属结构制造", OTHER, 6, "钢结构 金属结构", .030, .18, 74, 190, 150, 1.3, .016, .02, .03),
    _row("3443", "阀门和旋塞制造", OTHER, 5, "阀门 流体控制", .042, .26, 58, 210, 190, 1.15, .030, .02, .02),
    _row("3444", "液压动力机械及元件制造", OTHER, 4, "液压 液压机械", .041, .25, 60, 220, 200, 1.1, .033, .02, .01),
    _row("3484", "机械零部件加工", OTHER, 8, "机械 精密机械", .039, .26, 52, 200, 240, 1.1, .022, .03, .02),
    _row("3391", "黑色金属铸造", OTHER, 3, "铸造 精工铸件", .035, .22, 55, 170, 880, 1.9, .018, .04, .30),
    _row("3360", "金属表面处理及热处理加工", OTHER, 3, "表面处理 热处理", .037, .24, 46, 180, 720, 1.6, .017, .45, .22),
    _row("3670", "汽车零部件及配件制造", OTHER, 5, "汽车零部件 汽配", .036, .22, 76, 260, 230, 1.15, .031, .03, .02),
    _row("3735", "船舶改装", OTHER, 2, "船舶工程 海工装备", .027, .19, 90, 240, 140, 1.5, .025, .03, .05),
    _row("3812", "电动机制造", OTHER, 4, "电机 电动工具", .038, .23, 62, 250, 170, 1.05, .032, .02, .01),
    _row("3463", "气体、液体分离及纯净设备制造", OTHER, 2, "环保设备 净化设备", .043, .27, 64, 230, 140, 1.1, .035, .02, .01),
    _row("2641", "涂料制造", OTHER, 2, "涂料 新材料", .044, .23, 105, 300, 180, 1.8, .029, .16, .10),
    _row("2661", "化学试剂和助剂制造", OTHER, 3, "化工 精细化学", .046, .25, 98, 320, 360, 2.2, .031, .34, .20),
    _row("2929", "塑料零件及其他塑料制品制造", OTHER, 5, "塑业 塑料制品", .033, .20, 56, 210, 340, 1.05, .018, .03, .03),
    _row("2231", "纸和纸板容器制造", OTHER, 3, "包装 纸品", .031, .18, 60, 230, 130, 1.6, .012, .08, .04),
    _row("1752", "化纤织物染整精加工", OTHER, 3, "印染 织染", .029, .19, 48, 200, 460, 2.6, .014, .62, .28),
    _row("1781", "非织造布制造", OTHER, 3, "无纺布 非织造", .031, .20, 57, 220, 380, 1.3, .019, .05, .03),
    _row("1819", "其他机织服装制造", OTHER, 4, "服饰 制衣", .034, .24, 24, 190, 60, 1.2, .008, .03, .01),
    _row("1361", "水产品冷冻加工", OTHER, 4, "水产食品 冷冻食品", .016, .13, 52, 180, 210, 1.2, .008, .22, .03),
    _row("2110", "木质家具制造", OTHER, 2, "家居 家具", .033, .21, 38, 170, 120, 1.1, .010, .02, .03),
    _row("3021", "水泥制品制造", OTHER, 2, "建材 构件", .036, .20, 72, 150, 120, 1.7, .010, .02, .14),
    _row("4610", "自来水生产和供应", UTILITY, 1, "供水", .052, .40, 70, 60, 900, 1.0, .004, .05, .0),
    _row("4430", "热力生产和供应", UTILITY, 1, "热力", .040, .30, 95, 90, 700, 9.0, .006, .05, .8),
    _row("4511", "天然气生产和供应业", UTILITY, 1, "燃气", .035, .18, 150, 140, 80, 1.2, .003, .01, .1),
)  # fmt: skip

BY_CLUSTER = {
    name: tuple(industry for industry in INDUSTRIES if industry.cluster == name)
    for name in (NEW_ENERGY, SEMICONDUCTORS, BIOMEDICINE, OTHER, UTILITY)
}
