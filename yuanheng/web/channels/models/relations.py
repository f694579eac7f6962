"""What binds a channel: relations with their evidence, contacts, what it brought, partnerships, an office's staff."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Recorded, StoredFile
from yuanheng.web.cultivation.models import Qualification
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from .channel import Channel


class EvidenceKind(models.TextChoices):
    """What shows a relation."""

    AGREEMENT = "agreement", "合作协议"
    COMMISSION = "commission", "委托合同"
    MINUTES = "minutes", "会议纪要"
    LETTER = "letter", "函件"


@pghistory.track()
class Relation(Recorded):
    """We work together from a day on; without its paper there is no relation. It stands to the end of `until`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="relations")
    what = models.CharField("合作内容", max_length=200)
    evidence_kind = models.CharField("佐证", max_length=12, choices=EvidenceKind)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        ordering = ("-since", "-known_at")
        verbose_name = "合作关系"
        constraints = (
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="relation_span"),
            models.CheckConstraint(condition=Q(evidence_kind__in=EvidenceKind.values), name="relation_evidence_known"),
        )

    def __str__(self) -> str:
        return f"{self.channel} · {self.what}"


class ContactKind(models.TextChoices):
    """How."""

    VISIT = "visit", "拜访"
    RECEPTION = "reception", "接待"
    MEETING = "meeting", "会议"
    CALL = "call", "电话"
    LETTER = "letter", "函件"


@pghistory.track()
class ContactEntry(Recorded):
    """One contact with a channel, and what it cost."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="contacts")
    on = models.DateField("日期")
    kind = models.CharField("方式", max_length=10, choices=ContactKind)
    with_whom = models.CharField("对方人员", max_length=120, blank=True)
    note = models.TextField("内容")
    cost_yuan = models.DecimalField("费用(元)", max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("-on", "-known_at")
        verbose_name = "联系记录"
        indexes = (models.Index(fields=["channel", "-on"], name="channel_contact_newest"),)
        constraints = (
            models.CheckConstraint(condition=Q(cost_yuan__isnull=True) | Q(cost_yuan__gte=0), name="contact_cost"),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.on} {self.get_kind_display()}"


@pghistory.track()
class Brought(Recorded):
    """A channel brought a project; one channel is the main one, others helped (`main` false)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="brought")
    project = models.ForeignKey(Project, models.PROTECT, related_name="brought_by")
    main = models.BooleanField("主要渠道", default=True)
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=300, blank=True)
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-on", "-known_at")
        verbose_name = "引荐项目"
        constraints = (
            models.UniqueConstraint(
                fields=["project"], condition=Q(main=True, withdrawn_at__isnull=True), name="one_main_channel"
            ),
            models.UniqueConstraint(
                fields=["channel", "project"], condition=Q(withdrawn_at__isnull=True), name="brought_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} · {self.project}"


class PartnershipKind(models.TextChoices):
    """How we work with a zone, a university, a carrier, an association."""

    AGREEMENT = "agreement", "合作协议"
    TALKS = "talks", "共建洽谈"
    RD_PAIR = "rd_pair", "研发生产协同"
    UNIVERSITY = "industry_university", "产学研合作"


@pghistory.track()
class Partnership(Recorded):
    """An agreement, a talk on building together, or a pair: research there (`partner`), production here.

    `region` is that of the channel, or stated for a pair whose partner is no channel.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="partnerships")
    kind = models.CharField("类别", max_length=20, choices=PartnershipKind)
    on = models.DateField("日期")
    until = models.DateField("至", null=True, blank=True)
    what = models.CharField("内容", max_length=200)
    region = models.CharField("地区", max_length=40)
    partner = models.CharField("研发主体", max_length=200, blank=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="partnerships", verbose_name="本区企业"
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="partnerships", verbose_name="本区项目"
    )
    qualification = models.ForeignKey(
        Qualification, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="产学研项目"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-on", "-known_at")
        verbose_name = "合作共建"
        constraints = (
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="partnership_span"),
            models.CheckConstraint(
                condition=Q(kind="rd_pair") | Q(channel__isnull=False), name="partnership_has_channel"
            ),
            models.CheckConstraint(
                condition=~Q(kind="rd_pair")
                | (~Q(partner="") & (Q(enterprise__isnull=False) | Q(project__isnull=False))),
                name="pair_has_both_sides",
            ),
            models.CheckConstraint(
                condition=~Q(kind="agreement") | Q(file__isnull=False), name="partnership_agreement_has_paper"
            ),
        )

    def __str__(self) -> str:
        return self.what


@pghistory.track()
class OfficeStaff(Recorded):
    """How many work in an office from a day on, where the site's own posts do not say."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="staffing")
    since = models.DateField("自")
    count = models.PositiveSmallIntegerField("人数")

    class Meta:
        ordering = ("-since", "-known_at")
        verbose_name = "办公室人员"

    def __str__(self) -> str:
        return f"{self.channel} {self.count} 人"
