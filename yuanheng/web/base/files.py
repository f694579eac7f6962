"""Files by the hash of their content: written and synced before the row that names them is committed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.http import FileResponse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.site import paths

from .access import bureau_of
from .models import StoredFile, User

CHUNK = 1 << 20


class FileTooLargeError(YuanhengError):
    """A file over the limit; nothing of it was kept."""

    kind = "file_too_large"


def store(content: BinaryIO | Any, *, name: str, by: User | None, limit: int | None = None) -> StoredFile:
    """Keep a file's bytes and write its row.

    The bytes are under their hash and on the disk before this returns, so a commit never names a file that is not
    there; a rolled back transaction leaves bytes that nobody names, which is harmless.

    Raises:
        FileTooLargeError: more than `limit` bytes (`YUANHENG_FILE_LIMIT` if not given).
    """
    limit = settings.YUANHENG_FILE_LIMIT if limit is None else limit
    sha256, size = _write(_chunks(content), name=name, limit=limit)
    return StoredFile.objects.create(
        sha256=sha256, size=size, name=_safe_name(name), stored_by=by, organisation=bureau_of(by) if by else None
    )


def path_of(stored: StoredFile | str) -> Path:
    """Where the bytes lie."""
    sha256 = stored if isinstance(stored, str) else stored.sha256
    return paths.var_folder() / "files" / sha256[:2] / sha256[2:]


def attachment(stored: StoredFile, *, name: str = "") -> FileResponse:
    """The answer that hands a file over: always as an attachment, never with a type a browser would open.

    The caller has passed the gate for the object the file belongs to.
    """
    response = FileResponse(path_of(stored).open("rb"), as_attachment=True, filename=name or stored.name)
    response["Content-Type"] = "application/octet-stream"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _chunks(content: Any) -> Iterable[bytes]:
    if hasattr(content, "chunks"):
        yield from content.chunks(CHUNK)
        return
    while block := content.read(CHUNK):
        yield block


def _write(chunks: Iterable[bytes], *, name: str, limit: int) -> tuple[str, int]:
    root = paths.folder("files")
    handle, beside = tempfile.mkstemp(dir=root)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as file:
            for block in chunks:
                size += len(block)
                if size > limit:
                    raise FileTooLargeError(
                        where=name,
                        found=f"超过 {limit // 2**20} MB",
                        expected=f"不超过 {limit // 2**20} MB",
                        advice="拆成几个文件分别上传",
                    )
                digest.update(block)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        path = path_of(digest.hexdigest())
        path.parent.mkdir(exist_ok=True, mode=paths.PRIVATE)
        os.replace(beside, path)
        _sync_folder(path.parent)
        _sync_folder(root)
    except BaseException:
        if os.path.exists(beside):
            os.unlink(beside)
        raise
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _safe_name(name: str) -> str:
    """The last part of a name, without control characters; the end is kept, since it tells the kind."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in base if c.isprintable())[-255:] or "未命名"
