"""A marked copy opens in an office program as it is: nothing to repair, marks and values in place."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from yuanheng.engines.ledger import mark_copy
from yuanheng.engines.ledger.reading import read_here

from .corpus.case import A, B, Sheet, write_xlsx

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not on the PATH")
def test_a_marked_copy_opens_in_libreoffice_with_its_marks(tmp_path: Path) -> None:
    book = tmp_path / "税.xlsx"
    rows = [["2021年税收(万元)"], ["企业名称", "入库税收"], [A, 5], [B, "12.3.4"], ["=1+1公司", "#"], ["合计", 99]]
    write_xlsx([Sheet(rows, name="税", merge=["A1:B1"])], book)
    marked = mark_copy(book, read_here(book, year=2021).problems, tmp_path / "标.xlsx")
    out = tmp_path / "开"
    profile = (tmp_path / "profile").as_uri()
    command = [SOFFICE, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx", "--outdir", str(out)]
    done = subprocess.run([*command, str(marked)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    again = openpyxl.load_workbook(out / "标.xlsx")
    assert again.sheetnames == openpyxl.load_workbook(marked).sheetnames
    sheet = again["税"]
    assert sheet["A3"].value == A and sheet["B3"].value == 5
    assert "12.3.4" in sheet["B4"].comment.text
