"""How much a worksheet really holds, found in its XML before calamine reserves memory for what its tags declare."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from .grid import from_a1
from .limits import MIB, Limits
from .refusal import refuse

_CHUNK = 1 << 20
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\b[^>]*\bref="([^"]+)"[^>]*?(?:/>|></(?:\w+:)?dimension>)')
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*?(?<!/)>(?!</)')
_SHARED = re.compile(rb'<(?:\w+:)?c\b[^>]*\bt="s"[^>]*>\s*<(?:\w+:)?v>(\d+)<')
_SHORTEST_CELL = len(b'<c t="s"><v>0</v></c>')
_REWRITTEN = 100 * MIB


def chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A worksheet's text in pieces that end with a row."""
    rest = b""
    with archive.open(part) as stream:
        while block := stream.read(_CHUNK):
            block = rest + block
            cut = max(block.rfind(b"</row>"), block.rfind(b":row>"))
            cut = cut + 6 if cut >= 0 else 0
            if not cut and len(block) < 32 * _CHUNK:
                rest = block
                continue
            yield block[:cut] if cut else block
            rest = block[cut:] if cut else b""
    if rest:
        yield rest


def without_absurd_dimensions(path: Path, parts: Mapping[str, str], limits: Limits) -> bytes | None:
    """The workbook without its dimension tags where one declares far more than there is; None where all are sound.

    Some office programs declare the whole sheet, A1:XFD1048576, over two rows; readers would reserve memory for it.

    Raises:
        RefusedFileError: the cells themselves reach too far.
    """
    with zipfile.ZipFile(path) as archive:
        absurd = {part for name, part in parts.items() if _is_absurd(archive, part, limits)}
        for name, part in parts.items():
            if part in absurd:
                _check_cells(archive, part, limits, f"{path.name} › {name}")
        return _rewritten(archive, absurd) if absurd else None


def _is_absurd(archive: zipfile.ZipFile, part: str, limits: Limits) -> bool:
    with archive.open(part) as stream:
        match = _DIMENSION.search(stream.read(65536))
    if not match or b":" not in match[1]:
        return False
    try:
        start, end = (from_a1(r) for r in match[1].decode("ascii", "replace").split(":")[:2])
    except ValueError:
        return False
    height, width = end[0] - start[0] + 1, end[1] - start[1] + 1
    return height * width > limits.cells or height < 1 or width < 1 or end[0] >= 1_048_576 or end[1] >= 16_384


def _check_cells(archive: zipfile.ZipFile, part: str, limits: Limits, where: str) -> None:
    """The extent of the cells that hold something."""
    bottom = right = 0
    for chunk in chunks(archive, part):
        for match in _FILLED.finditer(chunk):
            row, column = from_a1(match[1].decode())
            bottom, right = max(bottom, row + 1), max(right, column + 1)
    if bottom * right > limits.cells or right > limits.columns or archive.getinfo(part).file_size > _REWRITTEN:
        raise refuse(
            where=where,
            found=f"内容远至第 {bottom} 行、第 {right} 列",
            expected=f"不超过 {limits.columns} 列、{limits.cells} 个单元格",
            advice="删除表格右侧和下方的空行空列,另存为新文件后上传",
        )


def _rewritten(archive: zipfile.ZipFile, parts: set[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for info in archive.infolist():
            data = archive.read(info)
            copy.writestr(info.filename, _DIMENSION.sub(b"", data, count=1) if info.filename in parts else data)
    return out.getvalue()


def check_strings(archive: zipfile.ZipFile, parts: Mapping[str, str], limits: Limits, *, file: str) -> None:
    """A long shared string shown by very many cells is copied for each: bounded before anything is copied.

    The cells are only counted where even the longest string in every cell could pass the limit.

    Raises:
        RefusedFileError: the cells would hold more text than `strings_handed_out`.
    """
    names = [n for n in archive.namelist() if n.lower().endswith("sharedstrings.xml")]
    if not names:
        return
    lengths = np.array([len(s) for s in archive.read(names[0]).split(b"</si>")], dtype=np.int64)
    cells = sum(archive.getinfo(p).file_size for p in set(parts.values())) // _SHORTEST_CELL
    if int(lengths.max()) * cells <= limits.strings_handed_out:
        return
    total = 0
    for name, part in parts.items():
        for chunk in chunks(archive, part):
            shown = np.array(_SHARED.findall(chunk), dtype="S10").astype(np.int64)
            total += int(lengths[shown[shown < len(lengths)]].sum())
            if total > limits.strings_handed_out:
                raise refuse(
                    where=f"{file} › {name}",
                    found=f"全部单元格的文字合计超过 {limits.strings_handed_out // MIB} MB",
                    expected=f"不超过 {limits.strings_handed_out // MIB} MB",
                    advice="删去重复的长文字,或按月、按镇拆分后上传",
                )
