"""The wide table: one row a subject, one column a measure in its base unit (areas in 亩). NULL is missing.

Read from Parquet, CSV or XLSX, or taken as Arrow. Ids and names are found under their usual names; a column in
square metres (`…_m2`) becomes 亩, exactly (× 0.0015). A float means its shortest decimal text.
"""

from __future__ import annotations

import csv
import datetime
import difflib
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from yuanheng.engines.errors import Problems

from .numbers import exact

ID_NAMES = (
    "subject_id",
    "id",
    "uscc",
    "subject_key",
    "firm_id",
    "enterprise_id",
    "code",
    "unitcode",
    "统一社会信用代码",
)
NAME_NAMES = ("subject_name", "name", "firm_name", "enterprise_name", "unitname", "企业名称", "单位名称")
TEXT_COLUMNS = frozenset(
    {"subject_id", "subject_name", "uscc", "scale", "industry_code", "cluster", "town", "county", "group", "status"}
)
BLANK = frozenset({"", "-", "—", "/", "NULL", "null", "None", "NaN", "nan", "NA", "N/A", "无", "未统计"})
MU_PER_M2 = Decimal("0.0015")


def read_wide_table(source: str | Path | pa.Table, *, wanted: Iterable[str] | None = None) -> pa.Table:
    """The table with canonical columns: `subject_id`, `subject_name` (text) and everything else as it is.

    `wanted` limits what is read to those columns (and their square-metre forms).

    Raises:
        ProblemsError: no such file, a format not known, no id column, ids blank or twice, no rows.
    """
    where = "输入表" if isinstance(source, pa.Table) else Path(source).name
    table = source if isinstance(source, pa.Table) else _read(Path(source), wanted)
    problems = Problems()
    table = _canonical(table, where=where, problems=problems)
    problems.raise_if_any()
    _check_ids(table, where=where, problems=problems)
    problems.raise_if_any()
    return _areas_in_mu(_plain_text(table))


def require_columns(table: pa.Table, needed: Iterable[str], *, scheme: str) -> None:
    """Every measure the scheme cannot do without is a column.

    Raises:
        ProblemsError: one problem for each missing column, with near names.
    """
    problems = Problems()
    for name in dict.fromkeys(needed):
        if name in table.column_names:
            continue
        near = difflib.get_close_matches(name, table.column_names, n=3, cutoff=0.6)
        problems.add(
            "missing_column",
            where=f"输入表 › 列 {name}",
            found=f"没有这一列{f';名称相近的有 {chr(12289).join(near)}' if near else ''}",
            expected=f"评价办法 {scheme} 要用到列 {name}",
            advice="补上该列(没有数的企业留空),或改正列名",
            cell=name,
        )
    problems.raise_if_any()


def _read(path: Path, wanted: Iterable[str] | None) -> pa.Table:
    suffix = path.suffix.lower()
    if not path.is_file():
        _refuse(path, found="没有这个文件", expected="存在的 .parquet、.csv 或 .xlsx 文件", advice="检查路径")
    try:
        if suffix in (".parquet", ".pq"):
            return _read_parquet(path, wanted)
        if suffix == ".csv":
            return _typed(*_read_csv(path))
        if suffix == ".xlsx":
            return _typed(*_read_xlsx(path))
    except (pa.ArrowInvalid, OSError, ValueError, UnicodeDecodeError) as error:
        _refuse(path, found=f"读不出来({error})"[:200], expected="完好的表格文件", advice="重新导出该文件")
    _refuse(path, found=f"后缀 {suffix or '(无)'}", expected=".parquet、.csv 或 .xlsx", advice="另存为其中一种格式")
    raise AssertionError("unreachable")


def _refuse(path: Path, *, found: str, expected: str, advice: str) -> None:
    problems = Problems()
    problems.add("unreadable_table", where=path.name, found=found, expected=expected, advice=advice, file=path.name)
    problems.raise_if_any()


def _read_parquet(path: Path, wanted: Iterable[str] | None) -> pa.Table:
    if wanted is None:
        return pq.read_table(path)
    present = pq.read_schema(path).names
    keep = {*wanted, *(f"{name}_m2" for name in wanted)}
    known = (*ID_NAMES, *NAME_NAMES)
    columns = [name for name in present if name in keep or name.strip().lower() in known]
    return pq.read_table(path, columns=columns)


def _read_csv(path: Path) -> tuple[list[str], list[list[Any]]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return (rows[0], rows[1:]) if rows else ([], [])


def _read_xlsx(path: Path) -> tuple[list[str], list[list[Any]]]:
    from python_calamine import load_workbook

    rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    return ([str(cell) for cell in rows[0]], rows[1:]) if rows else ([], [])


def _typed(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> pa.Table:
    columns: dict[str, pa.Array] = {}
    filled = [row for row in rows if any(str(cell).strip() for cell in row)]
    for index, name in enumerate(header):
        cells = [_cell(row[index]) if index < len(row) else None for row in filled]
        if name.strip():
            columns[name.strip()] = _column(name.strip(), cells)
    return pa.table(columns)


def _cell(cell: Any) -> Any:
    if isinstance(cell, str):
        return None if cell.strip() in BLANK else cell.strip()
    return cell


def _column(name: str, cells: list[Any]) -> pa.Array:
    low = name.lower()
    if low in TEXT_COLUMNS or low in ID_NAMES or low in NAME_NAMES:
        return pa.array([None if cell is None else _text(cell) for cell in cells], pa.string())
    known = [cell for cell in cells if cell is not None]
    if known and all(isinstance(cell, datetime.date) for cell in known):
        return pa.array([cell.date() if isinstance(cell, datetime.datetime) else cell for cell in cells], pa.date32())
    numbers = [_number(cell) for cell in cells]
    if any(number is None and cell is not None for number, cell in zip(numbers, cells, strict=True)):
        return pa.array([None if cell is None else _text(cell) for cell in cells], pa.string())
    return decimal_column(numbers)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _number(cell: Any) -> Decimal | None:
    if isinstance(cell, bool):
        return Decimal(int(cell))
    if isinstance(cell, int | float):
        return Decimal(repr(cell))
    if not isinstance(cell, str):
        return None
    try:
        number = Decimal(cell.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def decimal_column(numbers: Sequence[Decimal | None]) -> pa.Array:
    """Exact decimals as one Arrow column; binary64 where they do not fit 38 digits."""
    scale = max((max(0, -int(n.as_tuple().exponent)) for n in numbers if n is not None), default=0)
    whole = max((max(0, n.adjusted() + 1) for n in numbers if n is not None), default=0)
    if scale + whole > 38:
        return pa.array([None if n is None else float(n) for n in numbers], pa.float64())
    return pa.array(numbers, pa.decimal128(38, scale))


def _canonical(table: pa.Table, *, where: str, problems: Problems) -> pa.Table:
    names = list(table.column_names)
    low = [name.strip().lower() for name in names]
    found = next((low.index(name) for name in ID_NAMES if name in low), None)
    if found is None:
        near = "、".join(names[:8])
        problems.add(
            "no_id_column", where=where, found=f"列有 {near}{'……' if len(names) > 8 else ''}",
            expected="一列企业标识,名为 subject_id(或 id、uscc、firm_id)", advice="把标识列改名为 subject_id",
        )  # fmt: skip
        return table
    ids = table.column(found).cast(pa.string())
    named = next((low.index(name) for name in NAME_NAMES if name in low), None)
    title = ids if named is None else table.column(named).cast(pa.string())
    rest = [i for i, name in enumerate(low) if i not in (named,) and not (i == found and name != "uscc")]
    columns = {"subject_id": ids, "subject_name": title}
    for index in rest:
        columns.setdefault(low[index] if low[index] in TEXT_COLUMNS else names[index].strip(), table.column(index))
    return pa.table(columns)


def _check_ids(table: pa.Table, *, where: str, problems: Problems) -> None:
    ids = table.column("subject_id")
    if table.num_rows == 0:
        problems.add("empty_table", where=where, found="没有数据行", expected="每家企业一行", advice="检查导出的表")
        return
    if ids.null_count:
        problems.add(
            "blank_id", where=f"{where} › subject_id", found=f"{ids.null_count} 行没有标识",
            expected="每行都有标识", advice="补上企业标识",
        )  # fmt: skip
    if _ascending(ids) or pc.count_distinct(ids).as_py() == table.num_rows:
        return
    counts = pc.value_counts(ids.combine_chunks()).to_pylist()
    twice = sorted(str(item["values"]) for item in counts if item["counts"] > 1)
    for name in twice[:20]:
        problems.add(
            "duplicate_id", where=f"{where} › subject_id", found=f"{name} 出现多次",
            expected="一家企业一行", advice="合并或删去重复的行",
        )  # fmt: skip


def _ascending(ids: pa.ChunkedArray) -> bool:
    """Already in strict order, as most exports are: then none can occur twice, and counting is spared."""
    flat = ids.combine_chunks()
    return bool(pc.all(pc.less(flat[:-1], flat[1:]), min_count=0).as_py())


def _plain_text(table: pa.Table) -> pa.Table:
    for index, field in enumerate(table.schema):
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        if kind != field.type or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
            plain = pa.string() if not pa.types.is_primitive(kind) else kind
            table = table.set_column(index, field.name, table.column(index).cast(plain))
    return table


def _areas_in_mu(table: pa.Table) -> pa.Table:
    for name in table.column_names:
        base = name.removesuffix("_m2")
        if base == name or base in table.column_names:
            continue
        cells = [exact(cell) for cell in table.column(name).to_pylist()]
        mu = [
            None if cell is None else Decimal(cell.numerator) / Decimal(cell.denominator) * MU_PER_M2 for cell in cells
        ]
        table = table.set_column(table.column_names.index(name), base, decimal_column(mu))
    return table
