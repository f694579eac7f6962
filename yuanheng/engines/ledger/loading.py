"""One file into sheets, whatever its format."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from . import sniff
from .grid import Grid
from .limits import MIB, Limits
from .load_csv import load_csv
from .load_ods import load_ods
from .load_xls import load_xls
from .load_xlsx import load_xlsx
from .refusal import refuse

_LOADERS = {sniff.XLSX: load_xlsx, sniff.XLS: load_xls, sniff.ODS: load_ods, sniff.CSV: load_csv}


def load_grids(path: Path, limits: Limits) -> list[Grid]:
    """The sheets of a workbook, recognised by content.

    Raises:
        RefusedFileError: hostile, broken, or no workbook at all.
    """
    if path.is_symlink() or not path.is_file():
        raise refuse(where=path.name, found="符号链接或不是普通文件")
    size = path.stat().st_size
    if size > limits.file_size:
        raise refuse(where=path.name, found=f"{size // MIB} MB 的文件", expected=f"不超过 {limits.file_size // MIB} MB")
    kind = sniff.sniff(path)
    if kind == sniff.ZIP:
        raise refuse(where=path.name, found="压缩包,不是工作簿", advice="解压后上传其中的表格")
    try:
        return _LOADERS[kind](path, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise refuse(where=path.name, found="压缩结构损坏或不完整(文件可能只传了一半)") from error
