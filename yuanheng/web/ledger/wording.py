"""Labels for codes of sources, measures, roles and kinds of problems, as pages show them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from yuanheng.engines.calendars import parse_period
from yuanheng.engines.ledger import load_sources
from yuanheng.engines.measures import Measure, Unit, load_measures, load_units

if TYPE_CHECKING:
    from yuanheng.engines.ledger import Source

ROLE_LABELS = {
    "firm": "企业名称",
    "builder": "建设单位",
    "holder": "权利人",
    "lessee": "承租方",
    "lessor": "出租方",
    "account_name": "户名",
    "weak_firm": "名称",
    "uscc": "统一社会信用代码",
    "tax_no": "纳税人识别号",
    "account": "户号、证号",
    "address": "地址",
    "project": "项目名称",
    "period": "所属期",
    "date": "日期",
    "period_from": "所属期起",
    "period_to": "所属期止",
    "year": "年度",
    "month": "月份",
    "unit": "计量单位",
    "currency": "币种",
    "kind": "项目类别",
    "kind_value": "按行类别取值",
    "index": "序号",
    "note": "备注",
}
# Roles that a person may give to a column: who and when. The others follow from the header's words.
ROLE_CHOICES = ("firm", "uscc", "account", "address", "period", "month", "year", "unit", "currency", "note")
KIND_LABELS = {
    "refused_file": "不能读取的文件",
    "unreadable_number": "不是数字",
    "bad_uscc": "代码有误",
    "duplicate_row": "重复行",
    "error_cell": "公式出错",
    "unknown_unit": "没有写明单位",
    "missing_value": "应填未填",
    "total_mismatch": "合计不符",
    "ambiguous_header": "表头相同",
    "hidden_sheet": "隐藏的工作表",
    "unknown_layout": "没有识别的表式",
    "unknown_column": "没有识别的列",
    "unknown_period": "期间不明",
    "units_disagree": "两种单位不一致",
}
# Problems that telling what a column is puts right.
MAPPABLE = frozenset({"unknown_column", "unknown_unit", "ambiguous_header", "unknown_period"})
UNIT_CHOICES = (
    "元", "万元", "亿元", "美元", "万美元", "亩", "平方米", "公顷", "千瓦时", "万千瓦时", "吨标准煤", "万吨标准煤", "人",
    "吨", "千克",
)  # fmt: skip
MAIN_MEASURES = (
    "tax_paid", "taxable_sales", "operating_revenue", "output_value", "value_added", "profit", "rd_expense",
    "fixed_investment", "employees", "electricity", "energy_tce", "land_area", "certified_land_area", "floor_area",
)  # fmt: skip


@cache
def sources() -> dict[str, Source]:
    """All departmental sources by id."""
    return load_sources()


def source_label(code: str) -> str:
    """税务部门入库税收和销售, for tax_bureau."""
    known = sources().get(code)
    return known.label if known else code or "来源不明"


def department_of(code: str) -> str:
    """The department that a source comes from, '' where none is known."""
    known = sources().get(code)
    return known.department if known else ""


def measure(code: str) -> Measure | None:
    """The measure, where rules define it."""
    return load_measures().get(code)


def is_measure(code: str) -> bool:
    """True when rules define it."""
    return measure(code) is not None


def measure_label(code: str) -> str:
    """入库税收, for tax_paid; the code itself where no rule names it."""
    known = measure(code)
    return known.label if known else code


def field_group(code: str) -> str:
    """The group of figures a measure is in; what no rule names is shown to nobody without all groups."""
    known = measure(code)
    return known.field_group if known else "enterprise.operation"


def taken_as_label(code: str) -> str:
    """What a column was taken for, in words."""
    return ROLE_LABELS.get(code) or measure_label(code)


def kind_label(kind: str) -> str:
    """A kind of problem, in words."""
    return KIND_LABELS.get(kind, kind)


def period_label(period: str) -> str:
    """2021 年 6 月, for 2021-06; as it is written where it is no period within a year."""
    try:
        return parse_period(period).label()
    except ValueError:
        return period


def shown_in(code: str, unit: str = "") -> Unit:
    """How people read a figure. A fact's amount is in the inside unit: areas, handed over in m2, are kept in mu.

    A fact in another currency than its measure keeps its own unit; a unit that no rule names is shown as it is.
    """
    inside = "mu" if unit == "m2" else unit
    known = measure(code)
    if known is not None and inside in ("", known.unit):
        return known.shown_in()
    return load_units().get(inside) or Unit(label=inside, shown=inside)
