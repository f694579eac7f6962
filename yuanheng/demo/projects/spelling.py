"""How offices write an amount, a date, a stage and several investors."""

from __future__ import annotations

from datetime import date

from yuanheng.demo.cells import CellValue, spell_date

from .model import AmountFact, Project

_STAGE_WORDS = {
    "lead": ("信息", "线索", "初步接触"), "talks": ("在谈", "洽谈中", "跟踪在谈"),
    "framework": ("框架协议", "已签框架", "签订意向"),
    "signed": ("正式签约", "已签约", "签约"), "review": ("准入联审", "联审通过"), "registered": ("已注册", "注册"),
    "filed": ("已备案", "备案"), "land_supplied": ("已供地", "已摘牌"), "started": ("已开工", "在建", "开工建设"),
    "completed": ("竣工", "已竣工"), "in_production": ("投产", "已投产"),
    "in_statistics": ("纳统", "已入库纳统"), "full_output": ("达产",),
    "shelved": ("搁置", "暂缓"), "ended": ("终止", "已流失"),
}  # fmt: skip
_YI, _WAN = 100_000_000, 10_000


def stage_words(project: Project, *, style: int) -> str:
    """The furthest stage in the office's own words."""
    words = _STAGE_WORDS[project.furthest]
    return words[style % len(words)]


def number_in(amount: int, unit: int) -> int | float:
    """The amount in a unit, whole where it is whole."""
    whole, rest = divmod(amount, unit)
    return whole if not rest else amount / unit


def amount_cell(fact: AmountFact, *, style: int) -> CellValue:
    """Free text: `3.5亿元`, `12000万元`, `1500万美元`, `约2.1亿`; the currency only where the office thought of it."""
    if fact.currency == "usd":
        return f"{number_in(fact.amount, _WAN)}万美元"
    yi, wan = number_in(fact.amount, _YI), number_in(fact.amount, _WAN)
    return (f"{yi}亿元", f"{wan}万元", f"{yi}亿", f"约{yi}亿元", f"{yi}亿人民币", f"人民币{wan}万元")[style % 6]


def day_cell(day: date | None, *, style: int) -> CellValue:
    """All forms of a date, a missing one as offices leave it."""
    if day is None:
        return ("", "/", "—", "")[style % 4]
    return spell_date(day, style=style)


def month_text(day: date | None) -> str:
    """`2020年3月`: an office that does not note days."""
    return f"{day.year}年{day.month}月" if day else ""


def investors_cell(project: Project, *, style: int) -> str:
    """Several investors in one cell, parted by whatever came to hand."""
    return ("、", ";", " ", "\n", "/")[style % 5].join(each.name for each in project.investors)


def history_text(project: Project) -> str:
    """Progress told in a cell: `3月5日信息,4月20日在谈`."""
    told = [f"{fact.happened.month}月{fact.happened.day}日{_STAGE_WORDS[fact.stage][0]}" for fact in project.stages[:4]]
    return ",".join(told)
