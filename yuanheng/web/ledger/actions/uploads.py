"""Handing files in, and taking a whole upload back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files, jobs
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import Correction, FileState, Upload, UploadFile, UploadState
from .figures import request_figures

CREATE = "ledger.upload.create"


class NotWithdrawableError(YuanhengError):
    """An upload that was withdrawn already."""

    kind = "upload_withdrawn"


@transaction.atomic
def create_upload(
    *, by: User, given: Sequence[Any], year: int, note: str = "", opening: bool = False, organisation: Any = None
) -> Upload:
    """Keep the files and let the worker read them. `given`: uploaded files, or anything with `name` and `chunks`/`read`."""
    upload = Upload.objects.create(
        by=by, organisation=organisation or bureau_of(by, CREATE), year=year, note=note, opening=opening
    )
    for position, each in enumerate(given):
        stored = files.store(each, name=each.name, by=by)
        UploadFile.objects.create(
            upload=upload, stored=stored, name=stored.name, sha256=stored.sha256, position=position
        )
    after = {"files": [f.name for f in upload.files.all()], "year": year, "note": note, "opening": opening}
    record(by, "ledger.upload.created", target=upload, after=after)
    jobs.defer("ledger.upload.read", by=by, target=upload, label=f"读取:{upload}", upload_id=str(upload.pk))
    return upload


@transaction.atomic
def withdraw_upload(upload: Upload, *, by: User, why: str, at: datetime) -> Upload:
    """Take a whole upload back: its facts count no more from this moment; nothing is deleted.

    Files elsewhere that were left unread because this upload had the same bytes are read now.

    Raises:
        NotWithdrawableError: it is withdrawn already.
    """
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.state == UploadState.WITHDRAWN:
        raise NotWithdrawableError(
            where=str(upload), found="已撤回的上报", expected="尚未撤回的上报", advice="需要时重新上报文件"
        )
    if Correction.objects.filter(made__reading__file__upload=upload, undone_at__isnull=True).exists():
        raise NotWithdrawableError(
            where=str(upload), found="一次数据更正", expected="部门上报的文件", advice="在“更正与重述”里撤销这次更正"
        )
    before = {"state": upload.state}
    upload.state, upload.withdrawn_at, upload.withdrawn_by, upload.withdrawn_why = UploadState.WITHDRAWN, at, by, why
    upload.save()
    freed = _free_repeats(upload, by=by)
    record(by, "ledger.upload.withdrawn", target=upload, before=before, after={"why": why, "read_instead": freed})
    request_figures()
    return upload


def _free_repeats(upload: Upload, *, by: User) -> list[str]:
    """Files that repeat one of this upload take its place: they wait to be read. Answers their names."""
    repeating = Q(same_as__upload=upload) | Q(
        readings__superseded_at__isnull=True, readings__repeats__file__upload=upload
    )
    ids = UploadFile.objects.filter(repeating, upload__withdrawn_at__isnull=True).exclude(upload=upload).values("pk")
    freed = list(UploadFile.objects.select_for_update(of=("self",)).filter(pk__in=ids).select_related("upload"))
    for file in freed:
        file.state, file.same_as = FileState.WAITING, None
        file.save(update_fields=["state", "same_as"])
    for other in {f.upload for f in freed}:
        other.state = UploadState.READING
        other.save(update_fields=["state"])
        jobs.defer("ledger.upload.read", by=by, target=other, label=f"读取:{other}", upload_id=str(other.pk))
    return [f.name for f in freed]
