"""How calamine is given a workbook: by path where the name tells the truth, else by content."""

from __future__ import annotations

import io
from pathlib import Path

from python_calamine import CalamineWorkbook

_NAMES = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".xla", ".xlam", ".xlsb", ".ods")


def open_workbook(path: Path, *, suffix: str, content: bytes | None = None) -> CalamineWorkbook:
    """The workbook. calamine believes a name that it knows, so a file under a false one is handed over as bytes.

    Raises:
        CalamineError: broken.
    """
    if content is None and (path.suffix.lower() == suffix or path.suffix.lower() not in _NAMES):
        return CalamineWorkbook.from_path(str(path))
    return CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes() if content is None else content))
