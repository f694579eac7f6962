"""CSV: its encoding, its separator, its rows as they stand in the file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from .grid import Grid, Value
from .limits import Limits
from .refusal import RefusedFileError, refuse

_SPLIT = "按月或按镇拆分后上传"
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 26}


def load_csv(path: Path, limits: Limits) -> list[Grid]:
    """The one sheet of a text table; its name is empty.

    Raises:
        RefusedFileError: no known encoding, control bytes, too many rows, columns or characters.
    """
    _count_lines(path, limits)
    if path.stat().st_size > limits.text_size:
        raise refuse(
            where=path.name,
            found=f"{path.stat().st_size // 2**20} MB 的文本文件",
            expected=f"不超过 {limits.text_size // 2**20} MB",
            advice=_SPLIT,
        )
    text = decode(path.read_bytes(), name=path.name)
    rows: list[list[Value]] = []
    cells = 0
    csv.field_size_limit(1_000_000)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator(text)):
            rows.append([_cell(c) for c in row])
            cells += len(row)
            if len(row) > limits.columns or cells > limits.cells or len(rows) > limits.rows:
                raise _too_large(path, limits, row=len(rows), columns=len(row), cells=cells)
    except csv.Error as error:
        raise refuse(
            where=f"{path.name} › 第 {len(rows) + 1} 行",
            found="无法按行列拆分的文本(可能引号没有成对,或一格过长)",
            expected="逗号、制表符或分号分隔的文本",
        ) from error
    return [Grid(name="", rows=rows)]


def _count_lines(path: Path, limits: Limits) -> None:
    """Lines are counted before the text is taken into memory."""
    lines = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            lines += block.count(b"\n")
    if lines > limits.rows:
        raise refuse(where=path.name, found=f"{lines} 行", expected=f"不超过 {limits.rows} 行", advice=_SPLIT)


def _too_large(path: Path, limits: Limits, *, row: int, columns: int, cells: int) -> RefusedFileError:
    where = f"{path.name} › 第 {row} 行"
    if columns > limits.columns:
        return refuse(where=where, found=f"{columns} 列", expected=f"不超过 {limits.columns} 列")
    if row > limits.rows:
        return refuse(where=where, found=f"{row} 行以上", expected=f"不超过 {limits.rows} 行", advice=_SPLIT)
    return refuse(where=where, found=f"{cells} 格以上", expected=f"不超过 {limits.cells} 格", advice=_SPLIT)


def _cell(text: str) -> Value:
    """Excel's way to keep digits, ="0123", is text; all else stays as written."""
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1]
    return text


def decode(data: bytes, *, name: str) -> str:
    """The text of a file in UTF-8 (with or without mark), UTF-16 or GB18030.

    Raises:
        RefusedFileError: none of them.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(data, (encoding, "gb18030") if encoding == "utf-8-sig" else (encoding,), name)
    if data[:400].count(0) > len(data[:400]) // 4:
        return _strict(data, ("utf-16-le" if data[1:2] == b"\0" else "utf-16-be",), name)
    return _strict(data, ("utf-8", "gb18030"), name)


def _strict(data: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        sample = text[:20000]
        if any(ord(c) in _CONTROL for c in sample) or sample.count("\ufffd") > 0:
            break
        return text
    raise refuse(
        where=name, found="无法识别的文字编码或二进制内容", expected="UTF-8、GB18030(GBK)或 UTF-16 编码的文本表格"
    )


def separator(text: str) -> str:
    """Comma, tab, semicolon or bar: the one that gives most rows the same number of fields."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:200]
    best, best_score = ",", 0.0
    for mark in ",\t;|":
        counts = [len(r) - 1 for r in csv.reader(lines, delimiter=mark)]
        filled = [c for c in counts if c > 0]
        if not filled:
            continue
        usual = max(set(filled), key=filled.count)
        score = filled.count(usual) * min(usual, 20) + usual
        if score > best_score:
            best, best_score = mark, score
    return best
