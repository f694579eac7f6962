"""The log of every write, and the chain that seals it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .organisations import Organisation


class AuditEntry(models.Model):
    """Who did what, when. Append-only by trigger; `digest` is salted and covers the content row."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="人员"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="部门")
    action = models.CharField("动作", max_length=80)
    target_type = models.CharField("对象类别", max_length=60, blank=True)
    target_id = models.CharField("对象编号", max_length=60, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-id",)
        verbose_name = "操作记录"
        indexes = (
            models.Index(fields=["action", "id"]),
            models.Index(fields=["target_type", "target_id"]),
            models.Index(fields=["at"]),
        )


class AuditContent(models.Model):
    """The personal part of an entry: may be erased on schedule without breaking the chain."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, primary_key=True, related_name="content")
    salt = models.CharField(max_length=32)
    actor_name = models.CharField(max_length=60, blank=True)
    address = models.GenericIPAddressField(null=True)
    target_label = models.CharField(max_length=200, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)


class AuditSeal(models.Model):
    """One link of the chain, in the order of sealing; `hash` covers the link before and the entry."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="seal")
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
