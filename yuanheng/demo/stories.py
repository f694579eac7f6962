"""The firms whose story is told on purpose: each is one place in the zone, the same in every size of it.

`STORIES` names them in order; story k sits at place `k * (firms // 30)`, so that thirty firms hold them all.
"""

from __future__ import annotations

from dataclasses import dataclass

from yuanheng.demo.industries import BIOMEDICINE, NEW_ENERGY, OTHER, SEMICONDUCTORS, UTILITY

SMALLEST_ZONE = 30


@dataclass(frozen=True, slots=True)
class Story:
    """What is fixed about one firm; `sales` in 万元 of the last year, None where it is drawn like any other's."""

    key: str
    told: str
    cluster: str = OTHER
    sales: float | None = None
    founded: str = ""
    production: str = ""
    status: str = "在业"


STORIES = (
    Story("star", "新能源龙头,三年均居前列", NEW_ENERGY, 128_000),
    Story("twin_a", "与另一户各项数据完全相同,总分并列", SEMICONDUCTORS, 24_000),
    Story("twin_b", "与另一户各项数据完全相同,总分并列", SEMICONDUCTORS, 24_000),
    Story("exporter", "出口企业,免抵调增值税大于入库增值税,口径决定等级", OTHER, 31_000),
    Story("refund", "6月收到留抵退税,当月入库税收为负", NEW_ENERGY, 42_000),
    Story("laggard", "连续三年税收低、占地多", OTHER, 900),
    Story("landlord", "向两户出租厂房用地", OTHER, 9_000),
    Story("tenant_a", "租用他人土地,名下无工业用地", OTHER, 1_800),
    Story("tenant_b", "租用他人土地,名下无工业用地", BIOMEDICINE, 1_600),
    Story("water", "供水企业,不适合评价", UTILITY, 6_800),
    Story("heat", "供热企业,不适合评价", UTILITY, 11_500),
    Story("newcomer_2020", "2020年6月投产,2021年不满两年", SEMICONDUCTORS, 8_800, "2018-09-12", "2020-06-18"),
    Story("newcomer_2021", "2021年3月投产", BIOMEDICINE, 4_200, "2019-05-21", "2021-03-08"),
    Story("renamed", "2020年10月更名,各部门仍有用旧名的", OTHER, 7_400),
    Story("moved_out", "2021年迁出,当年数据只到上半年", OTHER, 1_400, status="迁出"),
    Story("idle_land", "供而未用、用而不足的土地大户", NEW_ENERGY, 6_500),
    Story("no_power", "2021年供电数据中没有这一户", OTHER, 1_900),
    Story("duplicate", "2021年申报汇总表中出现两次,数字不同", OTHER, 1_750),
    Story("unreadable", "研发费用写成 12.3.4", BIOMEDICINE, 12_000),
    Story("bad_code", "税务表中信用代码校验不通过", OTHER, 1_500),
    Story("error_cell", "综合能耗单元格为 #DIV/0!", OTHER, 6_100),
    Story("short_name", "供电表中只写简称", SEMICONDUCTORS, 15_000),
    Story("glued_note", "供电表中名称后粘着(停产)", OTHER, 1_300, status="停产"),
    Story("former_name", "供电表中用曾用名", OTHER, 1_200),
    Story("dollars", "外资企业,固定资产投资按美元填报", SEMICONDUCTORS, 36_000),
    Story("accident", "2021年发生生产安全事故", OTHER, 8_200),
    Story("lost_code", "税务表中信用代码成了科学计数法", OTHER, 6_900),
    Story("range", "从业人员写成 300-350", NEW_ENERGY, 29_000),
    Story("loss", "亏损企业,利润为负", BIOMEDICINE, 1_950),
    Story("gas", "供气企业,不适合评价", UTILITY, 14_000),
)


def story_at(index: int, *, firms: int) -> Story | None:
    """The story of the firm at this place, if it has one."""
    place, rest = divmod(index, firms // SMALLEST_ZONE)
    return STORIES[place] if rest == 0 and place < len(STORIES) else None


LEASED = {"tenant_a": 6_000, "tenant_b": 4_000}
"""㎡ the two tenants rent from the landlord of the story: rented out equals rented in."""
