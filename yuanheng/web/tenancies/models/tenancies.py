"""A tenancy: two parties, what each of them states, who confirmed it, and what a person settled where they differ."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from yuanheng.web.base.ids import uuid7
from yuanheng.web.base.models import Organisation, StoredFile, User
from yuanheng.web.enterprises.models import Enterprise

from .recorded import Recorded

FIGURES = (
    ("floor", "建筑面积"), ("land", "土地面积"), ("term", "租期"), ("basis", "面积口径"), ("one_sided", "只有一方申报"),
)  # fmt: skip


class Side(models.TextChoices):
    """Whose statement."""

    OWNER = "owner", "出租方"
    TENANT = "tenant", "承租方"


@pghistory.track()
class Tenancy(Recorded):
    """One lease between two parties; at least one is a firm of the register, the other may be an outsider by name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="let_out", verbose_name="出租企业"
    )
    owner_name = models.CharField("区外出租方", max_length=200, blank=True)
    tenant = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="rented", verbose_name="承租企业"
    )
    tenant_name = models.CharField("区外承租方", max_length=200, blank=True)
    address = models.CharField("坐落", max_length=200, blank=True)
    parcel = models.CharField("宗地号或权证号", max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="登记部门")
    origin = models.CharField("来源", max_length=300, blank=True)

    class Meta:
        ordering = ("-known_at",)
        verbose_name = "租赁"
        verbose_name_plural = "租赁"
        constraints = (
            models.CheckConstraint(
                condition=Q(owner__isnull=False, owner_name="") | (Q(owner__isnull=True) & ~Q(owner_name="")),
                name="tenancy_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(tenant__isnull=False, tenant_name="") | (Q(tenant__isnull=True) & ~Q(tenant_name="")),
                name="tenancy_one_tenant",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(tenant__isnull=False), name="tenancy_touches_the_zone"
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(tenant__isnull=True) | ~Q(owner=F("tenant")),
                name="tenancy_two_parties",
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner_label} → {self.tenant_label}"

    @property
    def owner_label(self) -> str:
        """The owner's name."""
        return self.owner.name if self.owner is not None else f"{self.owner_name}(区外)"

    @property
    def tenant_label(self) -> str:
        """The tenant's name."""
        return self.tenant.name if self.tenant is not None else f"{self.tenant_name}(区外)"


class Statement(models.Model):
    """What one side states of a tenancy, from `holds_from` on. Append-only: a correction is another row with its reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenancy = models.ForeignKey(Tenancy, models.PROTECT, related_name="statements")
    side = models.CharField("申报方", max_length=6, choices=Side)
    floor_m2 = models.DecimalField("建筑面积(㎡)", max_digits=14, decimal_places=2, null=True, blank=True)
    land_mu = models.DecimalField("土地面积(亩)", max_digits=14, decimal_places=6, null=True, blank=True)
    rent_yuan = models.DecimalField("年租金(元)", max_digits=16, decimal_places=2, null=True, blank=True)
    since = models.DateField("租期起")
    until = models.DateField("租期止", null=True, blank=True)
    holds_from = models.DateField("数自")
    known_at = models.DateTimeField("登记时间")
    reason = models.CharField("更正原因", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    origin = models.CharField("来源", max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="登记人")

    class Meta:
        ordering = ("holds_from", "known_at", "id")
        verbose_name = "申报"
        constraints = (
            models.CheckConstraint(condition=Q(side__in=Side.values), name="statement_side_known"),
            models.CheckConstraint(condition=Q(floor_m2__isnull=True) | Q(floor_m2__gte=0), name="statement_floor"),
            models.CheckConstraint(condition=Q(land_mu__isnull=True) | Q(land_mu__gte=0), name="statement_land"),
            models.CheckConstraint(condition=Q(rent_yuan__isnull=True) | Q(rent_yuan__gte=0), name="statement_rent"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="statement_span"),
        )

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.holds_from}"


@pghistory.track()
class Confirmation(Recorded):
    """Somebody confirmed a statement on behalf of its side, on a day, by a paper where there is one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="confirmations")
    person = models.CharField("确认人", max_length=80)
    on = models.DateField("确认日期")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-on", "-known_at")
        verbose_name = "确认"
        constraints = (
            models.CheckConstraint(condition=~Q(person=""), name="confirmation_names_somebody"),
            models.UniqueConstraint(
                fields=["statement"], condition=Q(withdrawn_at__isnull=True), name="confirmed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.on}"


@pghistory.track()
class Settlement(Recorded):
    """A person's word on one figure on which these two statements differ: whose stands, and why. Newer statements reopen it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenancy = models.ForeignKey(Tenancy, models.PROTECT, related_name="settlements")
    what = models.CharField("事项", max_length=10, choices=FIGURES)
    owner_statement = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="+")
    tenant_statement = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="+")
    stands = models.CharField("以谁为准", max_length=6, choices=Side)
    reason = models.CharField("理由", max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-known_at",)
        verbose_name = "核定"
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="settlement_has_reason"),
            models.CheckConstraint(condition=Q(stands__in=Side.values), name="settlement_side_known"),
            models.UniqueConstraint(
                fields=["tenancy", "what"], condition=Q(withdrawn_at__isnull=True), name="settled_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_what_display()}以{self.get_stands_display()}为准"
