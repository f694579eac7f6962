"""The registers as data: which columns a row has, what sheets call them, who may see them, in which units they come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from .models import Compound, Happening, Household, SchoolOption, Shop, Stretch

HOUSEHOLD = "works.household"
FieldKind = Literal["text", "money", "mu", "m2", "metres", "day", "flag", "choice", "count"]

UNITS: dict[str, dict[str, Decimal]] = {
    "money": {"元": Decimal(1), "万元": Decimal(10_000)},
    "mu": {"亩": Decimal(1), "公顷": Decimal(15), "平方米": Decimal("0.0015"), "㎡": Decimal("0.0015"), "m2": Decimal("0.0015")},
    "m2": {"平方米": Decimal(1), "㎡": Decimal(1), "m2": Decimal(1)},
    "metres": {"米": Decimal(1), "m": Decimal(1), "公里": Decimal(1000), "千米": Decimal(1000), "km": Decimal(1000)},
}  # fmt: skip
"""The factor of each unit to the stored one (yuan, mu, square metres, metres); a heading must name one of them."""
STORED = {"money": "元", "mu": "亩", "m2": "㎡", "metres": "米"}
PLACES = {"money": 2, "mu": 4, "m2": 2, "metres": 2}


@dataclass(frozen=True, slots=True)
class RowField:
    """One column: its name in the table, its label, what sheets call it, whether it must be there, who may see it."""

    name: str
    label: str
    kind: FieldKind = "text"
    words: tuple[str, ...] = ()
    required: bool = False
    group: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    minor: bool = False

    @property
    def heading(self) -> str:
        """The label with the stored unit."""
        return f"{self.label}({STORED[self.kind]})" if self.kind in STORED else self.label


@dataclass(frozen=True, slots=True)
class Register:
    """One register; `check` answers what is wrong with a row in words, or ''."""

    code: str
    label: str
    one: str
    model: Any
    key: RowField
    fields: tuple[RowField, ...]
    advice: str
    check: Callable[[dict[str, Any]], str] = lambda values: ""
    hidden_key: bool = False

    @property
    def columns(self) -> tuple[RowField, ...]:
        """The key first."""
        return (self.key, *self.fields)


def _paid_after_signed(values: dict[str, Any]) -> str:
    signed, paid = values.get("signed_on"), values.get("paid_on")
    if paid is not None and (signed is None or paid < signed):
        return f"付款日期 {paid} 早于签约日期" if signed else f"付款日期 {paid},没有签约日期"
    return ""


def _within(part: str, whole: str) -> Callable[[dict[str, Any]], str]:
    def check(values: dict[str, Any]) -> str:
        done, all_ = values.get(part), values.get(whole)
        if done is not None and (all_ is None or done > all_):
            return f"已完成 {done} 米,超过全长 {all_} 米" if all_ is not None else f"已完成 {done} 米,没有全长"
        return ""

    return check


def _span(values: dict[str, Any]) -> str:
    since, until = values.get("since"), values.get("until")
    return f"到期日期 {until} 早于起租日期 {since}" if since and until and until < since else ""


REGISTERS: dict[str, Register] = {
    r.code: r
    for r in (
        Register(
            "households", "征地户", "户", Household, RowField("key", "户号", words=("户号", "序号", "编号")),
            (
                RowField("holder", "户主", words=("户主", "户主姓名", "姓名", "权利人"), required=True, group=HOUSEHOLD),
                RowField("village", "村组", words=("村组", "村居", "村", "组"), minor=True),
                RowField("area_mu", "面积", "mu", ("面积", "征收面积", "征地面积", "土地面积"), required=True),
                RowField("compensation", "补偿金额", "money", ("补偿金额", "补偿款", "补偿费", "补偿总额"), group=HOUSEHOLD),
                RowField("signed_on", "签约日期", "day", ("签约日期", "签订日期", "协议签订日期", "签约时间")),
                RowField("paid_on", "付款日期", "day", ("付款日期", "支付日期", "付款时间")),
            ),
            "登记或导入征地户:户主、面积、补偿金额、签约日期、付款日期。没有户号的,按村组和户主编号。",
            check=_paid_after_signed, hidden_key=True,
        ),
        Register(
            "stretches", "河段、路段", "段", Stretch,
            RowField("key", "名称", words=("名称", "河段", "路段", "标段", "起讫点"), required=True),
            (
                RowField("metres", "长度", "metres", ("长度", "全长", "里程"), required=True),
                RowField("done_metres", "已完成", "metres", ("已完成", "完成长度", "已完成长度")),
                RowField("done_on", "完成日期", "day", ("完成日期", "完工日期", "竣工日期")),
            ),
            "分段登记长度和已完成的米数,进度按米数折算。", check=_within("done_metres", "metres"),
        ),
        Register(
            "compounds", "小区、庭院", "个", Compound,
            RowField("key", "名称",
               words=("名称", "小区", "小区名称", "庭院", "单位庭院", "小区(庭院)名称", "片区名称"), required=True),
            (
                RowField(
                    "what", "类别", "choice", ("类别", "类型", "性质"), required=True,
                    choices=(("estate", "居民小区"), ("yard", "单位庭院")),
                ),
                RowField("town", "村居", words=("村居", "社区", "所属社区"), minor=True),
                RowField("surveyed_on", "摸排日期", "day", ("摸排日期", "调查日期", "摸排时间")),
                RowField("mixed", "雨污混流", "flag", ("雨污混流", "是否混流", "是否雨污混流", "混流")),
                RowField("pipe_m", "应修管道", "metres", ("应修管道", "需修复管道", "需修复长度", "应修复长度")),
                RowField("mended_m", "已修管道", "metres", ("已修管道", "已修复管道", "已修复长度", "修复长度")),
                RowField("done_on", "验收日期", "day", ("验收日期", "完成日期")),
            ),
            "先登记摸排到的小区和庭院,再登记应修和已修的管道米数。", check=_within("mended_m", "pipe_m"),
        ),
        Register(
            "shops", "商铺", "间", Shop, RowField("key", "铺号", words=("铺号", "商铺", "房号", "编号"), required=True),
            (
                RowField("area_m2", "面积", "m2", ("面积", "建筑面积", "商铺面积"), required=True),
                RowField("tenant", "承租人", words=("承租人", "租户", "商户")),
                RowField("trade", "业态", words=("业态", "经营内容"), minor=True),
                RowField("rent", "月租金", "money", ("月租金", "租金")),
                RowField("since", "起租日期", "day", ("起租日期", "起租", "租期起"), minor=True),
                RowField("until", "到期日期", "day", ("到期日期", "到期", "租期止")),
            ),
            "逐间登记面积;没有承租人的是空置。", check=_span,
        ),
        Register(
            "happenings", "活动", "场", Happening, RowField("key", "活动名称", words=("活动名称", "活动", "名称"), required=True),
            (
                RowField("on", "日期", "day", ("日期", "活动日期"), required=True),
                RowField("visitors", "人次", "count", ("人次", "参加人数", "客流")),
                RowField("cost", "费用", "money", ("费用", "经费")),
            ),
            "登记在广场、街区举办的活动,人次和费用不清楚的留空。",
        ),
        Register(
            "options", "选址和合作主体", "个", SchoolOption, RowField("key", "名称",
               words=("名称", "地块", "合作主体"), required=True),
            (
                RowField("what", "类别", "choice", ("类别",), required=True, choices=(("site", "选址"), ("partner", "合作主体"))),
                RowField("detail", "情况", words=("情况", "说明"), minor=True),
                RowField("area_mu", "用地", "mu", ("用地", "用地面积")),
                RowField(
                    "standing_of", "结论", "choice", ("结论",), required=True,
                    choices=(("open", "比选中"), ("chosen", "确定"), ("dropped", "放弃")),
                ),
                RowField("on", "日期", "day", ("日期",), required=True),
            ),
            "登记比选的地块和办学主体,定下的写“确定”。",
        ),
    )
}  # fmt: skip


def figures_of(rows: list[Any], code: str) -> dict[str, Any]:
    """The sums of a register that progress and pages show; missing figures are left out and counted as `missing`."""
    return SUMS[code](rows) if code in SUMS else {}


def _sum(rows: list[Any], name: str) -> Decimal:
    return sum((v for r in rows if (v := getattr(r, name)) is not None), Decimal(0))


def _households(rows: list[Any]) -> dict[str, Any]:
    signed = [r for r in rows if r.signed_on is not None]
    paid = [r for r in rows if r.paid_on is not None]
    return {
        "all": len(rows), "signed": len(signed), "paid": len(paid), "area": _sum(rows, "area_mu"),
        "signed_area": _sum(signed, "area_mu"), "compensation": _sum(rows, "compensation"),
        "paid_sum": _sum(paid, "compensation"), "missing": sum(r.compensation is None for r in rows),
    }  # fmt: skip


def _stretches(rows: list[Any]) -> dict[str, Any]:
    return {
        "all": len(rows), "metres": _sum(rows, "metres"), "done": _sum(rows, "done_metres"),
        "finished": sum(r.done_on is not None for r in rows), "missing": sum(r.done_metres is None for r in rows),
    }  # fmt: skip


def _compounds(rows: list[Any]) -> dict[str, Any]:
    mixed = [r for r in rows if r.mixed]
    return {
        "all": len(rows), "surveyed": sum(r.surveyed_on is not None for r in rows), "mixed": len(mixed),
        "pipe": _sum(rows, "pipe_m"), "mended": _sum(rows, "mended_m"), "finished": sum(r.done_on is not None for r in rows),
        "missing": sum(r.pipe_m is None for r in mixed),
    }  # fmt: skip


def _shops(rows: list[Any]) -> dict[str, Any]:
    vacant = [r for r in rows if not r.tenant]
    return {
        "all": len(rows), "vacant": len(vacant), "area": _sum(rows, "area_m2"), "vacant_area": _sum(vacant, "area_m2"),
        "rent": _sum([r for r in rows if r.tenant], "rent"), "missing": sum(bool(r.tenant) and r.rent is None for r in rows),
    }  # fmt: skip


def _happenings(rows: list[Any]) -> dict[str, Any]:
    return {
        "all": len(rows), "visitors": sum(r.visitors or 0 for r in rows), "cost": _sum(rows, "cost"),
        "missing": sum(r.visitors is None for r in rows),
    }  # fmt: skip


SUMS: dict[str, Callable[[list[Any]], dict[str, Any]]] = {
    "households": _households, "stretches": _stretches, "compounds": _compounds, "shops": _shops, "happenings": _happenings,
}  # fmt: skip
