"""`yuanheng plan`: read the targets of a plan from a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from yuanheng.engines.errors import Problems

if TYPE_CHECKING:
    from yuanheng.engines.plans import PlanReading, Target

plan_app = typer.Typer(help="读计划:从计划正文得到目标。", no_args_is_help=True)
out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)
KINDS = {"count": "数量", "amount": "总额", "growth": "增长", "share": "占比", "rank": "位次", "milestone": "节点"}


@plan_app.callback()
def _group() -> None:
    """读计划。"""


@plan_app.command(name="extract")
def extract_command(
    file: Annotated[
        Path, typer.Argument(help=".txt、.docx、带文字的 .pdf,或每行一份的 .jsonl", exists=True, dir_okay=False)
    ],
    year: Annotated[int | None, typer.Option(min=1980, max=2100, help="计划的年度;不给则从正文中找")] = None,
    form: Annotated[Literal["json", "table"], typer.Option("--format", help="json 每份一行,table 给人看")] = "json",
) -> None:
    """读出计划中的目标:数值、单位、门槛、期限、力度和原文位置。"""
    from yuanheng.engines.plans import extract

    problems = Problems()
    for name, text, its_year in _documents(file, year, problems):
        reading = extract(text, year=its_year)
        for warning in reading.warnings:
            err.print(f"注意:{name}:{warning}", markup=False)
        if form == "table":
            out.print(_table(name, reading))
        else:
            sys.stdout.write(json.dumps({"id": name, **reading.to_dict()}, ensure_ascii=False) + "\n")
    problems.raise_if_any()


def _documents(file: Path, year: int | None, problems: Problems) -> Iterator[tuple[str, str, int | None]]:
    """Name, text and year of every document; a line that cannot be read becomes a problem and the rest go on."""
    from yuanheng.engines.plans import read_plan_file

    if file.suffix.lower() != ".jsonl":
        yield file.stem, read_plan_file(file), year
        return
    with file.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            record = _record(line)
            if record is None:
                problems.add(
                    "bad_line",
                    where=f"{file.name} › 第 {number} 行",
                    found=line.strip()[:40],
                    expected="一个 JSON 对象,有文字 text,可有整数 year",
                    advice="检查这一行的引号、逗号和字段名",
                    file=file.name,
                    cell=f"L{number}",
                )
                continue
            yield str(record.get("id", f"{file.stem}-{number}")), str(record["text"]), record.get("year", year)


def _record(line: str) -> dict[str, object] | None:
    """The JSON object of a line with a text and, where it has one, a whole year; None where it is not that."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return None
    its_year = record.get("year")
    fits = its_year is None or (
        isinstance(its_year, int) and not isinstance(its_year, bool) and 1980 <= its_year <= 2100
    )
    return record if fits else None


def _table(name: str, reading: PlanReading) -> Table:
    table = Table(title=f"{name}:{reading.year or '年份不明'},目标 {len(reading.targets)} 项", title_justify="left")
    for heading in ("序", "指标", "目标", "类别", "门槛", "期限", "力度", "属于", "原文"):
        table.add_column(heading, overflow="fold")
    for index, target in enumerate(reading.targets):
        table.add_row(
            str(index), target.subject, _goal(target), KINDS[target.kind], _limits(target),
            target.deadline.isoformat() if target.deadline else "", target.strength or "",
            "" if target.parent is None else str(target.parent), "".join(target.quote.split()),
        )  # fmt: skip
    return table


def _goal(target: Target) -> str:
    """`≥ 17 个`, `7—7.5 %`."""
    if target.value is None:
        return ""
    sign = {">=": "≥ ", "<=": "≤ ", "~": "约 ", "=": "", None: ""}[target.comparator]
    unit = target.unit or ""
    high = "" if target.value_max is None else "—" + _told(target.value_max, unit)
    return f"{sign}{_told(target.value, unit)}{high}"


def _told(value: Decimal, unit: str) -> str:
    """A figure in the unit people use: 70 亿元, 5,000 万美元, 17 个."""
    for size, name in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if unit.endswith("元") and value >= size:
            return f"{(value / size).normalize():,f} {name}{unit}"
    return f"{value.normalize():,f} {unit}".rstrip()


LIMITS = {
    "amount_min_yuan": ("≥ ", "元"), "amount_min_usd": ("≥ ", "美元"), "amount_max_yuan": ("< ", "元"),
    "amount_max_usd": ("< ", "美元"), "area_min_mu": ("≥ ", "亩"), "area_max_mu": ("< ", "亩"),
}  # fmt: skip


def _limits(target: Target) -> str:
    """The thresholds of a target in words; the other filters are in the JSON."""
    told = [
        LIMITS[k][0] + _told(v, LIMITS[k][1])
        for k, v in target.filter.items()
        if k in LIMITS and not isinstance(v, str)
    ]
    return ";".join(told)
