"""Read the register of enterprises from a sheet, whatever its columns are called and in whatever order they stand."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine
from pydantic import BaseModel, ConfigDict

from yuanheng.engines.errors import Problem, Problems, ProblemsError
from yuanheng.engines.identities import Enterprise, Register, normalise_name, read_capital, repair_uscc
from yuanheng.engines.rules import Citation, load_rule

HEADER_ROWS = 15
_DATE = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})?")
_EPOCH = datetime.date(1899, 12, 30)


class RegisterWords(BaseModel):
    """`rules/registers/*.yaml`: the words by which a register's columns are known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    source: Citation
    fields: dict[str, tuple[str, ...]]
    scale_words: dict[str, tuple[str, ...]]
    yes_words: tuple[str, ...]
    no_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubled:
    """A row that has the number or the code of an earlier row: `first` is that row's name. Kept apart until a person says."""

    firm: Enterprise
    first: str
    where: str


@dataclass(frozen=True)
class RegisterReading:
    """The firms of a register sheet and what was wrong with it; a firm whose code is wrong is kept, without its code."""

    register: Register
    problems: tuple[Problem, ...]
    doubled: tuple[Doubled, ...] = ()


def read_register(path: Path) -> RegisterReading:
    """Read `.xlsx`, `.xls`, `.ods` or `.csv` (UTF-8 or GB18030), first sheet with a header that names a name column.

    Ids are those of the sheet; without an id column the code is the id, else a digest of the name. Two firms never share an
    id: a repeat is a problem, and the later row stands among `doubled`.

    Raises:
        ProblemsError: no header was found, or the file cannot be read.
    """
    words = load_rule("registers", "enterprises", RegisterWords)
    for sheet, rows in sheets_of(path):
        header = _find_header(rows, words)
        if header is not None:
            return _read_rows(rows, header, words, file=path.name, sheet=sheet)
    raise _no_header(path, words)


def sheets_of(path: Path) -> Iterable[tuple[str, list[list[Any]]]]:
    """(name, rows) of each sheet; a .csv is one without a name.

    Raises:
        ProblemsError: the workbook cannot be opened.
    """
    if path.suffix.lower() == ".csv":
        yield "", [list(row) for row in csv.reader(io.StringIO(_decode(path.read_bytes())))]
        return
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
    except Exception as error:
        problems = Problems()
        problems.add(
            "unreadable_file",
            where=path.name,
            found=str(error)[:80],
            expected="可以打开的 .xlsx、.xls、.ods 或 .csv 名录",
            advice="用电子表格软件打开并另存为 .xlsx 后重试",
            file=path.name,
        )
        raise ProblemsError(problems) from error
    for name in book.sheet_names:
        yield name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def fold(value: object) -> str:
    """A header's or a choice's word as it is compared: full-width forms, blanks and case aside."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value))).lower()


def _find_header(rows: Sequence[Sequence[Any]], words: RegisterWords) -> tuple[int, dict[str, int]] | None:
    field_of = {fold(word): field for field, names in words.fields.items() for word in names}
    for index, row in enumerate(rows[:HEADER_ROWS]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            field = field_of.get(fold(cell))
            if field and field not in columns:
                columns[field] = column
        if "name" in columns and len(columns) > 1:
            return index, columns
    return None


def _read_rows(
    rows: Sequence[Sequence[Any]],
    header: tuple[int, dict[str, int]],
    words: RegisterWords,
    *,
    file: str,
    sheet: str,
) -> RegisterReading:
    top, columns = header
    problems = Problems()
    firms: dict[str, Enterprise] = {}
    codes: dict[str, str] = {}
    doubled: list[Doubled] = []
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        cells = {f: row[c] for f, c in columns.items() if c < len(row)}
        name = text_of(cells.get("name"))
        if not normalise_name(name):
            continue
        place = Place(file, sheet, number, columns)
        firm = _enterprise(name, cells, words, place, problems)
        if firm.id in firms or (firm.uscc and firm.uscc in codes):
            other = firms[firm.id].name if firm.id in firms else codes[firm.uscc]
            found = f"{name} 与“{other}”编号或代码相同"
            where = place.add(problems, "duplicate_row", "name", found, "一家企业一行", "确认后在“名录疑点”里逐条核对")
            doubled.append(Doubled(firm, other, where))
            continue
        firms[firm.id] = firm
        if firm.uscc:
            codes[firm.uscc] = firm.name
    return RegisterReading(Register.of(list(firms.values())), tuple(problems), tuple(doubled))


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a sheet and where its columns are: what a problem says of itself."""

    file: str
    sheet: str
    row: int
    columns: Mapping[str, int]

    def at(self, field: str) -> tuple[str, str]:
        """(where, cell) of a field of this row."""
        cell = f"{_letters(self.columns.get(field, 0))}{self.row}"
        return " › ".join(p for p in (self.file, self.sheet, cell) if p), cell

    def add(self, problems: Problems, kind: str, field: str, found: str, expected: str, advice: str) -> str:
        """Note a problem of this row; answers where it is."""
        where, cell = self.at(field)
        problems.add(
            kind,
            where=where,
            found=found,
            expected=expected,
            advice=advice,
            file=self.file,
            sheet=self.sheet,
            cell=cell,
        )
        return where


def _enterprise(
    name: str, cells: Mapping[str, Any], words: RegisterWords, place: Place, problems: Problems
) -> Enterprise:
    code = repair_uscc(text_of(cells.get("uscc")))
    if code.problem and not code.old_registration:
        place.add(problems, "bad_uscc", "uscc", code.problem, "18 位统一社会信用代码", "对照营业执照改正代码")
    capital = read_capital(text_of(cells.get("capital")))
    if capital.problem:
        place.add(problems, "unknown_unit", "capital", capital.problem, "数、单位和币种", "补上币种,如 50 万元人民币")
    former = tuple(n.strip() for n in re.split(r"[|;；、]", text_of(cells.get("former_names"))) if n.strip())
    digest = hashlib.sha256(normalise_name(name).encode()).hexdigest()[:16]
    return Enterprise(
        id=text_of(cells.get("id")) or code.code or code.old_registration or f"N{digest}",
        name=name,
        uscc=code.code,
        old_registration=code.old_registration,
        address=text_of(cells.get("address")),
        former_names=former,
        scale=_word(cells.get("scale"), words.scale_words),
        industry_code=text_of(cells.get("industry_code")),
        industry=text_of(cells.get("industry")),
        cluster=text_of(cells.get("cluster")),
        town=text_of(cells.get("town")),
        founded_on=date_of(cells.get("founded_on"), "founded_on", place, problems),
        production_on=date_of(cells.get("production_on"), "production_on", place, problems),
        status=text_of(cells.get("status")),
        utility={"yes": True, "no": False}.get(
            _word(cells.get("utility"), {"yes": words.yes_words, "no": words.no_words})
        ),
        capital=capital.amount,
        capital_currency=capital.currency,
        business_scope=text_of(cells.get("business_scope")),
    )


def text_of(value: object) -> str:
    """A cell as text; whole numbers without a point, marks for nothing as ''."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) if abs(value) < 1e15 else repr(value)
    text = str(value).strip()
    return "" if text in {"N/A", "—", "-", "/"} else text


def _word(value: object, table: Mapping[str, Sequence[str]]) -> str:
    text = fold(text_of(value))
    return next((word for word, names in table.items() if text in {fold(n) for n in names}), "")


def date_of(value: object, field: str, place: Place, problems: Problems) -> datetime.date | None:
    """A day in any of its writings; None where the cell is empty, and a problem where it is no day."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = text_of(value)
    if not text:
        return None
    if re.fullmatch(r"\d{5}", text):
        return _EPOCH + datetime.timedelta(days=int(text))
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).rstrip("日").split(" ")[0])
    try:
        if match:
            return datetime.date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        pass
    place.add(problems, "unreadable_date", field, text, "日期,如 2019-06-30", "改成年-月-日")
    return None


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _no_header(path: Path, words: RegisterWords) -> ProblemsError:
    problems = Problems()
    problems.add(
        "no_header",
        where=path.name,
        found="前 15 行里没有找到表头",
        expected="一列名称(" + "、".join(words.fields["name"][:4]) + ")和至少一列其他信息",
        advice="给名录加上表头,或先在数据页上对应各列",
        file=path.name,
    )
    return ProblemsError(problems)
