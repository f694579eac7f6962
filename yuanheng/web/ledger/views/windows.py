"""The sheet around a cell, opened for one page."""

from __future__ import annotations

import zipfile
from typing import Any

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.ledger import sheet_window

from ..models import Reading
from ..reader import workbook_of


def window_at(reading: Reading, sheet: str, cell: str) -> tuple[Any, str]:
    """(the window, '') or (None, why it cannot be shown)."""
    if not cell:
        return None, ""
    try:
        with workbook_of(reading) as path:
            return sheet_window(path, sheet, cell, radius=4), ""
    except YuanhengError as error:
        return None, str(error.problem)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile):
        return None, f"不能在原表中定位 {sheet} {cell},请下载原文件查看"
