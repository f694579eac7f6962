"""The rows of a list of units and leases, each with its cells' doubts. A row in doubt waits; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl.utils import get_column_letter

from yuanheng.engines.errors import Problem
from yuanheng.engines.identities import repair_uscc
from yuanheng.web.projects.library.layout import Column, Sheet
from yuanheng.web.projects.library.values import Asked, read_day

from ..policy.rent import Step
from ..rules import kind_meant, list_words
from ..terms import free_json, steps_json
from .words import basis_in, folded, read_free, read_steps

FAR = date(2100, 12, 31)
M2 = ("", "m2", "m²", "平方米", "平米", "平方")
SPAN = re.compile(r"[~至到—–]|(?<=\d)-(?=\d{4}[-./年])|(?<=[日\d])-(?=\d{4})")
LEVEL = re.compile(r"^(?:第)?([-B负]|地下)?(\d{1,3})(?:层|F|f|楼)?$", re.IGNORECASE)
ROOM = re.compile(r"^(?:[A-Za-z]{0,3}-?)?(\d{1,2})\d{2}(?:\D.*)?$")
SERIAL = ("序号", "编号", "no", "no.")
LIMITS = {"building": 80, "unit": 40, "tenant": 200, "number": 60, "note": 300}


@dataclass(slots=True)
class ListedRow:
    """One unit of a list, let or not; figures and days as text. `cells`: the cell of each field, for later doubts."""

    sheet: str
    row: int
    texts: dict[str, str] = field(default_factory=dict)
    level: int | None = None
    gross: str | None = None
    area: str | None = None
    use: str = ""
    condition: str = "lettable"
    let: bool = False
    kind: str = ""
    starts: str | None = None
    ends: str | None = None
    rent: str | None = None
    basis: str = ""
    deposit: str | None = None
    steps: list[dict[str, str]] = field(default_factory=list)
    free: list[dict[str, str]] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    blocked: bool = False


@dataclass(slots=True)
class _Above:
    """What merged cells of the rows above still say."""

    building: str = ""
    level: int | None = None


Units = Mapping[str, str]
"""What a person said of a sheet's units: `rent` a basis, `deposit` yuan or wan."""


def read_rows(sheet: Sheet, *, file: str, today: date, said: Units) -> tuple[list[ListedRow], list[Problem]]:
    """Every unit of a sheet, and every doubt with its cell."""
    used = [c for c in sheet.columns if c.field]
    if not any(c.field == "unit" for c in used):
        where = " › ".join(p for p in (file, sheet.name) if p)
        return [], [
            Problem("no_unit_column", where, "没有一列对应房号", "房号列", "选定房号列后重读", file=file, sheet=sheet.name)
        ]  # fmt: skip
    rows: list[ListedRow] = []
    problems = _unitless(sheet, used, file, said)
    above = _Above()
    for offset, cells in enumerate(sheet.rows):
        if any(c not in ("", None) for c in cells) and not _total(cells):
            reader = _Reader(sheet, cells, sheet.first + offset, file=file, today=today, said=said)
            row = reader.read(used, above)
            if row is not None:
                rows.append(row)
            problems += reader.problems
    return rows, problems


def _total(cells: Sequence[Any]) -> bool:
    first = folded(str(next((c for c in cells if c not in ("", None)), "")))
    return first.startswith((*list_words().totals, "注:", "备注", "填表", "制表"))


def _unitless(sheet: Sheet, used: Sequence[Column], file: str, said: Units) -> list[Problem]:
    """Columns whose unit nobody has written: asked once a column, not once a row."""
    found = []
    for column in used:
        place = f"{get_column_letter(column.index + 1)}{max(sheet.first - 1, 1)}"
        where = " › ".join(p for p in (file, sheet.name, place) if p)
        needs = {"area": "㎡ 读入", "gross": "㎡ 读入"}.get(column.field)
        if needs and not column.unit:
            found.append(
                Problem("no_unit", where, f"“{column.heading}”没有写单位", "㎡", f"按 {needs};不是 ㎡ 的请改表头后重新上传",
                        file=file, sheet=sheet.name, cell=place)
            )  # fmt: skip
        if column.field == "deposit" and not column.unit and not said.get("deposit") and _any(sheet, column):
            found.append(
                Problem("no_unit", where, f"“{column.heading}”没有写单位", "元或万元", "在下面选定押金的单位;不选的留空",
                        file=file, sheet=sheet.name, cell=place)
            )  # fmt: skip
        if column.field == "rent" and _basis(column, "", said) == "" and _bare(sheet, column):
            found.append(
                Problem("no_rent_unit", where, f"“{column.heading}”没有写明是每平方米每天、每月还是每间每月",
                        "元/㎡/天、元/㎡/月、元/月、元/年之一", "在下面选定租金的单位后重读;选定之前这些行不导入",
                        file=file, sheet=sheet.name, cell=place)
            )  # fmt: skip
    return found


def _any(sheet: Sheet, column: Column) -> bool:
    return any(column.index < len(r) and r[column.index] not in ("", None) for r in sheet.rows)


def _bare(sheet: Sheet, column: Column) -> bool:
    cells = (r[column.index] for r in sheet.rows if column.index < len(r) and r[column.index] not in ("", None))
    return any(not basis_in(str(cell)) and _figure(str(cell)) is not None for cell in cells)


def _basis(column: Column, cell: str, said: Units) -> str:
    return basis_in(cell) or basis_in(column.unit) or basis_in(column.heading) or said.get("rent", "")


def _figure(text: str) -> Decimal | None:
    plain = re.sub(r"[元万,¥].*$|^[¥]", "", folded(text).replace(",", ""))
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


class _Reader:
    def __init__(self, sheet: Sheet, cells: Sequence[Any], number: int, *, file: str, today: date, said: Units) -> None:
        self.sheet, self.cells, self.number, self.file, self.today, self.said = sheet, cells, number, file, today, said
        self.row = ListedRow(sheet=sheet.name, row=number)
        self.problems: list[Problem] = []
        self.columns: dict[str, Column] = {}
        self.raw: dict[str, str] = {}

    def read(self, used: Sequence[Column], above: _Above) -> ListedRow | None:
        """The row; None where it is nothing but what a merged cell left."""
        for column in used:
            cell = self.cells[column.index] if column.index < len(self.cells) else None
            self.columns[column.field] = column
            self.row.cells[column.field] = f"{get_column_letter(column.index + 1)}{self.number}"
            self.raw[column.field] = _text(cell)
            getattr(self, f"_{list_words().fields[column.field].kind}")(column, cell)
        self._place(above)
        if not self.row.texts.get("unit"):
            return self._nameless()
        self._let()
        return self.row

    def _nameless(self) -> None:
        if self.row.texts.get("tenant") or self.row.area:
            self._ask("unit", Asked("(空)", "房号", "补上房号后重新上传;这一行没有导入"), "missing_unit")

    def _ask(self, field: str, asked: Asked, kind: str) -> None:
        place = self.row.cells.get(field, f"A{self.number}")
        where = " › ".join(part for part in (self.file, self.sheet.name, place) if part)
        self.row.blocked |= asked.blocks
        self.problems.append(
            Problem(kind, where, asked.found[:120], asked.expected, asked.advice, file=self.file, sheet=self.sheet.name,
                    cell=place)
        )  # fmt: skip

    def _text(self, column: Column, cell: Any) -> None:
        text = _text(cell)
        if text and text not in list_words().nothing:
            limit = LIMITS.get(column.field, 200)
            if len(text) > limit:
                self._ask(column.field, Asked(text, f"不超过 {limit} 个字", "改短后重新上传"), "too_long")
            self.row.texts[column.field] = text[:limit]

    def _floor(self, column: Column, cell: Any) -> None:
        text = folded(_text(cell))
        if not text:
            return
        found = LEVEL.match(text)
        level = int(found[2]) * (-1 if found[1] else 1) if found else 0
        if level and -9 <= level <= 200:
            self.row.level = level
        else:
            self._ask("floor", Asked(_text(cell), "如 3、3F、-1、B1", "改正楼层"), "bad_floor")

    def _area(self, column: Column, cell: Any) -> None:
        text = _text(cell)
        if not text or text in list_words().nothing:
            return
        unit = folded(column.unit)
        value = _number_of(re.sub(r"(m2|平方米|平米)$", "", folded(text)))
        if unit not in M2:
            self._ask(column.field, Asked(f"{text} {column.unit}", "㎡", "换算成 ㎡ 后重新上传"), "area_unit")
        elif value is None or not 0 < value < 1_000_000:
            self._ask(column.field, Asked(text, "大于 0 的面积(㎡)", "改正面积"), "bad_area")
        else:
            setattr(self.row, column.field, str(value.quantize(Decimal("0.01"))))

    def _use(self, column: Column, cell: Any) -> None:
        text = _text(cell)
        found = [(len(w), code) for code, words in list_words().uses.items() for w in words if w in text]
        self.row.use = max(found)[1] if found else ""
        if text and not found and text not in list_words().nothing:
            self._ask(
                "use",
                Asked(text, "办公、研发、商业、厂房、仓储", "导入时用途留空,在单元页补登", blocks=False),
                "unknown_use",
            )

    def _code(self, column: Column, cell: Any) -> None:
        text = _text(cell)
        if text and text not in list_words().nothing:
            found = repair_uscc(text)
            if found.problem or not found.code:
                said = found.problem or "不是 18 位统一社会信用代码"
                self._ask("uscc", Asked(text, "18 位统一社会信用代码", f"{said};导入时留空", blocks=False), "bad_code")
            else:
                self.row.texts["uscc"] = found.code

    def _trade(self, column: Column, cell: Any) -> None:
        text = _text(cell)
        self.row.kind = kind_meant(text) if text else ""
        if text and not self.row.kind and text not in list_words().nothing:
            self._ask("kind", Asked(text, "规则中的业态", "导入时不分类,在租约页补登", blocks=False), "unknown_kind")

    def _day(self, field: str, cell: Any) -> str | None:
        found = read_day(cell, today=FAR)
        if isinstance(found, Asked):
            self._ask(field, found, "bad_date")
        elif found is not None:
            day, note = found
            if note:
                self._ask(field, Asked(_text(cell), "到日的日期,如 2021-03-05", "改成到日的日期"), "month_only")
            return day.isoformat()
        return None

    def _date(self, column: Column, cell: Any) -> None:
        setattr(self.row, column.field, self._day(column.field, cell))

    def _span(self, column: Column, cell: Any) -> None:
        text = _text(cell)
        if not text or text in list_words().nothing:
            return
        parts = [p for p in SPAN.split(folded(text)) if p]
        if len(parts) != 2:
            self._ask("span", Asked(text, "如 2021-01-01至2023-12-31", "改写起止日期"), "bad_span")
            return
        self.row.starts, self.row.ends = self._day("span", parts[0]), self._day("span", parts[1])

    def _rent(self, column: Column, cell: Any) -> None:
        text = _text(cell)
        if not text or text in list_words().nothing:
            return
        value, basis = _figure(text), _basis(column, text, self.said)
        if value is None or value < 0:
            self._ask("rent", Asked(text, "一个数,如 1.2 或 1.2元/㎡/天", "改正租金"), "bad_rent")
        elif not basis:
            self.row.blocked = True  # the column was asked about once, see `_unitless`
        else:
            times = 10_000 if "万元" in folded(text) or "万元" in column.unit else 1
            self.row.rent, self.row.basis = str(value * times), basis

    def _money(self, column: Column, cell: Any) -> None:
        text = _text(cell)
        if not text or text in list_words().nothing:
            return
        value = _figure(text)
        unit = (
            "万元"
            if "万" in folded(text)
            else column.unit or {"wan": "万元", "yuan": "元"}.get(self.said.get("deposit", ""), "")
        )
        unit = "元" if not unit and "元" in text else unit
        if value is None or value < 0:
            self._ask("deposit", Asked(text, "不小于 0 的金额", "改正押金;导入时留空", blocks=False), "bad_deposit")
        elif unit in ("元", "万元"):
            exact = (value * (10_000 if unit == "万元" else 1)).quantize(Decimal("0.01"))
            self.row.deposit = str(exact)

    def _free(self, column: Column, cell: Any) -> None:
        """Read once the term is known."""

    _step = _free

    def _place(self, above: _Above) -> None:
        """Building and floor; merged cells speak for the rows below them, a room number for its floor."""
        texts = self.row.texts
        if "building" in self.columns:
            changed = bool(texts.get("building")) and texts.get("building") != above.building
            above.building = texts.get("building") or above.building
            above.level = None if changed else above.level
            texts["building"] = above.building
        texts["building"] = texts.get("building") or self.sheet.name or "主楼"
        if "floor" in self.columns:
            above.level = self.row.level if self.row.level is not None else above.level
            self.row.level = above.level
        elif (found := ROOM.match(texts.get("unit", ""))) is not None:
            self.row.level = int(found[1]) or None
        if texts.get("unit") and self.row.level is None and not self.row.blocked:
            self._ask("unit", Asked(texts["unit"], "楼层,或能看出楼层的房号(301)", "加一列楼层"), "no_floor")

    def _let(self) -> None:
        """Whether it is let, and the terms against each other."""
        tenant = self.row.texts.get("tenant", "")
        words = list_words()
        if tenant in words.own_use or tenant in words.closed:
            self.row.condition = "own" if tenant in words.own_use else "closed"
        self.row.let = bool(tenant) and tenant not in (*words.vacant, *words.own_use, *words.closed)
        if not self.row.let:
            self.row.texts.pop("tenant", None)
            if not tenant and (self.row.starts or self.row.rent):
                self._ask(
                    "tenant", Asked("(空)", "承租单位", "有租期或租金却没有承租单位:补上,或清空租期"), "missing_tenant"
                )
            return
        for name, label in (("starts", "起租日"), ("ends", "到期日")):
            if getattr(self.row, name) is None:
                cell = name if name in self.columns else "span"
                self._ask(cell, Asked("(空或读不懂)", label, f"补上{label}"), f"missing_{name}")
        if self.row.starts and self.row.ends:
            self._terms(date.fromisoformat(self.row.starts), date.fromisoformat(self.row.ends))

    def _terms(self, starts: date, ends: date) -> None:
        if ends < starts:
            self._ask(
                "ends", Asked(f"{starts} 至 {ends}", f"不早于 {starts} 的到期日", "改正起止日期"), "ends_before_start"
            )
            return
        free = read_free(self.raw.get("free", ""), starts=starts, ends=ends)
        steps = read_steps(self.raw.get("step", ""), starts=starts, ends=ends)
        if free is None or any(not starts <= f.begins <= f.until <= ends for f in free):
            said = Asked(self.raw["free"], "租期内的免租期:3个月、30天,或起止日期", "改写免租期")
            self._ask("free", said, "bad_free")
        else:
            self.row.free = free_json(free)
        if steps is None or any(not starts <= s.begins <= ends for s in steps):
            said = Asked(self.raw["step"], "租期内的递增:每年5%、第3年起每年3%、2023-01-01起2.5", "改写递增")
            self._ask("step", said, "bad_step")
        elif self._steps_with_rent(steps):
            self.row.steps = steps_json(steps)
        self._plausible()

    def _steps_with_rent(self, steps: Sequence[Step]) -> bool:
        if steps and self.row.rent is None and not self.row.blocked:
            self._ask("step", Asked(self.raw["step"], "有租金的递增", "补上租金,或去掉递增"), "step_without_rent")
            return False
        return True

    def _plausible(self) -> None:
        """A rent of ten thousand times too much is a unit gone wrong."""
        if self.row.rent is None:
            return
        rent, area = Decimal(self.row.rent), Decimal(self.row.area) if self.row.area else None
        per = {"m2_day": rent * 30, "m2_month": rent}.get(self.row.basis)
        if per is None and area:
            per = rent / area / (12 if self.row.basis == "year" else 1)
        limits = list_words().plausible_m2_month
        if per is not None and per and not limits.least <= per <= limits.most:
            said = f"{self.raw['rent']},折合每平方米每月 {per:,.2f} 元"
            self._ask(
                "rent", Asked(said, f"每平方米每月 {limits.least:f} 到 {limits.most:f} 元之间", "核对租金的数和单位"),
                "implausible_rent",
            )  # fmt: skip


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else " ".join(str(cell).split())


def _number_of(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
