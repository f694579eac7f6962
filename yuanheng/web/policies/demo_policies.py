"""Twelve invented policies of the demo zone: none is a real document; amounts and thresholds are made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

ZONE, CITY, PROVINCE = "启东经济开发区管委会(演示)", "启东市人民政府(演示)", "省工业和信息化主管部门(演示)"
WAN = 10_000


@dataclass(frozen=True, slots=True)
class Told:
    """A policy as the demo enters it; budgets in 万元 by year."""

    title: str
    number: int
    theme: str
    given_to: str
    conditions: tuple[dict[str, Any], ...]
    support: dict[str, Any]
    support_words: str
    level: str = "zone"
    issued_on: date = date(2021, 2, 26)
    until: date | None = date(2028, 12, 31)
    budget: int = 300

    @property
    def issuer(self) -> str:
        """By its level."""
        return {"zone": ZONE, "city": CITY, "province": PROVINCE}[self.level]

    @property
    def document(self) -> str:
        """An invented number."""
        kind = {"zone": "启开管演发", "city": "启政演发", "province": "苏工信演"}[self.level]
        return f"{kind}〔{self.issued_on.year}〕{self.number} 号"


def _money(field: str, yuan: int, usd: int | None = None) -> dict[str, Any]:
    return {"field": field, "op": "at_least", "yuan": Decimal(yuan), **({"usd": Decimal(usd)} if usd else {})}


CLUSTERS = {"field": "cluster", "op": "one_of", "value": ["新能源", "半导体装备及材料", "生物医药"]}
POLICIES = (
    Told(
        "总部经济招商扶持", 6, "headquarters", "enterprise",
        (
            {"field": "headquarters_kind", "op": "one_of", "value": ["regional", "research", "settlement", "finance"]},
            {"field": "building_tenancy", "op": "is", "value": True},
            {"field": "tax_paid", "op": "at_least", "value": 200 * WAN},
            {"field": "stays_years", "op": "at_least", "value": 5},
        ),
        {"kind": "percent", "of": "local_tax_share", "rate": 50, "cap": 200 * WAN},
        "对新认定的区域总部、研发中心、结算中心、金融后台,按上年度地方留成税收的 50% 给予奖励,最高 200 万元。",
        issued_on=date(2021, 3, 18), budget=800,
    ),
    Told(
        "重大产业项目落地奖励", 3, "investment", "project",
        (
            CLUSTERS, _money("total_investment", 100_000_000, 10_000_000),
            {"field": "stage", "op": "reached", "value": "started"},
        ),
        {"kind": "percent", "of": "equipment_investment", "rate": 5, "cap": 500 * WAN},
        "主导产业总投资 1 亿元(或 1,000 万美元)以上项目,开工后按设备投资的 5% 奖励,最高 500 万元。", budget=3000,
    ),
    Told(
        "制造业外资到位奖励", 4, "investment", "project",
        (
            {"field": "origin", "op": "one_of", "value": ["foreign"]}, {"field": "manufacturing", "op": "is", "value": True},
            {"field": "total_investment", "op": "at_least", "usd": Decimal(10_000_000)},
            {"field": "stage", "op": "reached", "value": "registered"},
        ),
        {"kind": "fixed", "amount": 100 * WAN}, "总投资 1,000 万美元以上的外资制造业项目注册落地的,一次性奖励 100 万元。",
        budget=800,
    ),
    Told(
        "项目早开工奖励", 5, "investment", "project",
        (_money("total_investment", 100_000_000, 10_000_000), {"field": "stage", "op": "reached", "value": "started"}),
        {"kind": "fixed", "amount": 20 * WAN}, "亿元以上项目开工的,一次性奖励 20 万元。", budget=400,
    ),
    Told(
        "高新技术企业认定奖励", 8, "innovation", "enterprise",
        ({"field": "qualification", "op": "one_of", "value": ["high_tech"]},),
        {"kind": "fixed", "amount": 20 * WAN}, "当年认定的高新技术企业,一次性奖励 20 万元。", budget=260,
    ),
    Told(
        "研发投入补助", 9, "innovation", "enterprise",
        (
            {"field": "scale", "op": "one_of", "value": ["规上"], "group": "A"},
            {"field": "qualification", "op": "one_of", "value": ["high_tech", "specialised"], "group": "A"},
            {"field": "rd_expense", "op": "at_least", "value": 100 * WAN},
        ),
        {"kind": "percent", "of": "rd_expense", "rate": 3, "cap": 50 * WAN},
        "规模以上企业,或高新技术企业、专精特新企业,上年度研发费用 100 万元以上的,按 3% 补助,最高 50 万元。", budget=900,
    ),
    Told(
        "新增规上企业奖励", 10, "industry", "enterprise",
        (
            {"field": "qualification", "op": "one_of", "value": ["above_size_industry", "above_size_services"]},
            {"field": "scale", "op": "one_of", "value": ["规上"]},
        ),
        {"kind": "fixed", "amount": 10 * WAN}, "新纳入规模以上的企业,一次性奖励 10 万元。", budget=160,
    ),
    Told(
        "技术改造贴息", 11, "upgrade", "enterprise",
        (
            {"field": "industry_code", "op": "starts", "value": [str(c) for c in range(13, 44)]},
            {"field": "loan_interest", "op": "at_least", "value": 10 * WAN},
        ),
        {"kind": "percent", "of": "loan_interest", "rate": 40, "cap": 80 * WAN},
        "制造业企业技术改造贷款,按上年度实付利息的 40% 贴息,最高 80 万元。", budget=500,
    ),
    Told(
        "纳税大户奖励", 12, "industry", "enterprise",
        ({"field": "tax_paid", "op": "at_least", "value": 1000 * WAN},),
        {"kind": "percent", "of": "tax_paid", "rate": Decimal("0.5"), "cap": 60 * WAN},
        "上年度入库税收 1,000 万元以上的企业,按 0.5% 奖励,最高 60 万元。", budget=700,
    ),
    Told(
        "载体楼宇租金补贴", 7, "building", "enterprise",
        (
            {"field": "building_tenancy", "op": "is", "value": True}, {"field": "leased_m2", "op": "at_least", "value": 200},
            {"field": "founded_on", "op": "within_years", "value": 5},
        ),
        {"kind": "percent", "of": "rent_paid", "rate": 50, "cap": 30 * WAN},
        "入驻科创大楼等载体 200 ㎡ 以上、成立不超过 5 年的企业,按上年度实付房租的 50% 补贴,最高 30 万元。", budget=240,
    ),
    Told(
        "市级稳岗扩岗补助", 21, "talent", "enterprise", ({"field": "employees", "op": "at_least", "value": 300},),
        {"kind": "fixed", "amount": 15 * WAN}, "上年度从业人员 300 人以上的企业,补助 15 万元,由市财政安排。", level="city",
        issued_on=date(2020, 12, 10), budget=0,
    ),
    Told(
        "省级智能化改造补助", 33, "upgrade", "enterprise",
        (
            {"field": "scale", "op": "one_of", "value": ["规上"]},
            {"field": "technical_investment", "op": "at_least", "value": 500 * WAN},
        ),
        {"kind": "percent", "of": "technical_investment", "rate": 8, "cap": 300 * WAN},
        "规模以上企业上年度技改投资 500 万元以上的,按 8% 补助,最高 300 万元,由省级资金安排。", level="province",
        issued_on=date(2020, 6, 1), until=date(2021, 12, 31), budget=0,
    ),
)  # fmt: skip
REQUESTS = (  # number, title, asked of, month, day, due after days, amount 万元, answer
    (11, "关于支持总部经济发展财政政策的请示", "启东市财政局", 2, 3, 30, 500, "granted"),
    (17, "关于安排东江生物医药产业园基础设施资金的请示", "启东市人民政府", 3, 9, 45, 3000, "partly"),
    (23, "关于争取高新技术企业市级配套奖励的请示", "启东市科学技术局", 4, 20, 30, 240, "granted"),
    (31, "关于提高制造业外资项目奖励标准的请示", "启东市商务局", 6, 8, 30, 600, "refused"),
    (38, "关于帮助协调韧性电网扩容投资的请示", "启东市发展和改革委员会", 8, 16, 40, None, "interim"),
    (45, "关于设立园区产业引导基金的请示", "启东市财政局", 10, 11, 30, 10000, ""),
)
