"""Who applies, how they stand with promises, and the papers they have handed in once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.db import models
from django.db.models import Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.enterprises.models import Enterprise


class ApplicantKind(models.TextChoices):
    """Who may apply."""

    ENTERPRISE = "enterprise", "企业"
    CITIZEN = "citizen", "个人"
    ORGANISATION = "organisation", "其他组织"


@pghistory.track()
class Applicant(models.Model):
    """A firm, a citizen or another body, by its code: a social credit code or an identity number."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("类别", max_length=12, choices=ApplicantKind)
    name = models.CharField("申请人", max_length=200)
    code = models.CharField("证件号码", max_length=18)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="+", verbose_name="企业")
    phone = models.CharField("手机", max_length=20, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("name",)
        verbose_name = "申请人"
        constraints = (
            models.UniqueConstraint(fields=["code"], name="applicant_code_once"),
            models.CheckConstraint(condition=Q(kind__in=ApplicantKind.values), name="applicant_kind_known"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def shown_code(self) -> str:
        """A firm's code is public; of a citizen's number the ends alone."""
        return self.code if self.kind != ApplicantKind.CITIZEN else f"{self.code[:3]}***********{self.code[-2:]}"

    @property
    def public_name(self) -> str:
        """What a page that everybody may open shows: a citizen's family name alone."""
        return self.name if self.kind != ApplicantKind.CITIZEN else self.name[:1] + "*" * max(1, len(self.name) - 1)


class CreditMark(models.Model):
    """What excludes an applicant from tolerance and promises, or ends the exclusion. Append-only; the newest counts."""

    BROKEN, LISTED, REPAIRED = "broken", "listed", "repaired"
    KINDS = ((BROKEN, "承诺未兑现"), (LISTED, "列入失信名单"), (REPAIRED, "信用已修复"))

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="marks")
    kind = models.CharField("事由", max_length=10, choices=KINDS)
    on = models.DateField("日期")
    reason = models.CharField("说明", max_length=300)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField()

    class Meta:
        ordering = ("applicant", "on", "known_at")
        verbose_name = "信用记录"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=["broken", "listed", "repaired"]), name="credit_mark_known"),
        )

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.get_kind_display()}"


@pghistory.track()
class HeldPaper(models.Model):
    """A paper of an applicant, handed in once and used again while it is valid; or a result of ours (`issued`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)
    label = models.CharField("材料", max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    number = models.CharField("文号", max_length=120, blank=True)
    dated = models.DateField("日期", null=True)
    valid_until = models.DateField("有效期至", null=True)
    issued = models.BooleanField("本局出具", default=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField("收到时间")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("applicant", "kind", "-given_at")
        verbose_name = "申请人材料"
        indexes = (models.Index(fields=["applicant", "kind", "-given_at"], name="held_paper_kind"),)

    def __str__(self) -> str:
        return self.label

    def good_on(self, day: Any) -> bool:
        """Whether it is valid on a day."""
        return self.withdrawn_at is None and (self.valid_until is None or day <= self.valid_until)


def excluded(applicant: Applicant, *, on: date) -> CreditMark | None:
    """The mark that keeps an applicant from tolerance and promises on a day; None where nothing does."""
    last = applicant.marks.filter(on__lte=on).order_by("on", "known_at").last()
    return None if last is None or last.kind == CreditMark.REPAIRED else last
