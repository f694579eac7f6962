"""Files kept by the hash of their content."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ..ids import uuid7
from .organisations import Organisation


class StoredFile(models.Model):
    """One handing-in of a file; the bytes lie once under `var/files`, whatever the number of rows. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("大小")
    name = models.CharField("文件名", max_length=255)
    stored_at = models.DateTimeField("存入时间", auto_now_add=True)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-stored_at",)
        verbose_name = "文件"

    def __str__(self) -> str:
        return self.name
