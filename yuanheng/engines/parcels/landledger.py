"""The land bureau's ledger: headers recognised, days, areas, prices and terms read exactly, and every trap named.

A placeholder day (1900, 1901) is no day. An area or a price without a unit, in its header or
its cell, is a question. A price per mu far outside what is
usual is asked about, and the question says which factor of ten thousand would make it usual. Nothing is changed silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from ..errors import Problem
from .raw import text_of
from .register import ParcelRegister, load_register, unit_in

DAY = re.compile(r"^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?(?:[ T].*)?$")
FIGURE = re.compile(r"^([\d.,]+)\s*([^\d\s.,]+\d?)$")
YEARS = re.compile(r"\d+(?:\.\d+)?")
TEN_THOUSAND = Decimal(10_000)
PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class LandRow:
    """One row: `values` by field, in mu, yuan, days and years (a tuple: mixed uses have several); None was not readable
    or not there. `asks` are the fields whose value is there and doubted."""

    number: int
    values: Mapping[str, Any]
    asks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LandReading:
    """A ledger read: its rows, its problems by kind and place, headers nobody knows, and columns that name no unit."""

    rows: tuple[LandRow, ...]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]
    unitless: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How many problems of each kind."""
        found: dict[str, int] = {}
        for problem in self.problems:
            found[problem.kind] = found.get(problem.kind, 0) + 1
        return found


@dataclass(slots=True)
class _Reader:
    """The register at work on one table."""

    register: ParcelRegister
    name: str
    columns: dict[int, tuple[str, str, str]]
    problems: list[Problem] = field(default_factory=list)

    def fault(self, kind: str, row: int, label: str, found: str, expected: str, advice: str) -> None:
        """Name one thing."""
        where = f"{self.name} › 第 {row} 行 › {label}"
        self.problems.append(Problem(kind=kind, where=where, found=found, expected=expected, advice=advice))


def read_land_rows(
    headers: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    name: str = "土地台账",
    units: Mapping[str, str] | None = None,
) -> LandReading:
    """Read a table whose first row is `headers`; rows are numbered as in the file, the header being row 1.

    Args:
        units: a person's answers for columns that name no unit, by header (`{"面积": "公顷"}`).
    """
    register = load_register()
    columns, unknown, unitless = _columns(headers, register, units or {})
    reader = _Reader(register, name, columns)
    read = tuple(_row(reader, number, row) for number, row in enumerate(rows, start=2))
    return LandReading(read, tuple(reader.problems), unknown, unitless)


def _columns(
    headers: Sequence[str], register: ParcelRegister, told: Mapping[str, str]
) -> tuple[dict[int, tuple[str, str, str]], tuple[str, ...], tuple[str, ...]]:
    """By column: its field, its header, its unit. The first of two headers of one field is taken."""
    columns: dict[int, tuple[str, str, str]] = {}
    unknown, unitless, taken = [], [], set()
    for place, header in enumerate(headers):
        named = register.field_of(str(header))
        if named is None or named in taken:
            unknown.append(str(header))
            continue
        unit = told.get(str(header)) or unit_in(str(header))
        kind = register.kinds.get(named, "text")
        if kind in register.units and unit not in register.units[kind]:
            unitless.append(str(header))
            unit = ""
        taken.add(named)
        columns[place] = (named, str(header), unit)
    return columns, tuple(unknown), tuple(unitless)


def _row(reader: _Reader, number: int, row: Sequence[object]) -> LandRow:
    values: dict[str, Any] = {}
    for place, (named, header, unit) in reader.columns.items():
        text = text_of(row[place]).replace("\u00a0", "").strip() if place < len(row) else ""
        kind = reader.register.kinds.get(named, "text")
        read = _READ[kind](reader, number, header, text, unit) if text else None
        values[named] = read if kind != "text" else text or None
    asks = set()
    for check in (_doubt_price, _doubt_area, _doubt_place, _doubt_order):
        asks |= check(reader, number, values)
    return LandRow(number, values, frozenset(asks))


def _day(reader: _Reader, row: int, header: str, text: str, unit: str) -> date | None:
    match = DAY.match(text)
    try:
        found = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        found = None
    if found is None:
        reader.fault("bad_date", row, header, text, "年月日,例如 2021-03-05", "改正日期")
        return None
    if found < date.fromisoformat(reader.register.bands.first_day):
        reader.fault(
            "placeholder_date", row, header, text, f"不早于 {reader.register.bands.first_day}(土地管理法公布)的日期",
            "这是系统的占位日期,按没有填处理;查合同补填",
        )  # fmt: skip
        return None
    return found


def _decimal(reader: _Reader, row: int, header: str, text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        value = None  # type: ignore[assignment]
    if value is None or not value.is_finite() or value < 0:
        reader.fault("bad_number", row, header, text, "不小于 0 的数字", "改正这一格")
        return None
    return value


def _scaled(kind: str) -> Callable[[_Reader, int, str, str, str], Decimal | None]:
    def read(reader: _Reader, row: int, header: str, text: str, unit: str) -> Decimal | None:
        """A cell may carry its own unit; where it is another than its column's, that is named, and the cell's counts."""
        known = reader.register.units[kind]
        match = FIGURE.match(text)
        if match and match.group(2) in known:
            text, own = match.group(1), match.group(2)
            if unit and known[own] != known[unit]:
                reader.fault(
                    "mixed_units", row, header, f"{match.group(0)},列名却是 {unit}", "一列一个单位", "已按格里的单位读"
                )
            unit = own
        value = _decimal(reader, row, header, text)
        return None if value is None or not unit else value * known[unit]

    return read


def _years(reader: _Reader, row: int, header: str, text: str, unit: str) -> tuple[Decimal, ...] | None:
    """70年、40年 are two terms of one parcel: of its houses and of its shops."""
    found = tuple(Decimal(part) for part in YEARS.findall(text))
    low, high = reader.register.bands.term_years
    rest = YEARS.sub("", text)
    if len(found) > 1:
        reader.fault("several_terms", row, header, text, "一个年限", "混合用途各有年限,已都记下;请分用途登记面积")
    elif not found or re.search(
        r"[^\s年、,,;;/.以上内整期满使用权商住工业仓储服务房地产教育办公综合其它他为:：()()]", rest
    ):
        reader.fault("odd_term", row, header, text, "年数", "按合同核对年限")
    outside = [y for y in found if not low <= y <= high]
    if outside:
        reader.fault("odd_term", row, header, text, f"{low} 至 {high} 年", "按合同核对年限")
    return tuple(y for y in found if low <= y <= high) or None


def _ratio(reader: _Reader, row: int, header: str, text: str, unit: str) -> Decimal | None:
    value = _decimal(reader, row, header, text)
    low, high = reader.register.bands.plot_ratio
    if value is None or low <= value <= high:
        return value
    kind, advice = ("zero_ratio", "0 是没有约定,按没有填处理") if value == 0 else ("odd_ratio", "按规划条件核对")
    reader.fault(kind, row, header, text, f"{low} 至 {high}", advice)
    return None


_READ: dict[str, Callable[[_Reader, int, str, str, str], Any]] = {
    "text": lambda reader, row, header, text, unit: text,
    "day": _day,
    "area": _scaled("area"),
    "money": _scaled("money"),
    "years": _years,
    "ratio": _ratio,
}


def _doubt_price(reader: _Reader, row: int, values: Mapping[str, Any]) -> set[str]:
    """A price that is not usual for the area; 0 is a gift only where the land is allocated."""
    price, area = values.get("price"), values.get("area")
    if price is None:
        return set()
    way = values.get("way") or ""
    if price == 0:
        if way and way != "划拨":
            reader.fault("zero_price", row, "价款", "0", f"{way}的成交价款", "0 可能是没有填,按合同核对")
            return {"price"}
        return set()
    if not area or way == "划拨":
        return set()
    low, high = reader.register.bands.price_per_mu_yuan
    each = price / area
    if low <= each <= high:
        return set()
    factor = "缩小" if each > high else "放大"
    other = each / TEN_THOUSAND if each > high else each * TEN_THOUSAND
    hint = f",{factor} 1 万倍是 {_wan(other)} 万元/亩,可能单位错了" if low <= other <= high else ""
    reader.fault(
        "odd_price",
        row,
        "价款",
        f"{_wan(each)} 万元/亩{hint}",
        f"{_wan(low)} 至 {_wan(high)} 万元/亩",
        "按合同核对价款和单位",
    )
    return {"price"}


def _doubt_area(reader: _Reader, row: int, values: Mapping[str, Any]) -> set[str]:
    area = values.get("area")
    low, high = reader.register.bands.area_mu
    if area is None or low <= area <= high:
        return set()
    found = "0" if area == 0 else f"{_plain(area)} 亩"
    reader.fault("odd_area", row, "面积", found, f"{low} 至 {high} 亩", "按合同核对面积和单位")
    return {"area"}


def _doubt_place(reader: _Reader, row: int, values: Mapping[str, Any]) -> set[str]:
    """A district whose name several cities have: told by who approved it, else asked."""
    known = reader.register.ambiguous_places.get(values.get("district") or "")
    if not known:
        return set()
    said = " ".join(str(values.get(name) or "") for name in ("authority", "place", "holder", "project"))
    hits = [full for full, words in known.items() if any(word in said for word in words)]
    if len(hits) == 1:
        values["district_in_full"] = hits[0]  # type: ignore[index]
        return set()
    reader.fault(
        "ambiguous_place",
        row,
        "行政区",
        str(values["district"]),
        "、".join(known),
        "写明是哪个市的;按批准单位或坐落判断不出",
    )
    return {"district"}


def _doubt_order(reader: _Reader, row: int, values: Mapping[str, Any]) -> set[str]:
    """A start agreed before the supply, a completion before the start."""
    found = set()
    for first, then in (("supplied_on", "agreed_start_on"), ("agreed_start_on", "agreed_completion_on")):
        early, late = values.get(first), values.get(then)
        if early is not None and late is not None and late < early:
            labels = {"supplied_on": "供地", "agreed_start_on": "约定开工", "agreed_completion_on": "约定竣工"}
            reader.fault(
                "days_out_of_order", row, labels[then], f"{labels[then]} {late},{labels[first]} {early}",
                f"{labels[then]}不早于{labels[first]}", "按合同核对日期",
            )  # fmt: skip
            found.add(then)
    return found


def _wan(value: Decimal) -> str:
    return _plain(value / TEN_THOUSAND)


def _plain(value: Decimal) -> str:
    text = f"{value.quantize(PLACES):,f}"
    return text.rstrip("0").rstrip(".") or "0"
