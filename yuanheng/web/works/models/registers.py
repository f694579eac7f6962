"""The registers of a work, row by row: households, stretches, compounds, shops, happenings, options of a school.

A row says what is so of one thing (`key`) as known at a moment; a change is a further row with its reason, and the
newest row of a key holds. `gone` takes a thing out (entered twice, out of scope). Append-only.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import end_of

from .work import Work


class EnteredQuerySet(models.QuerySet[Any]):
    """Filters of rows."""

    def standing(self, known_on: date | None = None) -> Self:
        """The newest row of each thing, as known at the end of a day (None: now), without what was taken out."""
        moment = end_of(known_on)
        rows = self if moment is None else self.filter(known_at__lte=moment)
        newest = rows.order_by("work_id", "key", "-known_at", "-pk").distinct("work_id", "key")
        return self.filter(pk__in=newest.values("pk"), gone=False)


class Entered(models.Model):
    """What every row of a register has."""

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, models.PROTECT, related_name="%(class)s_rows")
    key = models.CharField("编号", max_length=80)
    known_at = models.DateTimeField("登记时间")
    reason = models.CharField("变更原因", max_length=200, blank=True)
    gone = models.BooleanField("移出", default=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="登记人")

    objects = EnteredQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("work", "key", "known_at", "id")
        indexes = (models.Index(fields=["work", "key", "-known_at", "-id"]),)

    def __str__(self) -> str:
        return self.key


class Household(Entered):
    """A household of an acquisition: area in mu, compensation in yuan, when it signed and was paid. The name is secret."""

    holder = models.CharField("户主", max_length=80)
    village = models.CharField("村组", max_length=80, blank=True)
    area_mu = models.DecimalField("面积(亩)", max_digits=12, decimal_places=4)
    compensation = models.DecimalField("补偿金额(元)", max_digits=16, decimal_places=2, null=True)
    signed_on = models.DateField("签约日期", null=True)
    paid_on = models.DateField("付款日期", null=True)

    class Meta(Entered.Meta):
        verbose_name = "征地户"
        constraints = (
            models.CheckConstraint(condition=Q(area_mu__gt=0), name="household_has_area"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(signed_on__isnull=False, paid_on__gte=models.F("signed_on")),
                name="household_signs_before_paid",
            ),
        )


class Stretch(Entered):
    """A stretch of a river or road: metres in all, metres done, when finished."""

    metres = models.DecimalField("长度(米)", max_digits=12, decimal_places=2)
    done_metres = models.DecimalField("已完成(米)", max_digits=12, decimal_places=2, null=True)
    done_on = models.DateField("完成日期", null=True)

    class Meta(Entered.Meta):
        verbose_name = "河段、路段"
        constraints = (
            models.CheckConstraint(condition=Q(metres__gt=0), name="stretch_has_length"),
            models.CheckConstraint(
                condition=Q(done_metres__isnull=True) | Q(done_metres__gte=0, done_metres__lte=models.F("metres")),
                name="stretch_done_within",
            ),
        )


class Compound(Entered):
    """A compound of the 333 action: surveyed when, whether rain and sewage run together, metres of pipe to mend and mended."""

    what = models.CharField("类别", max_length=10, choices=(("estate", "居民小区"), ("yard", "单位庭院")))
    town = models.CharField("村居", max_length=80, blank=True)
    surveyed_on = models.DateField("摸排日期", null=True)
    mixed = models.BooleanField("雨污混流", null=True)
    pipe_m = models.DecimalField("应修管道(米)", max_digits=12, decimal_places=2, null=True)
    mended_m = models.DecimalField("已修管道(米)", max_digits=12, decimal_places=2, null=True)
    done_on = models.DateField("验收日期", null=True)

    class Meta(Entered.Meta):
        verbose_name = "小区、庭院"
        constraints = (
            models.CheckConstraint(
                condition=Q(mended_m__isnull=True) | Q(pipe_m__isnull=False, mended_m__gte=0), name="compound_mended"
            ),
            models.CheckConstraint(
                condition=Q(mended_m__isnull=True) | Q(mended_m__lte=models.F("pipe_m")), name="compound_mended_within"
            ),
        )


class Shop(Entered):
    """A shop of a plaza, street or building: area, who runs it, rent a month in yuan; no tenant means vacant."""

    area_m2 = models.DecimalField("面积(㎡)", max_digits=12, decimal_places=2)
    tenant = models.CharField("承租人", max_length=120, blank=True)
    trade = models.CharField("业态", max_length=60, blank=True)
    rent = models.DecimalField("月租金(元)", max_digits=14, decimal_places=2, null=True)
    since = models.DateField("起租日期", null=True)
    until = models.DateField("到期日期", null=True)

    class Meta(Entered.Meta):
        verbose_name = "商铺"
        constraints = (
            models.CheckConstraint(condition=Q(area_m2__gt=0), name="shop_has_area"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=models.F("since")),
                name="shop_span",
            ),
        )


class Happening(Entered):
    """An event held on a plaza or street, or in a building."""

    on = models.DateField("日期")
    visitors = models.PositiveIntegerField("人次", null=True)
    cost = models.DecimalField("费用(元)", max_digits=14, decimal_places=2, null=True)

    class Meta(Entered.Meta):
        verbose_name = "活动"


class SchoolOption(Entered):
    """A site or a partner thought of for a school: under study, chosen, or dropped."""

    what = models.CharField("类别", max_length=10, choices=(("site", "选址"), ("partner", "合作主体")))
    detail = models.CharField("情况", max_length=300, blank=True)
    area_mu = models.DecimalField("用地(亩)", max_digits=12, decimal_places=4, null=True)
    standing_of = models.CharField(
        "结论", max_length=10, choices=(("open", "比选中"), ("chosen", "确定"), ("dropped", "放弃")), default="open"
    )
    on = models.DateField("日期")

    class Meta(Entered.Meta):
        verbose_name = "学校选址和合作主体"
