"""The text of a plan's file: .txt, .docx, or a .pdf that has text. Files are untrusted; every limit is told when it is met."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from defusedxml import ElementTree as SafeTree  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

from ..errors import YuanhengError
from .wordlists import Numbering, W, read_numbering

MAX_BYTES = 50 * 1024 * 1024
MAX_INFLATED = 80 * 1024 * 1024
MAX_CHARACTERS = 2_000_000
MAX_PAGES = 600
_PAGE_CHARACTERS = 8  # fewer on every page: pictures of pages, not text


class PlanFileError(YuanhengError):
    """A file that holds no readable plan."""

    kind = "plan_file"


def read_plan_file(path: str | Path) -> str:
    """The text of a plan's file, one paragraph a line.

    Raises:
        PlanFileError: too large, of an unknown kind, damaged, protected, or scanned without text.
    """
    path = Path(path)
    if path.stat().st_size > MAX_BYTES:
        raise _refused(
            path, f"{path.stat().st_size:,} 字节", f"不超过 {MAX_BYTES:,} 字节的文件", "只保留计划正文后重新上传"
        )
    readers = {".txt": _plain, ".md": _plain, ".docx": _word, ".pdf": _pdf}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        advice = (
            "用 Word 或 WPS 另存为 .docx"
            if path.suffix.lower() in (".doc", ".wps")
            else "另存为 .docx、.txt 或带文字的 .pdf"
        )
        raise _refused(path, f"{path.suffix or '没有扩展名'} 文件", ".txt、.docx 或 .pdf", advice)
    text = reader(path)
    if not text.strip():
        raise _refused(path, "没有文字", "计划的正文", "检查文件是否为空,或把正文粘贴进来")
    if len(text) > MAX_CHARACTERS:
        raise _refused(path, f"{len(text):,} 个字", f"不超过 {MAX_CHARACTERS:,} 个字", "只保留计划正文后重新上传")
    return text


def _refused(path: Path, found: str, expected: str, advice: str) -> PlanFileError:
    return PlanFileError(where=path.name, found=found, expected=expected, advice=advice)


def _plain(path: Path) -> str:
    """UTF-8, UTF-16 with its mark, else GB 18030, which every Chinese Windows writes."""
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(path, "不是文本编码", "UTF-8 或 GB 18030 编码的文本", "用记事本另存为 UTF-8 后重新上传")


def _word(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as pack:
            root = SafeTree.fromstring(_member(path, pack, "word/document.xml"))
            numbering = Numbering()
            if "word/numbering.xml" in pack.namelist():
                numbering = read_numbering(SafeTree.fromstring(_member(path, pack, "word/numbering.xml")))
    except (
        zipfile.BadZipFile,
        KeyError,
        SafeTree.ParseError,
        DefusedXmlException,
        RuntimeError,
        OSError,
        EOFError,
    ) as error:
        raise _refused(
            path, "打不开的文档", "没有损坏、没有加密的 .docx", "用 Word 或 WPS 打开后另存为新的 .docx"
        ) from error
    return "\n".join(line for line in _lines(root, numbering) if line.strip())


def _member(path: Path, pack: zipfile.ZipFile, name: str) -> bytes:
    """One member, read no further than the limit whatever its header claims."""
    with pack.open(name) as stream:
        data = stream.read(MAX_INFLATED + 1)
    if len(data) > MAX_INFLATED:
        raise _refused(path, "展开后过大的文档", f"展开后不超过 {MAX_INFLATED:,} 字节", "只保留计划正文后另存")
    return data


def _lines(root: Any, numbering: Numbering) -> Iterator[str]:
    """Paragraphs and rows of tables in the order of the document."""
    body = root.find(f"{W}body")
    stack = list(reversed(list(body))) if body is not None else []
    while stack:
        element = stack.pop()
        if element.tag == f"{W}p":
            text = _paragraph(element)
            yield (numbering.label(element) + text) if text.strip() else ""
        elif element.tag == f"{W}tbl":
            for row in element.iter(f"{W}tr"):
                yield " | ".join("".join(_paragraph(p) for p in cell.iter(f"{W}p")) for cell in row.findall(f"{W}tc"))
        elif element.tag != f"{W}sectPr":
            stack.extend(reversed(list(element)))


def _paragraph(element: Any) -> str:
    """The text of a paragraph as it reads with all changes accepted."""
    parts: list[str] = []
    stack = list(reversed(list(element)))
    while stack:
        node = stack.pop()
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            parts.append(" " if node.tag == f"{W}tab" else "\n")
        elif node.tag not in (f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText"):
            stack.extend(reversed(list(node)))
    return "".join(parts)


def _pdf(path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _refused(path, "有密码的 PDF", "没有密码的 PDF", "去掉密码后重新上传")
        if len(reader.pages) > MAX_PAGES:
            raise _refused(path, f"{len(reader.pages)} 页", f"不超过 {MAX_PAGES} 页", "只保留计划正文的页")
        pages = [page.extract_text() or "" for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise _refused(path, "读不懂的 PDF", "没有损坏的 PDF", "重新导出 PDF,或改用 .docx") from error
    if sum(len(p.strip()) for p in pages) <= _PAGE_CHARACTERS * len(pages):
        raise _refused(path, "扫描件:只有图像,没有文字", "带文字的 PDF", "上传 Word 原稿,或先做文字识别(OCR)")
    return "\n".join(pages)
