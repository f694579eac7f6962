"""What was handed in, as single workbooks: folders walked, zips unpacked, what may not be opened said."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..errors import Problem
from . import sniff
from .archive import check_sizes, member_name, unsafe_member
from .limits import MIB, Limits
from .refusal import RefusedFileError, refusal_problem, refuse

_IGNORED = (".ds_store", "thumbs.db", "desktop.ini")
_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Item:
    """One workbook to read, or why it may not be."""

    path: Path
    name: str
    problem: Problem | None = None


def expand(paths: Iterable[Path], limits: Limits, scratch: Path) -> Iterator[Item]:
    """Single files of all paths, in order; members of zips are unpacked into `scratch` under numbers."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            inside = [p for p in sorted(path.rglob("*")) if p.is_symlink() or (p.is_file() and not _ignored(p.name))]
            for inner in inside:
                yield from _one(inner, limits, scratch)
            if not inside:
                yield _refused(
                    path.name, path, refuse(where=path.name, found="空文件夹", advice="确认文件已放进该文件夹")
                )
        else:
            yield from _one(path, limits, scratch)


def _ignored(name: str) -> bool:
    base = PurePosixPath(name.replace("\\", "/")).name.lower()
    return base.startswith(("~$", ".")) or base in _IGNORED or "__macosx" in name.lower()


def _one(path: Path, limits: Limits, scratch: Path) -> Iterator[Item]:
    try:
        if path.is_symlink():
            raise refuse(where=path.name, found="符号链接", advice="上传文件本身")
        if not path.is_file():
            raise refuse(where=path.name, found="不存在或不是普通文件", advice="检查路径")
        archive = _is_archive(path, limits)
    except RefusedFileError as error:
        yield _refused(path.name, path, error)
        return
    if not archive:
        yield Item(path, path.name)
        return
    yield from _members(path, limits, scratch)


def _is_archive(path: Path, limits: Limits) -> bool:
    """True for a zip that is a folder of workbooks and no workbook itself. The directory is counted before it is read."""
    with path.open("rb") as stream:
        if stream.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            return False
    if path.stat().st_size > limits.file_size:
        raise refuse(
            where=path.name,
            found=f"{path.stat().st_size // MIB} MB 的文件",
            expected=f"不超过 {limits.file_size // MIB} MB",
        )
    if _entries(path) > limits.parts:
        raise refuse(where=path.name, found="压缩包内部件过多", expected=f"不超过 {limits.parts} 个")
    return sniff.sniff(path) == sniff.ZIP


def _entries(path: Path) -> int:
    """Entries that the end record declares, without reading the directory; a longer directory counts by its size."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(0, size - 66_000))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 20:
        return 0
    declared = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    return max(declared, min(directory, size) // 400)


def _members(path: Path, limits: Limits, scratch: Path) -> Iterator[Item]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir() and not _ignored(i.filename)]
            if len(infos) > limits.archive_files:
                raise refuse(
                    where=path.name,
                    found=f"压缩包内有 {len(infos)} 个文件",
                    expected=f"不超过 {limits.archive_files} 个",
                )
            check_sizes([i for i in archive.infolist() if not i.flag_bits & 1], limits, name=path.name)
            if not infos:
                raise refuse(where=path.name, found="空的压缩包", advice="确认压缩包内有表格")
            folder = scratch / f"zip{len(list(scratch.iterdir()))}"
            folder.mkdir()
            for number, info in enumerate(infos):
                yield _member(archive, info, folder / f"{number}", path.name, limits)
    except RefusedFileError as error:
        yield _refused(path.name, path, error)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError):
        yield _refused(path.name, path, refuse(where=path.name, found="压缩包损坏或不完整"))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, outer: str, limits: Limits) -> Item:
    written = member_name(info).replace("\\", "/")
    base = PurePosixPath(written).name or "未命名"
    where = f"{outer} › {written[-80:]}"
    try:
        reason = unsafe_member(info, written)
        if reason:
            raise refuse(where=where, found=reason, advice="去掉该文件后重新压缩")
        target.mkdir()
        file = target / _safe(base)
        _unpack(archive, info, file, limits, where)
        if sniff.sniff(file) == sniff.ZIP:
            raise refuse(where=where, found="压缩包里还有压缩包", advice="解开内层压缩包后重新上传")
        return Item(file, base)
    except RefusedFileError as error:
        return _refused(base, target, error)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return _refused(base, target, refuse(where=where, found="压缩内容损坏"))


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: Path, limits: Limits, where: str) -> None:
    """Inflate one member, counting what really comes out."""
    size = 0
    with archive.open(info) as source, file.open("wb") as out:
        while block := source.read(_PART):
            size += len(block)
            if size > limits.file_size:
                out.close()
                file.unlink()
                raise refuse(where=where, found=f"展开后超过 {limits.file_size // MIB} MB")
            out.write(block)


def _safe(name: str) -> str:
    """A member's own name on disk, without what a file system minds; long names keep their ending."""
    cleaned = "".join("_" if c in '/\\:*?"<>|\0' or ord(c) < 32 else c for c in name)
    return cleaned if len(cleaned.encode()) <= 200 else cleaned[:30] + cleaned[-30:]


def _refused(name: str, path: Path, error: RefusedFileError) -> Item:
    return Item(path, name, refusal_problem(error, file=name))


def clear(folder: Path) -> None:
    """Remove what was unpacked."""
    shutil.rmtree(folder, ignore_errors=True)
