"""Bureaus, people and the posts they hold."""

from __future__ import annotations

import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import models

from ..ids import uuid7


@pghistory.track()
class Organisation(models.Model):
    """A bureau of the zone, an office, a village; figures and files belong to one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=80, unique=True)
    kind = models.CharField("类别", max_length=20, default="bureau")
    order = models.PositiveIntegerField("排序", default=100)
    ended_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        ordering = ("order", "name")
        verbose_name = "部门"

    def __str__(self) -> str:
        return self.name


@pghistory.track(exclude=["password", "last_login", "session_keys"])
class User(AbstractUser):
    """A person who signs in. What they may do comes from the posts they hold, never from flags here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    full_name = models.CharField("姓名", max_length=40)
    phone = models.CharField("手机", max_length=20, blank=True)
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField("锁定至", null=True, blank=True)
    session_keys = models.JSONField(default=list, blank=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    date_joined = models.DateTimeField("开立时间", auto_now_add=True)
    first_name = None
    last_name = None

    REQUIRED_FIELDS = ()

    class Meta:
        ordering = ("username",)
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The name on pages."""
        return str(self)

    def get_short_name(self) -> str:
        """The same: Chinese names are short."""
        return str(self)


class PostQuerySet(models.QuerySet["Post"]):
    """Filters of posts."""

    def held_by(self, user: User) -> PostQuerySet:
        """Posts the user holds now."""
        return self.filter(holder=user, ended_on__isnull=True).select_related("organisation")


@pghistory.track()
class Post(models.Model):
    """A position in a bureau: duties and rights belong to it and pass to the next holder in one step."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts", verbose_name="部门")
    title = models.CharField("岗位", max_length=60)
    role = models.SlugField("角色", max_length=40)
    holder = models.ForeignKey(User, models.PROTECT, related_name="posts", null=True, blank=True, verbose_name="任职人")
    held_since = models.DateField("任职起始", null=True, blank=True)
    ended_on = models.DateField("撤销日期", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("organisation__order", "title")
        verbose_name = "岗位"

    def __str__(self) -> str:
        return f"{self.organisation.name} {self.title}"
