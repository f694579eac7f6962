"""Names of projects, investors and where a lead came from; all invented."""

from __future__ import annotations

from random import Random

from yuanheng.demo import names

from .cohorts import SHANGHAI
from .model import InvestorFact

_CITIES = ("上海", "苏州", "深圳", "杭州", "无锡", "北京", "南京", "宁波", "合肥", "常州")
_ABROAD = {
    "日本": ("株式会社", "工业株式会社"), "德国": ("控股有限公司", "技术有限公司"), "韩国": ("株式会社", "化学株式会社"),
    "新加坡": ("私人有限公司", "投资私人有限公司"),
    "中国香港": ("(香港)有限公司", "国际(香港)有限公司"), "美国": ("公司", "科技公司"),
}  # fmt: skip
_THINGS = {
    "新能源": ("高效光伏组件", "储能系统集成", "动力电池结构件", "风电主轴承", "钠离子电池正极材料", "光伏逆变器"),
    "半导体装备及材料": ("刻蚀设备零部件", "电子级高纯试剂", "封装测试", "碳化硅外延片", "晶圆传送系统", "光刻胶树脂"),
    "生物医药": ("创新药原料药", "高值医疗器械", "细胞治疗产品", "生物制剂", "体外诊断试剂", "药用辅料"),
    "其他": ("精密铸件", "智能阀门", "海工装备配套", "汽车轻量化部件", "高端电动工具", "环保净化设备"),
    "现代服务业": ("检验检测中心", "区域结算中心", "研发设计中心", "软件外包基地"),
}  # fmt: skip
_FORMS = ("生产项目", "产业化项目", "建设项目", "总部及生产基地项目", "智能制造项目")
_SOURCES = (
    ("office", SHANGHAI), ("agency", "示例产业咨询有限公司"), ("office", "苏南招商联络办公室"), ("fund", "示例创业投资基金"),
    ("event", "上海专题招商活动"), ("office", "深圳招商联络办公室"), ("person", "在外乡贤推荐"),
)  # fmt: skip
_INVESTOR_OFFSET = 9_000
"""Investors' brands begin beyond those of the zone's firms."""


def thing(chance: Random, cluster: str) -> str:
    """What the project makes."""
    return chance.choice(_THINGS[cluster])


def project_name(chance: Random, *, brand: str, what: str, expands: bool) -> str:
    """`澜川高效光伏组件生产项目`."""
    return f"{brand}{what}{'扩建项目' if expands else chance.choice(_FORMS)}"


def investor_brand(index: int, *, projects: int, seed: int) -> str:
    """A brand; one project in eight shares the investor of an earlier one."""
    if index % 8 == 5 and index > 20:
        index -= 20
    return names.brand(_INVESTOR_OFFSET + index % max(projects, 1), seed=seed)


def investors(chance: Random, *, brand: str, foreign: bool, index: int, seed: int) -> tuple[InvestorFact, ...]:
    """One to three; shares are stated for some."""
    if foreign:
        country = chance.choice(tuple(_ABROAD))
        main = InvestorFact(f"{brand}{chance.choice(_ABROAD[country])}", country, 70 if index % 2 else 100)
    else:
        form = chance.choice(("科技集团有限公司", "控股集团有限公司", "股份有限公司", "投资有限公司"))
        main = InvestorFact(f"{chance.choice(_CITIES)}{brand}{form}", "", 60 if index % 3 == 0 else None)
    if index % 3 and not (foreign and index % 2):
        return (main,)
    others = 2 if index % 9 == 0 else 1
    return main, *(
        InvestorFact(f"{chance.choice(_CITIES)}{names.brand(20_000 + index * 3 + each, seed=seed)}产业基金合伙企业")
        for each in range(others)
    )


def source(index: int, *, wanted: str) -> tuple[str, str]:
    """(kind, name) of where the lead came from."""
    return ("office", wanted) if wanted else _SOURCES[1 + index % (len(_SOURCES) - 1)]
