"""What the system tells a person: the bell."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ..ids import uuid7


class Notice(models.Model):
    """One message to one person, with the page where something can be done about it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    text = models.CharField("内容", max_length=300)
    url = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=10, default="info")
    created_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index(fields=["to", "read_at"]),)
