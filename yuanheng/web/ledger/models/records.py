"""Records: one way in which one source names a firm, and the firm it means."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.enterprises.models import Enterprise


class LinkDecision(models.TextChoices):
    """By the engine: `auto`, `review`, `none`. By a person: `linked`, `outside` (never overruled by a run)."""

    AUTO = "auto", "自动归户"
    REVIEW = "review", "待核"
    NONE = "none", "名录中没有"
    LINKED = "linked", "人工归户"
    OUTSIDE = "outside", "不属于本区"


class Relation(models.TextChoices):
    """What a record is to the firm it is linked to. A branch is not its parent, unless no other unit fits."""

    OWN = "own", "本企业"
    BRANCH = "branch", "分支机构"


DECIDED = (LinkDecision.AUTO, LinkDecision.LINKED)
WAITING = (LinkDecision.REVIEW, LinkDecision.NONE)
HUMAN = (LinkDecision.LINKED, LinkDecision.OUTSIDE)


@pghistory.track(exclude=["organisations", "candidates", "later_at", "doubt"])
class Record(models.Model):
    """`enterprise` is set exactly where the link is decided; `proposed` is the engine's guess for the review list.

    `candidates` are the engine's, best first: `{"firm": id, "probability": p, "evidence": [[words, weight], …]}`.
    `kept_from` is the earlier record of the same account or key whose link holds on; `doubt` says why the engine would now decide
    an automatic link otherwise (it does not change it); `later_at` is when somebody put it off.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record_key = models.CharField(max_length=24, unique=True)
    source = models.CharField("来源", max_length=60)
    name = models.TextField("名称")
    uscc = models.TextField("代码", blank=True)
    address = models.TextField("地址", blank=True)
    account = models.TextField("户号", blank=True)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="records", null=True, blank=True)
    proposed = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", null=True, blank=True)
    decision = models.CharField("归户", max_length=10, choices=LinkDecision, default=LinkDecision.NONE)
    probability = models.FloatField(default=0)
    evidence = models.TextField("依据", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="核定人"
    )
    decided_at = models.DateTimeField("核定时间", null=True, blank=True)
    why = models.CharField("理由", max_length=300, blank=True)
    relation = models.CharField("关系", max_length=10, choices=Relation, default=Relation.OWN)
    candidates = models.JSONField("候选企业", default=list, blank=True)
    kept_from = models.ForeignKey(
        "self", models.PROTECT, related_name="kept_by", null=True, blank=True, verbose_name="沿用自"
    )
    batch = models.ForeignKey(
        "ledger.BulkAcceptance", models.PROTECT, related_name="linked", null=True, blank=True, verbose_name="批次"
    )
    doubt = models.TextField("疑问", blank=True)
    later_at = models.DateTimeField("暂缓时间", null=True, blank=True)
    first_seen_at = models.DateTimeField("首次出现")
    organisations = ArrayField(models.UUIDField(), default=list, verbose_name="报送部门")

    class Meta:
        ordering = ("name", "source")
        verbose_name = "归户记录"
        indexes = (
            models.Index(fields=["decision"], name="record_decision"),
            models.Index(fields=["source"], name="record_source"),
            models.Index(fields=["account", "source"], name="record_account"),
            models.Index(fields=["decided_by", "decided_at"], name="record_decided"),
            GinIndex(fields=["organisations"], name="record_organisations"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(decision__in=LinkDecision.values), name="record_decision_known"),
            models.CheckConstraint(
                condition=Q(decision__in=["auto", "linked"], enterprise__isnull=False)
                | Q(decision__in=["review", "none", "outside"], enterprise__isnull=True),
                name="record_enterprise_iff_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["linked", "outside"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="record_human_decision_signed",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.uscc or self.account
