"""A zip before it is opened: bombs, foreign paths, links, passwords, declared entities."""

from __future__ import annotations

import posixpath
import re
import stat
import zipfile
from itertools import pairwise

from .limits import MIB, Limits
from .refusal import refuse

_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


_ROOT = re.compile(rb"<[A-Za-z]")


def check_archive(archive: zipfile.ZipFile, limits: Limits, *, name: str) -> None:
    """Refuse a workbook's archive that inflates absurdly, hides behind a password, or declares entities.

    Raises:
        RefusedFileError: naming the part and the reason.
    """
    check_sizes(archive.infolist(), limits, name=name)
    for info in archive.infolist():
        if info.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(archive, info, name)
        if info.filename.lower().endswith("sharedstrings.xml") and info.file_size > limits.strings_size:
            raise refuse(
                where=name,
                found=f"文字表展开后 {info.file_size // MIB} MB,疑似压缩炸弹",
                expected=f"不超过 {limits.strings_size // MIB} MB",
            )


def check_sizes(infos: list[zipfile.ZipInfo], limits: Limits, *, name: str) -> None:
    """Number of parts, their inflated sizes and the ratio, as the directory declares them."""
    if len(infos) > limits.parts:
        raise refuse(where=name, found=f"压缩包内有 {len(infos)} 个部件", expected=f"不超过 {limits.parts} 个")
    if any(i.flag_bits & 1 for i in infos):
        raise refuse(where=name, found="有密码的压缩内容", advice="取消密码后重新上传")
    total = sum(i.file_size for i in infos)
    packed = sum(i.compress_size for i in infos) or 1
    found = f"展开后 {total // MIB} MB(压缩比 {total // packed} 倍),疑似压缩炸弹"
    if total > limits.inflated_size:
        raise refuse(where=name, found=found, expected=f"展开后不超过 {limits.inflated_size // MIB} MB")
    bound = limits.inflation_ratio if total > limits.inflation_ratio_from else 4 * limits.inflation_ratio
    if total > 30 * MIB and total / packed > bound:
        raise refuse(where=name, found=found, expected=f"这样大小的文件压缩比不超过 {bound} 倍")
    if len({i.filename for i in infos}) < len(infos):
        raise refuse(where=name, found="压缩包内有重名的部件", advice="用表格软件打开原件,另存为新文件后上传")
    offsets = sorted((i.header_offset, i.compress_size) for i in infos)
    for (start, size), (following, _) in pairwise(offsets):
        if start + size > following:
            raise refuse(where=name, found="压缩部件互相重叠,疑似压缩炸弹")


def _check_xml(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
    """No document type and no entity in any part: office programs write none."""
    try:
        with archive.open(info) as stream:
            head = stream.read(65536)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refuse(where=f"{name} › {info.filename}", found="压缩部件损坏或不完整") from error
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise refuse(where=f"{name} › {info.filename}", found="压缩部件损坏或不完整") from error
    plain = head.replace(b"\x00", b"")
    if not _ROOT.search(plain) and info.file_size > len(head):
        raise refuse(where=f"{name} › {info.filename}", found="XML 开头异常,看不到根元素")
    if _ENTITY.search(plain):
        raise refuse(
            where=f"{name} › {info.filename}",
            found="XML 中声明了文档类型或外部实体(DTD)",
            advice="用表格软件打开原件,另存为新文件后上传",
        )


def unsafe_member(info: zipfile.ZipInfo, filename: str) -> str:
    """Why a member of an uploaded zip is not taken: its reason in Chinese, or ''."""
    path = filename.replace("\\", "/")
    if (
        path.startswith("/")
        or re.match(r"^[A-Za-z]:", path)
        or ".." in posixpath.normpath(path).split("/")
        or ".." in path.split("/")
    ):
        return "路径指向压缩包之外"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "符号链接"
    if info.flag_bits & 1:
        return "有密码的压缩内容"
    return ""


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name; archives made in Chinese Windows write GBK without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
