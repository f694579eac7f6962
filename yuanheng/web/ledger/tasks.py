"""The ledger's long work. Each is safe to run twice: a file that is stored stays as it is, the rest is done again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.jobs import Progress, job
from yuanheng.web.base.models import User

from .actions.figures import request_figures
from .actions.readings import begin_reading, finish_reading, note_repeat, store_file
from .figures import refresh_figures
from .linking import relink
from .models import FileState, Layout, UploadFile
from .proposals import current_register
from .reader import ToRead, read_stored


@job("ledger.upload.read", label="读取上报文件")
def read_upload(progress: Progress, *, upload_id: str) -> str:
    """Read every file of an upload that waits; the answer is the upload's page."""
    page = reverse("ledger:upload", args=[upload_id])
    upload = begin_reading(upload_id)
    if upload is None:
        return page
    files = list(upload.files.all())
    done = sum(f.state != FileState.WAITING for f in files)
    waiting = [f for f in files if f.state == FileState.WAITING and not note_repeat(f)]
    _read(progress, waiting, year=upload.year, total=len(files), done=max(done, len(files) - len(waiting)))
    finish_reading(upload_id, by=upload.by)
    with transaction.atomic():
        request_figures()
    return page


def _read(
    progress: Progress, files: list[UploadFile], *, year: int, total: int, done: int, again: bool = False
) -> None:
    if not files:
        return
    register = current_register()
    wanted = [ToRead(key=f, sha256=f.sha256, name=f.name) for f in files]
    progress(100 * done // max(total, 1), f"已读 {done}/{total} 个文件,正在读 {files[0].name}")
    for item, readings in read_stored(wanted, year=year, mappings=known_layouts()):
        store_file(item.key, readings, register=register, at=moment.now(), again=again)
        done += 1
        progress(min(99, 100 * done // total), f"已读 {done}/{total} 个文件,刚读完 {item.name}")


def known_layouts() -> list[dict[str, Any]]:
    """What people have said of layouts, as the engine takes it."""
    return list(Layout.objects.filter(ended_at__isnull=True).values_list("mapping", flat=True))


@job("ledger.layout.reread", label="按新的读法重新读取")
def reread_layout(progress: Progress, *, signature: str, by_id: str) -> str:
    """Read again every standing file in which that layout occurs."""
    person = User.objects.filter(pk=by_id).first()
    files = list(
        UploadFile.objects.filter(
            readings__columns__signature=signature,
            readings__superseded_at__isnull=True,
            upload__withdrawn_at__isnull=True,
        )
        .select_related("upload")
        .distinct()
    )
    for year in sorted({f.upload.year for f in files}):
        some = [f for f in files if f.upload.year == year]
        _read(progress, some, year=year, total=len(some), done=0, again=True)
    for upload_id in {f.upload_id for f in files}:
        finish_reading(upload_id, by=person)
    with transaction.atomic():
        request_figures()
    return reverse("ledger:layouts")


@job("ledger.records.relink", label="重新归户")
def relink_records(progress: Progress) -> None:
    """After the register changed: records that wait are linked anew; what is decided stays."""
    progress(10, "核对名录与各部门记录")
    with transaction.atomic():
        changed = relink(current_register())
        request_figures()
    progress(99, f"{changed} 条记录的归户有变化")


@job("ledger.figures.refresh", label="更新企业数据")
def refresh(progress: Progress) -> None:
    """Bring the figures of all enterprises up to date."""
    count = refresh_figures(at=moment.now(), tell=progress)
    progress(99, f"{count} 个指标数")
