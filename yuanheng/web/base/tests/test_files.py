"""Files: by content, on the disk before the commit, within limits, handed out as attachments only."""

from __future__ import annotations

import hashlib
import io
import os

import pytest

from yuanheng.web.base import files
from yuanheng.web.base.files import FileTooLargeError, attachment, path_of, store
from yuanheng.web.base.models import StoredFile


def test_bytes_lie_under_their_hash_once_however_often_handed_in(cast):
    content = os.urandom(100_000)
    first = store(io.BytesIO(content), name="一月.xlsx", by=cast["clerk"])
    second = store(io.BytesIO(content), name="重发.xlsx", by=cast["neighbour"])
    assert first.sha256 == second.sha256 == hashlib.sha256(content).hexdigest()
    assert path_of(first).read_bytes() == content
    assert (first.organisation.code, second.organisation.code) == ("economy", "land")
    assert path_of(first).stat().st_mode & 0o077 == 0


def test_they_are_synced_before_the_row_is_written(cast, monkeypatch):
    order = []
    real_sync, real_create = os.fsync, StoredFile.objects.create
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("sync"), real_sync(handle))[1])
    monkeypatch.setattr(StoredFile.objects, "create", lambda **kw: (order.append("row"), real_create(**kw))[1])
    store(io.BytesIO(b"x"), name="a", by=None)
    assert order == ["sync", "sync", "sync", "row"]  # the file, its folder, the root


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(cast):
    root = files.paths.folder("files")
    before = {p.name for p in root.iterdir()}
    with pytest.raises(FileTooLargeError) as caught:
        store(io.BytesIO(b"x" * (3 * 2**20)), name="大.xlsx", by=cast["clerk"], limit=2 * 2**20)
    assert str(caught.value) == "大.xlsx:发现 超过 2 MB;应为 不超过 2 MB;请拆成几个文件分别上传"
    assert {p.name for p in root.iterdir()} == before


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\表\\一月.xlsx", "一月.xlsx"),
        ("a\r\nSet-Cookie: x.csv", "aSet-Cookie: x.csv"),
        ("", "未命名"),
        ("长" * 300 + ".xlsx", "长" * 250 + ".xlsx"),
    ],
    ids=["parent", "windows", "newline", "nothing", "long"],
)
def test_names_are_only_names(db, given, kept):
    assert store(io.BytesIO(b"x"), name=given, by=None).name == kept


def test_a_file_is_handed_out_as_an_attachment_that_no_browser_opens(db):
    stored = store(io.BytesIO(b"<script>alert(1)</script>"), name="税务.html", by=None)
    response = attachment(stored)
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
