"""An independent sum over the demo's departmental workbooks: openpyxl and plain Python, not a line of the site.

It reads like a clerk with a ruler: finds the column by its heading and unit, takes each firm's row by its code (else by its
name in the register), and adds. What a person could not read, or what stands twice with different figures, it leaves out.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import openpyxl

UNITS = {"元": 1, "千元": 10**3, "万元": 10**4, "亿元": 10**8}
Figures = dict[str, Decimal]


@dataclass(frozen=True)
class Firm:
    """A line of the register."""

    code: str
    names: frozenset[str]
    cluster: str
    above_size: bool
    industry: bool
    founded: int


@dataclass(frozen=True)
class Register:
    """Firms by number, and how to find one by code or name."""

    firms: dict[str, Firm]

    def number_of(self, code: str, name: str) -> str:
        """The firm of a row: by its code where the register knows it, else by its name; '' where neither tells."""
        by_code = next((n for n, firm in self.firms.items() if code and firm.code == code), "")
        return by_code or next((n for n, firm in self.firms.items() if name in firm.names), "")


def read_register(path: Path) -> Register:
    """`register.xlsx`."""
    rows = openpyxl.load_workbook(path, data_only=True).worksheets[0].iter_rows(values_only=True)
    head = [str(h or "") for h in next(rows)]
    at = {
        word: next(i for i, h in enumerate(head) if word in h)
        for word in ("企业编号", "企业名称", "信用代码", "曾用名", "行业代码", "主导产业", "规模", "成立")
    }
    firms = {}
    for row in rows:
        names = {str(row[at["企业名称"]]), *str(row[at["曾用名"]] or "").split("|")} - {""}
        founded = re.search(r"\d{4}", str(row[at["成立"]] or "0000"))
        firms[str(row[at["企业编号"]])] = Firm(
            str(row[at["信用代码"]] or ""), frozenset(names), str(row[at["主导产业"]] or ""), row[at["规模"]] == "规上",
            6 <= int(str(row[at["行业代码"]])[:2]) <= 46,
            int(founded.group()) if founded else 0,
        )  # fmt: skip
    return Register(firms)


def books(folder: Path, pattern: str) -> Iterator[Any]:
    """The workbooks of a department, those in an archive too."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for info in archive.infolist():
                    name = info.filename if info.flag_bits & 0x800 else info.filename.encode("cp437").decode("gb18030")
                    if re.search(pattern, name):
                        yield openpyxl.load_workbook(io.BytesIO(archive.read(info)), data_only=True)
        elif re.search(pattern, path.name):
            yield openpyxl.load_workbook(path, data_only=True)


def column_sums(folder: Path, pattern: str, heading: str, register: Register) -> Figures:
    """The figure of each firm, in yuan, in the column whose heading matches."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for book in books(folder, pattern):
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                _take(sheet, heading, register, found)
    return {number: values[0] for number, values in found.items() if len(set(values)) == 1}


def _take(sheet: Any, heading: str, register: Register, found: dict[str, list[Decimal]]) -> None:
    rows = list(sheet.iter_rows(values_only=True))
    place = next(
        ((r, c) for r, row in enumerate(rows) for c, v in enumerate(row) if re.search(heading, str(v or ""))), None
    )
    if place is None:
        return
    top, column = place
    unit = _unit(str(rows[top][column])) or next(
        (u for row in rows[: top + 2] for v in row if "单位" in str(v or "") and (u := _unit(f"({str(v)[3:]})"))), 1
    )
    for row in rows[top + 1 :]:
        code = next((c for v in row if (c := _code(v))), "")
        name = next((str(v) for v in row if v and any(str(v) in f.names for f in register.firms.values())), "")
        number = register.number_of(code, name) if code or name else ""
        amount = _amount(row[column])
        if number and amount is not None:
            found[number].append(amount * unit)


def _unit(heading: str) -> int | None:
    found = re.search(r"[((](亿元|万元|千元|元)[))]", heading)
    return UNITS[found.group(1)] if found else None


def _code(value: Any) -> str:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value or ""))).upper()
    return text if re.fullmatch(r"[0-9A-Z]{18}", text) else ""


def _amount(value: Any) -> Decimal | None:
    text = re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", str("" if value is None else value)))
    negative = bool(re.fullmatch(r"\(.*\)|[△▲-].*", text))
    try:
        number = Decimal(text.strip("()△▲-"))
    except InvalidOperation:
        return None
    return -number if negative else number


def of_cluster(figures: Figures, register: Register, cluster: str) -> Figures:
    """Those of a cluster's firms, by the register."""
    return {n: v for n, v in figures.items() if register.firms[n].cluster == cluster}
