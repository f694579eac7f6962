"""Tables of cultivation: clusters and their dated members, qualifications, lists brought in, contacts, services, requests."""

from __future__ import annotations

from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.enterprises.models import Enterprise


@pghistory.track()
class Cluster(models.Model):
    """An industry cluster: a rule over industry codes, a dated list of members, or both. A member named out stays out."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField("代码", max_length=40, unique=True)
    name = models.CharField("产业", max_length=60, unique=True)
    synonyms = ArrayField(models.CharField(max_length=60), verbose_name="别名", default=list, blank=True)
    prefixes = ArrayField(models.CharField(max_length=6), verbose_name="行业代码", default=list, blank=True)
    leading = models.BooleanField("主导产业", default=False)
    source = models.CharField("依据", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-leading", "name")
        verbose_name = "产业集群"

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class ClusterMember(models.Model):
    """A firm in (or, `included` false, kept out of) a cluster over a span of days; `until` None: still."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="members")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="cluster_memberships")
    included = models.BooleanField("列入", default=True)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    reason = models.CharField("依据", max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("enterprise__name_pinyin",)
        verbose_name = "集群成员"
        constraints = (
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="member_span"),
            models.UniqueConstraint(
                fields=["cluster", "enterprise"], condition=Q(until__isnull=True), name="member_once_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.enterprise} · {self.cluster}"


class QualificationState(models.TextChoices):
    """How far a qualification has come."""

    DECLARED = "declared", "已申报"
    RECOGNISED = "recognised", "已认定"
    REFUSED = "refused", "未通过"
    WITHDRAWN = "withdrawn", "已取消"


@pghistory.track()
class Qualification(models.Model):
    """A qualification, honour, platform or co-operation project of a firm; recognition is the event, not the threshold."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="qualifications")
    kind = models.CharField("类别", max_length=40)
    title = models.CharField("名称", max_length=200, blank=True)
    state = models.CharField("状态", max_length=12, choices=QualificationState, default=QualificationState.DECLARED)
    renewal = models.BooleanField("复审或重新认定", default=False)
    declared_on = models.DateField("申报日期", null=True, blank=True)
    expected_on = models.DateField("预计公布", null=True, blank=True)
    recognised_on = models.DateField("认定日期", null=True, blank=True)
    counts_for = models.PositiveSmallIntegerField("计入年度", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    ended_on = models.DateField("取消日期", null=True, blank=True)
    issuer = models.CharField("认定单位", max_length=120, blank=True)
    document = models.CharField("文号", max_length=120, blank=True)
    batch = models.CharField("批次", max_length=80, blank=True)
    known_at = models.DateTimeField("登记时间")
    recognised_known_at = models.DateTimeField("认定登记时间", null=True, blank=True)
    ended_known_at = models.DateTimeField("取消登记时间", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-recognised_on", "-declared_on", "id")
        verbose_name = "资质荣誉"
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="recognised") | Q(recognised_on__isnull=False, counts_for__isnull=False),
                name="recognised_has_date_and_year",
            ),
            models.UniqueConstraint(
                fields=["enterprise", "kind", "title", "recognised_on"],
                condition=Q(state="recognised"),
                name="recognised_once",
            ),
        )
        indexes = (models.Index(fields=["kind", "counts_for"], name="qualification_kind_year"),)

    def __str__(self) -> str:
        return f"{self.enterprise} · {self.kind}"


class ListState(models.TextChoices):
    """How far a published list has come."""

    PREVIEW = "preview", "待确认"
    CONFIRMED = "confirmed", "已入库"
    DISCARDED = "discarded", "已放弃"


class PublishedList(models.Model):
    """A published list of recognised firms, brought in as a whole or not at all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("文件", max_length=200)
    kind = models.CharField("类别", max_length=40)
    recognised_on = models.DateField("认定日期")
    counts_for = models.PositiveSmallIntegerField("计入年度")
    renewal = models.BooleanField("复审或重新认定", default=False)
    issuer = models.CharField("认定单位", max_length=120, blank=True)
    document = models.CharField("文号", max_length=120, blank=True)
    batch = models.CharField("批次", max_length=80, blank=True)
    state = models.CharField("状态", max_length=12, choices=ListState, default=ListState.PREVIEW)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    matched = models.PositiveIntegerField("对上", default=0)
    unmatched = models.PositiveIntegerField("未对上", default=0)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("上传时间")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "公布名单"

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Contact(models.Model):
    """The leader a firm is hung on (挂钩领导), over a span of days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="contacts")
    leader = models.ForeignKey(User, models.PROTECT, related_name="contact_firms", verbose_name="挂钩领导")
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        ordering = ("-since",)
        verbose_name = "挂钩联系"
        constraints = (
            models.UniqueConstraint(fields=["enterprise"], condition=Q(until__isnull=True), name="one_contact_leader"),
        )

    def __str__(self) -> str:
        return f"{self.enterprise} · {self.leader}"


class ServiceKind(models.TextChoices):
    """How a firm was served."""

    VISIT = "visit", "走访"
    FORUM = "forum", "座谈会"
    CALL = "call", "电话"
    GROUP = "group", "交流群"


@pghistory.track()
class Service(models.Model):
    """A visit, a forum, a call or a message to an exchange group: when, with which firms, what was said."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("方式", max_length=8, choices=ServiceKind)
    held_on = models.DateField("日期")
    title = models.CharField("主题", max_length=120)
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, blank=True, verbose_name="产业", related_name="+")
    enterprises = models.ManyToManyField(Enterprise, related_name="services", blank=True, verbose_name="企业")
    notes = models.TextField("记录", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    known_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ("-held_on", "-known_at")
        verbose_name = "服务记录"

    def __str__(self) -> str:
        return self.title


class RequestState(models.TextChoices):
    """Where a request stands."""

    RECEIVED = "received", "待交办"
    ASSIGNED = "assigned", "办理中"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已回访"


class RequestQuerySet(models.QuerySet["FirmRequest"]):
    """Filters of requests."""

    def waiting(self) -> RequestQuerySet:
        """Not answered yet."""
        return self.filter(state__in=[RequestState.RECEIVED, RequestState.ASSIGNED])

    def overdue(self, on: date) -> RequestQuerySet:
        """Due before the day and not answered."""
        return self.waiting().filter(due_on__lt=on)


@pghistory.track()
class FirmRequest(models.Model):
    """What a firm asks for (企业诉求): received, assigned, answered, called back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="requests", verbose_name="企业")
    title = models.CharField("诉求", max_length=120)
    text = models.TextField("具体内容", blank=True)
    channel = models.CharField("来源", max_length=40, blank=True)
    received_on = models.DateField("收到日期")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办部门"
    )
    due_on = models.DateField("办理期限", null=True, blank=True)
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    called_on = models.DateField("回访日期", null=True, blank=True)
    satisfied = models.BooleanField("满意", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=RequestState, default=RequestState.RECEIVED)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    known_at = models.DateTimeField("登记时间")

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "-known_at")
        verbose_name = "企业诉求"
        indexes = (models.Index(fields=["state", "due_on"], name="request_state_due"),)

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class RequestAnswer(models.Model):
    """An answer to a request. A firm that is not satisfied refuses it; the answer stays, and another follows."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(FirmRequest, models.PROTECT, related_name="answers", verbose_name="诉求")
    text = models.TextField("答复")
    answered_on = models.DateField("答复日期")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField("登记时间")
    refused_on = models.DateField("回访不满意", null=True, blank=True)
    refused_known_at = models.DateTimeField("回访登记时间", null=True, blank=True)

    class Meta:
        ordering = ("known_at",)
        verbose_name = "诉求答复"
        constraints = (
            models.CheckConstraint(
                condition=Q(refused_on__isnull=True, refused_known_at__isnull=True)
                | Q(refused_on__isnull=False, refused_known_at__isnull=False),
                name="refusal_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.answered_on} {self.text[:30]}"
