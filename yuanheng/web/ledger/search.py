"""Handed-in files in the one search box."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.search import Hit

from .access import VIEW_UPLOAD
from .models import UploadFile


def find_files(user: User, text: str, limit: int) -> list[Hit]:
    """By the file's name or the upload's note; what was withdrawn is left out."""
    rows = visible(user, VIEW_UPLOAD, UploadFile.objects.filter(upload__withdrawn_at__isnull=True))
    found = rows.filter(Q(name__icontains=text) | Q(upload__note__icontains=text)).select_related("upload")
    return [
        Hit(title=f.name, url=reverse("ledger:upload", args=[f.upload_id]), detail=str(f.upload))
        for f in found.order_by("-upload__created_at", "position")[:limit]
    ]
