"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from .refusal import refuse

XLSX, XLS, ODS, CSV, ZIP = "xlsx", "xls", "ods", "csv", "zip"
# Byte order marks as Latin-1 letters, and blanks.
_MARKS = "ï»¿ÿþ \t\r\n"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF2TO4 = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


def sniff(path: Path) -> str:
    """The kind of a file.

    Raises:
        RefusedFileError: empty, encrypted, HTML or XML under a false name, or nothing that holds a table.
    """
    with path.open("rb") as stream:
        head = stream.read(8192)
    if not head or not head.strip(b"\x00 \t\r\n"):
        raise refuse(where=path.name, found="空文件", advice="确认文件已完整保存后重新上传")
    if head.startswith(_OLE):
        return _sniff_ole(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _sniff_zip(path)
    _refuse_other_formats(path, head)
    return CSV


def _sniff_ole(path: Path) -> str:
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        raise refuse(where=path.name, found="加密的工作簿(设有打开密码)", advice="取消打开密码后重新上传")
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return XLS
    if "WordDocument".encode("utf-16-le") in data:
        raise refuse(where=path.name, found="Word 文档")
    if "PowerPoint".encode("utf-16-le") in data:
        raise refuse(where=path.name, found="演示文稿")
    raise refuse(where=path.name, found="不含工作表的旧式 Office 文件,或文件不完整")


def _sniff_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = _kind_of_archive(archive, names)
    except zipfile.BadZipFile as error:
        raise refuse(where=path.name, found="压缩结构损坏或不完整(文件可能只传了一半)") from error
    except (NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise refuse(where=path.name, found="无法打开的压缩文件") from error
    if kind in (XLSX, ODS, ZIP):
        return kind
    raise refuse(where=path.name, found=kind)


def _kind_of_archive(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "二进制工作簿(.xlsb)"
    if "xl/workbook.xml" in names or any(re.fullmatch(r"xl/workbook\d*\.xml", n) for n in names):
        return XLSX
    if "mimetype" in names:
        info = archive.getinfo("mimetype")
        kind = archive.read("mimetype")[:120] if info.file_size < 1000 else b""
        if b"spreadsheet" in kind:
            return ODS
        if kind:
            return "不是表格的文档(" + kind.decode("ascii", "replace")[:60] + ")"
    if "[Content_Types].xml" in names:
        if any(n.startswith("word/") for n in names):
            return "Word 文档"
        return "缺少工作簿部件的 Office 文件"
    return ZIP


def _refuse_other_formats(path: Path, head: bytes) -> None:
    text = head.decode("latin-1").lstrip(_MARKS).lower()
    wide = head.replace(b"\x00", b"").decode("latin-1").lstrip(_MARKS).lower()
    for body in (text, wide):
        if body.startswith("mime-version:"):
            raise refuse(where=path.name, found="单一文件网页(MHT)存成的表格文件")
        if (
            body.startswith(
                ("<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<div", "<style", "<script")
            )
            or "<html" in body[:1000]
        ):
            raise refuse(
                where=path.name, found="网页(HTML)存成的表格文件", advice="用表格软件打开后另存为 .xlsx,再上传"
            )
        if body.startswith(("<?xml", "<workbook", "<ss:workbook", "<!doctype", "<!entity", "<office:document")):
            found = "XML 表格 2003 格式" if "workbook" in body else "XML 文件"
            raise refuse(where=path.name, found=found)
        if body.startswith("{\\rtf"):
            raise refuse(where=path.name, found="RTF 文档")
    signatures = {
        b"%PDF": "PDF 文档",
        b"\x89PNG": "图片",
        b"\xff\xd8\xff": "图片",
        b"GIF8": "图片",
        b"Rar!": "RAR 压缩文件",
        b"7z\xbc\xaf": "7z 压缩文件",
        b"\x1f\x8b": "gzip 压缩文件",
        b"MZ": "可执行文件",
        b"\x7fELF": "可执行文件",
        b"SQLite": "数据库文件",
    }
    for mark, name in signatures.items():
        if head.startswith(mark):
            raise refuse(where=path.name, found=name)
    if head.startswith(_BIFF2TO4):
        raise refuse(where=path.name, found="Excel 4.0 及更早的工作簿")
