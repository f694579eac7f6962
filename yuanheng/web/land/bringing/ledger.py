"""The land bureau's ledger: read with every trap named, its rows set beside the register."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from yuanheng.engines.errors import Problem, ProblemsError, YuanhengError
from yuanheng.engines.ledger import read_workbook
from yuanheng.engines.parcels import read_land_rows
from yuanheng.web.projects.library import open_sheets, placed

from ..models import LandImport, Supply
from ..models import Parcel as Row
from . import prepared

SHOWN = 1000
HEAD_ROWS = 15
UNITS = ("亩", "平方米", "公顷", "元", "万元", "亿元")
AREA, MONEY = UNITS[:3], UNITS[3:]
Tell = Callable[[int, str], None]


def look_at(made: LandImport, *, tell: Tell) -> dict[str, Any]:
    """Read the table; the fields of the import that say what was found, `prepared` among them.

    Raises:
        YuanhengError: it cannot be opened, or holds no land table.
    """
    sheet, first, headers, rows = _table(made)
    tell(30, f"读 {len(rows):,} 行")
    name = f"{made.name} › {sheet}" if sheet else made.name
    read = read_land_rows(headers, _below(first, rows), name=name, units=made.units)
    districts = Counter(str(r.values["district"]) for r in read.rows if r.values.get("district"))
    kept = [r for r in read.rows if r.number > first and any(v for v in r.values.values())]
    if made.only:
        kept = [
            r for r in kept if r.values.get("district") == made.only or r.values.get("district_in_full") == made.only
        ]
    numbers = {r.number for r in kept}
    counted = Counter(p.kind for p in read.problems if not made.only or _row_of(p) in numbers)
    problems = [asdict(p) for p in read.problems if not made.only or _row_of(p) in numbers]
    tell(60, "与登记簿对照")
    lines = [dict(r.values) | {"row": r.number, "asks": sorted(r.asks)} for r in kept]
    repeats = name_rows(lines)
    problems += [_repeat(name, line, first_row) for line, first_row in repeats]
    counted.update({"repeated_row": len(repeats)} if repeats else {})
    lines = [line for line in lines if not line.get("repeat")]
    found = _found(lines) | {
        "rows": len(kept), "kinds": dict(counted.most_common()), "problems": len(problems), "unknown": list(read.unknown)[:60],
        "unitless": list(read.unitless), "districts": [name for name, _ in districts.most_common(4000)], "repeats": len(repeats),
    }  # fmt: skip
    question = _question(read.unitless)
    return {
        "question": question, "found": found, "problems": _sampled(problems), "faults": [], "changes": [], "system": "",
        "prepared": None if question else prepared.keep_rows(lines, by=made.by),
    }  # fmt: skip


def _below(first: int, rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """Rows so that the reader's numbers are the file's: the reader counts the header as row 1."""
    return [*([()] * (first - 1)), *rows]


def _table(made: LandImport) -> tuple[str, int, list[str], list[Sequence[Any]]]:
    """(sheet, row of the header, headers, rows below it) of the first sheet that is a land table."""
    with placed(made.stored) as place:
        if place.suffix.lower() == ".csv":
            sheets: Any = [("", list(csv.reader(io.StringIO(_text(place.read_bytes())))))]
        else:
            opened = read_workbook(place, year=made.holds_from.year)  # in its confines: a hostile file is refused there
            if opened.refused:
                raise ProblemsError(opened.problems)
            sheets = [(name, [list(r) for r in rows]) for name, rows in open_sheets(place)]
    for name, rows in sheets:
        for number, row in enumerate(rows[:HEAD_ROWS], start=1):
            headers = [str(cell or "").strip() for cell in row]
            if _is_header(headers):
                return name, number, headers, rows[number:]
    raise YuanhengError(
        where=made.name, found=f"前 {HEAD_ROWS} 行没有土地台账的表头",
        expected="有地块号、用地单位、面积、供地时间等列的表", advice="核对是不是土地台账,或把表头改成常见的列名",
    )  # fmt: skip


def _is_header(headers: list[str]) -> bool:
    read = read_land_rows(headers, [])
    named = [h for h in headers if h and h not in read.unknown]
    return len(named) >= 4


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _row_of(problem: Problem) -> int:
    part = problem.where.split("第 ")[-1].split(" 行")[0]
    return int(part) if part.isdigit() else 0


def name_rows(lines: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    """Give every row a number to be known by: its parcel's, else its supervision number, else a digest of what it says.

    Answers the rows that say what an earlier one says, with that one's row; they are marked and left out.
    """
    seen: dict[str, int] = {}
    repeats = []
    for line in lines:
        supervision = str(line.get("supervision_no") or "").strip()
        line["number"] = str(line.get("number") or "").strip() or supervision or _digest(line)
        key = f"{line['number']}|{line.get('contract_no') or ''}|{line.get('supplied_on') or ''}"
        if key in seen:
            line["repeat"] = True
            repeats.append((line, seen[key]))
        seen.setdefault(key, line["row"])
    return repeats


def _digest(line: Mapping[str, Any]) -> str:
    said = "|".join(
        str(line.get(k) or "") for k in ("district", "place", "project", "holder", "area", "supplied_on", "price")
    )
    return f"无号-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _repeat(name: str, line: Mapping[str, Any], first: int) -> dict[str, str]:
    return {
        "kind": "repeated_row", "where": f"{name} › 第 {line['row']} 行", "found": f"与第 {first} 行是同一块地、同一次供地",
        "expected": "一次供地一行", "advice": "只导入前一行;确是两块地时写明各自的地块号", "file": "", "sheet": "", "cell": "",
    }  # fmt: skip


def _found(lines: list[dict[str, Any]]) -> dict[str, Any]:
    numbers = [line["number"] for line in lines]
    known = set(Row.objects.filter(number__in=numbers).values_list("number", flat=True))
    supplied = Supply.objects.known().filter(parcel__number__in=numbers).values_list("parcel__number", "holds_from")  # type: ignore[attr-defined]
    pairs = {(n, str(d)) for n, d in supplied}
    area = sum((Decimal(str(line["area"])) for line in lines if line.get("area")), Decimal(0))
    return {
        "new": len({n for n in numbers if n not in known}), "known": len(known), "mu": str(area),
        "supplies": sum(1 for line in lines if line.get("supplied_on")),
        "same": sum((line["number"], str(line.get("supplied_on") or "")) in pairs for line in lines),
        "doubted": sum(bool(line["asks"]) for line in lines),
        "unnumbered": sum(n.startswith("无号-") for n in numbers),
    }  # fmt: skip


def _question(unitless: Sequence[str]) -> dict[str, Any]:
    """Columns of area or price that name no unit: nothing is assumed."""
    if not unitless:
        return {}
    columns = [
        {"header": h, "units": list(MONEY if any(w in h for w in ("价", "金额", "投资")) else AREA)} for h in unitless
    ]
    return {"kind": "units", "text": "下面的列没有写单位,是什么单位?", "columns": columns}


def _sampled(problems: list[dict[str, str]]) -> list[dict[str, str]]:
    """At most `SHOWN`: some of every kind, in the order of the file."""
    by_kind: dict[str, list[dict[str, str]]] = {}
    for problem in problems:
        by_kind.setdefault(problem["kind"], []).append(problem)
    each = max(20, SHOWN // max(len(by_kind), 1))
    return [p for found in by_kind.values() for p in found[:each]]
