"""The rows of a list of sub-meters: which account, which meter, which firm, how many kWh in which month."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from yuanheng.engines.errors import Problem
from yuanheng.web.projects.library.layout import Sheet

from .rows import Cells, Row, rows_of

_MONTH = re.compile(r"(20\d{2})[年./-]?(\d{1,2})月?")
ROUNDING = Decimal(1)
"""kWh by which a stated amount may differ from the difference of the readings: lists round to whole kWh."""


def read_meters(sheet: Sheet, *, file: str) -> tuple[list[Row], list[Problem]]:
    """Every month of a sub-meter and every question. Merged cells of account, holder and month hold for the rows below."""
    rows, problems = [], []
    above: dict[str, str] = {}
    for cells in rows_of(sheet, file=file):
        _read(cells, above)
        rows.append(cells.row)
        problems += cells.problems
    return rows, problems


def _read(cells: Cells, above: dict[str, str]) -> None:
    values = {"account": cells.text("account", most=40), "holder": cells.text("holder"), "month": _month(cells)}
    if not values["account"]:  # merged cells: of the account above
        values = {name: said or above.get(name, "") for name, said in values.items()}
    above.update({name: said for name, said in values.items() if said or name == "holder"})
    values["month"] = values["month"] or above.get("month", "")
    values |= {"number": cells.text("number", most=40), "user": cells.text("user")}
    multiplier, percent, bill = (cells.number_of(name) for name in ("multiplier", "percent", "bill"))
    kwh = _kwh(cells, multiplier)
    for name, value in (("multiplier", multiplier), ("percent", percent), ("bill", bill), ("kwh", kwh)):
        values[name] = format(value, "f") if value is not None else ""
    cells.row.values = values
    _complete(cells, values)


def _complete(cells: Cells, values: dict[str, str]) -> None:
    if not values["account"]:
        cells.ask("account", "没有户号", "供电公司户号", "补上后重新导入")
    if not values["user"]:
        cells.ask("user", "没有用电企业", "企业名称", "补上后重新导入")
    if bool(values["number"]) == bool(values["percent"]):
        found = "分表号和约定比例都没有" if not values["number"] else "分表号和约定比例都填了"
        cells.ask("number", found, "其中一项", "装了分表的填分表号,没有装的填约定比例")
    if (values["kwh"] or values["bill"]) and not values["month"]:
        cells.ask("month", "没有月份", "如 2021-03", "补上抄表月份")


def _kwh(cells: Cells, multiplier: Decimal | None) -> Decimal | None:
    """Of the readings and the multiplier; a stated amount must be the same, and stands alone where there are no readings."""
    start, end, said = (cells.number_of(name) for name in ("start", "end", "kwh"))
    if start is None or end is None:
        return said
    if multiplier is None:
        cells.ask("multiplier", "没有倍率", "倍率", "按互感器铭牌补上;直接接入的填 1")
        return None
    if end < start:
        cells.ask("end", f"起码 {start},止码 {end}", "止码不小于起码", "核对读数;换过表的分两行写")
        return None
    found = (end - start) * multiplier
    if said is not None and abs(said - found) > ROUNDING:
        cells.ask("kwh", f"{said} 度", f"({end} − {start}) × {multiplier} = {found} 度", "核对起止码和倍率")
        return None
    return found


def _month(cells: Cells) -> str:
    cell = cells.raw("month")
    if cell is None:
        return ""
    if isinstance(cell, date | datetime):
        return f"{cell:%Y-%m}"
    match = _MONTH.match("".join(str(cell).split()))
    if match is None or not 1 <= int(match[2]) <= 12:
        cells.ask("month", str(cell), "年和月,如 2021-03", "写明哪年哪月")
        return ""
    return f"{match[1]}-{int(match[2]):02d}"
